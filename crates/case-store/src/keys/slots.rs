//! All slots of a case: opening it, adding and removing members.

use super::slot::{Candidate, MemberKind, MemberSecrets, Slot};
use super::slots_file::{self, OLDER};
use super::{Effort, Keyring, KeysError, Share, ShareError, recovery};
use crate::ledger::Finding;
use crate::{AuthorId, CaseId, Randomness, SecretKey, Storage, cipher, outside};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::collections::BTreeSet;

/// The slots of a case. What stands here is not secret, but sealed against change by whoever has no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slots {
    pub(super) case: CaseId,
    pub(super) generation: u64,
    pub(super) epoch: u32,
    pub(super) members: Vec<Slot>,
    /// Key of epoch `n` under the key of epoch `n + 1`.
    pub(super) older: Vec<[u8; OLDER]>,
    /// Keys of epochs that began on another device at the same time.
    pub(super) others: Vec<OtherKey>,
    pub(super) seal: [u8; 32],
}

/// A key of an epoch beside the chain, under the key of a later epoch of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherKey {
    pub(super) epoch: u32,
    pub(super) under: u32,
    pub(super) sealed: [u8; OLDER],
}

/// An open case.
#[derive(Debug)]
pub struct Unlocked {
    /// Its slots.
    pub slots: Slots,
    /// Its keys.
    pub keyring: Keyring,
    /// Who opened it.
    pub secrets: MemberSecrets,
    /// What was wrong with one of the copies.
    pub findings: Vec<Finding>,
}

impl Slots {
    /// A new case with one member. Nothing is on the disk yet.
    pub fn found(case: CaseId, founder: Candidate, randomness: &mut dyn Randomness) -> (Self, Keyring) {
        let key = SecretKey::random(randomness);
        let keyring = Keyring::new(case, [key.clone()]);
        let members = vec![Slot::new(founder, case, 0, &key, randomness)];
        let mut slots =
            Self { case, generation: 0, epoch: 0, members, older: Vec::new(), others: Vec::new(), seal: [0; 32] };
        slots.reseal(&keyring);
        (slots, keyring)
    }

    /// The case that a folder holds, without opening it.
    ///
    /// # Errors
    /// [`KeysError::NoCase`], [`KeysError::Damaged`], [`KeysError::Newer`], [`KeysError::Storage`].
    pub fn read(storage: &dyn Storage) -> Result<Self, KeysError> {
        let (copies, _) = slots_file::read(storage)?;
        copies.into_iter().next().ok_or(KeysError::NoCase)
    }

    /// Opens a case with a passphrase. Takes as long as the efforts of its members in the worst case.
    ///
    /// # Errors
    /// [`KeysError`].
    pub fn unlock(storage: &dyn Storage, passphrase: &str) -> Result<Unlocked, KeysError> {
        Self::unlock_by(storage, |slots| {
            for slot in &slots.members {
                if let Some(secrets) = slot.member.open(passphrase)? {
                    return Ok(Some(secrets));
                }
            }
            Ok(None)
        })
    }

    /// Opens a case with recovery shares.
    ///
    /// # Errors
    /// [`KeysError::Share`] when they are too few or belong to another case.
    pub fn unlock_with_shares(storage: &dyn Storage, shares: &[Share]) -> Result<Unlocked, KeysError> {
        let unlocked = Self::unlock_by(storage, |slots| Ok(Some(recovery::secrets(shares, slots.case)?)));
        unlocked.map_err(|error| match error {
            KeysError::WrongPassphrase => ShareError::Incompatible.into(),
            other => other,
        })
    }

    fn unlock_by(
        storage: &dyn Storage,
        secrets: impl Fn(&Self) -> Result<Option<MemberSecrets>, KeysError>,
    ) -> Result<Unlocked, KeysError> {
        let (mut copies, findings) = slots_file::read(storage)?;
        copies.dedup();
        for slots in copies {
            let secrets =
                secrets(&slots)?.filter(|secrets| slots.members.iter().any(|slot| slot.member.is_of(secrets)));
            let Some(secrets) = secrets else { continue };
            let keyring = slots.keyring(&secrets).ok_or(KeysError::Tampered)?;
            return Ok(Unlocked { slots, keyring, secrets, findings });
        }
        Err(KeysError::WrongPassphrase)
    }

    /// Whether the copies are whole and alike, without opening anything.
    ///
    /// # Errors
    /// As for [`Slots::read`].
    pub fn check_copies(storage: &dyn Storage) -> Result<(Self, Vec<Finding>), KeysError> {
        let (copies, findings) = slots_file::read(storage)?;
        Ok((copies.into_iter().next().ok_or(KeysError::NoCase)?, findings))
    }

    /// How often the key of the case was changed.
    pub(crate) const fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Whether somebody with these keys left the slots like this.
    pub(crate) fn is_sealed_with(&self, keys: &Keyring) -> bool {
        let seals = keys.every_slots(self.epoch).filter_map(|key| self.mac_with(key));
        seals.into_iter().any(|mac| mac.verify_slice(&self.seal).is_ok())
    }

