//! A text as the units that are compared: words, or syllables where a script sets no spaces.

use super::quotes;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a word weighs; a syllable of a script without spaces weighs half as much.
pub const WORD: u8 = 2;

/// A unit with its place in code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Of its letters without case, accents, apostrophes. Two different words agree once in 65,536.
    pub hash: u16,
    /// `[start, end)` in code points.
    pub start: u32,
    /// See `start`.
    pub end: u32,
    /// Stands in quotation marks.
    pub quoted: bool,
    /// One syllable of Khmer, Thai, Lao, Burmese, or one sign of Chinese or Japanese.
    pub syllable: bool,
}

impl Unit {
    /// Syllables count half: a word has about two.
    pub const fn weight(self) -> u8 {
        if self.syllable { 1 } else { WORD }
    }
}

/// All units of a text, in order.
pub fn units(text: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut open = None;
    let characters: Vec<char> = text.chars().collect();
    for (at, &character) in characters.iter().enumerate() {
        let previous = at.checked_sub(1).and_then(|before| characters.get(before)).copied();
        let next = characters.get(at + 1).copied();
        match kind(character, previous, next) {
            Part::Letter => grow(&mut open, at, character, false),
            Part::Syllable => {
                close(&mut open, &mut units);
                grow(&mut open, at, character, true);
            }
            Part::Tail => grow_tail(&mut open, at, character),
            Part::Silent => {}
            Part::Gap => close(&mut open, &mut units),
        }
        if matches!(open, Some(Growing { syllable: true, .. })) && kind_ends_syllable(next) {
            close(&mut open, &mut units);
        }
    }
    close(&mut open, &mut units);
    quotes::mark(&characters, &mut units);
    units
}

struct Growing {
    hash: u64,
    start: usize,
    end: usize,
    syllable: bool,
}

enum Part {
    /// Of a word with spaces around it.
    Letter,
    /// Begins a syllable.
    Syllable,
    /// A vowel sign, tone or subscript letter of the syllable before it.
    Tail,
    /// Not heard: an accent, an apostrophe inside a word, a space of no width.
    Silent,
    /// Between words.
    Gap,
}

fn kind(character: char, previous: Option<char>, next: Option<char>) -> Part {
    // Virama and coeng bind the next consonant to the syllable.
    let bound = matches!(previous, Some('\u{17D2}' | '\u{1039}'));
    match character {
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => Part::Silent,
        _ if without_spaces(character) && (bound || is_combining_mark(character)) => Part::Tail,
        _ if without_spaces(character) && character.is_alphanumeric() => Part::Syllable,
        '\'' | '\u{2019}' if previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric) => {
            Part::Silent
        }
        _ if character.is_alphanumeric() => Part::Letter,
        _ if is_combining_mark(character) => Part::Silent,
        _ => Part::Gap,
    }
}

/// Whether the syllable before `next` is over.
fn kind_ends_syllable(next: Option<char>) -> bool {
    next.is_none_or(|next| !without_spaces(next) && !matches!(next, '\u{200B}'..='\u{200D}'))
}

/// Thai, Lao, Tibetan, Burmese, Khmer, kana, Han.
const fn without_spaces(character: char) -> bool {
    matches!(character,
        '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{19E0}'..='\u{19FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AA7F}')
}

fn grow(open: &mut Option<Growing>, at: usize, character: char, syllable: bool) {
    let growing = open.get_or_insert(Growing { hash: FNV_OFFSET, start: at, end: at, syllable });
    for letter in character.to_lowercase().nfd().filter(|&letter| !is_combining_mark(letter)) {
        growing.hash = fnv(growing.hash, u32::from(letter));
    }
    growing.end = at + 1;
}

fn grow_tail(open: &mut Option<Growing>, at: usize, character: char) {
    if let Some(growing) = open {
        growing.hash = fnv(growing.hash, u32::from(character));
        growing.end = at + 1;
    }
}

fn close(open: &mut Option<Growing>, units: &mut Vec<Unit>) {
    if let Some(growing) = open.take() {
        let point = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let folded = growing.hash ^ (growing.hash >> 32);
        let hash = u16::try_from((folded ^ (folded >> 16)) & 0xFFFF).unwrap_or_default();
        let (start, end) = (point(growing.start), point(growing.end));
        units.push(Unit { hash, start, end, quoted: false, syllable: growing.syllable });
    }
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a (Fowler, Noll, Vo), one code point a step.
const fn fnv(hash: u64, value: u32) -> u64 {
    (hash ^ value as u64).wrapping_mul(0x0000_0100_0000_01b3)
}
