//! How wide words are, about: no font is read, so that a drawing is the same on every computer.

/// About how wide words are, in the units of `size`.
pub fn width(words: &str, size: f64) -> f64 {
    words.chars().map(part).sum::<f64>() * size
}

/// So much of the words as fits; an ellipsis tells that they go on.
pub fn shortened(words: &str, size: f64, most: f64) -> String {
    if width(words, size) <= most {
        return words.to_owned();
    }
    let room = most / size - part('…');
    let mut used = 0.0;
    let mut kept = String::new();
    for letter in words.chars() {
        used += part(letter);
        if used > room {
            break;
        }
        kept.push(letter);
    }
    // A sign that stands on a letter goes with it, and so does an isolate with its end.
    let is_open = kept.contains('\u{2068}') && !kept.contains('\u{2069}');
    format!("{}…{}", kept.trim_end(), if is_open { "\u{2069}" } else { "" })
}

/// The width of a letter as a part of the size of the font.
const fn part(letter: char) -> f64 {
    match letter {
        // Signs above and below, and what directs the text.
        '\u{300}'..='\u{36f}'
        | '\u{e31}'
        | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}'
        | '\u{17b7}'..='\u{17bd}'
        | '\u{17c6}'
        | '\u{17c9}'..='\u{17d3}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2066}'..='\u{2069}' => 0.0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.28,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' | '·' => 0.36,
        'm' | 'w' | 'M' | 'W' | '…' | '—' => 0.88,
        'A'..='Z' => 0.68,
        '\u{e00}'..='\u{e7f}' => 0.62,
        '\u{1780}'..='\u{17ff}' => 0.74,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' => 1.0,
        '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}' => 1.0,
        _ => 0.56,
    }
}
