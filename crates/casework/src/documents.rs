//! Documents come in, are read, and their readings are kept.

use crate::case::Case;
use crate::device::digits;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, ReadBy, Registration, Reply};
use crate::{DocumentRow, LogRow};
use case_store::blobs::BlobId;
use case_store::{Draft, Kind, RecordId, SubjectId};
use flate2::read::ZlibEncoder;
use std::io::Read;

/// Longer results lie among the originals, bytes (packed).
const MAX_INSIDE: usize = 4 << 20;
/// Longest original that is given out whole, bytes.
const MAX_ORIGINAL: u64 = 1 << 30;

impl Case {
    /// Stores and hashes the bytes, then registers them. The same bytes twice are stored and registered once.
    pub(crate) fn register(&mut self, how: Registration, bytes: &mut dyn Read) -> Result<Answer, Refusal> {
        let kept = self.store.keep(bytes)?;
        let sha256 = digits(&kept.sha256);
        let known = self.tables.look(&self.store, |cache| cache.documents_of_bytes(&sha256))?;
        // Whose content was erased may come in again, with a consent of its own.
        if let Some(known) = known.into_iter().find(|row| !self.store.is_erased(subject(row))) {
            return Ok(Answer::Registered { document: known.record, known: true });
        }
        let subject = self.store.new_subject()?;
        let record = self.store.new_record();
        let mut draft = Draft::new(Kind::DocumentRegistered, record).with("sha256", sha256);
        draft = draft.with("blob", kept.id.to_string()).with("size", kept.size.to_string());
        draft = draft.about(subject, "name", how.name);
        for (field, value) in [("source", how.source), ("obtained", how.obtained), ("consent", how.consent)] {
            if let Some(value) = value {
                draft = draft.about(subject, field, value);
            }
        }
        for note in how.notes {
            draft = draft.about(subject, "note", note);
        }
        self.store.append(&draft)?;
        Ok(Answer::Registered { document: record.to_string(), known: false })
    }

    pub(crate) fn unread(&mut self) -> Result<Answer, Refusal> {
        let rows = self.tables.look(&self.store, cache::Cache::unread)?;
        let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        Ok(Answer::Documents { rows, total })
    }

    /// The bytes as they came; every chunk was authenticated, and the whole has the hash that was registered.
    pub(crate) fn original(&mut self, document: &str) -> Result<Reply, Refusal> {
        let row = self.document(document)?;
        let gone = || {
            Refusal::not_found("original of this document (any more)", "its content was taken out of the case")
                .called("content-gone")
        };
        let sha256 = row.sha256.ok_or_else(gone)?;
        let id = row.blob.and_then(|blob| BlobId::from_hex(&blob).ok()).ok_or_else(gone)?;
        let blobs = self.store.blobs()?;
        let original = blobs.open(id)?;
        if original.size() > MAX_ORIGINAL {
            let message = format!("this original has {} bytes, too many to be handed out at once", original.size());
            return Err(Refusal::new(
                Why::Unclear,
                message,
                "the original is safe; a later version will hand out parts",
            ));
        }
        let mut body = Vec::new();
        let mut limited = original.take(MAX_ORIGINAL);
        limited.read_to_end(&mut body).map_err(|error| {
            let hint = "`saksi verify CASE` names what is damaged; put the file back from a backup";
            Refusal::new(Why::Damaged, format!("original {id}: {error}"), hint)
        })?;
        Ok(Reply { answer: Answer::Original { sha256 }, body })
    }

    /// Keeps the record of a reading, with what made it.
    pub(crate) fn record(
        &mut self,
        document: &str,
        sha256: &str,
        read_by: ReadBy,
        problems: &[String],
        record: &mut dyn Read,
    ) -> Result<Answer, Refusal> {
        let row = self.document(document)?;
        if row.sha256.as_deref() != Some(sha256) {
            let message = "the reading is of other bytes than the document has";
            return Err(Refusal::new(Why::Unclear, message, "read the original that the case holds"));
        }
        let subject = subject(&row);
        let ReadBy { program, codebook, model, gazetteer } = read_by;
        let mut draft = Draft::new(Kind::Reading, record_id(&row.record)?).with("sha256", sha256);
        draft = draft.with("program", program).with("codebook", codebook);
        for (field, value) in [("model", model), ("gazetteer", gazetteer)] {
            if let Some(value) = value {
                draft = draft.with(field, value);
            }
        }
        let packed = pack(record)?;
        draft = if packed.len() <= MAX_INSIDE {
            draft.about(subject, "result_zlib", packed)
        } else {
            let kept = self.store.keep(&mut packed.as_slice())?;
            draft.about(subject, "result_blob", kept.id.to_string())
        };
        let draft = problems.iter().fold(draft, |draft, problem| draft.about(subject, "problem", problem.as_str()));
        let receipt = self.store.append(&draft)?;
        Ok(Answer::Recorded { entry: receipt.hash.to_string() })
    }

    /// The document whose record starts with these digits.
    pub(crate) fn document(&mut self, digits: &str) -> Result<DocumentRow, Refusal> {
        let hint = "`saksi list CASE` shows the documents; give at least the first four digits of one";
        let digits = digits.trim().to_lowercase();
        if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Refusal::new(Why::Unclear, "this is not the beginning of a document's number", hint)
                .called("no-document"));
        }
        let mut found = self.tables.look(&self.store, |cache| cache.documents_starting_with(&digits))?;
        match (found.pop(), found.is_empty()) {
            (Some(row), true) => Ok(row),
            (Some(_), false) => {
                Err(Refusal::new(Why::Unclear, "more than one document starts with these digits", hint))
            }
            (None, _) => Err(Refusal::not_found("such document", hint).called("no-document")),
        }
    }

    /// The entry whose hash starts with these digits.
    pub(crate) fn entry(&mut self, digits: &str) -> Result<LogRow, Refusal> {
        let hint = "`saksi log CASE` shows the entries; give at least the first six digits of one";
        let digits = digits.trim().to_lowercase();
        if digits.len() < 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Refusal::new(Why::Unclear, "this is not the beginning of an entry's hash", hint));
        }
        let mut found = self.tables.look(&self.store, |cache| cache.entries_starting_with(&digits))?;
        match (found.pop(), found.is_empty()) {
            (Some(row), true) => Ok(row),
            (Some(_), false) => Err(Refusal::new(Why::Unclear, "more than one entry starts with these digits", hint)),
            (None, _) => Err(Refusal::not_found("such entry", hint)),
        }
    }
}

/// Whose key seals what is known of a document.
pub fn subject(row: &DocumentRow) -> SubjectId {
    SubjectId::from_hex(&row.subject).unwrap_or(SubjectId::CASE)
}

/// A record from its digits.
pub fn record_id(digits: &str) -> Result<RecordId, Refusal> {
    RecordId::from_hex(digits).map_err(|error| Refusal::new(Why::Unclear, error.to_string(), "`saksi list CASE`"))
}

fn pack(record: &mut dyn Read) -> Result<Vec<u8>, Refusal> {
    let mut packed = Vec::new();
    let read = ZlibEncoder::new(record, flate2::Compression::default()).read_to_end(&mut packed);
    read.map_err(|error| Refusal::new(Why::Disk, format!("the record cannot be read: {error}"), "try again"))?;
    Ok(packed)
}
