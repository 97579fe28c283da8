//! Finds names that must not go out in other words: spellings, parts, initials, parts of longer words, one letter otherwise.

use super::fold::{is_caseless, latin, words};
use std::collections::BTreeSet;
use std::collections::HashSet;

/// Shortest part of a name that is looked for inside of longer words, letters; in scripts without spaces two are enough.
const MIN_INSIDE: usize = 5;
const MIN_INSIDE_CASELESS: usize = 2;
/// Longest part that is looked for inside of longer words, letters.
const MAX_INSIDE: usize = 40;
/// Shortest word of which a spelling with one letter otherwise is looked for.
const MIN_ALMOST: usize = 5;

/// Names that must not go out.
#[derive(Default)]
pub struct Screen {
    /// Every word of a name that names somebody.
    words: HashSet<String>,
    /// What is left of them when one letter is left out.
    shortened: HashSet<String>,
    /// What is looked for inside of longer words, and how long these are.
    inside: HashSet<String>,
    lengths: BTreeSet<usize>,
    /// First letters of names.
    initials: HashSet<String>,
    /// Whole names: all their words in a row, and how many words these have.
    whole: HashSet<Vec<String>>,
    n_words: BTreeSet<usize>,
}

impl Screen {
    /// `names`: every spelling of everybody who is shielded.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let not_names: HashSet<&str> = lines(include_str!("not_names.txt")).collect();
        let mut screen = Self::default();
        for name in names {
            screen.add(name, &not_names);
        }
        screen
    }

    fn add(&mut self, name: &str, not_names: &HashSet<&str>) {
        let all = words(name);
        let mut own: Vec<String> = all.iter().filter(|word| !not_names.contains(word.as_str())).cloned().collect();
        if own.is_empty() {
            own = all;
        }
        for word in &own {
            self.add_word(word);
            if let Some(latin) = latin(word) {
                self.add_word(&latin);
            }
        }
        for pair in own.windows(2) {
            self.look_inside(&pair.concat());
            self.look_inside(&pair.iter().rev().cloned().collect::<String>());
        }
        self.look_inside(&own.concat());
        if own.len() > 1 {
            let first = own.iter().filter_map(|word| word.chars().next());
            let initials: String = first.collect();
            self.initials.insert(initials.chars().rev().collect());
            self.initials.insert(initials);
        }
        if !own.is_empty() {
            self.n_words.insert(own.len());
            self.whole.insert(own.iter().rev().cloned().collect());
            self.whole.insert(own);
        }
    }

    fn add_word(&mut self, word: &str) {
        let n = word.chars().count();
        if n < 2 && !is_caseless(word) {
            return;
        }
        if n >= MIN_ALMOST {
            self.shortened.extend(shortened(word));
        }
        self.look_inside(word);
        self.words.insert(word.to_owned());
    }

    fn look_inside(&mut self, word: &str) {
        let n = word.chars().count();
        let least = if is_caseless(word) { MIN_INSIDE_CASELESS } else { MIN_INSIDE };
        if (least..=MAX_INSIDE).contains(&n) {
            self.lengths.insert(n);
            self.inside.insert(word.to_owned());
        }
    }

    /// Whether a text holds any part of a shielded name.
    pub fn any(&self, text: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let words = words(text);
        words.iter().any(|word| self.is_part(word)) || self.holds_initials(&words) || self.is_squeezed(&words)
    }

    /// Whether first letters of a shielded name stand in a row.
    pub fn initials(&self, text: &str) -> bool {
        self.holds_initials(&words(text))
    }

    /// How many different words of a text are part of a shielded name.
    pub fn n_parts(&self, text: &str) -> usize {
        words(text).into_iter().filter(|word| self.is_part(word)).collect::<BTreeSet<_>>().len()
    }

    /// Whether a text holds a shielded name as a whole.
    pub fn whole(&self, text: &str) -> bool {
        let words = words(text);
        let in_a_row = |n: &usize| words.windows(*n).any(|row| self.whole.contains(row));
        self.n_words.iter().any(in_a_row) || words.iter().any(|word| is_caseless(word) && self.is_part(word))
    }

    fn is_part(&self, word: &str) -> bool {
        let known = |word: &str| {
            let almost = || word.chars().count() >= MIN_ALMOST && self.is_almost(word);
            self.words.contains(word) || almost() || self.is_inside(word)
        };
        known(word) || latin(word).is_some_and(|latin| known(&latin))
    }

    fn is_almost(&self, word: &str) -> bool {
        self.shortened.contains(word)
            || shortened(word).any(|short| self.shortened.contains(&short) || self.words.contains(&short))
    }

    fn is_inside(&self, word: &str) -> bool {
        let at: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let found = |n: &usize| {
            let ends = at.iter().skip(*n);
            at.iter()
                .zip(ends)
                .any(|(start, end)| word.get(*start..*end).is_some_and(|part| self.inside.contains(part)))
        };
        self.lengths.range(..at.len()).any(found)
    }

    /// `K. M.`: single letters in a row.
    fn holds_initials(&self, words: &[String]) -> bool {
        let is_letter = |word: &&String| word.chars().count() == 1;
        words.split(|word| !is_letter(&word)).any(|run| {
            let run = run.concat();
            run.chars().count() > 1 && self.initials.iter().any(|initials| run.contains(initials.as_str()))
        })
    }

    /// `kong_mas`, `Ko ng Mas`: two short words that together are a part.
    fn is_squeezed(&self, words: &[String]) -> bool {
        words.windows(2).any(|pair| self.inside.contains(&pair.concat()))
    }
}

/// A word with each of its letters left out once.
fn shortened(word: &str) -> impl Iterator<Item = String> + '_ {
    word.char_indices().map(|(at, c)| {
        let (before, rest) = word.split_at(at);
        format!("{before}{}", rest.get(c.len_utf8()..).unwrap_or_default())
    })
}

/// Lines of a list without remarks.
pub fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
