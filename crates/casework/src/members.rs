//! Who has a key to the case.

use crate::case::Case;
use crate::refusal::{Refusal, Why};
use crate::request::Answer;
use case_store::keys::{Effort, NewMember};
use case_store::store::RemovedBy;
use case_store::{AuthorId, StoreError, SystemRandomness};

impl Case {
    pub(crate) fn add_member(&mut self, name: &str, passphrase: &str) -> Result<Answer, Refusal> {
        if name.trim().is_empty() {
            return Err(Refusal::new(Why::Unclear, "a member needs a name", "a first name or a duty is enough"));
        }
        let member = NewMember::new(passphrase, Effort::USUAL, &mut SystemRandomness).map_err(StoreError::from)?;
        let receipt = self.store.add_member(member.candidate, name.trim())?;
        Ok(Answer::Entry { entry: receipt.hash.to_string() })
    }

    pub(crate) fn remove_member(&mut self, member: &str, reason: Option<&str>) -> Result<Answer, Refusal> {
        let members = self.tables.look(&self.store, cache::Cache::members)?;
        let is = |one: &&crate::MemberRow| {
            one.removed.is_none()
                && (one.name.as_deref() == Some(member) || (member.len() >= 6 && one.signing_key.starts_with(member)))
        };
        let found: Vec<_> = members.iter().filter(is).collect();
        let hint = "`saksi member list CASE` shows the members; give the name or the first six digits of the key";
        let key = match found.as_slice() {
            [one] => AuthorId::from_hex(&one.signing_key),
            [] => return Err(Refusal::not_found("such member", hint)),
            _ => return Err(Refusal::new(Why::Unclear, "more than one member is meant", hint)),
        };
        let key = key.map_err(|error| Refusal::new(Why::Damaged, error.to_string(), hint))?;
        let receipt = self.store.remove_member(key, RemovedBy { reason })?;
        // The cache is sealed with a new key from here on.
        self.tables.rebuild(&self.store)?;
        Ok(Answer::Entry { entry: receipt.hash.to_string() })
    }
}
