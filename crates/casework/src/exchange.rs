//! What goes out to others and comes in from other devices.

use crate::case::Case;
use crate::device::digits;
use crate::refusal::{Refusal, Why};
use crate::request::Answer;
use crate::step::Step;
use case_store::{Disk, Draft, EntryHash, Kind};
use sha2::{Digest, Sha256};
use std::path::Path;

impl Case {
    /// Takes in another copy of the same case, and records how far its logs went.
    pub(crate) fn merge(&mut self, folder: &Path, tell: &mut dyn FnMut(Step)) -> Result<Answer, Refusal> {
        let hint = "name the folder of another copy of this case";
        if !folder.is_dir() {
            return Err(Refusal::new(Why::NoCase, format!("there is no folder {}", folder.display()), hint));
        }
        if folder.canonicalize().is_ok_and(|folder| folder == self.folder) {
            return Err(Refusal::new(Why::Unclear, "this is the case itself", hint));
        }
        self.take_in(folder, tell)
    }

    /// Merges what lies in a folder, and records how far its logs went.
    pub(crate) fn take_in(&mut self, folder: &Path, tell: &mut dyn FnMut(Step)) -> Result<Answer, Refusal> {
        let before = self.n_of_substance()?;
        let merged = self.store.merge_telling(&Disk::new(folder), &mut |progress| tell(Step::of_merge(progress)))?;
        // Seeing only that the other side saw is nothing to be recorded, or two copies would never come to rest.
        if self.n_of_substance()? > before {
            self.store.witness()?;
        }
        Ok(Answer::Merged {
            n_entries: merged.n_entries,
            n_originals: merged.n_originals,
            findings: merged.findings.iter().map(ToString::to_string).collect(),
        })
    }

    fn n_of_substance(&mut self) -> Result<i64, Refusal> {
        self.tables.look(&self.store, |cache| cache.n_entries_other_than(Kind::Witness.number()))
    }

    /// A proof of an entry, with some of its fields. Recorded before it is handed out.
    pub(crate) fn prove(
        &mut self,
        entry: &str,
        fields: &[String],
        recipient: String,
        purpose: String,
    ) -> Result<Answer, Refusal> {
        let row = self.entry(entry)?;
        // What people sent in is proven by the document that it became, not by what waits.
        let is_open = |field: &String| matches!(field.as_str(), "state" | "sha256" | "size");
        if row.kind == Kind::Intake.number() && !fields.iter().all(is_open) {
            let hint =
                "prove the entry of the document that it became; of this one only state, sha256 and size are shown";
            return Err(Refusal::new(Why::Unclear, "what people sent in is not shown to others", hint));
        }
        let hash = EntryHash::from_hex(&row.hash)
            .map_err(|error| Refusal::new(Why::Damaged, error.to_string(), "`saksi verify CASE`"))?;
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let text = self.store.prove(hash, &fields)?.to_text();
        let draft =
            Draft::new(Kind::Export, self.store.new_record()).with("recipient", recipient).with("purpose", purpose);
        let draft =
            draft.with("sha256", digits(&Sha256::digest(&text))).with("of", row.hash).with("format", "tlog-proof");
        self.store.append(&draft)?;
        Ok(Answer::Text { text })
    }
}
