//! The number of a form: eight letters drawn by chance and one that shows when a letter was copied wrongly.

use std::fmt;

/// Letters and digits that nobody takes for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS: usize = 8;
/// All different and smaller than 31, which is prime: one wrong letter and two swapped ones are noticed, but for `0` and `Z`.
const WEIGHTS: [usize; LETTERS] = [1, 3, 5, 7, 11, 13, 17, 19];

/// Such as `K7QF-2M8P-X`. Says nothing about whoever gave it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number([u8; LETTERS]);

impl Number {
    /// From forty bits drawn by chance.
    #[must_use]
    pub fn from_chance(bytes: [u8; 5]) -> Self {
        let bits = bytes.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let mut letters = [0; LETTERS];
        for (place, letter) in letters.iter_mut().enumerate() {
            *letter = u8::try_from(bits >> (5 * place) & 31).unwrap_or_default();
        }
        Self(letters)
    }

    /// Reads a number; dashes, spaces and case do not matter, `O` is 0, `I` and `L` are 1. None when it was copied wrongly.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let value = |letter: char| {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter,
            };
            ALPHABET.iter().position(|known| char::from(*known) == letter)
        };
        let plain = text.chars().filter(|letter| !matches!(letter, '-' | ' '));
        let values: Vec<usize> = plain.map(value).collect::<Option<_>>()?;
        let (check, letters) = values.split_last()?;
        let letters: Vec<u8> = letters.iter().map(|value| u8::try_from(*value).ok()).collect::<Option<_>>()?;
        let number = Self(letters.try_into().ok()?);
        (number.check() == *check).then_some(number)
    }

    fn check(self) -> usize {
        self.0.iter().zip(WEIGHTS).map(|(letter, weight)| usize::from(*letter) * weight).sum::<usize>() % 31
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = |value: usize| char::from(ALPHABET.get(value).copied().unwrap_or(b'0'));
        for (place, value) in self.0.iter().enumerate() {
            if place == 4 {
                f.write_str("-")?;
            }
            write!(f, "{}", letter(usize::from(*value)))?;
        }
        write!(f, "-{}", letter(self.check()))
    }
}
