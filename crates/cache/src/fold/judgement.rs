//! What somebody decided, and about what.

use super::list_of;
use crate::CacheError;
use case_store::{Entry, RecordId};
use rusqlite::{Connection, params};

/// Adds the judgement. `of` names what is judged (a document, or `DOCUMENT/READING#PART`), `seen` the key of each part.
pub fn add(connection: &Connection, entry: &Entry) -> Result<(), CacheError> {
    let sql = "INSERT OR IGNORE INTO judgements (entry, number, record, verdict, field, value, reason, of, seen, evidence,
               author, time, undone, replaces, confirms)
               VALUES (?1, (SELECT ifnull(max(number), 0) + 1 FROM judgements), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
               (SELECT undone FROM log WHERE hash = ?1), ?12, ?13)";
    connection.prepare_cached(sql)?.execute(params![
        entry.hash.as_bytes(),
        entry.header.record.as_bytes(),
        entry.text("verdict"),
        entry.text("field"),
        entry.text("value"),
        entry.text("reason"),
        list_of(entry, "of"),
        list_of(entry, "seen"),
        list_of(entry, "evidence"),
        entry.header.author.as_bytes(),
        entry.header.time.0,
        list_of(entry, "replaces"),
        list_of(entry, "confirms"),
    ])?;
    let values = |name: &str| -> Vec<Option<String>> {
        let fields = entry.fields.iter().filter(|field| field.name == name);
        fields.map(|field| field.value().and_then(|value| value.text()).map(str::to_owned)).collect()
    };
    let seen = values("seen");
    for (place, of) in values("of").into_iter().enumerate() {
        let Some(document) = of.as_deref().and_then(document) else { continue };
        let key = seen.get(place).cloned().flatten().unwrap_or_default();
        let sql = "INSERT OR IGNORE INTO judged (document, key, entry, place) VALUES (?1, ?2, ?3, ?4)";
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        connection.prepare_cached(sql)?.execute((document.as_bytes(), key, entry.hash.as_bytes(), place))?;
    }
    Ok(())
}

fn document(of: &str) -> Option<RecordId> {
    RecordId::from_hex(of.split_once('/').map_or(of, |(document, _)| document)).ok()
}
