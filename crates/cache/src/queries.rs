//! What is handed out: documents, their parts, the log, members.

use crate::rows::{
    ActRow, ConsentRow, DocumentRow, EntityRow, ImportRow, JudgementRow, LogRow, MemberRow, ParticipantRow,
    StatementRow, StepRow,
};
use crate::{Cache, CacheError};
use case_store::RecordId;
use rusqlite::{OptionalExtension, Params, Row, params};
use std::fmt::Write as _;

/// Which entries of the log.
#[derive(Clone, Copy, Debug, Default)]
pub struct LogFilter {
    /// Only about this record.
    pub record: Option<RecordId>,
    /// Only of this kind, see `case_store::Kind::number`.
    pub kind: Option<u16>,
}

const DOCUMENT: &str = "SELECT d.number, d.record, d.subject, d.sha256, d.blob, d.size, d.name, d.source, d.obtained, d.time,
    d.same_bytes_as, r.entry, r.program, r.codebook, r.model, r.gazetteer, r.title, r.language, r.earliest, r.latest, r.origin,
    r.problems,
    (SELECT count(*) FROM acts WHERE document = d.number),
    (SELECT count(*) FROM entities WHERE document = d.number AND kind = 'person'),
    (SELECT count(DISTINCT j.entry) FROM judged j JOIN judgements g ON g.entry = j.entry WHERE j.document = d.record AND NOT g.undone)
    FROM documents d LEFT JOIN readings r ON r.document = d.number";

const JUDGEMENT: &str = "SELECT entry, verdict, of, seen, field, value, reason, author, time, undone, evidence,
    replaces, confirms, record FROM judgements";

