//! Rows as they are handed out. Identifiers and hashes in hexadecimal digits, times in milliseconds since 1970.

use serde::{Deserialize, Serialize};

/// A document and what its latest reading says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Place in the order of the fold, from 1; may change when a log of another device comes in.
    pub number: i64,
    /// The record: its name for good.
    pub record: String,
    /// Whose key seals it.
    pub subject: String,
    /// SHA-256 of the original bytes; none when it cannot be read (any more).
    pub sha256: Option<String>,
    /// Its name among the originals.
    pub blob: Option<String>,
    /// Bytes of the original.
    pub size: Option<i64>,
    /// As the user gave it.
    pub name: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// How it was obtained.
    pub obtained: Option<String>,
    /// When it was registered.
    pub time: i64,
    /// Number of an earlier document with the same bytes.
    pub same_bytes_as: Option<i64>,
    /// The entry of the latest reading; none when it was not read yet.
    pub reading: Option<String>,
    /// Program, codebook, model and gazetteer of that reading.
    pub read_by: [Option<String>; 4],
    /// Headline.
    pub title: Option<String>,
    /// Language of the text.
    pub language: Option<String>,
    /// First and last day on which it may have been published.
    pub published: [Option<String>; 2],
    /// The chain that it came through.
    pub origin: Vec<String>,
    /// Code and message of each problem.
    pub problems: Vec<(String, String)>,
    /// How many acts the reading has.
    pub n_acts: i64,
    /// How many people.
    pub n_persons: i64,
    /// How many judgements count about it or its parts.
    pub n_judgements: i64,
}

/// A table or file of entities that was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// The entry.
    pub entry: String,
    /// Name of the mapping; none when it cannot be read.
    pub name: Option<String>,
    /// The mapping, TOML.
    pub mapping: Option<String>,
    /// `csv` or `ftm`.
    pub format: Option<String>,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
    /// Rows, or entities.
    pub n_rows: i64,
    /// Acts.
    pub n_acts: i64,
    /// When.
    pub time: i64,
}

/// An entity of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityRow {
    /// The document.
    pub document: i64,
    /// Such as `e1`.
    pub entity: String,
    /// See [`crate::part_key`].
    pub key: String,
    /// `person`, `organization`, ...
    pub kind: String,
    /// The fullest form in the document.
    pub name: String,
    /// Not acting as an official.
    pub protected: bool,
    /// How many mentions.
    pub n_mentions: i64,
    /// The first mention, code points of the text.
    pub span: [i64; 2],
}

/// An act of a document, and what was decided about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActRow {
    /// The document.
    pub document: i64,
    /// Such as `a1`.
    pub act: String,
    /// See [`crate::part_key`].
    pub key: String,
    /// A term of the codebook.
    pub act_type: String,
    /// `reported`, `alleged`, ...
    pub status: String,
    /// First and last day on which it may have happened.
    pub date: [Option<String>; 2],
    /// The words that it hangs on, code points of the text.
    pub span: [i64; 2],
    /// Probability that a careful reader agrees.
    pub confidence: f64,
    /// Who took part.
    pub participants: Vec<ParticipantRow>,
    /// The latest judgement that counts: `accept`, `amend`, `reject` or `unsure`; none: only the program says so.
    pub verdict: Option<String>,
    /// What people amended, field and value, in the order in which they did; the last one of a field counts.
    pub amended: Vec<(String, String)>,
}

/// Somebody who took part in an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantRow {
    /// `victim`, `perpetrator`, ...
    pub role: String,
    /// Name of the entity, when it has one.
    pub name: Option<String>,
    /// Its words, code points of the text.
    pub span: [i64; 2],
}

/// A statement of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementRow {
    /// The document.
    pub document: i64,
    /// Such as `s1`.
    pub statement: String,
    /// See [`crate::part_key`].
    pub key: String,
    /// `claim`, `denial`, ...
    pub kind: String,
    /// Name of who speaks.
    pub speaker: Option<String>,
    /// The words that tell of it, code points of the text.
    pub span: [i64; 2],
}

