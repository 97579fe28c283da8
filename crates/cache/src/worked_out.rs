//! Results that took time, kept until what they were worked out from changes. Not part of the fold: they are never needed,
//! and the hash of all rows leaves them out.

use crate::{Cache, CacheError};
use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};

/// Bytes of one row of what is kept in pieces.
const PIECE: usize = 1 << 23;
/// Most bytes that are kept so.
const MOST_KEPT: usize = 1 << 31;

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
            "SELECT d.number, d.record, r.entry FROM documents d JOIN readings r ON r.document = d.number
             JOIN digests g ON g.document = d.number WHERE g.digest IS NOT NULL ORDER BY d.number",
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

    /// As [`Cache::worked_out`], for what was kept in pieces. None too when a piece is missing or is not what it was.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn worked_out_in_pieces(&self, name: &str, input: &[u8]) -> Result<Option<Vec<u8>>, CacheError> {
        let Some(head) = self.worked_out(name, input)? else { return Ok(None) };
        let Some((n_pieces, hash)) = head.split_first_chunk::<4>() else { return Ok(None) };
        let mut all = Vec::new();
        for piece in 0..u32::from_be_bytes(*n_pieces) {
            match self.worked_out(&piece_name(name, piece), input)? {
                Some(piece) if all.len() + piece.len() <= MOST_KEPT => all.extend(piece),
                _ => return Ok(None),
            }
        }
        Ok((Sha256::digest(&all).as_slice() == hash).then_some(all))
    }

    /// As [`Cache::keep_worked_out`], for what is long. What is too long is not kept, and what was kept before is gone either way.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn keep_worked_out_in_pieces(&self, name: &str, input: &[u8], value: &[u8]) -> Result<(), CacheError> {
        let transaction = self.connection.unchecked_transaction()?;
        let gone = "DELETE FROM worked_out WHERE name = ?1 OR substr(name, 1, length(?1) + 1) = ?1 || '/'";
        self.connection.execute(gone, [name])?;
        if value.len() <= MOST_KEPT {
            let mut n_pieces = 0_u32;
            for piece in value.chunks(PIECE) {
                self.keep_worked_out(&piece_name(name, n_pieces), input, piece)?;
                n_pieces += 1;
            }
            let head = [n_pieces.to_be_bytes().as_slice(), Sha256::digest(value).as_slice()].concat();
            self.keep_worked_out(name, input, &head)?;
        }
        Ok(transaction.commit()?)
    }
}

fn piece_name(name: &str, piece: u32) -> String {
    format!("{name}/{piece}")
}
