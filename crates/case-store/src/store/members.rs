//! Members come and go; each change is recorded.

use super::{Store, StoreError};
use crate::entry::Draft;
use crate::keys::{Candidate, Effort, KeysError, Share, Slot};
use crate::ledger::Receipt;
use crate::{AuthorId, CaseId, Kind, RecordId};

/// Why a member is removed, as it is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemovedBy<'a> {
    /// The reason given.
    pub reason: Option<&'a str>,
}

/// The entry about a new member.
pub(super) fn added(member: &Candidate, name: Option<&str>) -> Draft {
    let exchange_key = CaseKey(member.exchange_key());
    let draft = Draft::new(Kind::MemberAdded, record(member.signing_key()))
        .with("signing_key", member.signing_key().to_string())
        .with("exchange_key", exchange_key.hex());
    name.into_iter().fold(draft, |draft, name| draft.with("name", name))
}

struct CaseKey<'a>(&'a [u8; 32]);

impl CaseKey<'_> {
    fn hex(&self) -> String {
        AuthorId::from_bytes(*self.0).to_string()
    }
}

/// What entries about a member speak of.
fn record(member: AuthorId) -> RecordId {
    let mut bytes = [0; CaseId::LENGTH];
    bytes.copy_from_slice(&member.as_bytes()[..CaseId::LENGTH]);
    RecordId::from_bytes(bytes)
}

impl Store {
    /// The members.
    #[must_use]
    pub fn members(&self) -> &[Slot] {
        self.slots.members()
    }

    /// Gives somebody the key of the case. Recorded first: nobody has a key without an entry.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn add_member(&mut self, member: Candidate, name: &str) -> Result<Receipt, StoreError> {
        self.check_writable()?;
        let draft = added(&member, Some(name));
        let mut slots = self.slots.clone();
        slots.add(member, &self.keyring, &mut *self.outside.randomness)?;
        let receipt = self.append(&draft)?;
        slots.write(&*self.outside.storage)?;
        self.slots = slots;
        Ok(receipt)
    }

    /// Takes a member's key out and seals from now on with a new one. The slots change first, so that no entry can be read by a
    /// member who was removed; what that person copied before stays readable for them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn remove_member(&mut self, member: AuthorId, why: RemovedBy<'_>) -> Result<Receipt, StoreError> {
        self.check_writable()?;
        let mut slots = self.slots.clone();
        let keyring = slots.remove(member, &self.keyring, &mut *self.outside.randomness)?;
        slots.write(&*self.outside.storage)?;
        (self.slots, self.keyring) = (slots, keyring);
        let draft = Draft::new(Kind::MemberRemoved, record(member)).with("signing_key", member.to_string());
        let draft = why.reason.into_iter().fold(draft, |draft, reason| draft.with("reason", reason));
        self.append(&draft)
    }

    /// Gives whoever has the old passphrase another one.
    ///
    /// # Errors
    /// [`StoreError::Keys`].
    pub fn change_passphrase(&mut self, old: &str, new: &str, effort: Effort) -> Result<(), StoreError> {
        self.check_writable()?;
        effort.check().map_err(KeysError::from)?;
        let mut slots = self.slots.clone();
        slots.change_passphrase((old, new), effort, &self.keyring, &mut *self.outside.randomness)?;
        slots.write(&*self.outside.storage)?;
        self.slots = slots;
        Ok(())
    }

    /// Makes three recovery shares, any two of which open the case; earlier ones no longer do. Print them, let two of them be
    /// typed in ([`Share::parse`], then open with [`super::Opener::Shares`]), and only then go on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn make_shares(&mut self) -> Result<[Share; 3], StoreError> {
        self.check_writable()?;
        let mut slots = self.slots.clone();
        let shares = slots.make_shares(&self.keyring, &mut *self.outside.randomness)?;
        let recovery = slots.members().last().map(|slot| added(slot.member(), None).with("role", "recovery"));
        self.append_all(recovery.as_slice())?;
        slots.write(&*self.outside.storage)?;
        self.slots = slots;
        Ok(shares)
    }
}
