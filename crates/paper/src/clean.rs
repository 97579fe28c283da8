//! Text as it may stand on paper: nothing that cannot be seen changes what is seen.

use std::fmt::Write as _;

/// Every control character, every character that turns the direction of what follows and every invisible tag becomes its
/// number in angle brackets (`‹U+202E›`); line ends and tabs become spaces. What scripts need to be written stays: joiners,
/// the space of no width of Khmer and Thai, marks of direction that reach one place only.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push(' '),
            '\u{ad}' | '\u{feff}' => {}
            _ if is_dangerous(letter) => {
                let _never_fails = write!(cleaned, "‹U+{:04X}›", u32::from(letter));
            }
            _ => cleaned.push(letter),
        }
    }
    cleaned
}

fn is_dangerous(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{206a}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{e000}'..='\u{f8ff}'
        | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
        || u32::from(letter) & 0xfffe == 0xfffe
}
