//! What a person's name hints about gender; what the text itself says goes first.

use crate::Text;
use crate::entities::words;
use codebook::Gender;
use std::ops::Range;

/// A family name shorter than this is not read by its ending.
const SHORTEST: usize = 6;

/// The gender that most bearers of such a name have; `None` when the lists do not know or do not agree.
pub(crate) fn hinted(text: &Text<'_>, tokens: &Range<usize>) -> Option<Gender> {
    let names = &text.lexicons().first_names;
    let folded = |i: usize| words::fold(text.word(i));
    let first = tokens.clone().next().map(folded).filter(|_| tokens.len() > 1)?;
    let by_first = names.get(&first).or_else(|| first.split_once('-').and_then(|(first, _)| names.get(first)));
    let last = tokens.clone().next_back().map(folded).filter(|last| last.chars().count() >= SHORTEST);
    let by_last = || last.and_then(|last| (3..=5).rev().find_map(|n| names.get(&ending(&last, n)).copied()));
    by_first.copied().or_else(by_last)
}

/// The last `n` letters behind a hyphen, as the list writes endings.
fn ending(word: &str, n: usize) -> String {
    let skipped = word.chars().count().saturating_sub(n);
    std::iter::once('-').chain(word.chars().skip(skipped)).collect()
}
