//! Judged digests: what people decided about the parts of a reading, put in the place of what the program read, before anything
//! is worked out across documents.
//!
//! A rejected act is left out, an amended one takes part with its new values, one entered by hand stands beside those that
//! were read. A field with two different values keeps that of the program until somebody decides. A digest that nobody judged
//! comes out as it went in, so taking a judgement back brings everything back.

mod apply;
pub mod fields;
pub mod state;

#[cfg(test)]
mod tests;

use crate::DocumentRow;
use resolution::Digest;
use resolution::result::{ActRef, Note};
use state::{State, States, added_name};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What judging made of the digests, beside the digests.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Names of the parts of documents that were judged; in all others the first act is `a1`.
    names: BTreeMap<usize, Names>,
    /// Every act that somebody judged or entered.
    pub acts: Vec<JudgedAct>,
    /// `accept`, `amend` or `add`: what a person says of an act that counts.
    pub verdicts: BTreeMap<ActRef, String>,
    /// Record and key of parts that people took out, or that wait for a second person.
    pub gone: BTreeSet<(String, String)>,
    /// Acts that were rejected.
    pub n_rejected: usize,
    /// Acts entered or changed by one person that wait for a second one.
    pub n_waiting: usize,
    /// Acts about which people say two things, and nobody decided.
    pub n_split: usize,
    /// Parts that were entered by hand and whose words the latest reading has no more.
    pub n_unanchored: usize,
}

/// Names of the parts of a judged digest.
#[derive(Clone, Debug, Default)]
struct Names {
    acts: Vec<String>,
    entities: Vec<String>,
}

/// An act, as the program read it and as people say that it was.
#[derive(Clone, Debug)]
pub struct JudgedAct {
    /// Position of the digest.
    pub document: usize,
    /// Such as `a3`, or `h1a2b3c4d` for one entered by hand.
    pub name: String,
    /// Its place among the acts that count; none when it is left out.
    pub at: Option<usize>,
    /// Its fields as the program read them, written as amendments are; none when it was entered by hand.
    pub machine: Option<BTreeMap<String, String>>,
    /// What people decided.
    pub state: State,
    /// What was entered, when it was entered by hand.
    pub entered: BTreeMap<String, String>,
}

impl JudgedAct {
    /// Whether a person entered it.
    #[must_use]
    pub const fn is_by_hand(&self) -> bool {
        self.machine.is_none()
    }
}

impl Judged {
    /// The name of a part: `letter` is `a` or `e`.
    #[must_use]
    pub fn name(&self, document: usize, letter: char, part: usize) -> String {
        let names = self.names.get(&document);
        let known = match letter {
            'a' => names.and_then(|names| names.acts.get(part)),
            'e' => names.and_then(|names| names.entities.get(part)),
            _ => None,
        };
        known.cloned().unwrap_or_else(|| format!("{letter}{}", part + 1))
    }

    /// The position of the entity with this name.
    #[must_use]
    pub fn entity(&self, document: usize, name: &str) -> Option<usize> {
        position(self.names.get(&document).map(|names| &names.entities), 'e', name)
    }

    /// The position of the act with this name, unless it was rejected.
    #[must_use]
    pub fn act(&self, document: usize, name: &str) -> Option<usize> {
        position(self.names.get(&document).map(|names| &names.acts), 'a', name)
    }

    /// What people took out of all counts, or what waits to come in: how many, and a key of the words for it.
    #[must_use]
    pub fn left_out(&self) -> Vec<(usize, String)> {
        let all = [(self.n_rejected, "rejected"), (self.n_waiting, "waiting-for-second")];
        all.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| (n, key.to_owned())).collect()
    }

    /// What must not be silent.
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        let note = |n: usize, code: &str, says: &str| {
            (n > 0).then(|| Note { code: code.to_owned(), message: format!("{n} {says}") })
        };
        [
            note(self.n_split, "judgement-split", SPLIT),
            note(self.n_waiting, "judgement-waiting-for-second", WAITING),
            note(self.n_unanchored, "judgement-passage-lost", UNANCHORED),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

const SPLIT: &str =
    "of the acts have two judgements that contradict each other; what the program read stands until somebody decides";
const WAITING: &str = "of the judgements wait for a second person; until then they change nothing";
const UNANCHORED: &str =
    "of the parts entered by hand rest on words that the latest reading has no more; they are left out";

/// Puts what people decided in the place of what was read.
///
/// `numbers`: from the number of a document to the position of its digest. `text`: the text of a document, by its number; asked
/// for only where somebody entered something.
pub fn judged(
    digests: &mut [Digest],
    states: &States,
    all: &[DocumentRow],
    numbers: &HashMap<i64, usize>,
    text: &mut dyn FnMut(i64) -> Option<String>,
) -> Judged {
    let mut judged = Judged::default();
    let mut by_document: BTreeMap<usize, apply::Work<'_>> = BTreeMap::new();
    let rows: HashMap<&str, (usize, i64)> =
        all.iter().filter_map(|row| Some((row.record.as_str(), place_of(row, numbers)?))).collect();
    for ((record, key), state) in &states.parts {
        if let Some((document, number)) = rows.get(record.as_str()) {
            let work = by_document.entry(*document).or_insert_with(|| apply::Work::new(*number));
            work.states.insert(key, (record, state));
        }
    }
    for added in &states.added {
        if let Some((document, number)) = rows.get(added.document.as_str()) {
            by_document.entry(*document).or_insert_with(|| apply::Work::new(*number)).added.push(added);
        }
    }
    for (document, work) in by_document {
        if let Some(digest) = digests.get_mut(document) {
            work.apply(document, digest, text, &mut judged);
        }
    }
    judged
}

/// Positions of the documents of which somebody judged a part, or to which somebody added one.
pub fn positions(states: &States, all: &[DocumentRow], numbers: &HashMap<i64, usize>) -> BTreeSet<usize> {
    let parts = states.parts.keys().map(|(record, _)| record.as_str());
    let records: BTreeSet<&str> = parts.chain(states.added.iter().map(|added| added.document.as_str())).collect();
    let judged = all.iter().filter(|row| records.contains(row.record.as_str()));
    judged.filter_map(|row| place_of(row, numbers)).map(|(document, _)| document).collect()
}

/// Among the names of a document that was judged; in all others `a1` is the first.
fn position(names: Option<&Vec<String>>, letter: char, name: &str) -> Option<usize> {
    match names {
        Some(names) => names.iter().position(|known| known == name),
        None => name.strip_prefix(letter)?.parse::<usize>().ok()?.checked_sub(1),
    }
}

/// What was judged in a second copy of the same bytes holds for the first.
fn place_of(row: &DocumentRow, numbers: &HashMap<i64, usize>) -> Option<(usize, i64)> {
    let at = |number: i64| Some((*numbers.get(&number)?, number));
    at(row.number).or_else(|| at(row.same_bytes_as?))
}

/// The name of an added part, or of the part at a place.
fn name_of(key: &str, letter: char, part: usize) -> String {
    added_name(key).unwrap_or_else(|| format!("{letter}{}", part + 1))
}
