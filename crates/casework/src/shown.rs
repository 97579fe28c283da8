//! What holds across documents, as it is handed out to be looked at. Names and words are those of the documents.

mod acted;
mod consents;
mod listed;

pub use acted::*;
pub use consents::*;
pub use listed::*;

use resolution::result::{Factor, FamilyKind, Judgement, Relation, Zone};
use serde::{Deserialize, Serialize};

/// First and last day on which something may have happened, ISO 8601.
pub type Days = [Option<String>; 2];

/// A part of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The record of the document.
    pub document: String,
    /// What it is called.
    pub title: String,
    /// Such as `e1` or `a2`.
    pub part: String,
    /// Who first reported it, as the document says.
    pub origin: Option<String>,
    /// When it was published.
    pub published: Days,
}

/// A person, organisation or place in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityRow {
    /// Such as `p1a2b`.
    pub id: String,
    /// `person`, `organization`, `group`, `place`.
    pub kind: String,
    /// The fullest name.
    pub name: String,
    /// Every other spelling.
    pub spellings: Vec<String>,
    /// What the documents say that it is.
    pub roles: Vec<String>,
    /// A person who is not acting as an official.
    pub protected: bool,
    /// Whether any document gives a name, and not only nouns ("his wife").
    pub has_name: bool,
    /// In how many documents.
    pub n_documents: usize,
    /// How often, by name or noun.
    pub n_mentions: usize,
    /// What happened to it: act types with the first day, in order of time.
    pub suffered: Vec<(String, Option<String>)>,
    /// In how many events it is among those who did it.
    pub n_did: usize,
    /// With how many others it may be the same.
    pub n_possible: usize,
    /// Probability that all of it is one.
    pub confidence: f64,
    /// Whether a person stands behind it.
    pub judgement: Judgement,
}

/// Everybody, or all organisations, or all places.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IdentityList {
    /// Some of them; those that are in most documents come first.
    pub rows: Vec<IdentityRow>,
    /// How many there are in all of those that were asked for.
    pub total: usize,
    /// How many of all are in more than one document.
    pub n_shared: usize,
    /// How many were left out because no document gives them a name.
    pub n_without_name: usize,
    /// In how many documents they were looked for.
    pub n_documents: usize,
    /// How many pairs wait for somebody to decide.
    pub n_in_review: usize,
    /// What must not be silent.
    pub notes: Vec<String>,
}

/// One side of a pair.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The identity that it belongs to.
    pub identity: String,
    /// Its name in the document.
    pub name: String,
    /// Where.
    pub place: Place,
    /// The words around its first mention.
    pub words: String,
}

/// Two that may be one, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The one.
    pub left: Side,
    /// The other.
    pub right: Side,
    /// Reasons, the strongest first.
    pub factors: Vec<Factor>,
    /// Probability that they are one.
    pub probability: f64,
    /// What follows from it.
    pub zone: Zone,
    /// Whether a person decided it.
    pub judgement: Judgement,
}

/// The pairs that a person is asked about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Queue {
    /// Some of them, the greatest effect first.
    pub pairs: Vec<Pair>,
    /// How many there are in all.
    pub total: usize,
}

/// One person, organisation or place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityShown {
    /// As in a list.
    pub row: IdentityRow,
    /// Its states over time, for a person of whom any is documented.
    pub life: Option<LifeShown>,
    /// Every spelling and where it stands.
    pub spellings: Vec<(String, Vec<Place>)>,
    /// What holds it together.
    pub reasons: Vec<Pair>,
    /// With whom it may be the same.
    pub possible: Vec<Pair>,
    /// What it took part in, in order of time.
    pub events: Vec<(String, EventRow)>,
}

/// Somebody who took part in an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantShown {
    /// `victim`, `perpetrator`, ...
    pub role: String,
    /// The identity, when known.
    pub identity: Option<String>,
    /// The name, or the words for it.
    pub text: String,
    /// How many: no fewer, no more.
    pub count: Option<(Option<u64>, Option<u64>)>,
}

/// Somebody who says that it is not so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The speaker's name, or the words for them.
    pub speaker: Option<String>,
    /// The identity, when known.
    pub identity: Option<String>,
    /// In which words.
    pub words: String,
    /// Where they stand, code points.
    pub spans: Vec<[u32; 2]>,
    /// The document.
    pub place: Place,
}

