//! Lines of a pasted text that are about the text: its date, its signature, words under a picture.

use crate::about::{Agencies, byline_of, signed_by};
use crate::dates::{Lines, Order, find, is_bare};
use crate::lexicons::Lexicons;

/// Whether a line is only a date.
pub fn is_date(words: &str) -> bool {
    words.len() < 80 && find(words, Order::Open, false).first().is_some_and(|day| is_bare(words, day.span))
}

/// Whether a line above or just under the title says only who signed it and when.
pub fn is_signature(lines: &Lines<'_>, at: usize) -> bool {
    let words = lines.words[at];
    let listed = words.strip_prefix(['•', '·', '●', '▪']).map(str::trim_start);
    let names = listed.is_some_and(|rest| byline_of(&format!("By {rest}")).is_some_and(|names| !names.is_empty()));
    let signed =
        || words.len() < 160 && (byline_of(words).is_some() || signed_by(words, Agencies::builtin()).is_some());
    names || is_date(words) || signed()
}

/// Whether a line before the running text is about a picture.
pub fn is_caption(words: &str, lexicons: &Lexicons) -> bool {
    words.len() < 500 && lexicons.has_caption_mark(words)
}
