//! Whether everything is what it was: signatures, hashes, chains, originals, the cache, and what a checkpoint said.

use crate::case::Case;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Verified};
use crate::step::Step;
use crate::tables::Tables;
use case_store::checkpoint::Checkpoint;
use case_store::store::Against;

impl Case {
    /// Checks everything, reading all of it again from the disk. `against`: a checkpoint that was kept elsewhere.
    pub(crate) fn verify(&mut self, against: Option<&str>, tell: &mut dyn FnMut(Step)) -> Result<Verified, Refusal> {
        let against = against.map(|text| self.against(text)).transpose()?;
        let checked = self.store.verify(&mut |progress| tell(Step::from(progress)))?;
        let (damage, notes): (Vec<_>, Vec<_>) = checked.findings.iter().partition(|finding| finding.is_damage());
        let text = |findings: Vec<&case_store::Finding>| findings.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut verified = Verified {
            n_entries: checked.n_entries,
            n_originals: checked.n_originals,
            damage: text(damage),
            notes: text(notes),
            row_hash: String::new(),
        };
        if checked.n_newer > 0 {
            let n = checked.n_newer;
            verified
                .notes
                .push(format!("{n} entries hold something of a newer program; update this one to see all of it"));
        }
        if checked.n_unrecorded > 0 {
            let n = checked.n_unrecorded;
            verified.notes.push(format!("{n} originals were stored and never registered: an import was interrupted"));
        }
        match against {
            Some(Ok(holds)) => verified.notes.push(holds),
            Some(Err(broken)) => verified.damage.insert(0, broken),
            None => {}
        }
        self.verify_cache(&mut verified, tell)?;
        Ok(verified)
    }

    /// What a checkpoint says about this case: a note when it holds, the damage when it does not.
    fn against(&mut self, text: &str) -> Result<Result<String, String>, Refusal> {
        let unclear = |what: String| Refusal::new(Why::Unclear, what, "give a file that `saksi checkpoint CASE` wrote");
        let checkpoint = Checkpoint::parse(text).map_err(|error| unclear(error.to_string()))?;
        let members = self.tables.look(&self.store, cache::Cache::members)?;
        let is_signed = members
            .iter()
            .filter_map(|member| case_store::AuthorId::from_hex(&member.signing_key).ok())
            .any(|author| checkpoint.check_signature(&author).is_ok());
        if !is_signed {
            return Err(unclear("no member of this case signed this checkpoint".to_owned()));
        }
        let size = checkpoint.head().size;
        Ok(match self.store.check_against(&checkpoint) {
            Against::Holds => {
                Ok(format!("the checkpoint of {size} entries holds: nothing that was there then has changed"))
            }
            Against::Shorter { now } => Err(format!(
                "the log had {size} entries when the checkpoint was signed and has {now} now: an older copy was put back, or entries were taken away"
            )),
            Against::Rewritten => {
                Err("the log holds other entries than when the checkpoint was signed: it was rewritten".to_owned())
            }
            Against::OtherCase => {
                return Err(unclear("the checkpoint is of another case, or of a log that is not here".to_owned()));
            }
        })
    }

    /// Signs how far the log of this installation goes. Kept elsewhere, it shows later whether anything was taken away.
    pub(crate) fn checkpoint(&mut self) -> Result<Answer, Refusal> {
        let checkpoint = self.store.checkpoint(self.store.device())?;
        Ok(Answer::Text { text: checkpoint.to_text() })
    }

    /// The cache gives what a fresh fold gives; if not, it is replaced.
    fn verify_cache(&mut self, verified: &mut Verified, tell: &mut dyn FnMut(Step)) -> Result<(), Refusal> {
        let afresh = Tables::afresh(&self.store, &self.folder, tell)?;
        if self.tables.row_hash(&self.store)? != afresh {
            verified
                .notes
                .push("the tables were not what the ledger gives; they were rebuilt, nothing is lost".to_owned());
            self.tables.rebuild(&self.store)?;
        }
        verified.row_hash = afresh.to_string();
        Ok(())
    }
}
