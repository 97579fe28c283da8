//! What is kept of a text so that it can be compared without being opened again.

use super::grams::{Gram, grams, winnow};
use super::units::{Unit, units};
use crate::digest::Span;
use serde::{Deserialize, Serialize};

/// The words of a text as numbers of 16 bits, with their places in code points: about as long as the text, made once.
///
/// Case, accents, punctuation and the shape of quotation marks do not count. Words are what stands between spaces; in Khmer,
/// Thai, Lao, Burmese, Chinese and Japanese, syllables or signs, two of which weigh as much as a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Fingerprints {
    units: Vec<Unit>,
}

/// Why kept fingerprints cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FingerprintsError {
    /// Cut off, or not written by this program.
    #[error("these fingerprints are damaged at character {at}; make them anew from the text")]
    Damaged {
        /// From 0.
        at: usize,
    },
}

impl Fingerprints {
    /// Fingerprints of a text in any language: the script decides how it is cut, so texts in two languages work too.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { units: units(text) }
    }

    /// Number of words (or syllables).
    #[must_use]
    pub const fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    pub(super) fn units(&self) -> &[Unit] {
        &self.units
    }

    pub(super) fn grams(&self) -> Vec<Gram> {
        grams(&self.units)
    }

    pub(super) fn winnowed(&self) -> Vec<Gram> {
        winnow(&self.grams())
    }

    /// Code points of the words `[start, end)`; empty when there are none.
    #[must_use]
    pub fn span(&self, start: u32, end: u32) -> Span {
        let words = self.units.get(start as usize..end as usize).unwrap_or_default();
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => Span(first.start, last.end),
            _ => Span::default(),
        }
    }
}

/// Digits of the kept form: six bits each.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl From<Fingerprints> for String {
    /// Each unit: three digits of hash and flags (18 bits), then gap to the unit before and length, each in groups of five
    /// bits, the sixth saying that more follow.
    fn from(prints: Fingerprints) -> Self {
        let mut out = Self::with_capacity(prints.units.len() * 5);
        let mut before = 0;
        for unit in &prints.units {
            let head = u32::from(unit.hash) | u32::from(unit.quoted) << 16 | u32::from(unit.syllable) << 17;
            for shift in [0, 6, 12] {
                push_digit(&mut out, head >> shift & 63);
            }
            push_number(&mut out, unit.start.saturating_sub(before));
            push_number(&mut out, unit.end.saturating_sub(unit.start));
            before = unit.end;
        }
        out
    }
}

fn push_digit(out: &mut String, value: u32) {
    out.push(DIGITS.get(value as usize).map_or('_', |&digit| char::from(digit)));
}

fn push_number(out: &mut String, mut value: u32) {
    while value >= 32 {
        push_digit(out, value & 31 | 32);
        value >>= 5;
    }
    push_digit(out, value);
}

impl TryFrom<String> for Fingerprints {
    type Error = FingerprintsError;

    fn try_from(kept: String) -> Result<Self, FingerprintsError> {
        let mut digits = Digits { kept: kept.as_bytes(), at: 0 };
        let mut units = Vec::with_capacity(kept.len() / 5);
        let mut before = 0;
        while digits.at < kept.len() {
            let unit = digits.unit(before).ok_or(FingerprintsError::Damaged { at: digits.at })?;
            before = unit.end;
            units.push(unit);
        }
        Ok(Self { units })
    }
}

struct Digits<'a> {
    kept: &'a [u8],
    at: usize,
}

impl Digits<'_> {
    fn unit(&mut self, before: u32) -> Option<Unit> {
        let head = self.digit()? | self.digit()? << 6 | self.digit()? << 12;
        let start = before.checked_add(self.number()?)?;
        let end = start.checked_add(self.number()?)?;
        let hash = u16::try_from(head & 0xFFFF).ok()?;
        Some(Unit { hash, start, end, quoted: head >> 16 & 1 == 1, syllable: head >> 17 == 1 })
    }

    fn number(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in (0..30).step_by(5) {
            let digit = self.digit()?;
            value |= (digit & 31) << shift;
            if digit < 32 {
                return Some(value);
            }
        }
        None
    }

    fn digit(&mut self) -> Option<u32> {
        let &byte = self.kept.get(self.at)?;
        self.at += 1;
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        Some(u32::from(value))
    }
}
