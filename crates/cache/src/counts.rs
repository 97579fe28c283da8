//! How many there are of what: kept while entries are folded, so that no page has to count rows.

use crate::{Cache, CacheError};

impl Cache {
    /// How many documents there are.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn n_documents(&self) -> Result<i64, CacheError> {
        self.count("documents")
    }

    /// How many documents no program has read.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn n_unread(&self) -> Result<i64, CacheError> {
        self.count("unread")
    }

    /// How many entries the log has.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn n_entries(&self) -> Result<i64, CacheError> {
        self.count("entries")
    }

    pub(crate) fn count(&self, name: &str) -> Result<i64, CacheError> {
        let mut found = self.connection.prepare_cached("SELECT n FROM counts WHERE name = ?1")?;
        Ok(found.query_row([name], |row| row.get(0))?)
    }
}
