//! What can go wrong with a cache. None of it loses anything: the cache is rebuilt.

use rusqlite::ErrorCode;

/// Why the cache cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// It is damaged, belongs to another case or was made by another version: throw it away and rebuild it.
    #[error("the derived tables cannot be used: {0}")]
    Unusable(&'static str),
    /// This program was built without encryption of the cache.
    #[error("this program was built without SQLCipher; it will not write an unencrypted cache")]
    NoCipher,
    /// The disk or the system.
    #[error("the derived tables cannot be written: {0}")]
    Io(#[from] std::io::Error),
    /// What SQLite says. Holds no value of a row.
    #[error("the derived tables: {0}")]
    Database(rusqlite::Error),
    /// What was asked for makes no sense.
    #[error("{0}")]
    Query(String),
}

impl From<rusqlite::Error> for CacheError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Unusable("they are damaged or sealed with another key"),
            Some(ErrorCode::DatabaseCorrupt) => Self::Unusable("they are damaged"),
            _ => Self::Database(error),
        }
    }
}

impl CacheError {
    /// Whether throwing the cache away mends it.
    #[must_use]
    pub const fn is_unusable(&self) -> bool {
        matches!(self, Self::Unusable(_))
    }
}
