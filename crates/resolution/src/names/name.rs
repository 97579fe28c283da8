//! A name, parsed: titles off, parts with their sounds, small words aside.

use super::align::Hundredths;
use super::fold::{self, Word};
use super::sounds::Heard;
use super::tables::{ParticleRole, Tables, WordClass, Words, tables};
use crate::digest::Kind;
use serde::{Deserialize, Serialize};

/// Longest name that is parsed, characters.
const LONGEST_NAME: usize = 300;

/// Longest acronym, letters.
const LONGEST_ACRONYM: usize = 10;

/// What bears the name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameKind {
    /// A human being.
    #[default]
    Person,
    /// A body, a group.
    Organization,
    /// A country, region, town, site.
    Place,
}

impl From<Kind> for NameKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Person => Self::Person,
            Kind::Place => Self::Place,
            Kind::Organization | Kind::Group | Kind::Law | Kind::Work | Kind::Other => Self::Organization,
        }
    }
}

/// Why a text is no name. Never carries the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// No letter or digit is left once titles and marks are taken off.
    #[error("the name has no letters")]
    Empty,
    /// A sentence rather than a name.
    #[error("the name has {characters} characters; names up to {LONGEST_NAME} are compared")]
    TooLong {
        /// How long it is.
        characters: usize,
    },
}

/// A name that is ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    pub(super) kind: NameKind,
    normalized: String,
    titles: Vec<String>,
    gender: Option<char>,
    pub(super) parts: Vec<Part>,
    pub(super) aside: Vec<Aside>,
}

/// A part that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    /// As written, in lower case, in its own script.
    pub own: String,
    /// Letters a-z and digits; for a known word of organisations the form that stands for its spellings.
    pub plain: String,
    pub heard: Heard,
    /// The same, with the particle before it joined: "alassad".
    pub joined: Option<Heard>,
    /// Hundredths of a bit that it is worth against itself.
    pub worth: Hundredths,
    pub role: Role,
    /// First letters of the small words just before it.
    pub before: String,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Role {
    /// A word of its own.
    Full,
    /// One letter that stands for a word.
    Initial,
    /// Letters that may stand for as many words.
    Acronym,
    /// A word that very many names hold.
    Generic,
    /// North, upper: another one is another place.
    Direction,
    /// A number; `plain` is its digits.
    Number,
}

/// A small word that says little.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Aside {
    /// bin, van, de.
    Particle(Box<str>),
    /// Inc., Ltd.
    Legal(Box<str>),
}

impl Name {
    /// Parses a name of any script; an organisation's name keeps its titles.
    ///
    /// # Errors
    /// [`NameError::Empty`] when no letter or digit is left, [`NameError::TooLong`].
    pub fn parse(text: &str, kind: NameKind) -> Result<Self, NameError> {
        let characters = text.chars().count();
        if characters > LONGEST_NAME {
            return Err(NameError::TooLong { characters });
        }
        let tables = tables();
        let name = match kind {
            NameKind::Person => person(text, tables),
            NameKind::Organization => of_words(text, kind, &tables.organization_words, tables),
            NameKind::Place => of_words(text, kind, &tables.place_words, tables),
        };
        if name.normalized.is_empty() { Err(NameError::Empty) } else { Ok(name) }
    }

    /// What bears it.
    #[must_use]
    pub fn kind(&self) -> NameKind {
        self.kind
    }

    /// The form that all mentions of one spelling collapse to: lower case, one blank between words, no titles, no points.
    #[must_use]
    pub fn normalized(&self) -> &str {
        &self.normalized
    }

    /// Titles that stood before or after it, as written.
    #[must_use]
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    /// `m` or `f`, when a title says so.
    #[must_use]
    pub fn gender(&self) -> Option<char> {
        self.gender
    }

    /// Number of parts that count: particles, articles and legal forms do not.
    #[must_use]
    pub fn n_parts(&self) -> usize {
        self.parts.len()
    }

    /// The parts that count, folded to letters a-z and digits, in order of the name.
    pub fn part_keys(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.plain.as_str())
    }

    /// Whether every part is a word that very many names hold: "Supreme Court".
    #[must_use]
    pub fn is_generic(&self) -> bool {
        self.parts.iter().all(|part| part.role == Role::Generic)
    }

    /// Whether it is one acronym and nothing else.
    #[must_use]
    pub fn is_acronym(&self) -> bool {
        matches!(self.parts.as_slice(), [part] if part.role == Role::Acronym)
    }

    /// Whether it is nothing but letters that stand for words: it says next to nothing of a person.
    #[must_use]
    pub fn is_bare_initials(&self) -> bool {
        self.kind == NameKind::Person && self.parts.iter().all(|part| part.role == Role::Initial)
    }
}

fn person(text: &str, tables: &Tables) -> Name {
    let bare = tables.titles.strip(text, tables);
    let words = fold::words(&bare.words.join(" "));
    let all_capitals = words.iter().all(|word| word.capitals || word.plain.chars().count() < 2);
    let mut name = Name::empty(NameKind::Person, &words);
    name.titles = bare.titles;
    name.gender = bare.gender;
    let mut particle = String::new();
    for (i, word) in words.iter().enumerate() {
        if let Some(small) = particle_at(&words, i, tables) {
            name.aside.push(Aside::Particle(small.into()));
            particle.push_str(&word.plain);
            continue;
        }
        let are_initials = word.pointed || (word.capitals && !all_capitals && is_consonants(&word.plain));
        if are_initials || word.own.chars().count() == 1 {
            name.parts.extend(
                word.plain
                    .chars()
                    .map(|letter| Part::new(&letter.to_string(), letter.to_string(), Role::Initial, tables)),
            );
        } else {
            let mut part = Part::new(&word.own, word.plain.clone(), Role::Full, tables);
            part.joined = (!particle.is_empty()).then(|| tables.sounds.hear(&format!("{particle}{}", word.plain)));
            name.parts.push(part);
        }
        particle.clear();
    }
    name.aside.sort_unstable();
    name
}

