//! Word lists that reading needs: furniture phrases, function words, words in class names.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

macro_rules! embedded {
    ($($language:literal),*) => { [$(($language, include_str!(concat!("../../../codebook/lexicons/", $language, "/furniture.tsv")))),*] };
}

macro_rules! embedded_words {
    ($($language:literal),*) => { [$(($language, include_str!(concat!("../../../codebook/lexicons/", $language, "/function_words.tsv")))),*] };
}

/// The word lists. [`Lexicons::builtin`] holds the ones that the program ships.
#[derive(Clone, Debug, Default)]
pub struct Lexicons {
    phrases: HashMap<Box<str>, Vec<(Box<str>, Place)>>,
    function_words: HashMap<Box<str>, u16>,
    cues: HashMap<Box<str>, u16>,
    open_cues: Vec<(Box<str>, u16)>,
    address_words: HashSet<Box<str>>,
    caption_marks: Vec<Box<str>>,
}

/// Where a furniture phrase must stand to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Whole,
    Start,
    Any,
    After,
}

/// How a paragraph matches the furniture phrases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Furniture {
    /// It is nothing else.
    pub whole: bool,
    /// It begins so.
    pub start: bool,
    /// It is short and holds one anywhere.
    pub inside: bool,
    /// What follows in the file is furniture as well.
    pub after: bool,
}

/// What class names say that an element holds; the order is that of the bits in [`Lexicons::cue_groups`].
pub const CUE_GROUPS: [&str; 16] = [
    "body",
    "comment",
    "share",
    "related",
    "navigation",
    "footer",
    "side",
    "advert",
    "subscribe",
    "meta",
    "caption",
    "headline",
    "lead",
    "notice",
    "quote",
    "box",
];

impl Lexicons {
    /// The lists that the program ships.
    pub fn builtin() -> &'static Lexicons {
        static LEXICONS: OnceLock<Lexicons> = OnceLock::new();
        LEXICONS.get_or_init(|| {
            let mut lexicons = Lexicons::default();
            for (_, list) in embedded!("en", "de", "fr", "es", "it", "pt", "nl", "id", "km") {
                lexicons.add_furniture(list);
            }
            let lists = embedded_words!("en", "de", "fr", "es", "it", "pt", "nl", "id");
            for (language_idx, (_, list)) in lists.iter().enumerate() {
                lexicons.add_function_words(list, language_idx);
            }
            lexicons.add_cues(include_str!("../../../codebook/reading/cues.tsv"));
            lexicons.address_words = words(include_str!("../../../codebook/reading/address_words.tsv")).collect();
            lexicons.caption_marks = words(include_str!("../../../codebook/lexicons/en/caption_marks.tsv")).collect();
            lexicons
        })
    }

    /// Adds furniture phrases: lines of phrase, tab, `whole`, `start`, `any` or `after`. Other lines are passed over.
    pub fn add_furniture(&mut self, list: &str) {
        for (phrase, place) in rows(list) {
            let place = match place {
                "whole" => Place::Whole,
                "start" => Place::Start,
                "any" => Place::Any,
                "after" => Place::After,
                _ => continue,
            };
            let phrase = fold(phrase);
            self.phrases.entry(key(&phrase).into()).or_default().push((phrase.into(), place));
        }
    }

    /// Adds frequent words of one language, one a line; `language_idx` at most 15.
    fn add_function_words(&mut self, list: &str, language_idx: usize) {
        for word in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            *self.function_words.entry(word.into()).or_default() |= 1 << (language_idx % 16);
        }
    }

    fn add_cues(&mut self, list: &str) {
        for (word, group) in rows(list) {
            let Some(bit) = CUE_GROUPS.iter().position(|known| *known == group) else { continue };
            match word.strip_suffix('*') {
                Some(stem) => self.open_cues.push((stem.into(), 1 << bit)),
                None => *self.cues.entry(word.into()).or_default() |= 1 << bit,
            }
        }
        self.open_cues.sort();
    }

    /// How `text` matches the furniture phrases.
    pub fn furniture(&self, text: &str) -> Furniture {
        let mut found = Furniture::default();
        let head = text.get(..text.floor_char_boundary(600)).unwrap_or(text);
        let folded = fold(head);
        let short = text.len() < 600 && folded.split(' ').count() <= 40;
        let bare = folded.trim_matches(|letter: char| !letter.is_alphabetic());
        // A number before a phrase ("12 comments") does not count.
        let folded = folded.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
        let mut start = 0;
        while start < folded.len() {
            let rest = &folded[start..];
            for (phrase, place) in self.phrases.get(key(rest)).into_iter().flatten() {
                match place {
                    Place::Any if short && begins(rest, phrase) => found.inside = true,
                    Place::Start if start == 0 && begins(rest, phrase) => found.start = true,
                    Place::After
                        if start == 0 && begins(rest, phrase) && (short || phrase.matches(' ').count() >= 2) =>
                    {
                        found.after = true;
                    }
                    Place::Whole if bare == &**phrase || rest == &**phrase && start == 0 => found.whole = true,
                    Place::Start | Place::After
                        if bare == phrase.trim_matches(|letter: char| !letter.is_alphabetic()) =>
                    {
                        found.whole = true;
                    }
                    _ => {}
                }
            }
            if !short {
                break;
            }
            start += rest.find(' ').map_or(rest.len(), |at| at + 1);
        }
        found
    }

    /// A bit for each language that has this word (lower case) among its frequent ones.
    pub fn languages_of(&self, word: &str) -> u16 {
        self.function_words.get(word).copied().unwrap_or(0)
    }

    /// Whether a page speaks to its reader with this word (lower case).
    pub fn is_address(&self, word: &str) -> bool {
        self.address_words.contains(word)
    }

    /// Whether `text` holds a mark of words under a picture.
    pub fn has_caption_mark(&self, text: &str) -> bool {
        self.caption_marks.iter().any(|mark| text.contains(&**mark))
    }

    /// A bit for each group of [`CUE_GROUPS`] that the words of a class or id point to.
    pub fn cue_groups(&self, names: &str) -> u16 {
        let mut groups = 0;
        let mut word = String::new();
        let mut before_lower = false;
        for letter in names.chars().take(300).chain(std::iter::once(' ')) {
            let starts = letter.is_uppercase() && before_lower;
            if !letter.is_alphanumeric() || starts {
                groups |= self.cue(&word);
                word.clear();
            }
            before_lower = letter.is_lowercase();
            if letter.is_alphabetic() {
                word.extend(letter.to_lowercase());
            }
        }
        groups
    }

    fn cue(&self, word: &str) -> u16 {
        if word.len() < 2 {
            return 0;
        }
        let exact = self.cues.get(word).copied().unwrap_or(0);
        // The stem that a word begins with stands just before it in the sorted list, or a little further up.
        let end = self.open_cues.partition_point(|(stem, _)| &**stem <= word);
        let near = self.open_cues[end.saturating_sub(6)..end].iter();
        near.filter(|(stem, _)| word.starts_with(&**stem)).fold(exact, |groups, (_, group)| groups | group)
    }
}