impl Cache {
    /// So many documents after the number `after`.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn documents(&self, after: i64, limit: u32) -> Result<Vec<DocumentRow>, CacheError> {
        let sql = format!("{DOCUMENT} WHERE d.number > ?1 ORDER BY d.number LIMIT ?2");
        self.rows(&sql, (after, limit), document)
    }

    /// The documents whose record starts with these hexadecimal digits; at most two, to tell whether it is only one.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn documents_starting_with(&self, digits: &str) -> Result<Vec<DocumentRow>, CacheError> {
        let Some(between) = between(digits, 16) else { return Ok(Vec::new()) };
        let sql = format!("{DOCUMENT} WHERE d.record BETWEEN ?1 AND ?2 ORDER BY d.number LIMIT 2");
        self.rows(&sql, between, document)
    }

    /// The document with a number.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn document(&self, number: i64) -> Result<Option<DocumentRow>, CacheError> {
        Ok(self.rows(&format!("{DOCUMENT} WHERE d.number = ?1"), [number], document)?.pop())
    }

    /// Documents that no program has read.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn unread(&self) -> Result<Vec<DocumentRow>, CacheError> {
        let sql = format!("{DOCUMENT} WHERE r.document IS NULL AND d.sha256 IS NOT NULL ORDER BY d.number");
        self.rows(&sql, [], document)
    }

    /// Documents whose latest reading was made by something else: another program, codebook, model or gazetteer. Tables that were
    /// imported are not among them.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn stale(&self, made_by: [Option<&str>; 4]) -> Result<Vec<DocumentRow>, CacheError> {
        let same = "r.program IS ?1 AND r.codebook IS ?2 AND r.model IS ?3 AND r.gazetteer IS ?4";
        let sql = format!(
            "{DOCUMENT} WHERE r.document IS NOT NULL AND d.sha256 IS NOT NULL AND NOT ({same})
             AND d.number NOT IN (SELECT document FROM imported) ORDER BY d.number"
        );
        self.rows(&sql, made_by, document)
    }

    /// Every import that was recorded, the last one first.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn imports(&self) -> Result<Vec<ImportRow>, CacheError> {
        let sql = "SELECT lower(hex(entry)), name, mapping, format, sha256, n_rows, n_acts, time FROM imports
                   ORDER BY time DESC, entry";
        self.rows(sql, [], |row| {
            Ok(ImportRow {
                entry: row.get(0)?,
                name: row.get(1)?,
                mapping: row.get(2)?,
                format: row.get(3)?,
                sha256: row.get(4)?,
                n_rows: row.get(5)?,
                n_acts: row.get(6)?,
                time: row.get(7)?,
            })
        })
    }

    /// Every document with these bytes.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn documents_of_bytes(&self, sha256: &str) -> Result<Vec<DocumentRow>, CacheError> {
        self.rows(&format!("{DOCUMENT} WHERE d.sha256 = ?1 ORDER BY d.number"), [sha256], document)
    }

    /// The record of the latest reading, zlib (RFC 1950) over JSON.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn result(&self, document: i64) -> Result<Option<Vec<u8>>, CacheError> {
        let mut found = self.connection.prepare_cached("SELECT result FROM readings WHERE document = ?1")?;
        Ok(found.query_row([document], |row| row.get(0)).optional()?.flatten())
    }

    /// Title and text of the latest reading.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn text(&self, document: i64) -> Result<Option<(String, String)>, CacheError> {
        let mut found = self.connection.prepare_cached("SELECT title, text FROM words WHERE rowid = ?1")?;
        Ok(found.query_row([document], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// The entities of a document.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn entities(&self, document: i64) -> Result<Vec<EntityRow>, CacheError> {
        let sql = "SELECT document, entity, key, kind, name, protected, mentions, starts, ends FROM entities
                   WHERE document = ?1 ORDER BY starts, entity";
        self.rows(sql, [document], entity)
    }

    /// The acts of a document, in the order of the text.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn acts(&self, document: i64) -> Result<Vec<ActRow>, CacheError> {
        let verdict = "SELECT g.verdict FROM judged j JOIN judgements g ON g.entry = j.entry JOIN documents d ON d.record = j.document
            WHERE d.number = a.document AND j.key = a.key AND NOT g.undone
            AND g.verdict IN ('accept', 'amend', 'reject', 'unsure') ORDER BY g.number DESC LIMIT 1";
        let sql = format!(
            "SELECT document, act, key, type, status, earliest, latest, starts, ends, confidence, ({verdict}) FROM acts a
             WHERE document = ?1 ORDER BY starts, act"
        );
        let mut acts = self.rows(&sql, [document], act)?;
        for act in &mut acts {
            act.participants = self.participants(document, &act.act)?;
            if act.verdict.is_some() {
                act.amended = self.amendments(document, &act.key)?;
            }
        }
        Ok(acts)
    }

    /// What people amended about a part of a document: field and value.
    fn amendments(&self, document: i64, key: &str) -> Result<Vec<(String, String)>, CacheError> {
        let sql = "SELECT g.field, g.value FROM documents d JOIN judged j ON j.document = d.record AND j.key = ?2
                   JOIN judgements g ON g.entry = j.entry
                   WHERE d.number = ?1 AND NOT g.undone AND g.verdict = 'amend' AND g.field IS NOT NULL AND g.value IS NOT NULL
                   ORDER BY g.number";
        self.rows(sql, (document, key), |row| Ok((row.get(0)?, row.get(1)?)))
    }

    fn participants(&self, document: i64, act: &str) -> Result<Vec<ParticipantRow>, CacheError> {
        let sql = "SELECT p.role, e.name, p.starts, p.ends FROM participants p
                   LEFT JOIN entities e ON e.document = p.document AND e.entity = p.entity
                   WHERE p.document = ?1 AND p.act = ?2 ORDER BY p.place";
        self.rows(sql, (document, act), |row| {
            Ok(ParticipantRow { role: row.get(0)?, name: row.get(1)?, span: [row.get(2)?, row.get(3)?] })
        })
    }

    /// The statements of a document, in the order of the text.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn statements(&self, document: i64) -> Result<Vec<StatementRow>, CacheError> {
        let sql = "SELECT s.document, s.statement, s.key, s.kind, e.name, s.starts, s.ends FROM statements s
                   LEFT JOIN entities e ON e.document = s.document AND e.entity = s.speaker
                   WHERE s.document = ?1 ORDER BY s.starts, s.statement";
        self.rows(sql, [document], |row| {
            Ok(StatementRow {
                document: row.get(0)?,
                statement: row.get(1)?,
                key: row.get(2)?,
                kind: row.get(3)?,
                speaker: row.get(4)?,
                span: [row.get(5)?, row.get(6)?],
            })
        })
    }

    /// The judgements about a document or its parts, in the order in which they were made, undone ones too.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn judgements_of(&self, document: RecordId) -> Result<Vec<JudgementRow>, CacheError> {
        let sql = format!("{JUDGEMENT} WHERE entry IN (SELECT entry FROM judged WHERE document = ?1) ORDER BY number");
        self.rows(&sql, [document.as_bytes()], judgement)
    }

    /// So many judgements after the first `offset`, undone ones too.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn judgements(&self, offset: u32, limit: u32) -> Result<Vec<JudgementRow>, CacheError> {
        self.rows(&format!("{JUDGEMENT} ORDER BY number LIMIT ?2 OFFSET ?1"), (offset, limit), judgement)
    }

    /// Everything that people concerned agreed to, refused and withdrew, in the order of the fold.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn consents(&self) -> Result<Vec<ConsentRow>, CacheError> {
        let sql = "SELECT entry, document, key, name, state, purpose, recipient, given, until, how, given_by, guardian, minor, note,
                   confirms, author, time FROM consents ORDER BY number";
        self.rows(sql, [], consent)
    }

    /// The entries that registered documents, by record.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn registrations(&self) -> Result<Vec<(String, String)>, CacheError> {
        self.rows("SELECT record, entry FROM documents ORDER BY number", [], |row| Ok((hex(row, 0)?, hex(row, 1)?)))
    }

    /// How many entries the log has that are of another kind.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn n_entries_other_than(&self, kind: u16) -> Result<i64, CacheError> {
        Ok(self.connection.query_row("SELECT count(*) FROM log WHERE kind <> ?1", [kind], |row| row.get(0))?)
    }

    /// The latest entries, the last one first.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn log(&self, filter: LogFilter, offset: u32, limit: u32) -> Result<Vec<LogRow>, CacheError> {
        let sql = "SELECT l.step, l.device, l.sequence, l.hash, l.kind, l.record, l.author, m.name, l.time, l.details, l.undone
                   FROM log l LEFT JOIN members m ON m.signing_key = l.author
                   WHERE (?1 IS NULL OR l.record = ?1) AND (?2 IS NULL OR l.kind = ?2)
                   ORDER BY l.step DESC, l.device DESC, l.sequence DESC, l.hash DESC LIMIT ?4 OFFSET ?3";
        if filter.record.is_none() && filter.kind.is_none() {
            return self.whole_log(offset, limit);
        }
        let record = filter.record.map(|record| record.as_bytes().to_vec());
        self.rows(sql, params![record, filter.kind, offset, limit], log)
    }

    /// Entries by their number, so that the oldest come as quickly as the latest.
    fn whole_log(&self, offset: u32, limit: u32) -> Result<Vec<LogRow>, CacheError> {
        let sql = "SELECT l.step, l.device, l.sequence, l.hash, l.kind, l.record, l.author, m.name, l.time, l.details, l.undone
                   FROM log l LEFT JOIN members m ON m.signing_key = l.author
                   WHERE l.number <= ?1 ORDER BY l.number DESC LIMIT ?2";
        self.rows(sql, (self.n_entries()? - i64::from(offset), limit), log)
    }

    /// The entries whose hash starts with these hexadecimal digits; at most two.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn entries_starting_with(&self, digits: &str) -> Result<Vec<LogRow>, CacheError> {
        let sql = "SELECT l.step, l.device, l.sequence, l.hash, l.kind, l.record, l.author, m.name, l.time, l.details, l.undone
                   FROM log l LEFT JOIN members m ON m.signing_key = l.author
                   WHERE l.hash BETWEEN ?1 AND ?2 LIMIT 2";
        let Some(between) = between(digits, 32) else { return Ok(Vec::new()) };
        self.rows(sql, between, log)
    }

    /// Members, those who were removed too.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn members(&self) -> Result<Vec<MemberRow>, CacheError> {
        let sql = "SELECT signing_key, name, role, added, removed FROM members ORDER BY added, signing_key";
        self.rows(sql, [], |row| {
            Ok(MemberRow {
                signing_key: hex(row, 0)?,
                name: row.get(1)?,
                role: row.get(2)?,
                added: row.get(3)?,
                removed: row.get(4)?,
            })
        })
    }

    /// Steps of a kind of entry (15: interventions, 16: what came in) in order, without those that were taken back.
    ///
    /// # Errors
    /// [`CacheError`].
    pub fn steps(&self, kind: u16) -> Result<Vec<StepRow>, CacheError> {
        let sql = "SELECT s.entry, s.record, s.subject, s.fields, s.author, m.name, s.time FROM steps s
                   JOIN log l ON l.hash = s.entry LEFT JOIN members m ON m.signing_key = s.author
                   WHERE s.kind = ?1 AND NOT l.undone ORDER BY s.number";
        self.rows(sql, [kind], |row| {
            let subject: Option<Vec<u8>> = row.get(2)?;
            Ok(StepRow {
                entry: hex(row, 0)?,
                record: hex(row, 1)?,
                subject: subject.as_deref().map(digits),
                fields: list(row, 3)?,
                author: hex(row, 4)?,
                author_name: row.get(5)?,
                time: row.get(6)?,
            })
        })
    }

    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, CacheError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(values, read)?;
        Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
    }
}

