//! The case as data for other programs: tables, entities, a data set. Everything goes through the gate, and is an entry first.

use crate::case::Case;
use crate::disclosing::Handing;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Reply};
use tables::Format;

impl Case {
    /// The bytes of a format in the body. Recorded with hash and recipient before they are handed out; not on a case that is read-only.
    pub(crate) fn export_data(&mut self, format: &str, recipient: &str, purpose: &str) -> Result<Reply, Refusal> {
        let wanted = Format::from_word(format).ok_or_else(|| {
            Refusal::new(
                Why::Unclear,
                "there is no such format",
                "the formats are json, csv, huridocs, parquet, ftm and dataset",
            )
        })?;
        let handing = Handing { words: false, ..Handing::of(purpose, recipient, None)? };
        let disclosure = self.disclosed(&handing)?;
        let body = tables::export(&disclosure.disclosed, wanted).map_err(|error| {
            Refusal::new(Why::Disk, format!("the data cannot be written: {error}"), "try again with more free memory")
        })?;
        let (entry, sha256) = self.record_export(&handing, &body, &format!("saksi-{format} 1"))?;
        Ok(Reply { answer: Answer::Exported { entry, sha256 }, body })
    }
}
