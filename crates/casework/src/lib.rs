//! Everything that can be done with a case, as [`Request`]s and [`Reply`]s: the one door for the command line and the pages.
//!
//! A [`Case`] holds the keys and answers. Whoever asks needs none: the same requests go through the socket of a
//! [`vault`], a process that holds the keys for a while. What is changed is an entry of the ledger first; what is shown
//! comes from the cache, which is folded from it. Start reading at [`Case::ask`]; each group of requests is one file.
//! Not here: reading documents (`pipeline`), what the ledger is (`case-store`), how answers look (`cli`).

mod across;
mod bundling;
mod case;
mod consents;
mod data_out;
mod device;
mod disclosing;
mod documents;
mod erasing;
mod exchange;
mod importing;
mod incoming;
mod intaking;
mod intervening;
mod judging;
mod looking;
mod looks;
mod members;
mod opinions;
pub mod papers;
pub mod pictured;
mod refusal;
mod reporting;
mod request;
pub mod shown;
mod stamping;
mod step;
mod tables;
mod verifying;
mod wiping;

#[cfg(target_os = "linux")]
pub mod vault;

pub use across::event_view::name_of as word;
pub use across::json_record;
pub use across::judged::fields;
pub use across::{Order, Sort};
pub use bundle::{Identity, Recipient};
pub use bundling::BundleKey;
pub use cache::{
    ActRow, ConsentRow, DocumentRow, EntityRow, FOUND, Hit, ImportRow, JudgementRow, LogRow, MAX_RANKED, MemberRow,
    ParticipantRow, StatementRow,
};
pub use case::{Case, Secret, generate_passphrase};
pub use case_store::keys::Effort;
pub use consents::{ConsentDraft, OverrideStep};
pub use disclosing::{ConsentAbout, Disclosure, Handing};
pub use importing::{IMPORTER, Import, ImportPiece, is_imported};
pub use incoming::receive;
pub use intake;
pub use interventions;
pub use members::{MemberRequest, fingerprint, member_request};
pub use refusal::{Refusal, Why};
pub use reporting::{PaperQuery, Reported, Typesetter, set_typesetter};
pub use request::{
    Answer, DocumentShown, Found, Hidden, Incoming, Overview, ReadBy, Registration, Reply, Request, Target, ToReview,
    Verdict, Verified,
};
pub use resolution::result::{Factor, FamilyKind, Judgement, Relation, Zone};
pub use stamping::Stamp;
pub use step::{Doing, Step};
pub use wiping::wipe;

/// The file of the cache in the folder of a case.
pub(crate) const CACHE: &str = "cache.db";
/// The file of a second cache, there only while the first one is compared with it.
pub(crate) const SECOND_CACHE: &str = "cache-2.db";

#[cfg(test)]
pub(crate) mod tests;