/// The first and the last of the identifiers of so many bytes that start with these hexadecimal digits, so that an index finds them.
fn between(digits: &str, n_bytes: usize) -> Option<(Vec<u8>, Vec<u8>)> {
    if digits.len() > 2 * n_bytes || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let filled = |with: char| {
        let digits: Vec<u8> = digits
            .chars()
            .chain(std::iter::repeat(with))
            .take(2 * n_bytes)
            .filter_map(|digit| digit.to_digit(16))
            .map(|digit| digit as u8)
            .collect();
        digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect()
    };
    Some((filled('0'), filled('f')))
}

fn document(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    let reading: Option<Vec<u8>> = row.get(11)?;
    Ok(DocumentRow {
        number: row.get(0)?,
        record: hex(row, 1)?,
        subject: hex(row, 2)?,
        sha256: row.get(3)?,
        blob: row.get(4)?,
        size: row.get(5)?,
        name: row.get(6)?,
        source: row.get(7)?,
        obtained: row.get(8)?,
        time: row.get(9)?,
        same_bytes_as: row.get(10)?,
        reading: reading.as_deref().map(digits),
        read_by: [row.get(12)?, row.get(13)?, row.get(14)?, row.get(15)?],
        title: row.get(16)?,
        language: row.get(17)?,
        published: [row.get(18)?, row.get(19)?],
        origin: list(row, 20)?,
        problems: list(row, 21)?,
        n_acts: row.get(22)?,
        n_persons: row.get(23)?,
        n_judgements: row.get(24)?,
    })
}

