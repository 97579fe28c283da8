//! For whom a bundle is encrypted, and what opens it: X25519 keys or one passphrase of the age format, version 1.

use age::secrecy::{ExposeSecret, SecretString};
use std::str::FromStr;
use zeroize::Zeroizing;

/// Why a key cannot be used. Never carries the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No recipient of age.
    #[error("this is not the public key of a recipient: it begins with `age1` and has 62 characters")]
    Recipient,
    /// No identity in the file.
    #[error("this holds no secret key: a line that begins with `AGE-SECRET-KEY-1`")]
    Identity,
    /// Nobody was named.
    #[error("a bundle needs at least one recipient")]
    Nobody,
}

/// Longest file of identities that is looked at, bytes.
const MAX_IDENTITY: usize = 1 << 16;
/// log2 of the most work that a foreign file may ask for before a passphrase is tried (scrypt, about 1 GiB for a few seconds).
const MAX_WORK: u8 = 20;

/// Somebody's public key.
#[derive(Clone)]
pub struct Recipient(age::x25519::Recipient);

impl FromStr for Recipient {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        age::x25519::Recipient::from_str(text.trim()).map(Self).map_err(|_| KeyError::Recipient)
    }
}

impl std::fmt::Display for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Who can open a bundle. The format does not let keys and a passphrase stand side by side.
pub enum Recipients {
    /// Whoever holds one of these keys.
    Keys(Vec<Recipient>),
    /// Whoever knows this passphrase.
    Passphrase(Zeroizing<String>),
}

impl Recipients {
    pub(crate) fn encryptor(&self) -> Result<age::Encryptor, KeyError> {
        match self {
            Self::Keys(keys) => {
                let keys = keys.iter().map(|key| &key.0 as &dyn age::Recipient);
                age::Encryptor::with_recipients(keys).map_err(|_| KeyError::Nobody)
            }
            Self::Passphrase(passphrase) => {
                Ok(age::Encryptor::with_user_passphrase(SecretString::from(passphrase.to_string())))
            }
        }
    }
}

/// What opens a bundle.
pub enum Identity {
    /// Secret keys, as a file of age holds them.
    Keys(Vec<age::x25519::Identity>),
    /// A passphrase.
    Passphrase(Zeroizing<String>),
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity([sealed])")
    }
}

impl Identity {
    /// A fresh key pair: the file to be kept by its owner, and the recipient to be given to others.
    #[must_use]
    pub fn generate() -> (Zeroizing<String>, Recipient) {
        let secret = age::x25519::Identity::generate();
        let recipient = secret.to_public();
        let text = secret.to_string();
        let file = Zeroizing::new(format!("# public key: {recipient}\n{}\n", text.expose_secret()));
        (file, Recipient(recipient))
    }

    /// The keys in a file of age: one a line, remarks after `#`.
    ///
    /// # Errors
    /// [`KeyError::Identity`] when there is none, or a line is something else.
    pub fn parse(file: &str) -> Result<Self, KeyError> {
        let lines = file.get(..MAX_IDENTITY.min(file.len())).ok_or(KeyError::Identity)?.lines();
        let lines = lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let keys: Result<Vec<_>, _> = lines.map(age::x25519::Identity::from_str).collect();
        match keys {
            Ok(keys) if !keys.is_empty() => Ok(Self::Keys(keys)),
            _ => Err(KeyError::Identity),
        }
    }

    pub(crate) fn decrypt<R: std::io::Read>(
        &self,
        from: age::Decryptor<R>,
    ) -> Result<age::stream::StreamReader<R>, age::DecryptError> {
        match self {
            Self::Keys(keys) => from.decrypt(keys.iter().map(|key| key as &dyn age::Identity)),
            Self::Passphrase(passphrase) => {
                let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_string()));
                identity.set_max_work_factor(MAX_WORK);
                from.decrypt(std::iter::once(&identity as &dyn age::Identity))
            }
        }
    }
}
