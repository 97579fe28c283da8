//! Words that the case did not choose: terms, names, free text. What nothing known explains is left out.

use super::fold::{folded, is_caseless, words};
use super::screen::lines;
use super::{Gate, Rule};
use std::collections::HashSet;

/// Most digits in a row of a text, blanks and dashes between them not counted: longer ones may be numbers of telephones or passports.
const MAX_DIGITS: usize = 5;
/// Longest term of a closed list, letters.
const MAX_TERM: usize = 80;

/// Words that may go out.
#[derive(Default)]
pub struct Words {
    /// Words of names that go out.
    known: HashSet<String>,
    /// Words that stand with a small letter somewhere, so that they are no names.
    common: HashSet<String>,
}

/// What kind of free text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Sentences.
    Text,
    /// Headlines write many words with a capital.
    Title,
    /// Addresses of web pages have no capitals that mean anything.
    Address,
}

impl Gate<'_> {
    /// Words of names that go out, and common ones.
    pub fn known_words(&self) -> Words {
        let material = self.material;
        let mut known: HashSet<String> = lines(include_str!("known_words.txt")).map(str::to_owned).collect();
        let named = material.persons.iter().filter(|person| self.is_named(&person.id));
        let people = named.flat_map(|person| person.names.iter().chain([&person.name]));
        let bodies = material.bodies.iter().flat_map(|body| body.names.iter().chain([&body.name]));
        let places = material.places.iter().flat_map(|place| place.names.iter().chain([&place.name]));
        let origins = material.documents.iter().flat_map(|document| document.origin.iter().chain(&document.publisher));
        for name in people.chain(bodies).chain(places).chain(origins).filter(|name| !self.screen.whole(name)) {
            known.extend(words(name));
        }
        let mut common = HashSet::new();
        for text in self.texts() {
            common.extend(raw_words(text).filter(|word| word.chars().all(char::is_lowercase)).map(folded));
        }
        Words { known, common }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let material = self.material;
        let reports = material.events.iter().flat_map(|event| &event.reports).flat_map(|report| &report.passages);
        let said = material.statements.iter().flat_map(|statement| &statement.passages);
        let figures = material.figures.iter().flat_map(|figure| &figure.passages);
        let passages = reports.chain(said).chain(figures).filter_map(|passage| passage.words.as_deref());
        passages.chain(material.events.iter().flat_map(|event| &event.charges).map(String::as_str))
    }

    /// Free text, when nothing in it can name somebody who is shielded; counted when it is left out.
    pub fn free(&self, text: &str, style: Style) -> Option<String> {
        let goes = self.may_go(text, style);
        if !goes {
            self.count(|done| done.n_texts_left_out += 1);
        }
        goes.then(|| text.to_owned())
    }

    /// Whether free text may go out. Among the members only names of those who refused are looked for.
    pub fn may_go(&self, text: &str, style: Style) -> bool {
        let is_screened = self.holds(Rule::Screen) && self.screen.any(text);
        let is_unknown = !self.is_kept() && self.holds(Rule::Unknown) && !self.words.explain(text, style);
        !is_screened && !is_unknown
    }

    /// The name of a body, an agency: when it holds no part of a shielded name.
    pub fn public_name(&self, name: &str) -> Option<String> {
        let goes = !self.holds(Rule::Screen) || !self.screen.any(name);
        if !goes {
            self.count(|done| done.n_names_left_out += 1);
        }
        goes.then(|| name.to_owned())
    }

    /// A word of a closed list; nothing when it is none.
    pub fn term(&self, term: &str) -> String {
        let is_term = term.len() <= MAX_TERM
            && term.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/' | '+' | '#'));
        let is_screened = self.holds(Rule::Screen) && self.screen.whole(term);
        if is_term && !is_screened { term.to_owned() } else { String::new() }
    }
}

impl Words {
    /// Whether every word of a text that could be a name is one that may go out.
    fn explain(&self, text: &str, style: Style) -> bool {
        if has_number(text, style) || text.contains('@') {
            return false;
        }
        let mut starts = true;
        let mut rest = text;
        while let Some(at) = rest.find(char::is_alphanumeric) {
            let (before, from) = rest.split_at(at);
            starts |= before.contains(['.', '!', '?', '\n', '"', '“', '”', ':', '…']);
            let end = from.find(|c: char| !c.is_alphanumeric() && c != '\u{300}').unwrap_or(from.len());
            let (word, after) = from.split_at(end);
            if !self.explains(word, starts, style) {
                return false;
            }
            starts = false;
            rest = after;
        }
        true
    }

    fn explains(&self, word: &str, starts: bool, style: Style) -> bool {
        let folded = folded(word);
        let is_known = self.known.contains(&folded) || word.chars().all(char::is_numeric);
        let is_common = || self.common.contains(&folded);
        if is_known {
            return true;
        }
        if is_caseless(word) {
            return false;
        }
        match style {
            Style::Address => is_common(),
            _ if word.chars().any(char::is_uppercase) => (starts || style == Style::Title) && is_common(),
            _ => true,
        }
    }
}

/// Words as they are written.
fn raw_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a number stands there that could be one of a telephone, a passport, a house register.
fn has_number(text: &str, style: Style) -> bool {
    let mut n = 0;
    for c in text.chars() {
        if c.is_numeric() {
            n += 1;
            // Addresses of news pages hold dates and numbers of articles.
            if n > MAX_DIGITS && style != Style::Address {
                return true;
            }
        } else if !matches!(c, ' ' | '-' | '.' | '(' | ')' | '+' | '/') {
            n = 0;
        }
    }
    false
}
