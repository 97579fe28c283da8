//! Content that goes for good, because somebody withdrew their consent. What remains proves that it was there and that it went.

use crate::DocumentRow;
use crate::case::Case;
use crate::documents::subject;
use crate::refusal::{Refusal, Why};
use crate::request::Answer;
use case_store::blobs::BlobId;
use case_store::{Kind, RecordId};

impl Case {
    /// Destroys the keys of a document, and its original: every document with the same bytes, because each would show them.
    pub(crate) fn erase(&mut self, document: &str, reason: &str) -> Result<Answer, Refusal> {
        if reason.trim().is_empty() {
            return Err(Refusal::new(Why::Unclear, "a reason is needed; it is recorded", "see `saksi erase --help`"));
        }
        let row = self.document(document)?;
        let gone = || {
            let hint = "`saksi log CASE` shows when and why";
            Refusal::new(Why::NotFound, "the content of this document is gone already", hint)
        };
        let sha256 = row.sha256.ok_or_else(gone)?;
        let rows = self.tables.look(&self.store, |cache| cache.documents_of_bytes(&sha256))?;
        let mut last = None;
        for row in &rows {
            if self.store.is_erased(subject(row)) {
                continue;
            }
            let originals = self.originals_of(row)?;
            last = Some(self.store.erase_with(subject(row), reason.trim(), &originals)?);
        }
        let receipt = last.ok_or_else(gone)?;
        // The tables still hold its words, and so does what was worked out across documents.
        (self.across, self.worked) = (None, crate::across::Worked::default());
        self.n_erased += 1;
        self.tables.rebuild(&self.store)?;
        Ok(Answer::Entry { entry: receipt.hash.to_string() })
    }

    /// The original of a document, and results of readings that were too long for an entry.
    fn originals_of(&self, row: &DocumentRow) -> Result<Vec<BlobId>, Refusal> {
        let mut originals: Vec<BlobId> = row.blob.iter().filter_map(|blob| BlobId::from_hex(blob).ok()).collect();
        let record = RecordId::from_hex(&row.record).ok();
        for entry in self.store.entries() {
            let entry = entry?;
            if entry.header.kind == Kind::Reading && Some(entry.header.record) == record {
                originals.extend(entry.text("result_blob").and_then(|blob| BlobId::from_hex(blob).ok()));
            }
            // What was admitted from the intake has an original of its own.
            let is_same = entry.fields.iter().any(|field| field.subject == subject(row));
            if entry.header.kind == Kind::Intake && is_same {
                originals.extend(entry.text("blob").and_then(|blob| BlobId::from_hex(blob).ok()));
            }
        }
        Ok(originals)
    }

    /// Documents whose latest reading was made by something else than this.
    pub(crate) fn stale(&mut self, read_by: &crate::ReadBy) -> Result<Answer, Refusal> {
        let crate::ReadBy { program, codebook, model, gazetteer } = read_by;
        let made_by = [Some(program.as_str()), Some(codebook.as_str()), model.as_deref(), gazetteer.as_deref()];
        let rows = self.tables.look(&self.store, |cache| cache.stale(made_by))?;
        let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        Ok(Answer::Documents { rows, total })
    }
}

#[cfg(test)]
mod tests;
