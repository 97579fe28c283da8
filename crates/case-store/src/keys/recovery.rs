//! Recovery shares: three sheets of paper, any two of which open the case (Shamir 1979, over GF(256)).
//!
//! A share is sixteen words: 1 byte scheme and number, 16 bytes of the share, 2 bytes that name the case, 3 bytes of checksum.

use super::slot::MemberSecrets;
use super::words;
use crate::{CaseId, Randomness, SecretKey, outside};
use sha2::{Digest, Sha256};
use std::convert::Infallible;
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

/// How many shares open a case.
pub const NEEDED: u8 = 2;
const SECRET: usize = 16;
const BYTES: usize = 1 + SECRET + 2 + 3;
/// How many words a share has.
pub const WORDS: usize = BYTES * 8 / words::BITS;
/// Scheme 1: two of three.
const SCHEME: u8 = 0x10;

/// One share.
#[derive(Clone, PartialEq, Eq)]
pub struct Share {
    number: u8,
    content: [u8; SECRET],
    case: [u8; 2],
}

/// Why shares do not open a case. Words are named by their place, never repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Not a word of the list.
    #[error("word {place} is not in the list; look for a slip of the pen")]
    UnknownWord {
        /// Which word, from 1.
        place: usize,
    },
    /// Not sixteen words.
    #[error("a share has {WORDS} words, not {found}")]
    WrongLength {
        /// How many there are.
        found: usize,
    },
    /// The words do not belong together.
    #[error("the words do not fit together: one is wrong, or two have changed places")]
    Checksum,
    /// A later scheme.
    #[error("this share was made by a newer program")]
    Newer,
    /// A share of another case.
    #[error("this share belongs to another case")]
    OtherCase,
    /// Not enough different shares.
    #[error("two different shares are needed")]
    TooFew,
    /// The shares do not open this case: they were made before the present ones, or for an older copy.
    #[error("these shares cannot be put together")]
    Incompatible,
}

impl Share {
    /// The words to print, sixteen.
    #[must_use]
    pub fn words(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new(self.bytes());
        Zeroizing::new(words::from_bytes(&bytes).join(" "))
    }

    /// Which of the three it is.
    #[must_use]
    pub const fn number(&self) -> u8 {
        self.number
    }

    /// Reads the words of a share; case, line breaks and everything after the fourth letter of a word do not matter.
    ///
    /// # Errors
    /// [`ShareError`].
    pub fn parse(text: &str) -> Result<Self, ShareError> {
        let spoken: Vec<&str> = text.split_whitespace().collect();
        if spoken.len() != WORDS {
            return Err(ShareError::WrongLength { found: spoken.len() });
        }
        let number = |(at, word): (usize, &&str)| words::number(word).ok_or(ShareError::UnknownWord { place: at + 1 });
        let numbers = Zeroizing::new(spoken.iter().enumerate().map(number).collect::<Result<Vec<_>, _>>()?);
        let bytes = Zeroizing::new(words::to_bytes(&numbers));
        let (rest, checksum) = bytes.split_last_chunk::<3>().ok_or(ShareError::Checksum)?;
        if check(rest) != *checksum {
            return Err(ShareError::Checksum);
        }
        let (head, rest) = rest.split_first().ok_or(ShareError::Checksum)?;
        let (content, case) = rest.split_first_chunk::<SECRET>().ok_or(ShareError::Checksum)?;
        if head & 0xf0 != SCHEME || !(1..=3).contains(&(head & 0x0f)) {
            return Err(ShareError::Newer);
        }
        let case = case.try_into().map_err(|_| ShareError::Checksum)?;
        Ok(Self { number: head & 0x0f, content: *content, case })
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = [[SCHEME | self.number].as_slice(), &self.content, &self.case].concat();
        let checksum = check(&bytes);
        bytes.extend_from_slice(&checksum);
        bytes
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.content.zeroize();
    }
}

impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Share({}, [sealed])", self.number)
    }
}

/// Draws a secret and cuts it into three shares.
pub fn make(case: CaseId, randomness: &mut dyn Randomness) -> Result<([Share; 3], MemberSecrets), ShareError> {
    let secret = Zeroizing::new(outside::random::<SECRET>(randomness));
    let shares: Vec<Share> = blahaj::Sharks(NEEDED)
        .dealer_rng(secret.as_slice(), &mut Source(randomness))
        .take(3)
        .filter_map(|share| {
            let bytes = Zeroizing::new(Vec::from(&share));
            let (number, content) = bytes.split_first()?;
            Some(Share { number: *number, content: content.try_into().ok()?, case: name(case) })
        })
        .collect();
    let shares = shares.try_into().map_err(|_| ShareError::Incompatible)?;
    Ok((shares, member(&secret, case)))
}

/// Puts shares together.
pub fn secrets(shares: &[Share], case: CaseId) -> Result<MemberSecrets, ShareError> {
    if shares.iter().any(|share| share.case != name(case)) {
        return Err(ShareError::OtherCase);
    }
    let mut points = Vec::new();
    let mut numbers = Vec::new();
    for share in shares.iter().filter(|share| (1..=3).contains(&share.number)) {
        if !numbers.contains(&share.number) {
            numbers.push(share.number);
            let bytes = Zeroizing::new([[share.number].as_slice(), &share.content].concat());
            points.push(blahaj::Share::try_from(bytes.as_slice()).map_err(|_| ShareError::Incompatible)?);
        }
    }
    if points.len() < usize::from(NEEDED) {
        return Err(ShareError::TooFew);
    }
    let secret = blahaj::Sharks(NEEDED).recover(points.iter()).map_err(|_| ShareError::TooFew)?;
    let secret = Zeroizing::new(secret);
    Ok(member(secret.as_slice().try_into().map_err(|_| ShareError::Incompatible)?, case))
}

/// The keys that a recovered secret gives.
fn member(secret: &[u8; SECRET], case: CaseId) -> MemberSecrets {
    let mut wide = Zeroizing::new([0; 32]);
    wide[..SECRET].copy_from_slice(secret);
    let root = SecretKey::from_bytes(*wide);
    let purpose = |word: &str| [word.as_bytes(), case.as_bytes()].concat();
    MemberSecrets {
        exchange: root.derive(&purpose("saksi recovery exchange ")),
        signing: root.derive(&purpose("saksi recovery signing ")),
    }
}

/// Two bytes that tell cases apart and tell nothing of them.
fn name(case: CaseId) -> [u8; 2] {
    let digest = Sha256::digest([b"saksi share of ".as_slice(), case.as_bytes()].concat());
    [digest[0], digest[1]]
}

fn check(bytes: &[u8]) -> [u8; 3] {
    let digest = Sha256::digest([b"saksi share\n".as_slice(), bytes].concat());
    [digest[0], digest[1], digest[2]]
}

/// Our randomness for the crate that cuts.
struct Source<'a>(&'a mut dyn Randomness);

impl rand_core::TryRng for Source<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_be_bytes(outside::random(self.0)))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_be_bytes(outside::random(self.0)))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl rand_core::TryCryptoRng for Source<'_> {}

#[cfg(test)]
mod tests;
