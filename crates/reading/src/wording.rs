//! What the words of a paragraph look like: running text, a menu entry, a date, a signature.

use crate::lexicons::{Furniture, Lexicons};

/// Counts over one paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wording {
    /// Words; in scripts without blanks one for six letters.
    pub n_words: usize,
    /// Letters and digits.
    pub n_letters: usize,
    /// Words that begin with a capital letter.
    pub n_capitals: usize,
    /// Words that are all capitals, of at least two letters.
    pub n_shouted: usize,
    /// Words with a digit.
    pub n_digits: usize,
    /// Commas, semicolons.
    pub n_commas: usize,
    /// Words that end a sentence.
    pub n_stops: usize,
    /// Bars, bullets, arrows, at signs.
    pub n_marks: usize,
    /// Frequent words, for each of the languages of [`Lexicons::languages_of`].
    pub n_frequent: [u16; 8],
    /// Whether the last sign ends a sentence.
    pub ends: bool,
    /// Whether it begins with a lower-case letter.
    pub goes_on: bool,
    /// Whether it ends with a colon.
    pub announces: bool,
    /// Whether it begins with or holds quotation marks.
    pub quotes: bool,
    /// Furniture phrases.
    pub furniture: Furniture,
}

impl Wording {
    /// Counts over `text`; linear.
    pub fn of(text: &str, lexicons: &Lexicons) -> Wording {
        let mut wording = Wording { furniture: lexicons.furniture(text), ..Wording::default() };
        let mut lower = String::new();
        for word in text.split_whitespace() {
            wording.add(word, &mut lower, lexicons);
        }
        let tail = text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', ' ', '“', '‹', '›', '«']);
        wording.ends = tail.ends_with(['.', '!', '?', '…', '។', '။', '।', '。', '！', '？', '۔']);
        wording.announces = tail.ends_with([':', '：']);
        wording.goes_on = text.chars().next().is_some_and(char::is_lowercase);
        wording.quotes = text.contains(['"', '“', '”', '„', '«', '»']);
        wording
    }

    fn add(&mut self, word: &str, lower: &mut String, lexicons: &Lexicons) {
        let n_letters = word.chars().filter(|letter| letter.is_alphanumeric()).count();
        self.n_letters += n_letters;
        self.n_words += if n_letters > 24 { n_letters / 6 } else { 1 };
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if bare.chars().next().is_some_and(char::is_uppercase) {
            self.n_capitals += 1;
            self.n_shouted += usize::from(n_letters > 1 && !bare.chars().any(char::is_lowercase));
        }
        self.n_digits += usize::from(bare.bytes().any(|byte| byte.is_ascii_digit()));
        self.n_commas += usize::from(word.ends_with([',', ';', '،', '、', '，']));
        self.n_stops += usize::from(
            word.trim_end_matches(['"', '”', '’', '\'', '»', ')'])
                .ends_with(['.', '!', '?', '…', '។', '။', '।', '。', '۔']),
        );
        self.n_marks += usize::from(bare.is_empty() || word.contains(['|', '•', '›', '→', '@', '·', '»', '#']));
        lower.clear();
        lower.extend(bare.chars().take(16).flat_map(char::to_lowercase));
        let languages = lexicons.languages_of(lower);
        for (language_idx, count) in self.n_frequent.iter_mut().enumerate() {
            *count = count.saturating_add((languages >> language_idx & 1).min(1));
        }
    }
}

/// The language, as an index into [`Wording::n_frequent`], whose frequent words are most frequent over all paragraphs.
pub fn main_language(wordings: &[Wording]) -> usize {
    let total = |language_idx: &usize| {
        wordings.iter().map(|wording| usize::from(wording.n_frequent[*language_idx])).sum::<usize>()
    };
    (0..8).max_by_key(|language_idx| (total(language_idx), 8 - language_idx)).unwrap_or(0)
}
