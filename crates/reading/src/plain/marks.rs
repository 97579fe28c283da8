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

/// Whether a line, as it stands in the source, is a menu: three or more entries of at most three words, set apart by
/// wide blanks, tabs or bars. A table looks the same, so only a line above the headline may be taken for one.
pub fn is_menu(line: &str) -> bool {
    let entries: Vec<&str> =
        line.split(['|', '·', '•', '\t']).flat_map(|piece| piece.split("  ")).map(str::trim).collect();
    let entries: Vec<&str> = entries.into_iter().filter(|entry| !entry.is_empty()).collect();
    let is_entry = |entry: &&str| {
        entry.split_whitespace().count() <= 3
            && entry.starts_with(char::is_alphabetic)
            && !entry.ends_with(['.', ',', '!', '?'])
    };
    entries.len() >= 3 && line.len() < 1000 && entries.iter().all(is_entry)
}

#[cfg(test)]
mod tests {
    use super::is_menu;

    #[test]
    fn a_menu_has_three_short_entries_set_apart() {
        for line in ["Home  News  Programmes  Listen live", "Home | World | About us", "Start\tNews\tSport"] {
            assert!(is_menu(line), "{line}");
        }
        for line in [
            "Police deny beating of detained activist",
            "Marowe  4 March",
            "He fell.  He rose.  He left.",
            "",
            "One two  three",
        ] {
            assert!(!is_menu(line), "{line}");
        }
    }
}
