//! A document read by the program: its rows and its words, in the place of those of the reading before.

use super::record::{Act, Entity, Problem, Record, Statement};
use super::{Results, log::signed, number_of};
use crate::{CacheError, digests, part_key, script};
use case_store::{Content, Entry};
use flate2::read::{ZlibDecoder, ZlibEncoder};
use rusqlite::{Connection, params};
use std::io::Read;
use unicode_normalization::UnicodeNormalization;

/// Longest record that is unpacked, bytes.
const MAX_RECORD: u64 = 1 << 30;

/// Takes the reading in the place of the one before. A reading of a document that is not known stays in the log only.
pub fn take(connection: &Connection, entry: &Entry, results: &dyn Results) -> Result<(), CacheError> {
    let Some(document) = number_of(connection, entry)? else { return Ok(()) };
    let packed = packed(entry, results);
    let json = packed.as_deref().and_then(unpack);
    let record = json.as_deref().and_then(|json| serde_json::from_slice(json).ok());
    let unreadable = Problem {
        code: "result-missing".to_owned(),
        message: "the result of this reading cannot be opened; read the document again".to_owned(),
    };
    // What was taken out on purpose is no problem that somebody could mend.
    let problems = if is_taken_out(entry) { Vec::new() } else { vec![unreadable] };
    let record = record.unwrap_or_else(|| Record { problems, ..Record::default() });
    forget(connection, document)?;
    head(connection, document, entry, packed.as_deref(), &record)?;
    digests::keep(connection, document, json.as_deref())?;
    words(connection, document, &record)?;
    for entity in &record.entities {
        add_entity(connection, document, entity)?;
    }
    for act in &record.acts {
        add_act(connection, document, act)?;
    }
    for statement in &record.statements {
        add_statement(connection, document, statement)?;
    }
    Ok(())
}

/// Whether the key of what was read was destroyed.
fn is_taken_out(entry: &Entry) -> bool {
    let mut fields = entry.fields.iter().filter(|field| field.name.starts_with("result"));
    fields.any(|field| matches!(field.content, Content::Destroyed))
}

/// The record as zlib bytes.
fn packed(entry: &Entry, results: &dyn Results) -> Option<Vec<u8>> {
    if let Some(packed) = entry.field("result_zlib").and_then(|field| field.value()) {
        return Some(packed.expose().to_vec());
    }
    if let Some(plain) = entry.text("result") {
        let mut packed = Vec::new();
        ZlibEncoder::new(plain.as_bytes(), flate2::Compression::default()).read_to_end(&mut packed).ok()?;
        return Some(packed);
    }
    results.result(entry.text("result_blob")?)
}

/// The record as JSON.
pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut json = Vec::new();
    ZlibDecoder::new(packed).take(MAX_RECORD).read_to_end(&mut json).ok()?;
    Some(json)
}

fn forget(connection: &Connection, document: i64) -> Result<(), CacheError> {
    for table in ["readings", "digests", "entities", "acts", "participants", "statements"] {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1"))?.execute([document])?;
    }
    for index in ["words", "pairs"] {
        connection.prepare_cached(&format!("DELETE FROM {index} WHERE rowid = ?1"))?.execute([document])?;
    }
    Ok(())
}

fn head(
    connection: &Connection,
    document: i64,
    entry: &Entry,
    packed: Option<&[u8]>,
    record: &Record,
) -> Result<(), CacheError> {
    let problems: Vec<_> = record.problems.iter().map(|one| (one.code.as_str(), one.message.as_str())).collect();
    let about = &record.document;
    let sql = "INSERT INTO readings (document, entry, sha256, program, codebook, model, gazetteer, time, result, title, language,
               media_type, publisher, origin, earliest, latest, problems)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
    connection.prepare_cached(sql)?.execute(params![
        document,
        entry.hash.as_bytes(),
        entry.text("sha256"),
        entry.text("program"),
        entry.text("codebook"),
        entry.text("model"),
        entry.text("gazetteer"),
        entry.header.time.0,
        packed,
        about.title,
        about.language,
        about.media_type,
        about.publisher,
        json(&about.origin),
        about.published.earliest,
        about.published.latest,
        json(&problems),
    ])?;
    Ok(())
}

fn words(connection: &Connection, document: i64, record: &Record) -> Result<(), CacheError> {
    let title = record.document.title.as_deref().unwrap_or_default();
    let text = &record.document.text;
    let sql = "INSERT INTO words (rowid, title, text, names) VALUES (?1, ?2, ?3, ?4)";
    let names: Vec<&str> = record.entities.iter().map(|entity| entity.name.as_str()).collect();
    connection.prepare_cached(sql)?.execute((document, title, text, names.join("\n")))?;
    let pairs = script::pairs(&[title, "\n", text].concat());
    if !pairs.is_empty() {
        connection.prepare_cached("INSERT INTO pairs (rowid, text) VALUES (?1, ?2)")?.execute((document, pairs))?;
    }
    Ok(())
}

// A record that names a part twice is not ours; the first one counts.
fn add_entity(connection: &Connection, document: i64, entity: &Entity) -> Result<(), CacheError> {
    let (starts, ends) = entity.mentions.first().map_or((0, 0), |mention| mention.span);
    let sql =
        "INSERT OR IGNORE INTO entities (document, entity, key, kind, name, folded, protected, mentions, starts, ends)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    connection.prepare_cached(sql)?.execute(params![
        document,
        entity.id,
        part_key('e', &entity.kind, starts, ends),
        entity.kind,
        entity.name,
        folded(&entity.name),
        entity.protected,
        entity.mentions.len() as i64,
        signed(starts),
        signed(ends),
    ])?;
    Ok(())
}

fn add_act(connection: &Connection, document: i64, act: &Act) -> Result<(), CacheError> {
    let (starts, ends) = act.trigger;
    let sql =
        "INSERT OR IGNORE INTO acts (document, act, key, type, status, earliest, latest, starts, ends, confidence)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    connection.prepare_cached(sql)?.execute(params![
        document,
        act.id,
        part_key('a', &act.act_type, starts, ends),
        act.act_type,
        act.status,
        act.date.earliest,
        act.date.latest,
        signed(starts),
        signed(ends),
        act.confidence,
    ])?;
    let sql = "INSERT OR IGNORE INTO participants (document, act, place, role, entity, starts, ends)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    for (place, one) in (1_i64..).zip(&act.participants) {
        let (starts, ends) = (signed(one.span.0), signed(one.span.1));
        connection.prepare_cached(sql)?.execute((document, &act.id, place, &one.role, &one.entity, starts, ends))?;
    }
    Ok(())
}

fn add_statement(connection: &Connection, document: i64, statement: &Statement) -> Result<(), CacheError> {
    let (starts, ends) = statement.cue;
    let key = part_key('s', &statement.kind, starts, ends);
    let sql = "INSERT OR IGNORE INTO statements (document, statement, key, kind, speaker, starts, ends)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let Statement { id, kind, speaker, .. } = statement;
    connection.prepare_cached(sql)?.execute((document, id, key, kind, speaker, signed(starts), signed(ends)))?;
    Ok(())
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A name as it is looked for: lower case, without accents (Unicode Annex 15, decomposition without combining marks).
pub fn folded(name: &str) -> String {
    let bare = name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    bare.collect::<String>().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
