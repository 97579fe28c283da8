//! A whole case as the JSON record that the program hands out, version 1. Shapes are written down in `docs/records.md`.

use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What holds across the documents of a case.
#[derive(Clone, Debug, Default)]
pub struct CaseRecord {
    /// Which case, and how far its log went.
    pub case: CaseHead,
    /// Its documents.
    pub documents: Vec<CaseDocument>,
    /// Texts that share words.
    pub families: Vec<CaseFamily>,
    /// People.
    pub persons: Vec<CaseIdentity>,
    /// Organisations and groups.
    pub organizations: Vec<CaseIdentity>,
    /// Places.
    pub places: Vec<CaseIdentity>,
    /// What happened.
    pub events: Vec<CaseEvent>,
    /// What people said of single acts, and acts that they entered: what the program read and what they say, side by side.
    pub judged: Vec<CaseJudged>,
    /// How many people.
    pub counts: Vec<CaseCount>,
    /// What must not be silent.
    pub notes: Vec<CaseNote>,
    /// For what and for whom it was made, what was left out, and what to look at before it goes on.
    pub disclosure: Option<serde_json::Value>,
}

/// Which case, and how far its log went.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseHead {
    /// Identifier of the case.
    pub name: String,
    /// Entries of all logs together.
    pub entries: i64,
    /// SHA-256 over the heads of all logs, `sha256:…`: the state that the record was made from.
    pub head: String,
}

/// A document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseDocument {
    /// `sha256:…` of the original bytes.
    pub id: String,
    /// Its record in the case.
    pub record: String,
    /// Headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: CaseDate,
    /// The chain that it came through; the last one first reported it.
    pub origin: Vec<String>,
    /// The family that it belongs to.
    pub family: Option<String>,
}

/// Days that something may have happened on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseDate {
    /// No earlier, ISO 8601.
    pub earliest: Option<String>,
    /// No later.
    pub latest: Option<String>,
}

/// Texts that share words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseFamily {
    /// Such as `f3`.
    pub id: String,
    /// Its documents.
    pub documents: Vec<String>,
    /// `copy` or `shared-passages`.
    pub kind: String,
    /// The words that are shared.
    pub passages: Vec<CasePassage>,
}

/// Words in a document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CasePassage {
    /// The document.
    pub document: String,
    /// `[start, end)` in code points.
    pub span: [u32; 2],
}

/// A person, an organisation or a place.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseIdentity {
    /// Such as `p1`.
    pub id: String,
    /// The fullest name.
    pub name: String,
    /// Every spelling.
    pub names: Vec<String>,
    /// Its entities in the documents.
    pub mentions: Vec<CaseMention>,
    /// `proposed` or `confirmed`.
    pub judgement: String,
    /// Probability that all of them are one.
    pub confidence: f64,
    /// How a person stands in what goes out: `pseudonym`, `consented`, `overridden`, `official`; nothing among the members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<String>,
}

/// An entity of a document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseMention {
    /// The document.
    pub document: String,
    /// Such as `e1`.
    pub entity: String,
}

/// Something that happened, as all documents together tell it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseEvent {
    /// Such as `v1`.
    pub id: String,
    /// A term of the codebook; null for an incident that documents are about and of which no act is known.
    #[serde(rename = "type")]
    pub act_type: Option<String>,
    /// How it is presented.
    pub status: String,
    /// Who took part.
    pub participants: Vec<CaseParticipant>,
    /// When.
    pub date: CaseDate,
    /// Identifiers of places.
    pub places: Vec<String>,
    /// The acts that tell of it.
    pub reports: Vec<CaseReport>,
    /// Who first told of it.
    pub origins: Vec<String>,
    /// How many of them are independent.
    pub independent_origins: usize,
    /// Who says that it is not so.
    pub disputed_by: Vec<CaseDispute>,
    /// `single-origin`, `corroborated`, `disputed` or `acknowledged-by-authority`.
    pub assessment: String,
    /// What a person decided: `proposed`, `accepted`, `amended` or `rejected`.
    pub review: String,
}

/// Who took part.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseParticipant {
    /// `victim`, `perpetrator`, ...
    pub role: String,
    /// A person, when known.
    pub person: Option<String>,
    /// An organisation or group, when known.
    pub organization: Option<String>,
    /// The words for it.
    pub text: String,
    /// How many.
    pub count: Option<CaseNumber>,
}

/// A stated number.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseNumber {
    /// No fewer than.
    pub at_least: Option<u64>,
    /// No more than.
    pub at_most: Option<u64>,
    /// The words.
    pub text: String,
}

/// An act of a document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseReport {
    /// The document.
    pub document: String,
    /// Such as `a1`; null when the document as a whole is about it. One that a person entered is such as `h1a2b3c4d`.
    pub act: Option<String>,
    /// Whether a person entered it.
    pub by_hand: bool,
}

/// An act that somebody judged or entered.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseJudged {
    /// The document.
    pub document: String,
    /// Such as `a1`, or `h1a2b3c4d` for one that a person entered.
    pub act: String,
    /// Whether a person entered it.
    pub by_hand: bool,
    /// `accept`, `amend`, `reject` or `unsure`; null when nobody decided, when people contradict each other, or while it waits.
    pub verdict: Option<String>,
    /// Some accept it and others reject it.
    pub contested: bool,
    /// Whether it waits for a second person.
    pub waits: bool,
    /// Whether it takes part in events and counts.
    pub counts: bool,
    /// Its fields as the program read them; null for one that a person entered.
    pub machine: Option<BTreeMap<String, String>>,
    /// Its fields as people say; two values of one field stand side by side until somebody decides.
    pub human: BTreeMap<String, Vec<String>>,
}

/// Somebody says that it is not so.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseDispute {
    /// A person or organisation, when known.
    pub speaker: Option<String>,
    /// The document.
    pub document: String,
    /// The words.
    pub evidence: Vec<[u32; 2]>,
}

/// How many people.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseCount {
    /// A term of the codebook.
    pub act_type: String,
    /// Over which days.
    pub period: Option<CaseDate>,
    /// People who are known by name.
    pub persons_named: usize,
    /// No fewer than.
    pub at_least: u64,
    /// No more than; null: nothing says so.
    pub at_most: Option<u64>,
    /// The figures and events that it rests on.
    pub basis: Vec<String>,
}

/// What must not be silent.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CaseNote {
    /// Such as `cluster-too-large`.
    pub code: String,
    /// A sentence.
    pub message: String,
}

/// Writes the record, a line a part, so that no second copy of all of it is needed.
///
/// # Errors
/// What the writer says.
pub fn write_case(record: &CaseRecord, to: &mut dyn Write) -> io::Result<()> {
    write!(to, "{{\"saksi\":1,\"case\":{}", serde_json::to_string(&record.case)?)?;
    list(to, "documents", &record.documents)?;
    list(to, "families", &record.families)?;
    list(to, "persons", &record.persons)?;
    list(to, "organizations", &record.organizations)?;
    list(to, "places", &record.places)?;
    list(to, "events", &record.events)?;
    list(to, "judged", &record.judged)?;
    list(to, "counts", &record.counts)?;
    list(to, "notes", &record.notes)?;
    if let Some(disclosure) = &record.disclosure {
        write!(to, ",\n\"disclosure\":{disclosure}")?;
    }
    to.write_all(b"}\n")
}

fn list<T: Serialize>(to: &mut dyn Write, field: &str, all: &[T]) -> io::Result<()> {
    write!(to, ",\n\"{field}\":[")?;
    for (idx, one) in all.iter().enumerate() {
        to.write_all(if idx == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *to, one)?;
    }
    to.write_all(b"]")
}
