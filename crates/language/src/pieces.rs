//! Cuts very long texts, so that memory stays bounded.
//!
//! A text of up to [`LONGEST_PIECE`] bytes and [`MOST_TOKENS`] tokens is annotated as a whole, exactly as spaCy does.
//! A longer one is cut at the last empty line of each stretch, else at the last line break, else at the last white
//! space, else anywhere between two characters; and a piece with more tokens (hardly ever: they would have to be
//! shorter than 13 bytes on average) at the last full stop or line break. Nothing is seen across a cut: no sentence,
//! arc or name.

use document::Span;
use std::ops::Range;

/// Bytes of text that are tokenized together.
pub(crate) const LONGEST_PIECE: usize = 256 << 10;

/// Tokens that are annotated together.
pub(crate) const MOST_TOKENS: usize = 20_000;

/// The pieces of `text`, in order and without gaps.
pub(crate) fn of_text(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let piece = Span::new(start, start + cut(text.get(start..).filter(|rest| !rest.is_empty())?));
        start = piece.end;
        Some(piece)
    })
}

/// Length of the first piece of `text`.
fn cut(text: &str) -> usize {
    if text.len() <= LONGEST_PIECE {
        return text.len();
    }
    let longest = &text[..text.floor_char_boundary(LONGEST_PIECE)];
    let after = |mark: &str| longest.rfind(mark).map(|at| at + mark.len());
    let space = || longest.rfind(char::is_whitespace).map(|at| longest.ceil_char_boundary(at + 1));
    after("\n\n").or_else(|| after("\n")).or_else(space).unwrap_or(longest.len())
}

/// Cuts `n_tokens` tokens into ranges; `may_end` says whether one may end after a token.
pub(crate) fn of_tokens(n_tokens: usize, may_end: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    while n_tokens - start > MOST_TOKENS {
        let latest = start + MOST_TOKENS;
        let end =
            (start + MOST_TOKENS / 2..latest).rev().find(|token| may_end(*token)).map_or(latest, |token| token + 1);
        ranges.push(start..end);
        start = end;
    }
    ranges.push(start..n_tokens);
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_stay_whole() {
        assert_eq!(of_text("one\n\ntwo").collect::<Vec<_>>(), [Span::new(0, 8)]);
        assert_eq!(of_text("").count(), 0);
        let whole = |n_tokens: usize| of_tokens(n_tokens, |_| true).first().cloned();
        assert_eq!((whole(0), whole(MOST_TOKENS)), (Some(0..0), Some(0..MOST_TOKENS)));
    }

    #[test]
    fn long_texts_are_cut_at_the_best_place() {
        for (unit, end) in [("word word.\n\nmore text here.\n", "\n\n"), ("a line\n", "\n"), ("word ", " "), ("é", "é")]
        {
            let text = unit.repeat(LONGEST_PIECE / unit.len() * 3);
            let pieces: Vec<Span> = of_text(&text).collect();
            assert!(pieces.len() >= 3 && pieces.iter().all(|piece| piece.len() <= LONGEST_PIECE));
            assert_eq!(pieces.iter().map(|piece| &text[piece.start..piece.end]).collect::<String>(), text);
            assert!(text[..pieces[0].end].ends_with(end));
        }
    }

    #[test]
    fn tokens_are_cut_after_a_stop() {
        let ranges = of_tokens(50_000, |token| token % 1000 == 999);
        assert_eq!(ranges, [0..20_000, 20_000..40_000, 40_000..50_000]);
        assert_eq!(of_tokens(30_000, |token| token == 15_000)[0], 0..15_001);
    }
}