/// Rows of one column.
fn words(list: &str) -> impl Iterator<Item = Box<str>> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(Box::from)
}

/// Rows of two columns.
fn rows(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// Lower case, straight apostrophes, single blanks.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(
            word.chars()
                .map(|letter| if matches!(letter, '’' | '‘' | '`' | '´') { '\'' } else { letter })
                .flat_map(char::to_lowercase),
        );
    }
    folded
}

/// What phrases are filed under: the letters of the first word, or the word itself when it has none.
fn key(text: &str) -> &str {
    let word = text.split(' ').next().unwrap_or("");
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    if bare.is_empty() { word } else { bare }
}

/// Whether `text` begins with the whole words of `phrase`.
fn begins(text: &str, phrase: &str) -> bool {
    let goes_on = |rest: &str| {
        let (last, next) = (phrase.chars().next_back(), rest.chars().next());
        last.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)
    };
    text.strip_prefix(phrase).is_some_and(|rest| !goes_on(rest))
}

#[cfg(test)]
mod tests {
    use super::{CUE_GROUPS, Furniture, Lexicons};

    #[test]
    fn phrases_count_where_they_should() {
        let lexicons = Lexicons::builtin();
        assert!(lexicons.furniture("Share").whole);
        assert!(!lexicons.furniture("The share of votes that went to the farmers rose.").whole);
        assert!(lexicons.furniture("LEAVE A REPLY").after);
        assert!(lexicons.furniture("All Rights Reserved. Marovia Herald 2031").inside);
        assert!(lexicons.furniture("Don’t miss: ten gardens").start);
        assert_eq!(lexicons.furniture("Ten farmers were held on Monday."), Furniture::default());
    }

    #[test]
    fn class_names_are_split_into_words() {
        let groups = |names| {
            let bits = Lexicons::builtin().cue_groups(names);
            (0..16).filter(|bit| bits >> bit & 1 == 1).map(|bit| CUE_GROUPS[bit]).collect::<Vec<_>>()
        };
        assert_eq!(groups("articleBody"), ["body"]);
        assert_eq!(groups("comments-list"), ["comment", "related"]);
        assert_eq!(groups("social_share"), ["share"]);
        assert_eq!(groups("x1 y2"), [""; 0]);
    }
}
