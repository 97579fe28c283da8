//! Lists as pages show them, some rows at a time; a person with everything that is known; what an event's reports are worth.

use super::{Days, EventRow, LifeShown, Pair, Place, Side};
use crate::Judgement;
use serde::{Deserialize, Serialize};

/// A person, organisation or place in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Such as `p1a2b`.
    pub id: String,
    /// `person`, `organization`, `group`, `place`.
    pub kind: String,
    /// The fullest name.
    pub name: String,
    /// Other spellings, at most some.
    pub spellings: Vec<String>,
    /// How many other spellings there are.
    pub n_spellings: usize,
    /// What the documents say that it is, at most some.
    pub roles: Vec<String>,
    /// A person who is not acting as an official.
    pub protected: bool,
    /// Whether any document gives a name, and not only nouns ("his wife").
    pub has_name: bool,
    /// In how many documents.
    pub n_documents: usize,
    /// How often, by name or noun.
    pub n_mentions: usize,
    /// What happened to it, by act type.
    pub suffered: Vec<Happened>,
    /// In how many events it is among those who did it, or in whose name it was done.
    pub n_did: usize,
    /// With how many others it may be the same.
    pub n_possible: usize,
    /// Probability that all of it is one.
    pub confidence: f64,
    /// Whether a person stands behind it.
    pub judgement: Judgement,
}

/// Something that must not be silent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteShown {
    /// Such as `cluster-too-large`: names its words.
    pub code: String,
    /// How many it is about.
    pub n: usize,
}

/// What happened to somebody, of one act type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// A term of the codebook.
    pub act_type: String,
    /// In how many events.
    pub n_events: usize,
    /// The first days, at most some, ISO 8601.
    pub days: Vec<String>,
}

/// Some of the people, organisations or places.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PersonList {
    /// In the order that was asked for.
    pub rows: Vec<PersonRow>,
    /// How many there are in all that fit.
    pub total: usize,
    /// How many are only spoken of by nouns, and are not listed.
    pub n_nameless: usize,
    /// In how many documents they were looked for.
    pub n_documents: usize,
    /// How many pairs wait for somebody to decide.
    pub n_in_review: usize,
    /// What must not be silent.
    pub notes: Vec<NoteShown>,
    /// The entry about the search, when somebody was looked for.
    pub entry: Option<String>,
}

/// A spelling and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelling {
    /// As written.
    pub text: String,
    /// How often: entities of documents.
    pub n_places: usize,
    /// Where, at most some.
    pub places: Vec<Place>,
}

/// What a person decided about somebody.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// The entry; it can be taken back.
    pub entry: String,
    /// `same`, `not_same`, `unsure` or `alias`.
    pub verdict: String,
    /// Who decided.
    pub author: Option<String>,
    /// When, milliseconds since 1970.
    pub time: i64,
    /// Why.
    pub reason: Option<String>,
    /// The name that was entered, of an alias.
    pub name: Option<String>,
    /// From when to when it holds, of an alias.
    pub days: Days,
    /// What was compared.
    pub of: Vec<Side>,
}

/// A person, organisation or place with everything that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonShown {
    /// As in a list.
    pub row: PersonRow,
    /// A part of a document that stands for it, and stays when identifiers change.
    pub part: Place,
    /// States over time, of a person of whom any is documented.
    pub life: Option<LifeShown>,
    /// Every spelling and where it stands.
    pub spellings: Vec<Spelling>,
    /// What holds it together, at most some.
    pub reasons: Vec<Pair>,
    /// How many such pairs there are.
    pub n_reasons: usize,
    /// With whom it may be the same, at most some.
    pub possible: Vec<Pair>,
    /// What people decided about it, the latest first, at most some.
    pub decided: Vec<Decided>,
    /// Some of what it took part in, in order of time: how, and what.
    pub events: Vec<(String, EventRow)>,
    /// In how many events it took part.
    pub n_events: usize,
}

/// Which events are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventQuery {
    /// A term of the codebook; all when none.
    pub act_type: Option<String>,
    /// Words of a name of somebody who takes part; a search for a person by name is an entry.
    pub who: Option<String>,
    /// Words of the name of a place.
    pub place: Option<String>,
    /// Not before this day, ISO 8601.
    pub from: Option<String>,
    /// Not after this day.
    pub until: Option<String>,
    /// `single-origin`, `corroborated`, `disputed` or `acknowledged-by-authority`.
    pub word: Option<String>,
    /// What is only supposed, wished or told in general too.
    pub supposed: bool,
    /// What for; recorded when somebody is looked for.
    pub purpose: Option<String>,
}

/// Some of the events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EventPage {
    /// In order of time; undated ones at the end.
    pub rows: Vec<EventRow>,
    /// How many there are in all that fit.
    pub total: usize,
    /// How many more fit that are only supposed, wished or told in general, when those were not asked for.
    pub n_supposed: usize,
    /// In how many documents they were looked for.
    pub n_documents: usize,
    /// Act types of the case and how many events each has.
    pub act_types: Vec<(String, usize)>,
    /// What must not be silent.
    pub notes: Vec<NoteShown>,
    /// The entry about the search, when somebody was looked for.
    pub entry: Option<String>,
}

/// Somebody who speaks of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaks {
    /// Who, in the words of the documents; none when nobody is named.
    pub name: Option<String>,
    /// The identity, when known.
    pub identity: Option<String>,
    /// What they are to it: `victim`, `witness`, `official`, ...
    pub kind: String,
    /// Of an authority: whether it speaks of what itself is said to have done.
    pub against_interest: bool,
    /// Their words, and where they stand, at most some.
    pub words: Vec<(Place, String)>,
}

/// Reports that cannot all be right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagree {
    /// `date` or `number`.
    pub of: String,
    /// What is said, each once.
    pub says: Vec<String>,
    /// Where, at most some.
    pub words: Vec<(Place, String)>,
}

/// Something that a standard asks for and that the reports do not have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    /// `origins`, `first-hand`, ...
    pub need: String,
    /// How many are asked for.
    pub amount: usize,
    /// How many there are.
    pub has: usize,
}

/// What the reports of an event are worth, in parts, so that they can be told in any language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// Who says that it happened.
    pub sources: Vec<Speaks>,
    /// Who says that it is not so.
    pub disputed_by: Vec<Speaks>,
    /// Which authority says that it is so.
    pub acknowledged_by: Vec<Speaks>,
    /// Where reports contradict each other.
    pub disagree: Vec<Disagree>,
    /// What is missing for the standard that was asked for.
    pub lacks: Vec<Lack>,
    /// The standards that can be asked for: id, and where it is described.
    pub standards: Vec<(String, String)>,
}

/// How many people an event concerns: the named ones, and the numbers of the texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HowMany {
    /// Different people by name: fewest and most.
    pub named: (u64, u64),
    /// What is reported, names and numbers together: fewest and most; no most when a number is open above.
    pub reported: (u64, Option<u64>),
    /// The numbers of the texts.
    pub tallies: Vec<TallyShown>,
    /// What a person should look at: keys of words.
    pub problems: Vec<String>,
}

/// A number that a text gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallyShown {
    /// In its words.
    pub text: String,
    /// Of whom, in its words.
    pub of: String,
    /// No fewer, no more.
    pub count: (Option<u64>, Option<u64>),
    /// Who gives it; none: the document itself.
    pub speaker: Option<String>,
    /// Where.
    pub place: Place,
}
