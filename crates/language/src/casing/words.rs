//! The words of a text with what stands between them.

use std::ops::Range;

/// A run of letters.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its bytes.
    pub at: Range<usize>,
    /// In small letters.
    pub lower: String,
    /// The nearest character before it that is not white space; a blank at the start of the text.
    pub before: char,
    /// The nearest character behind it that is not white space; a blank at the end of the text.
    pub after: char,
    /// Whether it touches the character before it, as in "O'NEIL" or "NON-COMMERCIAL".
    pub joined: bool,
    /// Whether a sentence seems to start here.
    pub starts_sentence: bool,
    /// Whether it stands alone in brackets.
    pub bracketed: bool,
    /// Whether its first letter is one of the initials of a bracketed acronym right behind, or it is such an acronym.
    pub initial: bool,
}

/// The words of `text` in order.
pub fn split(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphabetic).map(|i| i + at) {
        let end = text[start..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |i| i + start);
        words.push(word(text, start..end));
        at = end;
    }
    find_starts(text, &mut words);
    find_initials(&mut words);
    words
}

fn word(text: &str, at: Range<usize>) -> Word {
    let shown = |c: &char| !c.is_whitespace();
    // A run of blanks longer than this separates as a line end does.
    let before = text[..at.start].chars().rev().take(64).find(shown).unwrap_or(' ');
    let after = text[at.end..].chars().take(64).find(shown).unwrap_or(' ');
    let joined = text[..at.start].chars().next_back().is_some_and(|c| !c.is_whitespace());
    Word {
        lower: text[at.clone()].to_lowercase(),
        at,
        before,
        after,
        joined,
        starts_sentence: false,
        bracketed: matches!((before, after), ('(', ')') | ('[', ']')),
        initial: false,
    }
}

/// A sentence starts at the start of the text, behind `?` and `!`, and behind a full stop that ends no initial.
fn find_starts(text: &str, words: &mut [Word]) {
    for i in 0..words.len() {
        let starts = match i.checked_sub(1) {
            None => true,
            Some(previous) => {
                let gap = text.get(words[previous].at.end..words[i].at.start).unwrap_or_default();
                let abbreviated = gap.starts_with('.') && words[previous].lower.len() < 2;
                let spaced = gap.ends_with(char::is_whitespace) || gap.ends_with(['"', '“', '\'', '[', '(']);
                spaced && (gap.contains(['.', '?', '!']) && !abbreviated || is_behind_dateline(text, words, previous))
            }
        };
        words[i].starts_sentence = starts;
    }
}

/// Wire services put a word in brackets between dateline and text: "VELMAR, 3 MAY -- [TEXT] POLICE SAID".
fn is_behind_dateline(text: &str, words: &[Word], marker: usize) -> bool {
    let gap = |before: usize| text.get(words[before].at.end..words[marker].at.start).unwrap_or_default();
    words[marker].bracketed && marker.checked_sub(1).is_some_and(|before| gap(before).contains("--"))
}

/// Words that an acronym usually skips.
const SKIPPED: [&str; 12] = ["of", "the", "and", "for", "in", "de", "la", "del", "los", "las", "y", "s"];

/// "PARTY OF THE NORTHERN UNION (PNU)": marks the words whose initials are the letters in brackets.
fn find_initials(words: &mut [Word]) {
    for i in 0..words.len() {
        let letters: Vec<char> = words[i].lower.chars().collect();
        if !words[i].bracketed || !(2..=8).contains(&letters.len()) {
            continue;
        }
        if let Some(spelled) = spelled_out(words, i, &letters) {
            spelled.into_iter().chain([i]).for_each(|at| words[at].initial = true);
        }
    }
}

/// The words before `acronym` whose first letters it is made of.
fn spelled_out(words: &[Word], acronym: usize, letters: &[char]) -> Option<Vec<usize>> {
    let mut spelled = Vec::with_capacity(letters.len());
    let mut at = acronym;
    while let Some(&letter) = letters.len().checked_sub(spelled.len() + 1).and_then(|open| letters.get(open)) {
        at = at.checked_sub(1).filter(|&at| acronym - at <= 2 * letters.len() && !words[at].bracketed)?;
        if words[at].lower.starts_with(letter) {
            spelled.push(at);
        } else if !SKIPPED.contains(&words[at].lower.as_str()) {
            return None;
        }
    }
    Some(spelled)
}
