//! What a person has not looked at yet. What was imported was put there by a person, and waits for nobody.

use crate::{Cache, CacheError};
use rusqlite::OptionalExtension;

/// How far reviewing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Acts of the latest readings.
    pub total: i64,
    /// Those of them that somebody judged.
    pub done: i64,
}

impl Cache {
    /// The act that comes after `skip` others among those that nobody judged: types in the order given, within a type the
    /// least sure first; those of `others`, documents by number, are left to whoever works on them. Gives the record of its document
    /// and its name there, such as `a3`.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn to_review(
        &self,
        types: &[String],
        skip: u32,
        others: &[i64],
    ) -> Result<Option<(String, String)>, CacheError> {
        let others = list(others);
        let count = "SELECT count(*) FROM acts WHERE type = ?1 AND judged = 0 AND document NOT IN (SELECT value FROM json_each(?2))
            AND document NOT IN (SELECT document FROM imported)";
        let pick = "SELECT (SELECT lower(hex(record)) FROM documents WHERE number = document), act FROM (SELECT document, act FROM acts
            WHERE type = ?1 AND judged = 0 AND document NOT IN (SELECT value FROM json_each(?3))
            AND document NOT IN (SELECT document FROM imported) ORDER BY confidence, document, starts LIMIT 1 OFFSET ?2)";
        let mut skip = i64::from(skip);
        for act_type in types {
            let mut pick = self.connection.prepare_cached(pick)?;
            let found = pick.query_row((act_type, skip, &others), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            if found.is_some() {
                return Ok(found);
            }
            if skip > 0 {
                skip -= self
                    .connection
                    .prepare_cached(count)?
                    .query_row((act_type, &others), |row| row.get::<_, i64>(0))?;
            }
        }
        Ok(None)
    }

    /// Numbers of the documents that somebody else than `author` works on at a moment, milliseconds since 1970.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn claimed_by_others(&self, author: &str, moment: i64) -> Result<Vec<i64>, CacheError> {
        let sql = "SELECT DISTINCT d.number FROM judgements g JOIN judged j ON j.entry = g.entry JOIN documents d ON d.record = j.document
                   WHERE g.verdict = 'claim' AND NOT g.undone AND CAST(g.value AS INTEGER) > ?2 AND lower(hex(g.author)) <> ?1 ORDER BY 1";
        self.rows(sql, (author, moment), |row| row.get(0))
    }

    /// How many acts of some documents nobody judged.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn n_open_in(&self, documents: &[i64]) -> Result<i64, CacheError> {
        let sql = "SELECT count(*) FROM acts WHERE document IN (SELECT value FROM json_each(?1)) AND judged = 0";
        Ok(self.connection.prepare_cached(sql)?.query_row([list(documents)], |row| row.get(0))?)
    }

    /// How many acts there are, and how many of them were judged.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn backlog(&self) -> Result<Backlog, CacheError> {
        let without = |all, imported| Ok::<_, CacheError>(self.count(all)? - self.count(imported)?);
        Ok(Backlog { total: without("acts", "imported")?, done: without("judged", "imported_judged")? })
    }

    /// The values of a setting of the case that count; several when two people set it and neither knew of the other.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn setting(&self, name: &str) -> Result<Vec<String>, CacheError> {
        let sql = "SELECT g.value FROM judgements g WHERE g.verdict = 'setting' AND g.field = ?1 AND g.value IS NOT NULL AND NOT g.undone
                   AND NOT EXISTS (SELECT 1 FROM judgements r, json_each(r.replaces) e
                   WHERE r.verdict = 'setting' AND NOT r.undone AND r.number > g.number AND e.value = lower(hex(g.entry))) ORDER BY g.number";
        self.rows(sql, [name], |row| row.get(0))
    }

    /// The last judgement of an author that counts, and those that were recorded together with it: record and entry of each.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn last_judgements_of(&self, author: &str) -> Result<Vec<(String, String)>, CacheError> {
        let sql = "SELECT lower(hex(record)), lower(hex(entry)) FROM judgements WHERE NOT undone AND lower(hex(author)) = ?1
                   AND record = (SELECT record FROM judgements WHERE NOT undone AND lower(hex(author)) = ?1 ORDER BY number DESC LIMIT 1)
                   ORDER BY number DESC";
        self.rows(sql, [author], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

/// Numbers as JSON.
fn list(numbers: &[i64]) -> String {
    serde_json::to_string(numbers).unwrap_or_default()
}
