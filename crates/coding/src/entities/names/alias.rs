//! Second names of people: "Ada Brask, 21, nicknamed “Kit”", "Ada Brask (“Kit”)", "the alias “Commander Ox”, whose real name is
//! Ada Brask".

use super::Name;
use crate::Text;
use crate::entities::words;
use domain::EntityKind;
use std::ops::Range;

/// How far a second name stands behind the first, in tokens.
const NEAR: usize = 10;
/// The longest second name.
const LONGEST: usize = 3;

/// So many second names of one text are looked at; each is looked up among all names.
const MOST: usize = 200;

/// Says that another name of the same person follows. Commas, ages and quotation marks do not count.
const CUES: [&[&str]; 9] = [
    &["nicknamed"],
    &["known", "as"],
    &["also", "known", "as"],
    &["better", "known", "as"],
    &["alias"],
    &["aka"],
    &["a.k.a"],
    &["a.k.a."],
    &["whose", "real", "name", "is"],
];

/// Adds the second names that nothing has found.
pub(super) fn find(text: &Text<'_>, names: &mut Vec<Name>) {
    let found: Vec<Range<usize>> = pairs(text, names).map(|(_, second)| second).collect();
    let is_new =
        |tokens: &Range<usize>| !names.iter().any(|name| name.kind == EntityKind::Person && name.tokens == *tokens);
    let new: Vec<Name> =
        found.into_iter().filter(is_new).map(|tokens| Name::sure(tokens, EntityKind::Person)).collect();
    names.extend(new);
}

/// Each person's name that another name of the same person follows: the position of the first, the words of the second.
pub(crate) fn pairs<'t>(text: &'t Text<'_>, names: &'t [Name]) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
    let people = names.iter().enumerate().filter(|(_, name)| name.kind == EntityKind::Person);
    people.filter_map(|(position, name)| Some((position, second_name(text, name.tokens.end)?))).take(MOST)
}

/// The other name behind the end of a name.
fn second_name(text: &Text<'_>, end: usize) -> Option<Range<usize>> {
    let limit = text.len().min(end + NEAR);
    let (mut cue, mut at) = (Vec::new(), end);
    let (mut in_brackets, mut quoted) = (false, false);
    while at < limit {
        let word = text.word(at);
        match word {
            "(" => in_brackets = true,
            "\"" | "“" | "'" | "‘" | "``" => quoted = true,
            "," | "”" | "''" => {}
            _ if text.token(at).tag == "CD" && cue.is_empty() => {}
            _ if words::is_capitalized(word) => break,
            _ => cue.push(text.lower(at)),
        }
        at += 1;
    }
    let is_cue = CUES.iter().any(|known| known.iter().copied().eq(cue.iter().map(String::as_str)));
    let is_bracketed = cue.is_empty() && in_brackets && quoted;
    let is_part = |i: &usize| {
        words::is_capitalized(text.word(*i)) && text.word(*i).chars().all(|c| c.is_alphabetic() || c == '-')
    };
    let second = at..at + (at..limit).take_while(is_part).count();
    ((is_cue || is_bracketed) && (1..=LONGEST).contains(&second.len())).then_some(second)
}
