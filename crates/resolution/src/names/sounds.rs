//! Letters to sounds, after `sounds.tsv`: the longest row that fits, doubled consonants once.

use super::tables::{Lines, Row};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A sound: its position in [`Sounds::symbols`].
pub type Sound = u8;

/// Longest `letters` that are looked up.
const LONGEST: usize = 5;

/// How letters sound.
#[derive(Debug, Default)]
pub struct Sounds {
    symbols: Vec<&'static str>,
    rows: HashMap<&'static str, [Option<Reading>; 3]>,
}

/// What some letters sound like in one place.
#[derive(Clone, Copy, Debug, Default)]
struct Reading {
    sounds: [Option<Sound>; 2],
    key: &'static str,
}

/// Where letters stand in a word.
#[derive(Clone, Copy, Debug)]
enum Where {
    Start,
    Coda,
    Any,
}

/// How one word sounds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    pub sounds: Vec<Sound>,
    /// Consonant classes, to propose pairs with.
    pub skeleton: String,
    /// One letter for each vowel: `a` open or back, `e` front.
    pub vowels: String,
}

impl Sounds {
    pub fn read(lines: &mut Lines<'_>) -> Self {
        let mut sounds = Self::default();
        while let Some(row) = lines.next() {
            if sounds.add(&row).is_none() {
                lines.wrong(&row);
            }
        }
        sounds
    }

    fn add(&mut self, row: &Row) -> Option<()> {
        let place = match row.cell(1) {
            "start" => Where::Start,
            "coda" => Where::Coda,
            "any" => Where::Any,
            _ => return None,
        };
        let mut reading = Reading { sounds: [None; 2], key: row.cell(3) };
        let mut symbols = row.cell(2).split(' ');
        for (slot, symbol) in reading.sounds.iter_mut().zip(symbols.by_ref()) {
            *slot = Some(self.intern(symbol)?);
        }
        let letters = row.cell(0);
        if symbols.next().is_some() || letters.is_empty() || letters.len() > LONGEST || !letters.is_ascii() {
            return None;
        }
        *self.rows.entry(letters).or_default().get_mut(place as usize)? = Some(reading);
        Some(())
    }

    fn intern(&mut self, symbol: &'static str) -> Option<Sound> {
        if symbol.is_empty() {
            return None;
        }
        let known = self.symbols.iter().position(|known| *known == symbol);
        let position = known.unwrap_or_else(|| {
            self.symbols.push(symbol);
            self.symbols.len() - 1
        });
        Sound::try_from(position).ok()
    }

    /// The sound that `symbol` stands for.
    pub fn position(&self, symbol: &str) -> Option<usize> {
        self.symbols.iter().position(|known| *known == symbol)
    }

    /// All symbols, in order of position.
    pub fn symbols(&self) -> &[&'static str] {
        &self.symbols
    }

    /// How a word of the letters a-z sounds; other characters are silent.
    pub fn hear(&self, word: &str) -> Heard {
        let letters = collapsed(word);
        let mut heard = Heard::default();
        let mut position = 0;
        while position < letters.len() {
            let Some((reading, length)) = self.longest(&letters, position) else {
                position += 1;
                continue;
            };
            for sound in reading.sounds.into_iter().flatten() {
                heard.sounds.push(sound);
                heard.vowels.extend(self.symbols.get(usize::from(sound)).and_then(|symbol| vowel_class(symbol)));
            }
            heard.skeleton.push_str(reading.key);
            position += length;
        }
        heard
    }

    fn longest(&self, letters: &[u8], position: usize) -> Option<(Reading, usize)> {
        (1..=LONGEST).rev().find_map(|length| {
            let end = position + length;
            let piece = std::str::from_utf8(letters.get(position..end)?).ok()?;
            let [start, coda, any] = self.rows.get(piece)?;
            let start = start.filter(|_| position == 0);
            let coda = coda.filter(|_| position > 0 && !letters.get(end).is_some_and(|next| is_vowel_letter(*next)));
            start.or(coda).or(*any).map(|reading| (reading, length))
        })
    }
}

/// Whether a symbol stands for a vowel.
pub fn is_vowel(symbol: &str) -> bool {
    symbol.starts_with(['A', 'E', 'I', 'O', 'U'])
}

fn vowel_class(symbol: &str) -> Option<char> {
    let is_front = matches!(symbol, "E" | "I" | "EA" | "OE" | "AI");
    is_vowel(symbol).then_some(if is_front { 'e' } else { 'a' })
}

fn is_vowel_letter(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// The letters a-z of a word, in lower case, doubled consonants once.
fn collapsed(word: &str) -> Vec<u8> {
    let mut letters: Vec<u8> = Vec::with_capacity(word.len());
    for letter in word.bytes().map(|b| b.to_ascii_lowercase()).filter(u8::is_ascii_lowercase) {
        if letters.last() != Some(&letter) || is_vowel_letter(letter) {
            letters.push(letter);
        }
    }
    letters
}
