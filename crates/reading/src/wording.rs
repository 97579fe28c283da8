//! What the words of a paragraph look like: running text, a menu entry, a date, a signature.

use crate::lexicons::{Furniture, Lexicons};
use crate::model::Row;

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
    /// Words by which a page speaks to its reader.
    pub n_address: usize,
    /// Marks of words under a picture.
    pub caption_mark: bool,
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
        wording.caption_mark = text.len() < 600 && lexicons.has_caption_mark(text);
        wording.quotes = text.contains(['"', '“', '”', '„', '«', '»']);
        wording
    }

    /// Adds what the words show as features.
    ///
    /// Where the frequent words of the language are not known, they are taken to be as frequent as usual.
    pub fn put(&self, language_idx: Option<usize>, row: &mut Row) {
        let n_words = self.n_words.max(1) as f32;
        let share = |n: usize| n as f32 / n_words;
        let usual = if self.n_words >= 6 { self.n_words * 3 / 10 } else { 0 };
        let n_frequent = language_idx.map_or(usual, |language_idx| usize::from(self.n_frequent[language_idx]));
        let frequent = share(n_frequent).min(0.6);
        row.put("words", squash(self.n_words));
        row.flag("words_1_3", self.n_words < 4);
        row.flag("words_4_9", (4..10).contains(&self.n_words));
        row.flag("words_10_19", (10..20).contains(&self.n_words));
        row.flag("words_20_39", (20..40).contains(&self.n_words));
        row.flag("words_100", self.n_words >= 100);
        row.put("frequent", frequent);
        row.put("frequent_long", frequent * squash(self.n_words));
        row.flag("frequent_none", n_frequent == 0);
        row.put("capitals", share(self.n_capitals));
        row.put("shouted", share(self.n_shouted));
        row.put("digits", share(self.n_digits).min(1.0));
        row.put("commas", share(self.n_commas).min(0.3));
        row.put("marks", share(self.n_marks).min(1.0));
        row.put("stops", squash(self.n_stops));
        row.flag("ends", self.ends);
        row.flag("ends_short", self.ends && self.n_words < 10);
        row.flag("ends_long", self.ends && self.n_words >= 20);
        row.flag("announces", self.announces);
        row.flag("goes_on", self.goes_on);
        row.flag("quotes", self.quotes);
        row.put("address", share(self.n_address).min(0.4));
        row.put("address_long", share(self.n_address).min(0.4) * squash(self.n_words));
        row.flag("caption_mark", self.caption_mark);
        row.flag("furniture_whole", self.furniture.whole);
        row.flag("furniture_start", self.furniture.start);
        row.flag("furniture_inside", self.furniture.inside);
        row.flag("furniture_after", self.furniture.after);
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
        self.n_address += usize::from(lexicons.is_address(lower));
        let languages = lexicons.languages_of(lower);
        for (language_idx, count) in self.n_frequent.iter_mut().enumerate() {
            *count = count.saturating_add((languages >> language_idx & 1).min(1));
        }
    }
}

/// The language, as an index into [`Wording::n_frequent`], whose frequent words are most frequent over all paragraphs;
/// `None` when they are rare: the text is in a language without a list.
pub fn main_language(wordings: &[Wording]) -> Option<usize> {
    let total =
        |language_idx: usize| wordings.iter().map(|wording| usize::from(wording.n_frequent[language_idx])).sum();
    let n_words: usize = wordings.iter().map(|wording| wording.n_words).sum();
    let best: (usize, std::cmp::Reverse<usize>) = (0..8).map(|idx| (total(idx), std::cmp::Reverse(idx))).max()?;
    (best.0 * 12 > n_words).then_some(best.1.0)
}

/// The logarithm of a count, 1.0 at 255.
pub fn squash(n: usize) -> f32 {
    (n as f32 + 1.0).log2() / 8.0
}

/// Log-odds of a probability, kept within about seven.
pub fn logit(p: f32) -> f32 {
    let p = p.clamp(0.001, 0.999);
    (p / (1.0 - p)).ln()
}
