//! A text in words as GLiNER's own splitter makes them: `\w+(?:[-_]\w+)*|\S` in Python's sense.

use document::Span;
use unicode_general_category::{GeneralCategory as G, get_general_category};

/// A word or a single sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the document.
    pub span: Span,
}

/// The words of `text`, which stands at byte `offset` of the document.
pub fn split(text: &str, offset: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, c)) = letters.next() {
        if c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        while is_word(c)
            && let Some(&(at, next)) = letters.peek()
            && (is_word(next)
                || next == '-' && text.get(at + 1..).and_then(|rest| rest.chars().next()).is_some_and(is_word))
        {
            end = at + next.len_utf8();
            letters.next();
        }
        words.push(Word { span: Span::new(offset + start, offset + end) });
    }
    words
}

/// Python's `\w`: letters and numbers of any script, and the low line; marks are none.
fn is_word(c: char) -> bool {
    use G::{
        DecimalNumber, LetterNumber, LowercaseLetter, ModifierLetter, OtherLetter, OtherNumber, TitlecaseLetter,
        UppercaseLetter,
    };
    let category = || get_general_category(c);
    c == '_'
        || c.is_ascii_alphanumeric()
        || !c.is_ascii()
            && matches!(
                category(),
                UppercaseLetter
                    | LowercaseLetter
                    | TitlecaseLetter
                    | ModifierLetter
                    | OtherLetter
                    | DecimalNumber
                    | LetterNumber
                    | OtherNumber
            )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line is what `re.findall(r"\w+(?:[-_]\w+)*|\S", text)` gives in Python 3.11.
    #[test]
    fn words_are_pythons() {
        let cases: [(&str, &[&str]); 6] = [
            ("Police-led raid: 3.5 km.", &["Police-led", "raid", ":", "3", ".", "5", "km", "."]),
            ("a--b c- -d e_-f", &["a", "-", "-", "b", "c", "-", "-", "d", "e_-f"]),
            ("“Zoë’s”\u{a0}10½", &["“", "Zoë", "’", "s", "”", "10½"]),
            ("ភ្នំ", &["ភ", "្", "ន", "ំ"]),
            ("x\u{1f}y\u{301}", &["x", "y", "\u{301}"]),
            (" \n", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = split(text, 0).iter().map(|word| &text[word.span.start..word.span.end]).collect();
            assert_eq!(found, expected);
        }
        assert_eq!(split("ab", 7)[0].span, Span::new(7, 9));
    }
}
