//! Lines to paragraphs.

use crate::flow::{Flow, is_blank};
use document::{BlockKind, Span};

/// Lines that show whether a text was wrapped.
const N_SAMPLED: usize = 20_000;

/// Cuts a text into paragraphs: at empty lines, and at line ends unless the lines were wrapped by a machine. After
/// [`MAX_PARTS`](crate::flow::MAX_PARTS) paragraphs the rest is one.
///
/// Also says for each paragraph whether an empty line stands before it.
pub fn cut(text: &str) -> (Flow, Vec<bool>) {
    let width = wrap_width(text, &lines(text).take(N_SAMPLED).collect::<Vec<_>>());
    let (mut flow, mut gaps, mut gap) = (Flow::default(), Vec::new(), true);
    let mut lines = lines(text).peekable();
    while let Some(line) = lines.next() {
        flow.push(text, line);
        let next = lines.peek().copied();
        let wrapped = next.is_some_and(|next| width.is_some_and(|width| is_wrapped(text, line, next, width)));
        if let Some(next) = next.filter(|_| wrapped || flow.is_full()) {
            flow.push_blank(Span::new(line.end, next.start));
            continue;
        }
        let listed = text[line.start..line.end].trim_start().starts_with(['•', '·', '●', '▪']);
        let kind = if listed { BlockKind::ListItem } else { BlockKind::Paragraph };
        if flow.close(kind).is_some() {
            gaps.push(std::mem::take(&mut gap));
        } else {
            gap = true;
        }
    }
    (flow, gaps)
}

/// Every line, empty ones too, without its end.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let is_end = |&(at, letter): &(usize, char)| match letter {
        '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => true,
        '\r' => text.as_bytes().get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    let ends = text.char_indices().filter(is_end).map(|(at, letter)| (at, letter.len_utf8()));
    ends.chain(std::iter::once((text.len(), 0))).map(move |(at, n_bytes)| {
        let line = Span::new(start, at);
        start = at + n_bytes;
        line
    })
}

/// The width that the lines were wrapped to, in characters; `None` when line ends mean something.
///
/// A wrapped line is one that the first word of the next line would have made too long, or, since few texts are wrapped
/// evenly, nearly as long and without the end of a sentence.
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
    // Indentation takes room too.
    let here = text[line.start..line.end].trim_end_matches(is_blank).chars().count();
    let open = !text[line.start..line.end].trim_end_matches(is_blank).ends_with(['.', '!', '?', ':', '"', '”']);
    let full = here + 1 + first + 2 > width || open && here * 10 >= width * 7;
    first > 0 && here > 0 && full && !text[next.start..next.end].starts_with([' ', '\t'])
}

fn length(text: &str, line: Span) -> usize {
    text[line.start..line.end].trim_matches(is_blank).chars().count()
}

#[cfg(test)]
mod tests {
    use super::cut;

    fn parts(text: &str) -> Vec<String> {
        let (flow, _) = cut(text);
        flow.all_words().into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn line_ends_of_every_system_are_one_line_end() {
        for end in ["\n", "\r\n", "\r", "\u{2028}"] {
            let (flow, gaps) = cut(&["One.", "Two.", "", "Three."].join(end));
            assert_eq!((flow.all_words(), gaps), (vec!["One.", "Two.", "Three."], vec![true, false, true]), "{end:?}");
        }
    }

    #[test]
    fn short_lines_stay_apart() {
        assert_eq!(
            parts("Home\nWorld\nSport\nThe guards left the harbour on Monday."),
            ["Home", "World", "Sport", "The guards left the harbour on Monday."]
        );
    }

    #[test]
    fn wrapped_lines_with_either_end_are_joined() {
        let text = "The guards left the harbour of Selm on Monday, said the mayor of\nthe town. They had been there since the spring, and nobody in the\n\
            town knew why they were sent. The ministry of the interior did not\nanswer questions.";
        assert_eq!(parts(text).len(), 1);
        assert_eq!(parts(&text.replace('\n', "\r\n")).len(), 1);
    }

    #[test]
    fn an_indented_first_line_belongs_to_its_paragraph() {
        let text = "   SELM, 4 MAY 31 (MNA) -- The guards left the harbour on Monday,\nsaid the mayor of the town. They had been there since the spring,\n\
            and nobody in the town knew why they were sent. The ministry did\nnot answer questions.\n\n\
            \x20  The mayor said that he had asked for the reason in April. Nobody\nhad told him.";
        assert_eq!(parts(text).len(), 2);
    }
}
