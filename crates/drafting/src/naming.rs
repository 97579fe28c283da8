//! People, bodies and places as they are called in a sentence.

use crate::looking::Look;
use crate::words::{is_bare, n, n_with, t, with};
use disclosure::{Count, Event, Participant, Place, Speaker};

/// More than so many names are counted and not told.
const MAX_NAMES: usize = 6;

/// Some people or bodies in a sentence.
pub struct Named {
    /// "A, B and C".
    pub text: String,
    /// Whether they are more than one.
    pub many: bool,
}

impl Look<'_> {
    /// Those who take part in one of these ways; none when nobody does.
    pub fn named(&self, event: &Event, roles: &[&str]) -> Option<Named> {
        let those = event.participants.iter().filter(|one| roles.contains(&one.role.as_str()));
        let mut names: Vec<String> = Vec::new();
        let mut many = false;
        for one in those {
            let (name, is_many) = self.participant(one);
            if !names.contains(&name) {
                many |= is_many;
                names.push(name);
            }
        }
        // "He" beside a name is nobody else; alone it is somebody not named.
        let nobody = n("nobody-named", 1);
        if names.len() > 1 {
            names.retain(|name| *name != nobody);
        }
        many |= names.len() > 1;
        (!names.is_empty()).then(|| Named { text: listed(names), many })
    }

    fn participant(&self, one: &Participant) -> (String, bool) {
        let person = one.person.as_deref().and_then(|id| self.person(id));
        let body = one.body.as_deref().and_then(|id| self.body(id));
        let words = one.text.as_deref().filter(|text| !is_bare(text));
        match (person, body, words) {
            (Some(person), ..) if !is_bare(&person.name) => (person.name.clone(), false),
            (_, Some(body), _) if !is_bare(&body.name) => (body.name.clone(), false),
            (_, _, Some(words)) => (one_line(words), is_plural(words, one.count)),
            _ => number_of(one.count),
        }
    }

    /// Who says something; none when nobody is named.
    pub fn speaker(&self, speaker: &Speaker) -> Option<String> {
        let person = speaker.person.as_deref().and_then(|id| self.person(id)).map(|one| one.name.as_str());
        let body = speaker.body.as_deref().and_then(|id| self.body(id)).map(|one| one.name.as_str());
        let name = person.or(body).or(speaker.text.as_deref())?;
        (!is_bare(name)).then(|| one_line(name))
    }

    /// The narrowest place of an event with what it lies in: "in Velin, Karvia"; empty when no place is told.
    pub fn place_phrase(&self, event: &Event) -> String {
        let chain = self.where_it_was(event);
        let is_site = chain.first().is_some_and(|place| place.level == disclosure::PlaceLevel::Site);
        let names = chain_names(&chain);
        if names.is_empty() { names } else { with(if is_site { "at-site" } else { "in-place" }, &[("place", &names)]) }
    }
}

/// Names from the narrowest to the widest, each once, without the steps between a town and its country that nobody needs.
pub fn chain_names(chain: &[&Place]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for place in chain {
        if !names.contains(&place.name.as_str()) && !place.name.is_empty() {
            names.push(&place.name);
        }
    }
    names.join(", ")
}

/// "A, B and C"; what is more than six is counted.
pub fn listed(mut names: Vec<String>) -> String {
    if names.len() > MAX_NAMES + 1 {
        let more = names.len() - MAX_NAMES;
        names.truncate(MAX_NAMES);
        names.push(n("more-names", more));
    }
    all_listed(names)
}

/// "A, B and C".
pub fn all_listed(mut names: Vec<String>) -> String {
    match names.pop() {
        Some(last) if !names.is_empty() => with("and", &[("first", &names.join(", ")), ("last", &last)]),
        Some(last) => last,
        None => String::new(),
    }
}

/// Text of several lines in one.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn number_of(count: Option<Count>) -> (String, bool) {
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    match count {
        Some(Count { at_least: Some(least), at_most: Some(most), .. }) if least == most => {
            (n("nobody-named", number(least)), least != 1)
        }
        Some(Count { at_least: Some(least), at_most: Some(most), .. }) => {
            (n_with("between-persons", number(most), &[("least", &least.to_string())]), true)
        }
        Some(Count { at_least: Some(least), at_most: None, about: false }) => {
            (n("at-least-persons", number(least)), least != 1)
        }
        Some(Count { at_least: Some(least), at_most: None, about: true }) => {
            (n("about-persons", number(least)), least != 1)
        }
        Some(Count { at_least: None, at_most: Some(most), .. }) => (n("at-most-persons", number(most)), most != 1),
        _ => (t("unnamed-person"), false),
    }
}

/// Whether words of a text mean more than one: their count says so, they begin with a number, or they end like a plural.
fn is_plural(words: &str, count: Option<Count>) -> bool {
    if let Some(count) = count {
        return count.at_least.or(count.at_most).is_some_and(|n| n != 1) || count.at_most.is_some_and(|n| n > 1);
    }
    let head = words.split(" of ").next().unwrap_or(words).trim();
    let begins_with_number = head.chars().next().is_some_and(char::is_numeric);
    let last = head.split_whitespace().next_back().unwrap_or_default();
    let ends_like_plural = last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("us");
    let is_noun = last.chars().next().is_some_and(char::is_lowercase);
    begins_with_number
        || (is_noun && (ends_like_plural || matches!(last, "people" | "men" | "women" | "children" | "police")))
}
