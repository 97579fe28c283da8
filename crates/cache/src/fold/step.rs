//! Steps of interventions and of what came in: each entry a row with its fields. What they amount to is worked out elsewhere.

use crate::CacheError;
use case_store::{Entry, Field};
use rusqlite::{Connection, params};

/// Adds the step. A field whose key was destroyed has no value.
pub fn add(connection: &Connection, entry: &Entry) -> Result<(), CacheError> {
    let fields: Vec<(&str, Option<&str>)> = entry.fields.iter().map(told).collect();
    let subject =
        entry.fields.iter().map(|field| field.subject).find(|subject| *subject != case_store::SubjectId::CASE);
    let sql = "INSERT OR IGNORE INTO steps (entry, number, kind, record, subject, fields, author, time)
               VALUES (?1, (SELECT ifnull(max(number), 0) + 1 FROM steps), ?2, ?3, ?4, ?5, ?6, ?7)";
    connection.prepare_cached(sql)?.execute(params![
        entry.hash.as_bytes(),
        entry.header.kind.number(),
        entry.header.record.as_bytes(),
        subject.map(|subject| subject.as_bytes().to_vec()),
        serde_json::to_string(&fields).unwrap_or_default(),
        entry.header.author.as_bytes(),
        entry.header.time.0,
    ])?;
    Ok(())
}

fn told(field: &Field) -> (&str, Option<&str>) {
    (&field.name, field.value().and_then(|value| value.text()))
}