/// An event in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventRow {
    /// Such as `v1a2b`.
    pub id: String,
    /// A term of the codebook.
    pub act_type: String,
    /// `reported`, `alleged`, ...
    pub status: String,
    /// When.
    pub date: Days,
    /// Who took part.
    pub participants: Vec<ParticipantShown>,
    /// Where, widest first.
    pub places: Vec<String>,
    /// How many acts of documents tell of it.
    pub n_reports: usize,
    /// In how many documents.
    pub n_documents: usize,
    /// Who first told of it.
    pub origins: Vec<String>,
    /// How many of them are independent.
    pub independent_origins: usize,
    /// Who says that it is not so.
    pub disputed_by: Vec<Dispute>,
    /// `single-origin`, `corroborated`, `disputed` or `acknowledged-by-authority`.
    pub assessment: String,
    /// What a person decided: `proposed`, `accepted`, `amended` or `rejected`.
    pub review: String,
    /// Probability that all reports tell of one event.
    pub confidence: f64,
}

/// What happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EventList {
    /// Some of them, in order of time; undated ones at the end.
    pub rows: Vec<EventRow>,
    /// How many there are in all of those that were asked for.
    pub total: usize,
    /// How many of all are told by more than one document.
    pub n_shared: usize,
    /// How many of all somebody denies.
    pub n_disputed: usize,
    /// How many were left out because they are only supposed, wished or told in general.
    pub n_supposed: usize,
    /// Documents that are about one incident, whatever it was; at most as many as rows were asked for.
    pub incidents: Vec<IncidentShown>,
    /// How many of those there are in all.
    pub n_incidents: usize,
    /// How many documents were compared.
    pub n_documents: usize,
    /// What must not be silent.
    pub notes: Vec<String>,
}

/// Documents that are about one incident. What happened in it is told by events; the incident itself counts nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncidentShown {
    /// Such as `n1a2b`.
    pub id: String,
    /// Its documents.
    pub documents: Vec<Place>,
    /// How many of them are independent.
    pub independent_origins: usize,
    /// Probability that all of them are about it.
    pub confidence: f64,
}

/// One telling of an event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportShown {
    /// Where.
    pub place: Place,
    /// How it is presented there.
    pub status: String,
    /// The words that say it.
    pub words: String,
    /// Who says so there; empty: the document itself.
    pub speakers: Vec<String>,
}

/// Tellings of one origin.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OriginShown {
    /// Who first told it, as the documents say.
    pub name: Option<String>,
    /// All tellings that come from there.
    pub reports: Vec<ReportShown>,
}

/// An event that hangs together with another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Related {
    /// How.
    pub relation: Relation,
    /// Whether this event is the part, or what follows.
    pub is_left: bool,
    /// The other one.
    pub event: EventRow,
    /// Reasons, the strongest first.
    pub factors: Vec<Factor>,
    /// Probability of the relation.
    pub probability: f64,
    /// What follows from it.
    pub zone: Zone,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventShown {
    /// As in a list.
    pub row: EventRow,
    /// Who tells of it, by origin.
    pub origins: Vec<OriginShown>,
    /// Tellings that do not say that it happened: denials, plans.
    pub other: Vec<ReportShown>,
    /// What is found about it: sentences with their evidence.
    pub findings: Vec<Finding>,
    /// Events that hang together with it.
    pub related: Vec<Related>,
    /// The same findings in parts.
    pub weighed: Weighed,
    /// How many people; none when it is not said to have happened.
    pub how_many: Option<HowMany>,
}

/// What a check found about an event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Which check.
    pub check: String,
    /// The sentence.
    pub sentence: String,
    /// The words that it rests on.
    pub evidence: Vec<(Place, String)>,
}

/// Texts that share words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FamilyShown {
    /// Such as `f1a2b`.
    pub id: String,
    /// How.
    pub kind: FamilyKind,
    /// Its documents, the earliest first.
    pub documents: Vec<Place>,
    /// The shared words, with the documents that have them: positions in `documents`.
    pub passages: Vec<(String, Vec<usize>)>,
}

/// What is to be counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CountQuery {
    /// A term of the codebook; all when none.
    pub act_type: Option<String>,
    /// Not before this day, ISO 8601.
    pub from: Option<String>,
    /// Not after this day.
    pub until: Option<String>,
    /// `all`, `year` or `month`.
    pub period: Option<String>,
    /// Whether places are counted apart.
    pub by_place: bool,
    /// What people call the act type, when a drawing is wanted.
    pub draw_as: Option<String>,
    /// Words of the drawing in another language, by key of `codebook/labels/en/counts.tsv`.
    pub words: Vec<(String, String)>,
}