    /// Makes these slots count as newer than others.
    pub(crate) fn overtake(&mut self, others: &Self, keys: &Keyring) {
        self.generation = self.generation.max(others.generation);
        self.reseal(keys);
    }

    /// Every key of the case, when the slots are as a member left them.
    pub(crate) fn keyring(&self, secrets: &MemberSecrets) -> Option<Keyring> {
        let slot = self.members.iter().find(|slot| slot.member.is_of(secrets))?;
        let mut keys = vec![slot.unwrap(secrets, self.case, self.epoch)?];
        for (epoch, sealed) in self.older.iter().enumerate().rev() {
            let newer = keys.last()?;
            keys.push(open_older(sealed, newer, self.case, epoch)?);
        }
        keys.reverse();
        let mut others = Vec::with_capacity(self.others.len());
        for other in &self.others {
            let under = keys.get(usize::try_from(other.under).ok()?)?;
            others.push((other.epoch, open_other(other, under, self.case)?));
        }
        let keyring = Keyring::new(self.case, keys).with_others(others);
        let mac = self.mac(&keyring)?;
        mac.verify_slice(&self.seal).ok()?;
        Some(keyring)
    }

    /// Writes both copies.
    ///
    /// # Errors
    /// [`KeysError::Storage`]; the old slots or the new ones are there.
    pub fn write(&self, storage: &dyn Storage) -> Result<(), KeysError> {
        Ok(slots_file::write(storage, self)?)
    }

    /// The case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        self.case
    }

    /// Its members.
    #[must_use]
    pub fn members(&self) -> &[Slot] {
        &self.members
    }

    /// How often the slots were changed.
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// Gives somebody the key of the case.
    ///
    /// # Errors
    /// [`KeysError::MemberAlready`].
    pub fn add(&mut self, member: Candidate, keys: &Keyring, randomness: &mut dyn Randomness) -> Result<(), KeysError> {
        if self.members.iter().any(|slot| slot.member.signing_key == member.signing_key) {
            return Err(KeysError::MemberAlready);
        }
        let key = keys.root(self.epoch).ok_or(KeysError::Tampered)?;
        self.members.push(Slot::new(member, self.case, self.epoch, key, randomness));
        self.reseal(keys);
        Ok(())
    }

    /// Takes somebody's slot out and begins a new epoch with a new key, which the one removed does not get. What that person
    /// has copied before stays readable for them.
    ///
    /// # Errors
    /// [`KeysError::NoSuchMember`], [`KeysError::LastMember`].
    pub fn remove(
        &mut self,
        member: AuthorId,
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> Result<Keyring, KeysError> {
        let mut members: Vec<Candidate> = self.members.iter().map(|slot| slot.member.clone()).collect();
        members.retain(|other| other.signing_key != member);
        if members.len() == self.members.len() {
            return Err(KeysError::NoSuchMember);
        }
        if !members.iter().any(|member| member.kind == MemberKind::Passphrase) {
            return Err(KeysError::LastMember);
        }
        let (newest, fresh) = (keys.root(self.epoch).ok_or(KeysError::Tampered)?, SecretKey::random(randomness));
        let epoch = usize::try_from(self.epoch).unwrap_or(usize::MAX);
        self.older.push(seal_older(newest, &fresh, self.case, epoch, randomness));
        self.epoch += 1;
        let wrap = |member| Slot::new(member, self.case, self.epoch, &fresh, randomness);
        self.members = members.into_iter().map(wrap).collect();
        let keys = keys.with(fresh);
        self.reseal(&keys);
        Ok(keys)
    }

    /// Goes on from two sides that each began an epoch of their own: a new epoch with a new key for everybody who is a member on
    /// either side and was `removed` on neither. `keys` are those of both sides ([`Keyring::joined`]).
    ///
    /// # Errors
    /// [`KeysError::LastMember`] when nobody would be left.
    pub(crate) fn joined(
        &self,
        other: &Self,
        keys: &Keyring,
        removed: &BTreeSet<AuthorId>,
        randomness: &mut dyn Randomness,
    ) -> Result<(Self, Keyring), KeysError> {
        // The same choice as in `Keyring::joined`.
        let chain = if other.epoch > self.epoch { other } else { self };
        let (newer, elder) = if other.generation > self.generation { (other, self) } else { (self, other) };
        let mut members: Vec<Candidate> = Vec::new();
        for member in newer.members.iter().chain(&elder.members).map(Slot::member) {
            let is_known = members.iter().any(|known| known.signing_key == member.signing_key);
            if !is_known && !removed.contains(&member.signing_key) {
                members.push(member.clone());
            }
        }
        if !members.iter().any(|member| member.kind == MemberKind::Passphrase) {
            return Err(KeysError::LastMember);
        }
        let (case, epoch) = (self.case, chain.epoch + 1);
        let (newest, fresh) = (keys.root(chain.epoch).ok_or(KeysError::Tampered)?, SecretKey::random(randomness));
        let mut older = chain.older.clone();
        older.push(seal_older(newest, &fresh, case, older.len(), randomness));
        let others = keys.others().map(|(of, key)| seal_other(key, of, (&fresh, epoch), case, randomness)).collect();
        let members = members.into_iter().map(|member| Slot::new(member, case, epoch, &fresh, randomness)).collect();
        let keys = keys.with(fresh);
        let mut slots = Self { case, generation: newer.generation, epoch, members, older, others, seal: [0; 32] };
        slots.reseal(&keys);
        Ok((slots, keys))
    }

    /// Gives a member another passphrase; the old one no longer opens this copy of the slots.
    ///
    /// # Errors
    /// [`KeysError::WrongPassphrase`], [`KeysError::Weak`], [`KeysError::Effort`].
    pub fn change_passphrase(
        &mut self,
        (old, new): (&str, &str),
        effort: Effort,
        keys: &Keyring,
        randomness: &mut dyn Randomness,
    ) -> Result<(), KeysError> {
        for slot in &mut self.members {
            if let Some(secrets) = slot.member.open(old)? {
                slot.member = Candidate::sealed(&secrets, new, effort, randomness)?;
                self.reseal(keys);
                return Ok(());
            }
        }
        Err(KeysError::WrongPassphrase)
    }

    /// Makes three shares, any two of which open the case. Earlier shares open it no longer once the slots are written;
    /// a copy of the older slots they still open.
    pub fn make_shares(&mut self, keys: &Keyring, randomness: &mut dyn Randomness) -> Result<[Share; 3], KeysError> {
        let (shares, secrets) = recovery::make(self.case, randomness)?;
        self.members.retain(|slot| slot.member.kind != MemberKind::Recovery);
        self.add(Candidate::without_secrets(MemberKind::Recovery, &secrets), keys, randomness)?;
        Ok(shares)
    }

    /// Counts the change and seals the slots with a key of the newest epoch.
    fn reseal(&mut self, keys: &Keyring) {
        self.generation += 1;
        if let Some(mac) = self.mac(keys) {
            self.seal = mac.finalize().into_bytes().into();
        }
    }

    fn mac(&self, keys: &Keyring) -> Option<Hmac<Sha256>> {
        self.mac_with(keys.slots(self.epoch)?)
    }

    fn mac_with(&self, key: &SecretKey) -> Option<Hmac<Sha256>> {
        let mac = Hmac::<Sha256>::new_from_slice(key.expose()).ok()?;
        Some(mac.chain_update(slots_file::authenticated(self)))
    }
}