/// What somebody decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgementRow {
    /// The entry.
    pub entry: String,
    /// `accept`, `amend`, `reject`, `same`, `not_same`, `unsure`, `alias`, `add`, `comment`, `claim`, `confirm`, `setting`; none when it
    /// cannot be read.
    pub verdict: Option<String>,
    /// What is judged.
    pub of: Vec<Option<String>>,
    /// The key of each of them at that time.
    pub seen: Vec<Option<String>>,
    /// What was amended.
    pub field: Option<String>,
    /// To what.
    pub value: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who.
    pub author: String,
    /// When.
    pub time: i64,
    /// Whether it was taken back.
    pub undone: bool,
    /// The words that it rests on: `12-40 the words`, code points of the text.
    #[serde(default)]
    pub evidence: Vec<Option<String>>,
    /// Earlier judgements that it takes the place of.
    #[serde(default)]
    pub replaces: Vec<Option<String>>,
    /// Earlier judgements of others that it confirms.
    #[serde(default)]
    pub confirms: Vec<Option<String>>,
    /// What was recorded together has the same one.
    #[serde(default)]
    pub record: String,
}

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRow {
    /// Lamport clock.
    pub step: i64,
    /// The log.
    pub device: String,
    /// Place in the log, from 1.
    pub sequence: i64,
    /// Its hash.
    pub hash: String,
    /// Number of the kind, see `case_store::Kind`.
    pub kind: u16,
    /// What it speaks of.
    pub record: String,
    /// Who signed.
    pub author: String,
    /// The author's name, when the case knows it.
    pub author_name: Option<String>,
    /// When, by the clock of the device.
    pub time: i64,
    /// Its short fields; null for a value that cannot be read (any more).
    pub details: Vec<(String, Option<String>)>,
    /// Whether it was taken back.
    pub undone: bool,
}

/// Who has, or had, a key to the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRow {
    /// Ed25519 public key.
    pub signing_key: String,
    /// As they are called in the case.
    pub name: Option<String>,
    /// What they do.
    pub role: Option<String>,
    /// When they got their key.
    pub added: i64,
    /// When it was taken out.
    pub removed: Option<i64>,
}

/// What a person concerned agreed to, refused or withdrew; or that two members name them all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsentRow {
    /// The entry.
    pub entry: String,
    /// Record of the document in which the person was chosen; none when it cannot be read any more.
    pub document: Option<String>,
    /// Key of the entity, which stays when the document is read again.
    pub key: Option<String>,
    /// The name that the person had there.
    pub name: Option<String>,
    /// `given`, `refused`, `withdrawn`, `override`, `override-confirmed`, `override-ended`.
    pub state: Option<String>,
    /// `keep`, `partner`, `government`, `public`.
    pub purpose: Option<String>,
    /// For whom.
    pub recipient: Option<String>,
    /// When it was given, ISO 8601.
    pub on: Option<String>,
    /// The last day on which it counts.
    pub until: Option<String>,
    /// How it was given.
    pub how: Option<String>,
    /// By whom, when not by the person.
    pub by: Option<String>,
    /// Whether a guardian gave it.
    pub guardian: bool,
    /// Whether the person was a child then.
    pub minor: bool,
    /// Whatever else; the reason of an override.
    pub note: Option<String>,
    /// The entry that this one confirms or ends.
    pub confirms: Option<String>,
    /// Who recorded it.
    pub author: String,
    /// When it was recorded.
    pub time: i64,
}

/// A step of an intervention, or of something that came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRow {
    /// Hash of the entry.
    pub entry: String,
    /// What it is a step of.
    pub record: String,
    /// Whose key seals what it tells; none: that of the case.
    pub subject: Option<String>,
    /// Field and value; no value where it cannot be read any more.
    pub fields: Vec<(String, Option<String>)>,
    /// Who recorded it: their signing key.
    pub author: String,
    /// What they are called in the case.
    pub author_name: Option<String>,
    /// When.
    pub time: i64,
}
