//! Which words stand in quotation marks.

use super::units::Unit;

/// Longest quotation, code points: more between two marks is a text within a text, or a mark was lost.
const MAX_QUOTATION: usize = 800;

/// What a mark can be where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens(Style),
    Closes(Style),
    /// A straight mark with space, or none, on both sides.
    Either,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Single,
    Angled,
}

/// Marks the words that stand in quotation marks: curly, straight, angled, single, and doubled grave accents.
///
/// A quotation ends at its closing mark. Where its paragraph ends before, or another one opens in a new line, it goes on until
/// there: long quotations open anew in each paragraph and close in the last.
pub fn mark(characters: &[char], units: &mut [Unit]) {
    let mut ranges = quotations(characters).into_iter().peekable();
    for unit in units {
        let (start, end) = (unit.start as usize, unit.end as usize);
        while ranges.next_if(|&(_, close)| close <= start).is_some() {}
        unit.quoted = ranges.peek().is_some_and(|&(open, close)| open < start && end <= close);
    }
}

fn quotations(characters: &[char]) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut open: Option<(usize, Style)> = None;
    let mut last_line = 0;
    for at in 0..characters.len() {
        if characters.get(at) == Some(&'\n') {
            let blank = at > 0 && characters.get(at - 1) == Some(&'\n');
            if let Some((from, style)) = open.filter(|_| blank) {
                ranges.extend((style != Style::Single).then_some((from, at)));
                open = None;
            }
            last_line = at;
        }
        match (open, mark_at(characters, at)) {
            (Some((from, style)), Some(mark))
                if mark == Mark::Closes(style) || mark == Mark::Either && style == Style::Double =>
            {
                ranges.push((from, at));
                open = None;
            }
            (Some((from, style)), Some(Mark::Opens(again))) if style == again && last_line > from => {
                ranges.push((from, at));
                open = Some((at, again));
            }
            (None, Some(Mark::Opens(style))) => open = Some((at, style)),
            (None, Some(Mark::Either)) => open = Some((at, Style::Double)),
            _ => {}
        }
    }
    ranges.retain(|(from, to)| to - from <= MAX_QUOTATION);
    ranges
}

fn mark_at(characters: &[char], at: usize) -> Option<Mark> {
    let previous = at.checked_sub(1).and_then(|before| characters.get(before)).copied();
    let next = characters.get(at + 1).copied();
    let apart =
        |side: Option<char>| side.is_none_or(|side| side.is_whitespace() || matches!(side, '(' | '[' | '\u{2014}'));
    let letter = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    match characters.get(at).copied()? {
        '\u{201C}' | '\u{201E}' => Some(Mark::Opens(Style::Double)),
        '\u{201D}' => Some(Mark::Closes(Style::Double)),
        '\u{AB}' => Some(Mark::Opens(Style::Angled)),
        '\u{BB}' => Some(Mark::Closes(Style::Angled)),
        '`' if next == Some('`') => Some(Mark::Opens(Style::Double)),
        '\'' if next == Some('\'') => Some(Mark::Closes(Style::Double)),
        '\'' | '`' if matches!(previous, Some('\'' | '`')) => None,
        '"' => Some(match (apart(previous), apart(next)) {
            (true, false) => Mark::Opens(Style::Double),
            (false, true) => Mark::Closes(Style::Double),
            _ => Mark::Either,
        }),
        '\u{2018}' => Some(Mark::Opens(Style::Single)),
        '\'' if apart(previous) && letter(next) => Some(Mark::Opens(Style::Single)),
        '\u{2019}' | '\'' if !letter(next) && !apart(previous) => Some(Mark::Closes(Style::Single)),
        _ => None,
    }
}