fn seal_older(
    older: &SecretKey,
    newer: &SecretKey,
    case: CaseId,
    epoch: usize,
    randomness: &mut dyn Randomness,
) -> [u8; OLDER] {
    let nonce = outside::random(randomness);
    let sealed = cipher::seal(&newer.derive(b"saksi older keys"), &nonce, &older_binding(case, epoch), older.expose());
    let mut out = [0; OLDER];
    out.iter_mut().zip(nonce.into_iter().chain(sealed)).for_each(|(to, from)| *to = from);
    out
}

fn open_older(sealed: &[u8; OLDER], newer: &SecretKey, case: CaseId, epoch: usize) -> Option<SecretKey> {
    let (nonce, sealed) = sealed.split_first_chunk()?;
    let key = cipher::open(&newer.derive(b"saksi older keys"), nonce, &older_binding(case, epoch), sealed)?;
    Some(SecretKey::from_bytes(zeroize::Zeroizing::new(key).as_slice().try_into().ok()?))
}

fn older_binding(case: CaseId, epoch: usize) -> Vec<u8> {
    [b"saksi older key 1\n".as_slice(), case.as_bytes(), &u64::try_from(epoch).unwrap_or(u64::MAX).to_be_bytes()]
        .concat()
}

fn seal_other(
    key: &SecretKey,
    epoch: u32,
    (newest, under): (&SecretKey, u32),
    case: CaseId,
    randomness: &mut dyn Randomness,
) -> OtherKey {
    let nonce = outside::random(randomness);
    let sealing = newest.derive(b"saksi other keys");
    let sealed = cipher::seal(&sealing, &nonce, &other_binding(case, epoch, under), key.expose());
    let mut out = [0; OLDER];
    out.iter_mut().zip(nonce.into_iter().chain(sealed)).for_each(|(to, from)| *to = from);
    OtherKey { epoch, under, sealed: out }
}

fn open_other(other: &OtherKey, under: &SecretKey, case: CaseId) -> Option<SecretKey> {
    let (nonce, sealed) = other.sealed.split_first_chunk()?;
    let binding = other_binding(case, other.epoch, other.under);
    let key = cipher::open(&under.derive(b"saksi other keys"), nonce, &binding, sealed)?;
    Some(SecretKey::from_bytes(zeroize::Zeroizing::new(key).as_slice().try_into().ok()?))
}

fn other_binding(case: CaseId, epoch: u32, under: u32) -> Vec<u8> {
    [b"saksi other key 1\n".as_slice(), case.as_bytes(), &epoch.to_be_bytes(), &under.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests;
