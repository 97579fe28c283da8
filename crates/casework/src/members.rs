//! Who has a key to the case.

use crate::case::Case;
use crate::refusal::{Refusal, Why};
use crate::request::Answer;
use case_store::keys::{Candidate, Effort, NewMember};
use case_store::store::RemovedBy;
use case_store::{AuthorId, StoreError, SystemRandomness};

/// Keys for somebody who is to become a member of a case on another computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRequest {
    /// The text to be sent to a member.
    pub text: String,
    /// What both sides compare by another way.
    pub fingerprint: String,
}

/// Makes keys, sealed with a passphrase. Nothing of them stays here: they are all in the text.
///
/// # Errors
/// [`Refusal`] of a weak passphrase.
pub fn member_request(passphrase: &str, effort: Effort) -> Result<MemberRequest, Refusal> {
    let member = NewMember::new(passphrase, effort, &mut SystemRandomness).map_err(StoreError::from)?;
    Ok(MemberRequest { text: member.request(), fingerprint: member.candidate.fingerprint() })
}

/// What the sender of a request must read out.
///
/// # Errors
/// [`Refusal`] when it is none, or was changed.
pub fn fingerprint(request: &str) -> Result<String, Refusal> {
    Ok(candidate(request)?.fingerprint())
}

fn candidate(request: &str) -> Result<Candidate, Refusal> {
    Candidate::from_request(request).map_err(|error| {
        let hint = "have them send what `saksi member request` wrote once more";
        Refusal::new(Why::Unclear, error.to_string(), hint)
    })
}

impl Case {
    /// Gives the key of the case to whoever sent a request, once its fingerprint was compared.
    pub(crate) fn add_candidate(&mut self, name: &str, request: &str, seen: &str) -> Result<Answer, Refusal> {
        check_name(name)?;
        let candidate = candidate(request)?;
        let digits = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        if digits(seen) != digits(&candidate.fingerprint()) {
            let hint =
                "ask them for the digits by telephone or in person; if these differ, somebody swapped the request";
            return Err(Refusal::new(Why::Unclear, "the digits are not those of this request", hint));
        }
        let receipt = self.store.add_member(candidate, name.trim())?;
        Ok(Answer::Entry { entry: receipt.hash.to_string() })
    }

    pub(crate) fn add_member(&mut self, name: &str, passphrase: &str) -> Result<Answer, Refusal> {
        check_name(name)?;
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

fn check_name(name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::new(Why::Unclear, "a member needs a name", "a first name or a duty is enough"));
    }
    Ok(())
}
