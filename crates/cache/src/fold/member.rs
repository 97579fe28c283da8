//! Who has, or had, a key to the case.

use crate::CacheError;
use case_store::{AuthorId, Entry};
use rusqlite::Connection;

/// Adds a member, or brings one back.
pub fn add(connection: &Connection, entry: &Entry) -> Result<(), CacheError> {
    let Some(key) = key(entry) else { return Ok(()) };
    let sql = "INSERT INTO members (signing_key, name, role, added, added_by) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (signing_key) DO UPDATE SET name = ?2, role = ?3, removed = NULL, removed_by = NULL";
    let Entry { header, .. } = entry;
    let values = (key.as_bytes(), entry.text("name"), entry.text("role"), header.time.0, header.author.as_bytes());
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Marks a member as removed.
pub fn remove(connection: &Connection, entry: &Entry) -> Result<(), CacheError> {
    let Some(key) = key(entry) else { return Ok(()) };
    let sql = "UPDATE members SET removed = ?2, removed_by = ?3 WHERE signing_key = ?1";
    let values = (key.as_bytes(), entry.header.time.0, entry.header.author.as_bytes());
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn key(entry: &Entry) -> Option<AuthorId> {
    AuthorId::from_hex(entry.text("signing_key")?).ok()
}
