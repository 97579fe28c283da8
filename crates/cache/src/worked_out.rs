//! Results that took time, kept until what they were worked out from changes. Not part of the fold: they are never needed,
//! and the hash of all rows leaves them out.

use crate::{Cache, CacheError};
use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};

impl Cache {
    /// A hash of everything that results across documents are worked out from: the readings and the judgements that count.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn input_of_results(&self) -> Result<[u8; 32], CacheError> {
        let mut hash = Sha256::new();
        hash.update(resolution::digest::VERSION.to_be_bytes());
        for sql in [
            // An erased reading keeps its entry and has no digest any more.
            "SELECT d.number, d.record, r.entry FROM documents d JOIN readings r INDEXED BY readings_entry ON r.document = d.number
             JOIN digests g INDEXED BY digests_known ON g.document = d.number WHERE g.known ORDER BY d.number",
            "SELECT number, entry, entry FROM judgements WHERE NOT undone ORDER BY number",
        ] {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            hash.update([0]);
            while let Some(row) = rows.next()? {
                let (number, one, other): (i64, Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
                hash.update([1]);
                hash.update(number.to_be_bytes());
                // Records have 16 bytes, entries 32: nothing can be taken for something else.
                hash.update(one);
                hash.update(other);
            }
        }
        Ok(hash.finalize().into())
    }

    /// What was kept under `name`, if it was worked out from `input`.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn worked_out(&self, name: &str, input: &[u8]) -> Result<Option<Vec<u8>>, CacheError> {
        let sql = "SELECT value FROM worked_out WHERE name = ?1 AND input = ?2";
        Ok(self.connection.prepare_cached(sql)?.query_row((name, input), |row| row.get(0)).optional()?)
    }

    /// Keeps what was worked out from `input`, in the place of what was kept under `name`.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn keep_worked_out(&self, name: &str, input: &[u8], value: &[u8]) -> Result<(), CacheError> {
        let sql = "INSERT INTO worked_out (name, input, value) VALUES (?1, ?2, ?3)
                   ON CONFLICT (name) DO UPDATE SET input = ?2, value = ?3";
        self.connection.prepare_cached(sql)?.execute((name, input, value))?;
        Ok(())
    }
}
