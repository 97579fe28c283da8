//! What resolution needs to know of one document; small, and made once for each reading.

mod issuer;
mod record;
mod surface;
pub mod words;

#[cfg(test)]
mod tests;

use document::DateWindow;
use record::Record;
use serde::{Deserialize, Serialize};

/// Counted up whenever what a digest, or what is kept beside it, holds for the same record changes: kept ones are made anew then.
pub const VERSION: u32 = 4;

/// `[start, end)` in code points of `document.text`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span(pub u32, pub u32);

impl Span {
    /// Whether the two share at least one character.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.0 < other.1 && other.0 < self.1
    }
}

/// One document as resolution sees it. Positions in its lists are those of the record: `entities[0]` is `e1`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Digest {
    /// `sha256:…` of the original bytes.
    pub document: String,
    /// Headline.
    pub title: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// Who signed it.
    pub byline: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The chain that it came through; the last one first reported it.
    pub origin: Vec<String>,
    /// When it was published.
    pub published: DateWindow,
    /// Who and what is spoken of.
    pub entities: Vec<Entity>,
    /// What was done.
    pub acts: Vec<Act>,
    /// Who says what.
    pub statements: Vec<Statement>,
    /// Counts that sum up.
    pub figures: Vec<Figure>,
    /// The stems of headline and text, sorted ([`words::sketch`]).
    pub words: Vec<words::Word>,
    /// Groups of entities that stand in one list ("A, B and C"): as many different ones.
    pub lists: Vec<Vec<usize>>,
}

/// What an entity is; the words are those of the records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One human being.
    Person,
    /// A body with a name of its own.
    Organization,
    /// People without a body.
    Group,
    /// A country, region, town, site.
    Place,
    /// A statute.
    Law,
    /// A report, film, song.
    Work,
    /// Written by a newer program.
    #[default]
    #[serde(other)]
    Other,
}

/// Somebody or something in one document: the unit that is joined across documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entity {
    /// Stays when the document is read again ([`records::part_key`]).
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// The fullest form.
    pub name: String,
    /// Every written form of its names, in order of first use, `name` among them.
    pub spellings: Vec<String>,
    /// How many of its mentions are by name; 0 for what has only nouns: "the government".
    pub named: u32,
    /// Titles that stand before its names: "Mr", "Samdech", "spokesman".
    pub titles: Vec<String>,
    /// Where it is spoken of: by name first, then by noun; pronouns are left out.
    pub mentions: Vec<Span>,
    /// How often pronouns speak of it: masculine, feminine.
    pub pronouns: [u32; 2],
    /// Ages that stand beside its names, years.
    pub ages: Vec<u32>,
    /// What the text says that it is.
    pub roles: Vec<String>,
    /// Not acting as an official.
    pub protected: bool,
    /// Where it lies.
    pub place: Option<Place>,
}

/// What the gazetteer knows of a place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// `country`, `region`, `city`, `site`.
    pub precision: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Which gazetteer, and its id.
    pub gazetteer: String,
}

/// How a text presents an act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened, in the document's own voice.
    #[default]
    Reported,
    /// Somebody says so.
    Alleged,
    /// Somebody says that it is not so.
    Denied,
    /// Somebody says that it will be done.
    Threatened,
    /// Set for later.
    Planned,
    /// In general, conditional, wished.
    Hypothetical,
}

/// How somebody took part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Whom it was done to.
    Victim,
    /// Who did it.
    Perpetrator,
    /// Whose act it lawfully is.
    Authority,
    /// What with.
    Instrument,
    /// What it was done to.
    Target,
    /// To whom it was addressed.
    Recipient,
    /// Written by a newer program.
    #[default]
    #[serde(other)]
    Other,
}

/// One act as one document tells it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Act {
    /// Stays when the document is read again.
    pub key: String,
    /// Id of the codebook.
    pub act_type: String,
    /// How it is presented.
    pub status: Status,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// Place entities, widest first.
    pub places: Vec<usize>,
    /// When.
    pub date: DateWindow,
    /// `stated`, `relative`, `inferred`, `unknown`.
    pub basis: String,
    /// What somebody is accused of.
    pub charges: Vec<String>,
    /// The words that say it.
    pub evidence: Vec<Span>,
    /// The word that names it, as written.
    pub word: String,
    /// Stems of the words that say it, sorted ([`words::stems`]).
    pub words: Vec<String>,
    /// Where that word stands.
    pub trigger: Span,
    /// Who says so.
    pub statements: Vec<usize>,
    /// Probability that a careful reader would agree.
    pub confidence: f64,
}

/// Who took part in an act.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Participant {
    /// How.
    pub role: Role,
    /// Who, when known.
    pub entity: Option<usize>,
    /// The words for it.
    pub text: String,
    /// Where.
    pub span: Span,
    /// How many.
    pub count: Option<Count>,
}

/// A stated number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Count {
    /// No fewer than.
    pub at_least: Option<u64>,
    /// No more than.
    pub at_most: Option<u64>,
    /// The words.
    pub text: String,
    /// Whether they say "about".
    pub about: bool,
}

/// Words that a text attributes to somebody.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// Stays when the document is read again.
    pub key: String,
    /// `claim`, `accusation`, `denial`, `confession`, `threat`, `demand`, `opinion`.
    pub kind: String,
    /// Who speaks.
    pub speaker: Option<usize>,
    /// The words for who speaks.
    pub speaker_text: Option<String>,
    /// To whom: "told the agency".
    pub told_to: Option<usize>,
    /// Whether it stands in quotation marks.
    pub direct: bool,
    /// Speaker, cue and content.
    pub evidence: Vec<Span>,
    /// The acts that it asserts or denies.
    pub acts: Vec<usize>,
}

/// A count that sums up and is no event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figure {
    /// How many.
    pub count: Count,
    /// Of whom, in the text's words.
    pub of: String,
    /// Act type that it counts.
    pub act_type: Option<String>,
    /// Over which period.
    pub period: Option<DateWindow>,
    /// Who says so.
    pub statement: Option<usize>,
    /// The words that say it.
    pub evidence: Vec<Span>,
}

/// Why a record gives no digest.
#[derive(Debug, thiserror::Error)]
pub enum DigestError {
    /// It is not the JSON that records are.
    #[error("the record cannot be read as JSON (line {line}, column {column}); read the document again")]
    NotJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
}

/// The digest of a record, and its text, which families of texts need.
///
/// `record`: one reading as JSON, version 1. What points outside of the text or at a part that is not there is left out.
///
/// # Errors
/// [`DigestError::NotJson`].
pub fn digest(record: &[u8]) -> Result<(Digest, String), DigestError> {
    let record: Record = serde_json::from_slice(record)
        .map_err(|error| DigestError::NotJson { line: error.line(), column: error.column() })?;
    Ok(record.digest())
}
