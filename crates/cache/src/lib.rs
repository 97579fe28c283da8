//! The derived tables and the full-text index of a case: encrypted, and rebuilt from the ledger whenever they are lost.
//!
//! A [`Cache`] is a fold of the entries of the ledger in the order (step, device, sequence): the same entries give the
//! same rows, whatever order they came in ([`Cache::row_hash`] tells). Nothing else may write to it, so it can be thrown
//! away at any time. Start reading at [`Cache::fold`]; what each kind of entry does is one file in `fold`.
//! Not here: the ledger itself (see `case-store`), and who may ask (see `casework`).

mod counts;
mod digests;
mod error;
mod fold;
mod open;
mod queries;
mod review;
mod row_hash;
mod rows;
mod script;
mod search;
mod worked_out;

pub use digests::{DigestKey, DigestRow};
pub use error::CacheError;
pub use fold::folded;
pub use fold::{Folded, Position, Results};
pub use queries::LogFilter;
pub use records::part_key;
pub use review::Backlog;
pub use row_hash::RowHash;
pub use rows::{
    ActRow, ConsentRow, DocumentRow, EntityRow, ImportRow, JudgementRow, LogRow, MemberRow, ParticipantRow,
    StatementRow, StepRow,
};
pub use search::{FOUND, Hit, Hits, MAX_RANKED};

use rusqlite::Connection;

/// The open tables of one case.
pub struct Cache {
    connection: Connection,
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cache([sealed])")
    }
}

#[cfg(test)]
mod tests;
