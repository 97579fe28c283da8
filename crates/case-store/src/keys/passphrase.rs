//! Passphrases: made of words by default, and refused when they could be guessed.

use super::words;
use crate::{Randomness, outside};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A passphrase must be worth so many bits. A guess costs about a second of a computer.
pub const MIN_BITS: f64 = 60.0;

/// Why a passphrase is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Too few characters.
    #[error("too short: take at least six words, or fourteen characters that nobody can guess")]
    Short,
    /// One character or group again and again.
    #[error("it repeats itself; repetition adds nothing that has to be guessed")]
    Repeats,
    /// Letters or digits in a row of the alphabet, the digits or the keyboard.
    #[error("it holds rows such as `abcd`, `1234` or `qwerty`, which are tried first")]
    Rows,
    /// Only digits.
    #[error("it is made of digits only; numbers are tried quickly")]
    Digits,
    /// Too few words.
    #[error("these are too few words: take at least six that were drawn by chance")]
    FewWords,
    /// Not enough of anything.
    #[error("too easy to guess: take at least six words drawn by chance, or make it longer")]
    Guessable,
}

/// A passphrase of so many words, each drawn by chance; eleven bits a word.
pub fn generate(n_words: usize, randomness: &mut dyn Randomness) -> Zeroizing<String> {
    let draw = |_| {
        let number = u16::from_be_bytes(outside::random(randomness)) & 0x7ff;
        words::all().get(usize::from(number)).copied().unwrap_or_default()
    };
    Zeroizing::new((0..n_words).map(draw).collect::<Vec<_>>().join(" "))
}

/// The form of a passphrase that keys are made from: NFKC, one space between words, none at the ends.
#[must_use]
pub fn normal(passphrase: &str) -> Zeroizing<String> {
    let composed = Zeroizing::new(passphrase.nfkc().collect::<String>());
    Zeroizing::new(composed.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Refuses a passphrase that could be guessed, with the reason. A lower bound: what it lets pass may still be known to others.
///
/// # Errors
/// [`Weak`], the first reason.
pub fn check(passphrase: &str) -> Result<(), Weak> {
    let normal = normal(passphrase);
    let letters: Vec<char> = normal.to_lowercase().chars().collect();
    if letters.len() < 12 {
        return Err(Weak::Short);
    }
    if letters.iter().all(|letter| letter.is_numeric() || !letter.is_alphanumeric()) {
        return Err(Weak::Digits);
    }
    if repeats(&letters) {
        return Err(Weak::Repeats);
    }
    let without_rows = strip_rows(&letters);
    if without_rows.len() * 3 < letters.len() * 2 {
        return Err(Weak::Rows);
    }
    let tokens: Vec<&str> = normal.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let known = tokens.iter().filter(|word| words::number(word).is_some()).count();
    let of_words = tokens.len() > 1 && 2 * known >= tokens.len();
    if worth(&without_rows, &tokens) >= MIN_BITS {
        return Ok(());
    }
    Err(if of_words { Weak::FewWords } else { Weak::Guessable })
}

/// Bits that have to be guessed, at least: words count as words, not as letters.
fn worth(letters: &[char], tokens: &[&str]) -> f64 {
    let mut distinct: Vec<String> = tokens.iter().map(|token| token.to_lowercase()).collect();
    distinct.sort();
    distinct.dedup();
    let of_words: f64 = distinct.iter().map(|token| worth_of_token(token)).sum();
    // Different characters bound what a row of characters can be worth.
    let mut different = letters.to_vec();
    different.sort_unstable();
    different.dedup();
    let of_letters = different.len() as f64 * 6.0;
    of_words.min(of_letters)
}

fn worth_of_token(token: &str) -> f64 {
    if words::number(token).is_some() {
        return words::BITS as f64;
    }
    let has = |test: fn(char) -> bool| token.chars().any(test);
    // Characters of a made-up word: what people choose is far less random than the alphabet allows.
    let per_letter = match (has(char::is_alphabetic), has(char::is_numeric)) {
        (true, true) => 4.5,
        (true, false) => 2.5,
        _ => 2.0,
    };
    per_letter * token.chars().count() as f64
}

/// Whether the whole is a short group again and again.
fn repeats(letters: &[char]) -> bool {
    let group = |length: usize| letters.iter().zip(letters.iter().skip(length)).filter(|(a, b)| a == b).count();
    (1..=letters.len() / 2).any(|length| group(length) * 10 >= (letters.len() - length) * 9)
}

const ROWS: [&str; 6] =
    ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop"];

/// Leaves out letters that stand in a row of four or more, forwards or backwards.
fn strip_rows(letters: &[char]) -> Vec<char> {
    let mut kept = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let length = row_at(&letters[at..]);
        if length >= 4 {
            at += length;
        } else {
            kept.push(letters[at]);
            at += 1;
        }
    }
    kept
}

fn row_at(letters: &[char]) -> usize {
    let follows = |row: &str| {
        let place = |letter: &char| row.chars().position(|other| other == *letter);
        let step = |step: isize| {
            let steps = letters.windows(2).take_while(|pair| match (place(&pair[0]), place(&pair[1])) {
                (Some(a), Some(b)) => a.checked_add_signed(step) == Some(b),
                _ => false,
            });
            steps.count() + 1
        };
        step(1).max(step(-1))
    };
    ROWS.iter().map(|row| follows(row)).max().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::SeededRandomness;

    #[test]
    fn six_words_drawn_by_chance_are_enough() {
        let mut randomness = SeededRandomness::new(1);
        for _ in 0..50 {
            let six = generate(6, &mut randomness);
            assert_eq!(six.split(' ').count(), 6);
            let mut words: Vec<&str> = six.split(' ').collect();
            words.sort_unstable();
            words.dedup();
            if words.len() == 6 {
                assert_eq!(check(&six), Ok(()), "{}", six.as_str());
            }
        }
        assert_eq!(check(&generate(5, &mut randomness)), Err(Weak::FewWords));
    }

    #[test]
    fn weak_ones_are_refused_with_the_reason() {
        for (passphrase, reason) in [
            ("", Weak::Short),
            ("secret", Weak::Short),
            ("aaaaaaaaaaaaaaaaaaaaaaaa", Weak::Repeats),
            ("marovia marovia marovia marovia", Weak::Repeats),
            ("1979-03-21 1979-03-22 20", Weak::Digits),
            ("abcdefghijklmnop", Weak::Rows),
            ("qwertyuiop1234567890", Weak::Rows),
            ("ability about above", Weak::FewWords),
            ("freedom for karvia", Weak::Guessable),
        ] {
            assert_eq!(check(passphrase), Err(reason), "{passphrase}");
        }
    }

    #[test]
    fn long_ones_that_nobody_can_guess_pass() {
        assert_eq!(check("Kx7vQ2mZt9Lw4Rb8"), Ok(()));
        assert_eq!(check("three grey herons argued over the ferry timetable"), Ok(()));
        assert_eq!(check("тихий омут девять ржавых якорей над мельницей"), Ok(()));
    }

    #[test]
    fn spaces_and_forms_of_letters_do_not_matter() {
        assert_eq!(*normal("  cafe\u{301}   noir\n"), *normal("café noir"));
    }
}
