//! The words of a text, cut to stems, for telling what two documents or two acts have in common.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Code points at the start of a document that tell what it is about.
const LEAD: usize = 300;

/// How many different stems of a document are kept, in order of the text; what comes later adds little to what it is about.
pub const MAX_STEMS: usize = 800;

/// A stem and how a document uses it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Word {
    /// See [`stem`].
    pub stem: String,
    /// How often it stands there.
    pub count: u32,
    /// How often with a capital letter inside a sentence.
    pub named: u32,
    /// How often in the headline and the first 300 characters.
    pub lead: u32,
}

/// The stems of a document, sorted by stem.
///
/// `title` is read before the text when the text does not begin with it.
#[must_use]
pub fn sketch(title: Option<&str>, text: &str) -> Vec<Word> {
    let title = title.filter(|title| !text.starts_with(title)).unwrap_or_default();
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    let mut offset = 0;
    for part in [title, text] {
        for token in tokens(part) {
            let stem = stem(token.text);
            if words.len() >= MAX_STEMS && !words.contains_key(&stem) {
                continue;
            }
            let word = words.entry(stem).or_default();
            word.count += 1;
            word.named += u32::from(!token.opens && token.text.starts_with(char::is_uppercase));
            word.lead += u32::from(offset + token.start < LEAD);
        }
        offset += part.chars().count();
    }
    words.into_iter().map(|(stem, word)| Word { stem, ..word }).collect()
}

/// The stems of a few words, sorted, each once.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    let mut stems: Vec<String> = tokens(text).map(|token| stem(token.text)).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// A word of a text.
struct Token<'a> {
    text: &'a str,
    /// Code points before it.
    start: usize,
    /// Whether it opens a sentence or a line.
    opens: bool,
}

fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut opens = true;
    let mut start = 0;
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let first = rest.chars().next()?;
            if !first.is_alphanumeric() {
                opens |= matches!(first, '.' | '!' | '?' | '\n' | '。' | '។');
                start += 1;
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
                continue;
            }
            let length = rest.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.len());
            let (text, after) = rest.split_at(length);
            let token = Token { text, start, opens };
            start += text.chars().count();
            opens = false;
            rest = after;
            return Some(token);
        }
    })
}

/// A word without case and without the commonest English endings. Not a lemma: it only has to be the same for the forms of a word.
#[must_use]
pub fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    if !word.is_ascii() || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return word;
    }
    let singular = plural(&word);
    if singular.len() <= 4 {
        return singular;
    }
    let Some(base) = ["ing", "ed"].iter().find_map(|ending| verb(&singular, ending)) else {
        return singular.strip_suffix('e').unwrap_or(&singular).to_owned();
    };
    base.strip_suffix('e').unwrap_or(base).to_owned()
}

fn plural(word: &str) -> String {
    match word {
        short if short.len() <= 4 => short.to_owned(),
        ies if ies.ends_with("ies") => format!("{}y", ies.trim_end_matches("ies")),
        sses if sses.ends_with("sses") => sses.trim_end_matches("es").to_owned(),
        other if other.ends_with("ss") || other.ends_with("us") => other.to_owned(),
        other => other.strip_suffix('s').unwrap_or(other).to_owned(),
    }
}

/// The word without `ending` and without the letter that is doubled before it; none when too little is left.
fn verb<'a>(word: &'a str, ending: &str) -> Option<&'a str> {
    let base = word.strip_suffix(ending).filter(|base| base.len() >= 3)?;
    let mut letters = base.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    let doubled = last == before && !matches!(last, 's' | 'l') && base.len() > 3;
    Some(if doubled { base.get(..base.len() - 1).unwrap_or(base) } else { base })
}
