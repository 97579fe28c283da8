//! Lines to paragraphs.

use crate::flow::{Flow, is_blank};
use document::{BlockKind, Span};

/// Cuts a text into paragraphs: at empty lines, and at line ends unless the lines were wrapped by a machine.
///
/// Also says for each paragraph whether an empty line stands before it.
pub fn cut(text: &str) -> (Flow, Vec<bool>) {
    let lines: Vec<Span> = lines(text).collect();
    let width = wrap_width(text, &lines);
    let (mut flow, mut gaps, mut gap) = (Flow::default(), Vec::new(), true);
    for (line_idx, &line) in lines.iter().enumerate() {
        flow.push(text, line);
        let next = lines.get(line_idx + 1).copied().unwrap_or_default();
        let wrapped = width.is_some_and(|width| is_wrapped(text, line, next, width));
        if wrapped {
            flow.push_blank(Span::new(line.end, next.start));
        } else {
            let listed = text[line.start..line.end].trim_start().starts_with(['•', '·', '●', '▪']);
            let kind = if listed { BlockKind::ListItem } else { BlockKind::Paragraph };
            if flow.close(kind).is_some() {
                gaps.push(std::mem::take(&mut gap));
            } else {
                gap = true;
            }
        }
    }
    (flow, gaps)
}

/// Every line, empty ones too, without its end.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let ends = text
        .char_indices()
        .filter(|(_, letter)| matches!(letter, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'));
    ends.map(|(at, letter)| (at, letter.len_utf8())).chain(std::iter::once((text.len(), 0))).map(
        move |(at, n_bytes)| {
            let line = Span::new(start, at);
            start = at + n_bytes;
            line
        },
    )
}

/// The width that the lines were wrapped to, in characters; `None` when line ends mean something.
///
/// A wrapped line is one that the first word of the next line would have made too long.
fn wrap_width(text: &str, lines: &[Span]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().map(|line| length(text, *line)).filter(|&n| n > 0).collect();
    lengths.sort_unstable();
    let longest = *lengths.get((lengths.len().max(1) - 1) * 98 / 100)?;
    if !(40..=130).contains(&longest) {
        return None;
    }
    let pairs = lines.windows(2).filter(|pair| length(text, pair[0]) > 0 && length(text, pair[1]) > 0);
    let (mut n_pairs, mut n_wrapped) = (0, 0);
    for pair in pairs {
        n_pairs += 1;
        n_wrapped += usize::from(is_wrapped(text, pair[0], pair[1], longest));
    }
    (n_pairs >= 3 && n_wrapped * 10 >= n_pairs * 6).then_some(longest)
}

fn is_wrapped(text: &str, line: Span, next: Span, width: usize) -> bool {
    let first = text[next.start..next.end].split_whitespace().next().map_or(0, |word| word.chars().count());
    let here = length(text, line);
    first > 0 && here > 0 && here + 1 + first + 2 > width && !text[next.start..next.end].starts_with([' ', '\t'])
}

fn length(text: &str, line: Span) -> usize {
    text[line.start..line.end].trim_matches(is_blank).chars().count()
}
