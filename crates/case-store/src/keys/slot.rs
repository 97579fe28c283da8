//! One member's slot: what opens with the member's passphrase or with shares, and the newest key of the case for that member.

use super::{Effort, KeysError, passphrase, wrap};
use crate::entry::Author;
use crate::{AuthorId, CaseId, Randomness, SecretKey, cipher, outside};
use zeroize::Zeroizing;

/// How the keys of a slot are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// By a passphrase.
    Passphrase,
    /// By recovery shares.
    Recovery,
}

/// The secret keys of a member.
#[derive(Clone, Debug)]
pub struct MemberSecrets {
    pub(super) exchange: SecretKey,
    pub(super) signing: SecretKey,
}

impl MemberSecrets {
    fn random(randomness: &mut dyn Randomness) -> Self {
        Self { exchange: SecretKey::random(randomness), signing: SecretKey::random(randomness) }
    }

    /// Who signs with them.
    #[must_use]
    pub fn author(&self) -> Author {
        Author::from_secret(&self.signing)
    }

    pub(super) fn exchange_key(&self) -> [u8; 32] {
        wrap::public(&self.exchange)
    }
}

/// Somebody who may become a member: everything of a slot but the key of the case. It may be sent openly to a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub(super) kind: MemberKind,
    pub(super) signing_key: AuthorId,
    pub(super) exchange_key: [u8; 32],
    pub(super) effort: Effort,
    pub(super) salt: [u8; 16],
    pub(super) nonce: [u8; cipher::NONCE],
    pub(super) sealed: Vec<u8>,
}

/// A member's slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub(super) member: Candidate,
    pub(super) wrapped: Vec<u8>,
}

/// Length of the sealed secrets of a member with a passphrase, bytes.
pub(super) const SEALED: usize = 64 + cipher::TAG;

/// Somebody's fresh keys: what may be handed on, and what stays with them.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// What may be handed on.
    pub candidate: Candidate,
    /// What stays.
    pub secrets: MemberSecrets,
}

impl NewMember {
    /// Makes keys for somebody and seals them with a passphrase.
    ///
    /// # Errors
    /// [`KeysError::Weak`], [`KeysError::Effort`].
    pub fn new(text: &str, effort: Effort, randomness: &mut dyn Randomness) -> Result<Self, KeysError> {
        effort.check()?;
        Self::with(text, effort, randomness)
    }

    /// The same with [`Effort::TEST`], for tests only: whoever has the slots can try passphrases quickly.
    ///
    /// # Errors
    /// [`KeysError::Weak`].
    pub fn for_tests(text: &str, randomness: &mut dyn Randomness) -> Result<Self, KeysError> {
        Self::with(text, Effort::TEST, randomness)
    }

    fn with(text: &str, effort: Effort, randomness: &mut dyn Randomness) -> Result<Self, KeysError> {
        let secrets = MemberSecrets::random(randomness);
        Ok(Self { candidate: Candidate::sealed(&secrets, text, effort, randomness)?, secrets })
    }
}

impl Candidate {
    pub(super) fn sealed(
        secrets: &MemberSecrets,
        text: &str,
        effort: Effort,
        randomness: &mut dyn Randomness,
    ) -> Result<Self, KeysError> {
        passphrase::check(text)?;
        let (salt, nonce) = (outside::random(randomness), outside::random(randomness));
        let key = effort.stretch(text, &salt)?;
        let both = Zeroizing::new([*secrets.exchange.expose(), *secrets.signing.expose()].concat());
        let mut member = Self::without_secrets(MemberKind::Passphrase, secrets);
        (member.effort, member.salt, member.nonce) = (effort, salt, nonce);
        member.sealed = cipher::seal(&key, &nonce, &member.binding(), &both);
        Ok(member)
    }

    /// Somebody whose secrets come from elsewhere.
    pub(super) fn without_secrets(kind: MemberKind, secrets: &MemberSecrets) -> Self {
        Self {
            kind,
            signing_key: secrets.author().id(),
            exchange_key: secrets.exchange_key(),
            effort: Effort::new(0, 0, 0),
            salt: [0; 16],
            nonce: [0; cipher::NONCE],
            sealed: Vec::new(),
        }
    }

    /// The key that the member signs with.
    #[must_use]
    pub const fn signing_key(&self) -> AuthorId {
        self.signing_key
    }

    /// The key that others wrap to.
    #[must_use]
    pub const fn exchange_key(&self) -> &[u8; 32] {
        &self.exchange_key
    }

    /// How it is opened.
    #[must_use]
    pub const fn kind(&self) -> MemberKind {
        self.kind
    }

    /// How much work a try is.
    #[must_use]
    pub const fn effort(&self) -> Effort {
        self.effort
    }

    /// Opens the secrets; none when the passphrase is another.
    pub(super) fn open(&self, text: &str) -> Result<Option<MemberSecrets>, KeysError> {
        if self.kind != MemberKind::Passphrase {
            return Ok(None);
        }
        let key = self.effort.stretch(text, &self.salt)?;
        let opened = cipher::open(&key, &self.nonce, &self.binding(), &self.sealed).map(Zeroizing::new);
        let secrets = opened.as_ref().and_then(|both| {
            let (exchange, signing) = both.split_first_chunk::<32>()?;
            let signing = SecretKey::from_bytes(signing.try_into().ok()?);
            Some(MemberSecrets { exchange: SecretKey::from_bytes(*exchange), signing })
        });
        Ok(secrets.filter(|secrets| self.is_of(secrets)))
    }

    pub(super) fn is_of(&self, secrets: &MemberSecrets) -> bool {
        secrets.author().id() == self.signing_key && secrets.exchange_key() == self.exchange_key
    }

    fn binding(&self) -> Vec<u8> {
        [b"saksi member 1\n".as_slice(), self.signing_key.as_bytes(), &self.exchange_key].concat()
    }
}

impl Slot {
    /// Wraps the newest key of the case to somebody.
    pub(super) fn new(
        member: Candidate,
        case: CaseId,
        epoch: u32,
        key: &SecretKey,
        randomness: &mut dyn Randomness,
    ) -> Self {
        let wrapped = wrap::wrap(key, &member.exchange_key, &binding(case, epoch), randomness);
        Self { member, wrapped }
    }

    pub(super) fn unwrap(&self, secrets: &MemberSecrets, case: CaseId, epoch: u32) -> Option<SecretKey> {
        wrap::unwrap(&self.wrapped, &secrets.exchange, &binding(case, epoch))
    }

    /// The member.
    #[must_use]
    pub const fn member(&self) -> &Candidate {
        &self.member
    }
}

fn binding(case: CaseId, epoch: u32) -> Vec<u8> {
    [b"saksi case key 1\n".as_slice(), case.as_bytes(), &epoch.to_be_bytes()].concat()
}
