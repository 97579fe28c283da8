//! A text in pieces that a model can take at once.

use document::{Document, Span};

/// The text in pieces of at most `limit` bytes, in order, cut between blocks where it can be, then after a sentence, then
/// between words. Takes time in the length of the text. `limit`: at least 4, so that every character fits.
pub fn pieces(document: &Document, limit: usize) -> Vec<Span> {
    let text = &document.text;
    let ends = document.blocks.iter().map(|block| block.span.end).filter(|&end| text.is_char_boundary(end));
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last_end = 0;
    for end in ends.chain([text.len()]) {
        if end - start > limit && last_end > start {
            pieces.push(Span::new(start, last_end));
            start = last_end;
        }
        while end.saturating_sub(start) > limit {
            let cut = cut(text, start, limit);
            pieces.push(Span::new(start, cut));
            start = cut;
        }
        last_end = last_end.max(end);
    }
    pieces.push(Span::new(start, text.len()));
    pieces.into_iter().map(|piece| trimmed(text, piece)).filter(|piece| !piece.is_empty()).collect()
}

/// The best place to cut after `start`, at most `limit` bytes on; always later than `start`.
fn cut(text: &str, start: usize, limit: usize) -> usize {
    let end = text.floor_char_boundary(start + limit);
    let window = text.get(start..end).unwrap_or_default();
    let sentence = window.rmatch_indices(['.', '!', '?', '\n']).map(|(at, mark)| at + mark.len()).next();
    let sentence = sentence.filter(|&at| at > limit / 2);
    let word = || window.rfind(char::is_whitespace).filter(|&at| at > limit / 2);
    start + sentence.or_else(word).unwrap_or(window.len()).max(1)
}

fn trimmed(text: &str, piece: Span) -> Span {
    let words = text.get(piece.start..piece.end).unwrap_or_default();
    let start = piece.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::{Block, BlockKind};
    use proptest::prelude::*;

    fn document(paragraphs: &[String]) -> Document {
        let mut document = Document::default();
        for paragraph in paragraphs {
            if !document.text.is_empty() {
                document.text.push_str("\n\n");
            }
            let start = document.text.len();
            document.text.push_str(paragraph);
            let span = Span::new(start, document.text.len());
            document.blocks.push(Block { kind: BlockKind::Paragraph, span });
        }
        document
    }

    #[test]
    fn paragraphs_stay_together_where_they_fit() {
        let document = document(&["One two.".to_owned(), "Three four.".to_owned(), "Five.".to_owned()]);
        let quoted: Vec<_> = pieces(&document, 22).into_iter().map(|piece| document.quote(piece)).collect();
        assert_eq!(quoted, ["One two.\n\nThree four.", "Five."]);
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_piece(paragraphs in prop::collection::vec("[a-zé. ]{0,60}", 0..6), limit in 4_usize..40) {
            let document = document(&paragraphs);
            let pieces = pieces(&document, limit);
            prop_assert!(pieces.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(pieces.iter().all(|piece| piece.len() <= limit && !document.quote(*piece).is_empty()));
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let all: String = pieces.iter().map(|piece| letters(document.quote(*piece))).collect();
            prop_assert_eq!(all, letters(&document.text));
        }
    }
}
