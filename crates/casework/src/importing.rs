//! Tables and entities of others, taken in whole or not at all: originals, readings and the mapping are recorded in one step.

use crate::case::Case;
use crate::device::digits;
use crate::documents::{record_id, subject};
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Registration};
use crate::step::{Doing, Step};
use case_store::{Draft, Kind, RecordId, SubjectId};
use serde::{Deserialize, Serialize};
use std::io::Read;

/// How programs that import are called in a reading, before the version.
pub const IMPORTER: &str = "saksi-import";
/// Longer results lie among the originals, bytes (packed).
const MAX_INSIDE: usize = 4 << 20;
/// More pieces are not taken in at once.
const MAX_PIECES: usize = 10_000;

/// What is taken in. The body of the request holds for each piece its bytes, then its record, packed (zlib, RFC 1950).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Name of the mapping.
    pub name: String,
    /// The mapping, TOML.
    pub mapping: String,
    /// `csv` or `ftm`.
    pub format: String,
    /// Hash of the codebook whose terms it uses.
    pub codebook: String,
    /// Rows, or entities.
    pub n_rows: u64,
    /// Acts.
    pub n_acts: u64,
    /// The file as a whole first.
    pub pieces: Vec<ImportPiece>,
}

/// A document of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPiece {
    /// How it came.
    pub how: Registration,
    /// Bytes of the document.
    pub size: u64,
    /// Bytes of its packed record.
    pub record_size: u64,
}

/// A document, and whether it was here.
struct Place {
    record: RecordId,
    subject: SubjectId,
    registered: Option<Draft>,
    sha256: String,
}

impl Case {
    /// Takes an import in; a table that is here already is read anew with the mapping.
    pub(crate) fn import(
        &mut self,
        import: &Import,
        body: &mut dyn Read,
        tell: &mut dyn FnMut(Step),
    ) -> Result<Answer, Refusal> {
        if import.pieces.is_empty() || import.pieces.len() > MAX_PIECES {
            return Err(Refusal::new(Why::Unclear, "there is nothing to be imported, or too much at once", HELP));
        }
        let (mut drafts, mut documents, mut n_known) = (Vec::new(), Vec::new(), 0);
        let mut sha256 = None;
        let of = import.pieces.len() as u64;
        for (idx, piece) in import.pieces.iter().enumerate() {
            let place = self.place(piece, body)?;
            n_known += usize::from(place.registered.is_none());
            sha256.get_or_insert_with(|| place.sha256.clone());
            documents.push(place.record.to_string());
            let reading = self.reading(import, piece, &place, body)?;
            drafts.extend(place.registered);
            drafts.push(reading);
            tell(Step { doing: Doing::Importing, done: idx as u64 + 1, of });
        }
        drafts.push(self.entry_about(import, sha256.unwrap_or_default(), &documents));
        // All of it or nothing: until here nothing was recorded.
        let receipts = self.store.append_all(&drafts)?;
        let entry = receipts.last().map(|receipt| receipt.hash.to_string()).unwrap_or_default();
        Ok(Answer::Imported { entry, documents, n_known })
    }

    /// Keeps the bytes of a piece. Nothing leads to them before everything is recorded.
    fn place(&mut self, piece: &ImportPiece, body: &mut dyn Read) -> Result<Place, Refusal> {
        let mut counted = Counted { inner: body.take(piece.size), n: 0 };
        let kept = self.store.keep(&mut counted)?;
        if counted.n != piece.size {
            return Err(torn());
        }
        let sha256 = digits(&kept.sha256);
        let known = self.tables.look(&self.store, |cache| cache.documents_of_bytes(&sha256))?;
        if let Some(row) = known.into_iter().find(|row| !self.store.is_erased(subject(row))) {
            return Ok(Place { record: record_id(&row.record)?, subject: subject(&row), registered: None, sha256 });
        }
        let (subject, record) = (self.store.new_subject()?, self.store.new_record());
        let mut draft = Draft::new(Kind::DocumentRegistered, record).with("sha256", sha256.as_str());
        draft = draft.with("blob", kept.id.to_string()).with("size", kept.size.to_string());
        draft = draft.about(subject, "name", piece.how.name.as_str());
        let how = &piece.how;
        for (field, value) in [("source", &how.source), ("obtained", &how.obtained), ("consent", &how.consent)] {
            if let Some(value) = value {
                draft = draft.about(subject, field, value.as_str());
            }
        }
        let draft = how.notes.iter().fold(draft, |draft, note| draft.about(subject, "note", note.as_str()));
        Ok(Place { record, subject, registered: Some(draft), sha256 })
    }

    fn reading(
        &mut self,
        import: &Import,
        piece: &ImportPiece,
        place: &Place,
        body: &mut dyn Read,
    ) -> Result<Draft, Refusal> {
        let mut packed = Vec::new();
        body.take(piece.record_size).read_to_end(&mut packed).map_err(|_| torn())?;
        if packed.len() as u64 != piece.record_size {
            return Err(torn());
        }
        let draft = Draft::new(Kind::Reading, place.record).with("sha256", place.sha256.as_str());
        let draft = draft.with("program", format!("{IMPORTER} {}", env!("CARGO_PKG_VERSION")));
        let draft = draft.with("codebook", import.codebook.as_str());
        if packed.len() <= MAX_INSIDE {
            return Ok(draft.about(place.subject, "result_zlib", packed));
        }
        let kept = self.store.keep(&mut packed.as_slice())?;
        Ok(draft.about(place.subject, "result_blob", kept.id.to_string()))
    }

    fn entry_about(&mut self, import: &Import, sha256: String, documents: &[String]) -> Draft {
        let draft = Draft::new(Kind::Import, self.store.new_record()).with("name", import.name.as_str());
        let draft = draft.with("mapping", import.mapping.as_str()).with("format", import.format.as_str());
        let draft = draft.with("sha256", sha256).with("rows", import.n_rows.to_string());
        let draft = draft.with("acts", import.n_acts.to_string());
        documents.iter().fold(draft, |draft, document| draft.with("of", document.as_str()))
    }

    /// What was imported, and with which mappings, the last one first.
    pub(crate) fn imports(&mut self) -> Result<Answer, Refusal> {
        Ok(Answer::Imports { rows: self.tables.look(&self.store, cache::Cache::imports)? })
    }
}

/// Whether the latest reading of a document is an import.
#[must_use]
pub fn is_imported(row: &crate::DocumentRow) -> bool {
    row.read_by.first().and_then(Option::as_deref).is_some_and(|program| program.starts_with(IMPORTER))
}

const HELP: &str = "see `saksi import --help`";

fn torn() -> Refusal {
    Refusal::new(Why::Unclear, "the import ended early; nothing was recorded", "run the command again")
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    n: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.n += n as u64;
        Ok(n)
    }
}
