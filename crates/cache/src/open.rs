//! Opens the encrypted file, or makes it. Keys are raw (64 digits): a salt in the key would leave bits of the file unchecked.

use crate::{Cache, CacheError};
use case_store::{CaseId, SecretKey};
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, OptionalExtension};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const SCHEMA: &str = include_str!("schema.sql");
/// Changes whenever the tables or the way to fold them change: an older cache is then rebuilt.
const SCHEMA_VERSION: &str = "11";

impl Cache {
    /// Opens the cache at `path`, or makes an empty one where there is none.
    ///
    /// # Errors
    /// [`CacheError::Unusable`] when it is damaged, foreign or of another version; see [`Cache::discard`].
    pub fn open(path: &Path, key: &SecretKey, case: CaseId) -> Result<Self, CacheError> {
        make_for_owner_only(path)?;
        let connection = Connection::open(path)?;
        unlock(&connection, key)?;
        Self::prepare(connection, case)
    }

    /// As [`Cache::open`]; what cannot be used is thrown away first. True when the cache is empty now.
    ///
    /// # Errors
    /// [`CacheError`] of the disk.
    pub fn open_or_renew(path: &Path, key: &SecretKey, case: CaseId) -> Result<(Self, bool), CacheError> {
        let opened = Self::open(path, key, case);
        let cache = match opened {
            Err(error) if error.is_unusable() => {
                Self::discard(path)?;
                Self::open(path, key, case)?
            }
            other => other?,
        };
        let empty = cache.position()?.is_none();
        Ok((cache, empty))
    }

    /// A cache in memory, for tests and for comparing.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn in_memory(case: CaseId) -> Result<Self, CacheError> {
        Self::prepare(Connection::open_in_memory()?, case)
    }

    /// Removes the files of a cache.
    ///
    /// # Errors
    /// What the system says.
    pub fn discard(path: &Path) -> Result<(), CacheError> {
        for ending in ["", "-wal", "-shm", "-journal"] {
            match std::fs::remove_file(with_ending(path, ending)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads every page and every row of the index; a damaged page is [`CacheError::Unusable`].
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn check(&self) -> Result<(), CacheError> {
        let verdict: String = self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if verdict == "ok" { Ok(()) } else { Err(CacheError::Unusable("they are damaged")) }
    }

    fn prepare(mut connection: Connection, case: CaseId) -> Result<Self, CacheError> {
        confine(&mut connection)?;
        let cache = Self { connection };
        if cache.is_new()? {
            cache.connection.execute_batch(SCHEMA)?;
            remember(&cache.connection, "schema", SCHEMA_VERSION.as_bytes())?;
            remember(&cache.connection, "case", case.as_bytes())?;
        }
        match (cache.remembered("schema")?, cache.remembered("case")?) {
            (Some(schema), _) if schema != SCHEMA_VERSION.as_bytes() => {
                Err(CacheError::Unusable("they are of another version of the program"))
            }
            (_, Some(owner)) if owner == case.as_bytes() => {
                crate::digests::renew(&cache.connection)?;
                Ok(cache)
            }
            _ => Err(CacheError::Unusable("they belong to another case")),
        }
    }

    fn is_new(&self) -> Result<bool, CacheError> {
        let tables: i64 = self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok(tables == 0)
    }

    pub(crate) fn remembered(&self, name: &str) -> Result<Option<Vec<u8>>, CacheError> {
        let mut found = self.connection.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
        Ok(found.query_row([name], |row| row.get(0)).optional()?)
    }
}

/// Keeps something about the cache itself.
pub fn remember(connection: &Connection, name: &str, value: &[u8]) -> Result<(), CacheError> {
    let sql = "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
    connection.prepare_cached(sql)?.execute((name, value))?;
    Ok(())
}

/// Hands over the key, and makes sure that it is used.
fn unlock(connection: &Connection, key: &SecretKey) -> Result<(), CacheError> {
    let mut pragma = String::with_capacity(128);
    // SQLCipher would otherwise write to standard error whatever it dislikes.
    pragma.push_str("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'");
    for byte in key.expose() {
        let _never_fails = write!(pragma, "{byte:02x}");
    }
    pragma.push_str("'\"");
    let set = connection.execute_batch(&pragma);
    zeroize::Zeroize::zeroize(&mut pragma);
    set?;
    let version: Option<String> = connection
        .query_row("PRAGMA cipher_version", [], |row| row.get(0))
        .optional()?
        .filter(|v: &String| !v.is_empty());
    version.map(drop).ok_or(CacheError::NoCipher)
}

/// No other database, no code from outside, nothing in temporary files.
fn confine(connection: &mut Connection) -> Result<(), CacheError> {
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0; PRAGMA cache_size = -65536;",
    )?;
    // What is lost in a power cut is folded again, so no commit waits for the disk.
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.execute_batch("PRAGMA synchronous = NORMAL;")?;
    connection.authorizer(Some(|context: AuthContext<'_>| match context.action {
        AuthAction::Attach { .. } | AuthAction::Detach { .. } => Authorization::Deny,
        _ => Authorization::Allow,
    }))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// SQLite would make the file readable for everybody whom the umask allows.
fn make_for_owner_only(path: &Path) -> Result<(), CacheError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    Ok(())
}