/// Two or three letters without a vowel: "JC".
fn is_consonants(plain: &str) -> bool {
    (2..=3).contains(&plain.len()) && !plain.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// The particle that stands at `i`, if the word is one there: "Le" in front or at the end is a name.
fn particle_at(words: &[Word], i: usize, tables: &Tables) -> Option<&'static str> {
    let word = words.get(i)?;
    let anywhere = matches!(word.plain.as_str(), "al" | "el" | "bin" | "ibn" | "binti");
    let particle = tables.particles.get(word.plain.as_str())?;
    let inside = i > 0 && i + 1 < words.len();
    let is_name = |word: &Word| word.plain.len() > 1 && !tables.particles.contains_key(word.plain.as_str());
    let is_small = particle.role != ParticleRole::Ruler && (inside || (anywhere && words.len() > 1));
    (is_small && words.iter().any(is_name)).then_some(particle.same)
}

fn of_words(text: &str, kind: NameKind, known: &Words, tables: &Tables) -> Name {
    let words = fold::words(text);
    let all_capitals = words.iter().all(|word| word.capitals || word.plain.chars().count() < 2);
    let mut name = Name::empty(kind, &words);
    let mut before = String::new();
    let mut position = 0;
    while position < words.len() {
        let (length, found) = longest(&words[position..], known);
        let word = &words[position];
        position += length;
        let Some((same, class)) = found else {
            let acronym = word.capitals
                && (word.pointed || !all_capitals || words.len() == 1)
                && word.plain.len() <= LONGEST_ACRONYM;
            let is_number = word.plain.chars().all(|c| c.is_ascii_digit()) && !word.plain.is_empty();
            let role = if is_number {
                Role::Number
            } else if acronym {
                Role::Acronym
            } else {
                Role::Full
            };
            name.push(Part::new(&word.own, word.plain.clone(), role, tables), &mut before);
            continue;
        };
        let role = match class {
            WordClass::Article => {
                before.extend(word.plain.chars().next());
                continue;
            }
            WordClass::Legal => {
                name.aside.push(Aside::Legal(same.into()));
                before.extend(word.plain.chars().next());
                continue;
            }
            WordClass::Generic => Role::Generic,
            WordClass::Direction => Role::Direction,
            WordClass::Number => Role::Number,
        };
        name.push(Part::new(&word.own, same.to_owned(), role, tables), &mut before);
    }
    if name.parts.is_empty() {
        name.parts = words.iter().map(|word| Part::new(&word.own, word.plain.clone(), Role::Full, tables)).collect();
        name.aside.clear();
    }
    name.aside.sort_unstable();
    name.aside.dedup();
    name
}

/// The longest known phrase that the words begin with, and how many words it takes.
fn longest(words: &[Word], known: &Words) -> (usize, Option<(&'static str, WordClass)>) {
    let phrases = (1..=known.longest_phrase.min(words.len())).rev();
    let mut found = phrases.filter_map(|n| {
        let phrase: Vec<&str> = words[..n].iter().map(|word| word.plain.as_str()).collect();
        known.classes.get(&phrase.join(" ")).map(|class| (n, Some(*class)))
    });
    found.next().unwrap_or((1, None))
}

impl Name {
    fn empty(kind: NameKind, words: &[Word]) -> Self {
        let normalized = words.iter().map(|word| word.own.as_str()).collect::<Vec<_>>().join(" ");
        Self { kind, normalized, titles: Vec::new(), gender: None, parts: Vec::new(), aside: Vec::new() }
    }

    fn push(&mut self, mut part: Part, before: &mut String) {
        part.before = std::mem::take(before);
        if let Some(last) = self.parts.last_mut().filter(|last| last.role == Role::Number && part.role == Role::Number)
        {
            // "forty-four" is 44.
            if let (Ok(tens), Ok(ones)) = (last.plain.parse::<u32>(), part.plain.parse::<u32>())
                && (20..100).contains(&tens)
                && tens % 10 == 0
                && (1..10).contains(&ones)
            {
                last.plain = (tens + ones).to_string();
                return;
            }
        }
        self.parts.push(part);
    }
}

impl Part {
    fn new(own: &str, plain: String, role: Role, tables: &Tables) -> Self {
        let heard = tables.sounds.hear(&plain);
        // Digits, and letters that no table knows, count by their number.
        let silent = if heard.sounds.is_empty() { own.chars().count().min(6) } else { 0 };
        let worth = tables.costs.own(&heard.sounds) + Hundredths::try_from(silent).unwrap_or(0) * 300;
        Self { own: own.to_owned(), plain, heard, joined: None, worth, role, before: String::new() }
    }

    /// Its first letter.
    pub(super) fn initial(&self) -> Option<char> {
        self.plain.chars().next()
    }
}
