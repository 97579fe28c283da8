//! Texts that somebody has already cleaned, or nearly: only what the word lists name is taken away.

use crate::flow::Flow;
use crate::wording::Wording;

/// Whether the text is so full of menus that most of its lines are not its body.
pub fn is_cluttered(wordings: &[Wording]) -> bool {
    let is_menu = |wording: &&Wording| wording.n_words < 8 && !wording.ends;
    let n_menu = wordings.iter().filter(is_menu).count();
    n_menu > 12 && n_menu * 5 > wordings.len() * 2
}

/// For every paragraph, whether it stays.
pub fn choose(flow: &Flow, wordings: &[Wording]) -> Vec<bool> {
    let end = end_of_body(wordings);
    let kept: Vec<bool> =
        wordings.iter().enumerate().map(|(part_idx, wording)| part_idx < end && !is_furniture(wording)).collect();
    if kept.contains(&true) { kept } else { vec![true; flow.parts.len()] }
}

/// A paragraph that is furniture by its own words.
fn is_furniture(wording: &Wording) -> bool {
    let furniture = wording.furniture;
    let sentence = wording.ends && wording.n_words >= 10;
    furniture.whole
        || furniture.after
        || furniture.start && !sentence && wording.n_words < 30
        || furniture.inside && (!sentence || wording.n_words < 30 && wording.n_stops < 3)
}

/// The place of the heading of a comment form or of related links, when nearly all the words stand before it.
fn end_of_body(wordings: &[Wording]) -> usize {
    let n_words: usize = wordings.iter().map(|wording| wording.n_words).sum();
    let mut n_before = 0;
    for (part_idx, wording) in wordings.iter().enumerate() {
        if wording.furniture.after && n_before * 10 >= n_words * 6 {
            return part_idx;
        }
        n_before += wording.n_words;
    }
    wordings.len()
}
