//! One hash over every row: two caches of the same entries have the same one.

use crate::{Cache, CacheError};
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};
use std::fmt;

/// SHA-256 over all rows in the order of their keys.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RowHash([u8; 32]);

impl fmt::Display for RowHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for RowHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RowHash({self})")
    }
}

/// All tables that the fold writes. The pairs keep no text, so their words are counted.
const TABLES: [&str; 17] = [
    "SELECT * FROM log ORDER BY step, device, sequence, hash",
    "SELECT * FROM documents ORDER BY number",
    "SELECT * FROM readings ORDER BY document",
    "SELECT * FROM digests ORDER BY document",
    "SELECT * FROM entities ORDER BY document, entity",
    "SELECT * FROM acts ORDER BY document, act",
    "SELECT * FROM participants ORDER BY document, act, place",
    "SELECT * FROM statements ORDER BY document, statement",
    "SELECT * FROM judgements ORDER BY entry",
    "SELECT * FROM judged ORDER BY document, key, entry, place",
    "SELECT * FROM consents ORDER BY entry",
    "SELECT * FROM members ORDER BY signing_key",
    "SELECT * FROM steps ORDER BY entry",
    "SELECT * FROM imports ORDER BY entry",
    "SELECT * FROM imported ORDER BY document",
    "SELECT rowid, title, text, names FROM words ORDER BY rowid",
    "SELECT rowid FROM pairs ORDER BY rowid",
];

impl Cache {
    /// The hash of all rows.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn row_hash(&self) -> Result<RowHash, CacheError> {
        let mut hash = Sha256::new();
        for sql in TABLES {
            let mut statement = self.connection.prepare(sql)?;
            let n_columns = statement.column_count();
            let mut rows = statement.query([])?;
            hash.update([0]);
            while let Some(row) = rows.next()? {
                hash.update([1]);
                for column in 0..n_columns {
                    value(&mut hash, row.get_ref(column)?);
                }
            }
        }
        Ok(RowHash(hash.finalize().into()))
    }
}

fn value(hash: &mut Sha256, value: ValueRef<'_>) {
    let (kind, bytes) = match value {
        ValueRef::Null => (0, Vec::new()),
        ValueRef::Integer(number) => (1, number.to_be_bytes().to_vec()),
        ValueRef::Real(number) => (2, number.to_be_bytes().to_vec()),
        ValueRef::Text(text) => (3, text.to_vec()),
        ValueRef::Blob(blob) => (4, blob.to_vec()),
    };
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}
