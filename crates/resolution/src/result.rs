//! What resolution hands out. Everything is a candidate with its reasons; what a person decided is marked as such.

use crate::digest::{Kind, Span};
use serde::{Deserialize, Serialize};

/// An entity of a document: positions in the list of digests and in [`crate::Digest::entities`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityRef {
    /// Which digest.
    pub document: usize,
    /// Which of its entities.
    pub entity: usize,
}

/// An act of a document: positions in the list of digests and in [`crate::Digest::acts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActRef {
    /// Which digest.
    pub document: usize,
    /// Which of its acts.
    pub act: usize,
}

/// Who stands behind something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Judgement {
    /// The program alone.
    #[default]
    Proposed,
    /// A person decided so.
    Confirmed,
}

/// What follows from the odds of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// Not joined, and nobody is asked.
    Apart,
    /// Not joined; a person is asked.
    Review,
    /// Joined as proposed: sure, and nothing contradicts.
    Joined,
}

/// One reason for or against, as log2 of a Bayes factor (Fellegi and Sunter 1969).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// Which comparison: a name of the file of labels that turns it into words.
    pub comparison: String,
    /// What was compared and how it came out, in words of the documents: "Kim Vol / Kim Voll".
    pub says: String,
    /// Bits for (positive) or against (negative).
    pub bits: f64,
}

/// Two entities of different documents, and why they may be one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The one.
    pub left: EntityRef,
    /// The other.
    pub right: EntityRef,
    /// Reasons, the strongest first.
    pub factors: Vec<Factor>,
    /// Calibrated probability that they are one.
    pub probability: f64,
    /// What follows.
    pub zone: Zone,
    /// Whether a person decided it.
    pub judgement: Judgement,
}

/// One person, organisation or place across documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    /// Stays while the entity that it begins with stays: `p`, `o` or `l` (place) and hexadecimal digits.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// The fullest name.
    pub name: String,
    /// Every spelling, with the entities that use it.
    pub spellings: Vec<(String, Vec<EntityRef>)>,
    /// Its entities in the documents, in order.
    pub entities: Vec<EntityRef>,
    /// Positions in the list of links of those that hold it together.
    pub links: Vec<usize>,
    /// Probability that all of them are one; 1 for a single entity.
    pub confidence: f64,
    /// Whether a person stands behind all of its links.
    pub judgement: Judgement,
}

/// How texts hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FamilyKind {
    /// One is the other, or a cut of it.
    Copy,
    /// Passages of one stand in the other.
    SharedPassages,
}

/// Texts that share words that one of them wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Family {
    /// `f` and hexadecimal digits.
    pub id: String,
    /// Positions of its digests, in order.
    pub documents: Vec<usize>,
    /// How.
    pub kind: FamilyKind,
    /// The words that are shared: document and place.
    pub passages: Vec<(usize, Span)>,
}

/// How two events hang together. Kept apart, because mixing them counts twice or hides victims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// One event.
    Same,
    /// The left one is part of the right one: one arrest within a sweep.
    PartOf,
    /// The left one follows from the right one: the trial of that arrest.
    FollowUp,
}

/// Two acts, of one document or of two, and how they may hang together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventLink {
    /// The one.
    pub left: ActRef,
    /// The other.
    pub right: ActRef,
    /// How.
    pub relation: Relation,
    /// Reasons, the strongest first.
    pub factors: Vec<Factor>,
    /// Probability of the relation; of `Same` fitted on judged pairs, and too high on others (`cargo xtask eval events`).
    pub probability: f64,
    /// What follows.
    pub zone: Zone,
    /// Whether a person decided it.
    pub judgement: Judgement,
}

/// Something that happened, as all documents together tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// `v` and hexadecimal digits.
    pub id: String,
    /// The act type: the most exact one of its acts.
    pub act_type: String,
    /// The acts that tell of it, in order.
    pub acts: Vec<ActRef>,
    /// Positions in the list of event links of those that hold it together.
    pub links: Vec<usize>,
    /// Probability that all of them are one; 1 for a single act.
    pub confidence: f64,
    /// Whether a person stands behind all of its links.
    pub judgement: Judgement,
}

/// Documents that report on one incident, by what they are about. Says nothing of what happened: that is for acts and events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// `n` and hexadecimal digits.
    pub id: String,
    /// Positions of the digests, two or more, in order.
    pub documents: Vec<usize>,
    /// What they share, the strongest first; bits are means over neighbours in the list.
    pub factors: Vec<Factor>,
    /// Probability at the weakest join.
    pub confidence: f64,
}

/// Who first told something, as far as the documents show. What comes from one origin is one source, however often it is printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// `g` and hexadecimal digits.
    pub id: String,
    /// As the documents name it; none when no document says where it is from.
    pub name: Option<String>,
    /// Positions of the digests that come from it, in order.
    pub documents: Vec<usize>,
    /// How that is known of each of them.
    pub known: Vec<Known>,
    /// The one of them that was surely published first.
    pub first: Option<usize>,
}

/// How it is known where a document comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Known {
    /// It says so.
    Stated,
    /// It is a copy or cut of a text that comes from there.
    SharedText,
    /// Nothing speaks for another origin than itself or its publisher.
    #[default]
    Own,
}

/// What a person decided about several things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All of them are one.
    Same,
    /// Each of them is another.
    NotSame,
    /// Looked at, and not to be settled: neither joined nor asked again.
    Unsure,
}

/// A judgement of a person. Later ones stand later in their list and outrank earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided<T> {
    /// What was decided.
    pub verdict: Verdict,
    /// About what; two or more.
    pub of: Vec<T>,
}

/// A name that a person entered for somebody, for a time: "the banned opposition", from 2017-11-16 on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Of whom.
    pub of: EntityRef,
    /// The days on which it means them; both ends may be open.
    pub window: document::DateWindow,
}

/// All that people decided and that counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgements {
    /// About people, organisations, places.
    pub entities: Vec<Decided<EntityRef>>,
    /// About acts: whether they are one event.
    pub acts: Vec<Decided<ActRef>>,
    /// Names that people entered.
    pub aliases: Vec<Alias>,
}

/// Something that must not be silent: a cap that was reached, a list with the same id twice, a cluster that would be too large.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Note {
    /// Such as `cluster-too-large`: a name of the file of labels.
    pub code: String,
    /// A sentence, without the name of a person.
    pub message: String,
}

/// Everything that is found across documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Resolution {
    /// People.
    pub persons: Vec<Identity>,
    /// Organisations and groups.
    pub organizations: Vec<Identity>,
    /// Places.
    pub places: Vec<Identity>,
    /// Pairs that were looked at and are joined, in review or decided by a person.
    pub links: Vec<Link>,
    /// Positions of the links that a person is asked about, those with the greatest effect on the counts first.
    pub queue: Vec<usize>,
    /// Texts that share words.
    pub families: Vec<Family>,
    /// Who first told what.
    pub origins: Vec<Origin>,
    /// What happened.
    pub events: Vec<Event>,
    /// Pairs of acts that hang together, in review or decided by a person.
    pub event_links: Vec<EventLink>,
    /// Documents on one incident.
    pub incidents: Vec<Incident>,
    /// What must not be silent.
    pub notes: Vec<Note>,
}
