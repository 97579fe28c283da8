//! Tables that were taken in, with their mappings.

use crate::CacheError;
use case_store::{Entry, RecordId};
use rusqlite::{Connection, OptionalExtension, params};

/// Keeps what an import was, and which documents it is in.
pub fn add(connection: &Connection, entry: &Entry) -> Result<(), CacheError> {
    let number = |field: &str| entry.text(field).and_then(|text| text.parse::<i64>().ok()).unwrap_or_default();
    let sql = "INSERT INTO imports (entry, name, mapping, format, sha256, n_rows, n_acts, time, author)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (entry) DO NOTHING";
    connection.prepare_cached(sql)?.execute(params![
        entry.hash.as_bytes(),
        entry.text("name"),
        entry.text("mapping"),
        entry.text("format"),
        entry.text("sha256"),
        number("rows"),
        number("acts"),
        entry.header.time.0,
        entry.header.author.as_bytes(),
    ])?;
    for field in entry.fields.iter().filter(|field| field.name == "of") {
        let record = field.value().and_then(|value| value.text()).and_then(|text| RecordId::from_hex(text).ok());
        let Some(record) = record else { continue };
        let sql = "SELECT number FROM documents WHERE record = ?1";
        let number: Option<i64> =
            connection.prepare_cached(sql)?.query_row([record.as_bytes()], |row| row.get(0)).optional()?;
        if let Some(number) = number {
            let sql = "INSERT INTO imported (document) VALUES (?1) ON CONFLICT (document) DO NOTHING";
            connection.prepare_cached(sql)?.execute([number])?;
        }
    }
    Ok(())
}
