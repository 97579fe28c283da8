//! What a person concerned agreed to, refused or withdrew.

use crate::CacheError;
use case_store::{Entry, RecordId};
use rusqlite::{Connection, params};

/// Adds the entry. `subject` names a part of a document (`RECORD/READING#e3`), `seen` the key of that part.
pub fn add(connection: &Connection, entry: &Entry) -> Result<(), CacheError> {
    let of = entry.text("subject");
    let record = of.map(|of| of.split_once('/').map_or(of, |(record, _)| record));
    let record = record.and_then(|record| RecordId::from_hex(record).ok());
    let sql = "INSERT OR IGNORE INTO consents (entry, number, document, key, of, name, state, purpose, recipient, given, until, how,
               given_by, guardian, minor, note, confirms, author, time)
               VALUES (?1, (SELECT ifnull(max(number), 0) + 1 FROM consents), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
               ?14, ?15, ?16, ?17, ?18)";
    connection.prepare_cached(sql)?.execute(params![
        entry.hash.as_bytes(),
        record.as_ref().map(RecordId::as_bytes),
        entry.text("seen"),
        of,
        entry.text("name"),
        entry.text("state"),
        entry.text("purpose"),
        entry.text("recipient"),
        entry.text("on"),
        entry.text("until"),
        entry.text("how"),
        entry.text("by"),
        entry.text("guardian"),
        entry.text("minor"),
        entry.text("note"),
        entry.text("confirms"),
        entry.header.author.as_bytes(),
        entry.header.time.0,
    ])?;
    Ok(())
}