pub(crate) fn entity(row: &Row<'_>) -> rusqlite::Result<EntityRow> {
    Ok(EntityRow {
        document: row.get(0)?,
        entity: row.get(1)?,
        key: row.get(2)?,
        kind: row.get(3)?,
        name: row.get(4)?,
        protected: row.get(5)?,
        n_mentions: row.get(6)?,
        span: [row.get(7)?, row.get(8)?],
    })
}

fn act(row: &Row<'_>) -> rusqlite::Result<ActRow> {
    Ok(ActRow {
        document: row.get(0)?,
        act: row.get(1)?,
        key: row.get(2)?,
        act_type: row.get(3)?,
        status: row.get(4)?,
        date: [row.get(5)?, row.get(6)?],
        span: [row.get(7)?, row.get(8)?],
        confidence: row.get(9)?,
        participants: Vec::new(),
        verdict: row.get(10)?,
        amended: Vec::new(),
    })
}

fn judgement(row: &Row<'_>) -> rusqlite::Result<JudgementRow> {
    Ok(JudgementRow {
        entry: hex(row, 0)?,
        verdict: row.get(1)?,
        of: list(row, 2)?,
        seen: list(row, 3)?,
        field: row.get(4)?,
        value: row.get(5)?,
        reason: row.get(6)?,
        author: hex(row, 7)?,
        time: row.get(8)?,
        undone: row.get(9)?,
        evidence: list(row, 10)?,
        replaces: list(row, 11)?,
        confirms: list(row, 12)?,
        record: hex(row, 13)?,
    })
}

fn consent(row: &Row<'_>) -> rusqlite::Result<ConsentRow> {
    let is_yes = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(at)?.as_deref() == Some("yes"));
    let document: Option<Vec<u8>> = row.get(1)?;
    Ok(ConsentRow {
        entry: hex(row, 0)?,
        document: document.as_deref().map(digits),
        key: row.get(2)?,
        name: row.get(3)?,
        state: row.get(4)?,
        purpose: row.get(5)?,
        recipient: row.get(6)?,
        on: row.get(7)?,
        until: row.get(8)?,
        how: row.get(9)?,
        by: row.get(10)?,
        guardian: is_yes(11)?,
        minor: is_yes(12)?,
        note: row.get(13)?,
        confirms: row.get(14)?,
        author: hex(row, 15)?,
        time: row.get(16)?,
    })
}

fn log(row: &Row<'_>) -> rusqlite::Result<LogRow> {
    Ok(LogRow {
        step: row.get(0)?,
        device: hex(row, 1)?,
        sequence: row.get(2)?,
        hash: hex(row, 3)?,
        kind: row.get(4)?,
        record: hex(row, 5)?,
        author: hex(row, 6)?,
        author_name: row.get(7)?,
        time: row.get(8)?,
        details: list(row, 9)?,
        undone: row.get(10)?,
    })
}

/// A JSON list; empty for null.
fn list<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<T>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn hex(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    let bytes: Vec<u8> = row.get(column)?;
    Ok(digits(&bytes))
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}
