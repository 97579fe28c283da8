//! Finds the words that a model quotes in the text that it was shown.

use document::Span;

/// A stretch of a text with every run of white space folded into one space, and the way back.
pub struct Folded {
    text: String,
    /// For each byte of `text`, and for its end, where it stands in the original.
    back: Vec<usize>,
}

impl Folded {
    /// Folds `words`, which stand at byte `offset` of the document.
    pub fn new(words: &str, offset: usize) -> Folded {
        let mut folded = Folded { text: String::with_capacity(words.len()), back: Vec::with_capacity(words.len() + 1) };
        for (at, c) in words.char_indices() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c == ' ' && folded.text.ends_with(' ') {
                continue;
            }
            folded.text.push(c);
            folded.back.resize(folded.text.len(), offset + at);
        }
        folded.back.push(offset + words.len());
        folded
    }

    /// Where `quote` stands first, as whole words; white space may differ, nothing else.
    pub fn find(&self, quote: &str) -> Option<Span> {
        self.find_near(quote, 0..self.text.len())
    }

    /// Where `quote` stands first inside `span`, which is one that was found here.
    pub fn find_in(&self, quote: &str, span: Span) -> Option<Span> {
        let start = self.back.partition_point(|&at| at < span.start);
        let end = self.back.partition_point(|&at| at < span.end);
        self.find_near(quote, start..end)
    }

    fn find_near(&self, quote: &str, range: std::ops::Range<usize>) -> Option<Span> {
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = self.text.get(range.clone()).filter(|_| !quote.is_empty())?;
        let places = text.match_indices(quote.as_str()).map(|(at, _)| range.start + at);
        let found = places.map(|at| (at, at + quote.len())).find(|&(start, end)| self.is_whole(start, end))?;
        Some(Span::new(*self.back.get(found.0)?, self.end(found.1)))
    }

    /// Where the byte before `end` ends in the original: white space that was folded behind it does not belong to it.
    fn end(&self, end: usize) -> usize {
        let last = self.text.get(..end).and_then(|text| text.chars().next_back()).map_or(0, char::len_utf8);
        self.back.get(end.saturating_sub(last)).map_or(0, |start| start + last)
    }

    /// Whether no word goes on beyond either end.
    fn is_whole(&self, start: usize, end: usize) -> bool {
        let joins = |left: Option<char>, right: Option<char>| {
            left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
        };
        let (before, rest) = self.text.split_at(start);
        let (inside, after) = rest.split_at(end - start);
        !joins(before.chars().next_back(), inside.chars().next())
            && !joins(inside.chars().next_back(), after.chars().next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn white_space_may_differ_and_nothing_else() {
        let text = "Police  arrested\n\nZoë  Besk in the party. Art.";
        let folded = Folded::new(text, 0);
        let found = |quote: &str| folded.find(quote).and_then(|span| text.get(span.start..span.end));
        assert_eq!(found("arrested Zoë Besk"), Some("arrested\n\nZoë  Besk"));
        assert_eq!(found(" in   the party"), Some("in the party"));
        assert_eq!(["police", "art", "Besk the", "", " "].map(found), [None; 5]);
    }

    #[test]
    fn a_quote_is_looked_for_where_its_sentence_stands() {
        let text = "He was held. Later she was held too.";
        let folded = Folded::new(text, 0);
        let sentence = folded.find("Later she was held too.").unwrap();
        assert_eq!(folded.find("held").unwrap().start, 7);
        assert_eq!(folded.find_in("held", sentence), Some(Span::new(27, 31)));
        assert_eq!(folded.find_in("He", sentence), None);
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_was_quoted(words in prop::collection::vec("[a-zé]{1,4}", 1..12), gaps in "[ \n\u{a0}]{1,3}", offset in 0_usize..9) {
            let text = words.join(&gaps);
            let folded = Folded::new(&text, offset);
            for n in 1..=words.len() {
                let quote = words[..n].join(" ");
                let span = folded.find(&quote).unwrap();
                let found = &text[span.start - offset..span.end - offset];
                prop_assert_eq!(found.split_whitespace().collect::<Vec<_>>(), quote.split_whitespace().collect::<Vec<_>>());
            }
        }
    }
}
