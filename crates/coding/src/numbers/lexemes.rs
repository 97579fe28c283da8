//! Words, runs of digits and marks of a text, independent of any model's tokens.

use document::Span;

/// A text cut into lexemes.
#[derive(Debug)]
pub(crate) struct Lexemes {
    /// The text with ASCII letters in lower case; same offsets as the text.
    lower: String,
    list: Vec<Lexeme>,
}

/// A word, a run of digits or one mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexeme {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: LexemeKind,
    /// Whether white space stands before it.
    pub gap: bool,
    /// Whether a paragraph ends before it.
    pub breaks: bool,
    /// Whether it starts with a capital letter.
    pub capital: bool,
}

/// What a lexeme is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LexemeKind {
    /// Letters.
    Word,
    /// `0` to `9`.
    Digits,
    /// Anything else, one character.
    Mark(char),
}

impl Lexemes {
    /// Cuts `text`. O(bytes).
    pub fn new(text: &str) -> Lexemes {
        let mut list: Vec<Lexeme> = Vec::new();
        let (mut gap, mut breaks) = (false, false);
        let mut characters = text.char_indices().peekable();
        while let Some((start, character)) = characters.next() {
            if character.is_whitespace() {
                breaks |= character == '\n' && text[..start].ends_with('\n');
                gap = true;
                continue;
            }
            let kind = kind_of(character);
            let mut end = start + character.len_utf8();
            while let Some(&(next, following)) = characters.peek() {
                if matches!(kind, LexemeKind::Mark(_)) || kind_of(following) != kind {
                    break;
                }
                end = next + following.len_utf8();
                characters.next();
            }
            let capital = character.is_uppercase();
            list.push(Lexeme { span: Span::new(start, end), kind, gap, breaks, capital });
            (gap, breaks) = (false, false);
        }
        Lexemes { lower: text.to_ascii_lowercase(), list }
    }

    /// Number of lexemes.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The lexeme at `at`.
    pub fn get(&self, at: usize) -> Option<Lexeme> {
        self.list.get(at).copied()
    }

    /// The word at `at` in lower case; empty when it is none.
    pub fn word(&self, at: usize) -> &str {
        self.get(at).filter(|lexeme| lexeme.kind == LexemeKind::Word).map_or("", |lexeme| self.quote(lexeme.span))
    }

    /// The digits at `at`; empty when there are none.
    pub fn digits(&self, at: usize) -> &str {
        self.get(at).filter(|lexeme| lexeme.kind == LexemeKind::Digits).map_or("", |lexeme| self.quote(lexeme.span))
    }

    /// The mark at `at`.
    pub fn mark(&self, at: usize) -> Option<char> {
        match self.get(at)?.kind {
            LexemeKind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Whether `at` is one of these words.
    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// Whether the lexeme stands right behind the one before it.
    pub fn joined(&self, at: usize) -> bool {
        self.get(at).is_some_and(|lexeme| !lexeme.gap)
    }

    /// Whether a paragraph starts at `at`, or the text has ended.
    pub fn breaks(&self, at: usize) -> bool {
        self.get(at).is_none_or(|lexeme| lexeme.breaks)
    }

    /// Whether the lexeme starts with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        self.get(at).is_some_and(|lexeme| lexeme.capital)
    }

    /// The bytes of `start..end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        match (self.get(start), end.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) if start < end => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The first lexeme that ends after the byte `offset`.
    pub fn at_offset(&self, offset: usize) -> usize {
        self.list.partition_point(|lexeme| lexeme.span.end <= offset)
    }

    /// The longest phrase of at most `longest` words from `at` that `known` accepts, with the lexeme after it.
    pub fn phrase<T>(&self, at: usize, longest: usize, known: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
        let (mut phrase, mut found, mut n_words, mut next) = (String::new(), None, 0, at);
        while let Some(lexeme) = self.get(next) {
            let apostrophe = matches!(lexeme.kind, LexemeKind::Mark('\'' | '’')) && next > at && !lexeme.gap;
            let word = lexeme.kind == LexemeKind::Word;
            n_words += usize::from(word && (next == at || lexeme.gap));
            if !(word || apostrophe) || n_words > longest || (next > at && lexeme.breaks) {
                break;
            }
            if lexeme.gap && next > at {
                phrase.push(' ');
            }
            phrase.push_str(if apostrophe { "'" } else { self.quote(lexeme.span) });
            next += 1;
            let whole = self.get(next).is_none_or(|after| after.gap || after.kind != LexemeKind::Word);
            if whole && let Some(value) = known(&phrase) {
                found = Some((value, next));
            }
        }
        found
    }

    fn quote(&self, span: Span) -> &str {
        self.lower.get(span.start..span.end).unwrap_or("")
    }
}

fn kind_of(character: char) -> LexemeKind {
    match character {
        '0'..='9' => LexemeKind::Digits,
        letter if letter.is_alphabetic() => LexemeKind::Word,
        mark => LexemeKind::Mark(mark),
    }
}
