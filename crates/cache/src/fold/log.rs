//! Every entry as a row of the log; what is taken back by a later one.

use crate::CacheError;
use case_store::{Content, Entry, EntryHash, Field, Kind};
use rusqlite::{Connection, OptionalExtension};

/// Longer values are not shown in the log, bytes.
const MAX_SHOWN: usize = 400;

/// Adds the row. False when the entry is there already.
pub fn add(connection: &Connection, entry: &Entry) -> Result<bool, CacheError> {
    let header = &entry.header;
    let undoes =
        (header.kind == Kind::Undo).then(|| entry.text("entry").and_then(|hash| EntryHash::from_hex(hash).ok()));
    let undoes = undoes.flatten();
    let sql =
        "INSERT OR IGNORE INTO log (step, device, sequence, hash, kind, record, author, time, details, undoes, number)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, (SELECT n + 1 FROM counts WHERE name = 'entries'))";
    let n_added = connection.prepare_cached(sql)?.execute(rusqlite::params![
        signed(header.step),
        header.device.as_bytes(),
        signed(header.sequence),
        entry.hash.as_bytes(),
        header.kind.number(),
        header.record.as_bytes(),
        header.author.as_bytes(),
        header.time.0,
        details(entry),
        undoes.as_ref().map(EntryHash::as_bytes),
    ])?;
    if n_added > 0 {
        refresh(connection, *entry.hash.as_bytes())?;
    }
    Ok(n_added > 0)
}

/// Says of an entry whether an undo counts for it, and of what it takes back itself, and so on. Undone undos do not count.
fn refresh(connection: &Connection, hash: [u8; 32]) -> Result<(), CacheError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM log WHERE undoes = ?1 AND undone = 0)";
    let count = "UPDATE log SET undone = ?2 WHERE hash = ?1";
    let target = "SELECT undoes FROM log WHERE hash = ?1";
    let mut next = Some(hash);
    while let Some(hash) = next {
        let undone: bool = connection.prepare_cached(sql)?.query_row([hash], |row| row.get(0))?;
        connection.prepare_cached(count)?.execute((hash, undone))?;
        let judgement = "UPDATE judgements SET undone = ?2 WHERE entry = ?1";
        connection.prepare_cached(judgement)?.execute((hash, undone))?;
        // A hash cannot name itself, not even in a circle, so this ends.
        next = connection.prepare_cached(target)?.query_row([hash], |row| row.get(0)).optional()?.flatten();
    }
    Ok(())
}

fn details(entry: &Entry) -> String {
    // Of what came in, the log tells only what became of it: nothing of it is shown before somebody admits it.
    let is_told = |field: &&Field| entry.header.kind != Kind::Intake || field.name == "state";
    let shown: Vec<(&str, Option<&str>)> = entry.fields.iter().filter(is_told).filter_map(shown).collect();
    serde_json::to_string(&shown).unwrap_or_default()
}

fn shown(field: &Field) -> Option<(&str, Option<&str>)> {
    let Content::Open(opening) = &field.content else { return Some((&field.name, None)) };
    let text = opening.value.text().filter(|text| text.len() <= MAX_SHOWN)?;
    Some((&field.name, Some(text)))
}

/// SQLite has signed numbers only; nothing that counts entries comes near their end.
pub const fn signed(number: u64) -> i64 {
    number.cast_signed()
}
