//! A document registered: a row with what is known of how it came.

use super::list_of;
use crate::CacheError;
use case_store::{Entry, SubjectId};
use rusqlite::{Connection, OptionalExtension};

/// Adds the document under the next number. A record is registered once; what comes later stays in the log.
pub fn register(connection: &Connection, entry: &Entry) -> Result<(), CacheError> {
    let sha256 = entry.text("sha256");
    let first = "SELECT number FROM documents WHERE sha256 = ?1 ORDER BY number LIMIT 1";
    let same: Option<i64> = connection.prepare_cached(first)?.query_row([sha256], |row| row.get(0)).optional()?;
    let sql = "INSERT OR IGNORE INTO documents (record, entry, subject, sha256, blob, size, name, media_type, source, obtained,
               obtained_at, consent, notes, time, author, same_bytes_as)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
    connection.prepare_cached(sql)?.execute(rusqlite::params![
        entry.header.record.as_bytes(),
        entry.hash.as_bytes(),
        subject(entry).as_bytes(),
        sha256,
        entry.text("blob"),
        entry.text("size").and_then(|size| size.parse::<i64>().ok()),
        entry.text("name"),
        entry.text("media_type"),
        entry.text("source"),
        entry.text("obtained"),
        entry.text("obtained_at"),
        entry.text("consent"),
        list_of(entry, "note"),
        entry.header.time.0,
        entry.header.author.as_bytes(),
        same,
    ])?;
    Ok(())
}

/// Whose key seals what is known of the document: the first one that is not the case's.
fn subject(entry: &Entry) -> SubjectId {
    let mut subjects = entry.fields.iter().map(|field| field.subject);
    subjects.find(|subject| *subject != SubjectId::CASE).unwrap_or(SubjectId::CASE)
}