/// How many people, for one act type, period and place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRow {
    /// A term of the codebook.
    pub act_type: String,
    /// The days; none: all.
    pub period: Option<Days>,
    /// The place, when places are counted apart.
    pub place: Option<String>,
    /// Different people by name: fewest and most.
    pub named: (u64, u64),
    /// What is reported, names and numbers together: fewest and most; no most when a number is open above.
    pub reported: (u64, Option<u64>),
    /// Of the fewest, those for whom no name stands.
    pub unnamed_at_least: u64,
    /// Whether the fewest is a sum over events, and not the largest single number.
    pub is_sum: bool,
    /// How many events.
    pub n_events: usize,
    /// How many different origins tell of it.
    pub active_sources: usize,
    /// The numbers of the texts, in their words.
    pub tallies: Vec<TallyShown>,
    /// How many more there are.
    pub n_more_tallies: usize,
    /// What a person should look at.
    pub problems: Vec<String>,
    /// The same as keys of words.
    pub problem_codes: Vec<String>,
}

/// Numbers, and what they must be read with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountList {
    /// By act type, period and place.
    pub rows: Vec<CountRow>,
    /// In how many documents.
    pub n_documents: usize,
    /// What no number holds: how many, and a key of the words for it.
    pub left_out: Vec<(usize, String)>,
    /// The state of the case that it was counted in.
    pub head: String,
    /// What was done about doubtful pairs.
    pub merge_policy: String,
    /// Which program counted.
    pub program: String,
}

/// A person's states over time, as far as documented.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeShown {
    /// Those with a date, by track and in order of time.
    pub states: Vec<StateShown>,
    /// Those without.
    pub undated: Vec<StateShown>,
    /// Where reports do not fit together: sentences.
    pub contradictions: Vec<String>,
    /// The same in parts.
    pub conflicts: Vec<Conflict>,
}

/// Reports that do not fit together, in parts, so that they can be told in any language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// `released-before-arrest`, `after-death`, `held-after-release`, `order-open`, `dates-disagree` or `denied`.
    pub kind: String,
    /// Positions of the dated states that it is about.
    pub states: Vec<usize>,
    /// `earlier`, `later`: ids of states; `earlier_date`, `later_date`: days.
    pub values: Vec<(String, String)>,
}

/// A state, from its beginning to the beginning of the next one of its track.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateShown {
    /// In words: "in detention".
    pub state: String,
    /// Its id: `in-detention`.
    pub key: String,
    /// States of one track exclude each other: `liberty`, `case`, `watch`.
    pub track: String,
    /// On one of these days it began.
    pub begins: Days,
    /// On one of these days it ended; open when nothing later is documented.
    pub ends: Days,
    /// The last day on which a report documents it.
    pub documented_until: Option<String>,
    /// Whether every report only cites somebody for it.
    pub alleged: bool,
    /// The events that say so.
    pub events: Vec<String>,
    /// Who says so, in the words of the documents; when nobody is named, who first told it.
    pub said_by: Vec<String>,
    /// From how many independent origins that is.
    pub n_origins: usize,
}

/// A part that a person entered by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedShown {
    /// Such as `h1a2b3c4d`.
    pub name: String,
    /// Stays for good.
    pub key: String,
    /// `act`, `entity` or `statement`.
    pub part: String,
    /// Its fields, written as amendments are; what was amended since stands in its [`Opinion`].
    pub fields: std::collections::BTreeMap<String, String>,
    /// The words that it rests on, where they stand now, code points; empty: the text has them no more.
    pub passages: Vec<[u32; 2]>,
    /// The entry.
    pub entry: String,
    /// Who: their name, or the beginning of their key.
    pub author: String,
    /// When, milliseconds since 1970.
    pub time: i64,
}

/// What stands of the judgements about a part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Such as `a3`.
    pub name: String,
    /// `accept`, `amend`, `reject` or `unsure`; none while it waits, or when people contradict each other.
    pub verdict: Option<String>,
    /// Fields with the value that counts.
    pub amended: Vec<(String, String)>,
    /// Fields with several values, each with who gave it: what the program read stands until somebody decides.
    pub split: Vec<(String, Vec<(String, String)>)>,
    /// Some accept it and others reject it.
    pub is_contested: bool,
    /// Who decided, and waits for a second person.
    pub waiting: Vec<String>,
    /// What was decided and waits: `accept`, `amend`, `reject`, `add`.
    pub proposed: Vec<String>,
    /// Whether whoever asks may be that second person.
    pub may_confirm: bool,
}

/// Words that somebody wrote beside something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentShown {
    /// Beside which part, such as `a3`; none: the document.
    pub part: Option<String>,
    /// `graphic`: whoever opens it should be warned; none: only words.
    pub mark: Option<String>,
    /// The words.
    pub text: String,
    /// Who.
    pub author: String,
    /// When, milliseconds since 1970.
    pub time: i64,
    /// The entry.
    pub entry: String,
}
