//! What is known of a word's case from the whole text: rare words are written alike, initials spell acronyms.

use super::Case;
use super::usage;
use super::words::Word;
use std::collections::HashMap;

/// Words that lean less than this to either side are common enough in both.
const LEANS: i8 = 2;

/// Gives each word of no dictionary the case that it has most often inside sentences.
pub fn agree(words: &[Word], cases: &mut [Case], is_common: impl Fn(&str) -> bool) {
    let mut votes: HashMap<&str, [u32; 3]> = HashMap::new();
    for (word, case) in words.iter().zip(cases.iter()).filter(|(word, _)| is_rare(word, &is_common)) {
        // At the start of a sentence less is known, so that a single word inside one decides.
        votes.entry(&word.lower).or_default()[*case as usize] += if word.starts_sentence { 1 } else { 4 };
    }
    for (word, case) in words.iter().zip(cases.iter_mut()) {
        if let Some(votes) = votes.get(word.lower.as_str()) {
            let best = Case::ALL.into_iter().max_by_key(|case| (votes[*case as usize], *case == Case::Capital));
            *case = best.unwrap_or(*case);
        }
    }
}

/// Writes what a bracketed acronym spells with capitals.
pub fn spell(words: &[Word], cases: &mut [Case]) {
    for (word, case) in words.iter().zip(cases.iter_mut()).filter(|(word, _)| word.initial) {
        match *case {
            _ if word.bracketed => *case = Case::Acronym,
            Case::Small => *case = Case::Capital,
            _ => {}
        }
    }
}

fn is_rare(word: &Word, is_common: impl Fn(&str) -> bool) -> bool {
    let leans = usage::of(&word.lower).is_none_or(|usage| usage.capitals >= LEANS);
    word.lower.len() > 2 && leans && !is_common(&word.lower)
}
