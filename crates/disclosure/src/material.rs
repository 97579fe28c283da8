//! Everything that something which goes out could say. [`crate::Disclosed`] shows the same shapes, with what may be said.

use document::DateWindow;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Everything that something which goes out could say. Lists refer to each other by identifiers.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Material {
    /// Which case, and how far its log goes.
    pub head: Head,
    /// People, everybody whom a document speaks of among them: who is missing here is not shielded.
    pub persons: Vec<Person>,
    /// Organisations and groups.
    pub bodies: Vec<Body>,
    /// Places with what they lie in.
    pub places: Vec<Place>,
    /// What happened.
    pub events: Vec<Event>,
    /// Who says what.
    pub statements: Vec<Statement>,
    /// Where it stands.
    pub documents: Vec<Document>,
    /// Texts that share words.
    pub families: Vec<Family>,
    /// Numbers as texts give them.
    pub figures: Vec<Figure>,
    /// Numbers as the program counts them.
    pub counts: Vec<Counted>,
    /// What must not be silent.
    pub notes: Vec<Note>,
}

impl fmt::Debug for Material {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[sealed]")
    }
}

/// Which case, and how far its log goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Head {
    /// Identifier of the case.
    pub case: String,
    /// Entries of all logs together.
    pub n_entries: Option<u64>,
    /// SHA-256 over the heads of all logs.
    pub head: Option<String>,
}

/// How a person stands in what goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A pseudonym stands for the name.
    #[default]
    Pseudonym,
    /// Named, because the person agreed.
    Consented,
    /// Named, because two members decided so.
    Overridden,
    /// Named, as an official acting in office.
    Official,
    /// Named, because it stays among the members of the case.
    Kept,
}

/// A human being.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Identifier.
    pub id: String,
    /// The fullest name; the pseudonym where that stands for it.
    pub name: String,
    /// Every spelling; empty behind a pseudonym.
    pub names: Vec<String>,
    /// Whether no document gives a name.
    pub nameless: bool,
    /// What texts say that they are. In what goes out: offices of officials and what people agreed to show.
    pub roles: Vec<String>,
    /// Whether any text shows them not acting as an official; see `Entity::protected` of the records.
    pub protected: bool,
    /// Whether somebody recorded that they are a child.
    pub minor: bool,
    /// What is known beside the texts.
    pub attributes: Attributes,
    /// Identifiers of the documents that speak of them.
    pub documents: Vec<String>,
    /// The same as parts: document and entity, such as `e3`. Empty behind a pseudonym.
    pub mentions: Vec<(String, String)>,
    /// `proposed` or `confirmed`.
    pub judgement: String,
    /// Probability that all mentions are one.
    pub confidence: f64,
    /// Consents for this purpose and recipient. Filled in by the gate.
    pub consents: Vec<crate::Consent>,
    /// How they stand in what goes out. Set by the gate.
    pub standing: Standing,
}

impl Person {
    /// Whether a pseudonym stands for the name.
    #[must_use]
    pub fn is_pseudonymous(&self) -> bool {
        self.standing == Standing::Pseudonym
    }

    /// Whether they are named as an official acting in office.
    #[must_use]
    pub fn is_official(&self) -> bool {
        self.standing == Standing::Official
    }
}

/// What is known of a person beside what documents tell; entered by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attributes {
    /// When they were born. In what goes out a year or ten years may stand for the day.
    pub birth: DateWindow,
    /// Ages that texts give. Never behind a pseudonym.
    pub ages: Vec<Age>,
    /// As they say.
    pub gender: Option<String>,
    /// Of which state.
    pub nationality: Option<String>,
    /// What they work as.
    pub occupation: Option<String>,
    /// Where they live, in words.
    pub residence: Option<String>,
    /// The same as a place of [`Material::places`].
    pub residence_place: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
    /// Whether they defend human rights.
    pub defender: Option<bool>,
    /// In what work.
    pub defender_work: Option<String>,
}

/// An age that a text gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Age {
    /// Years.
    pub years: u32,
    /// When the text was published.
    pub at: DateWindow,
}

/// An organisation or a group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// Identifier.
    pub id: String,
    /// The fullest name; what stands for it where the name holds one of a person.
    pub name: String,
    /// Every spelling that may go out.
    pub names: Vec<String>,
    /// `organization` or `group`.
    pub kind: String,
    /// Identifiers of the documents that speak of it.
    pub documents: Vec<String>,
    /// The same as parts: document and entity.
    pub mentions: Vec<(String, String)>,
    /// `proposed` or `confirmed`.
    pub judgement: String,
    /// Probability that all mentions are one.
    pub confidence: f64,
    /// Whether something stands for the name. Set by the gate.
    pub withheld: bool,
}

/// How wide a place is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceLevel {
    /// A house, market, prison; also where it is not known how wide it is.
    #[default]
    Site,
    /// A village or town.
    City,
    /// A district, or a city with as many people as one.
    District,
    /// A province.
    Region,
    /// A state.
    Country,
}

impl PlaceLevel {
    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::City => "city",
            Self::District => "district",
            Self::Region => "region",
            Self::Country => "country",
        }
    }
}

/// A place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Every spelling.
    pub names: Vec<String>,
    /// How wide it is.
    pub level: PlaceLevel,
    /// Identifier of the place that it lies in.
    pub within: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Which gazetteer, and its identifier.
    pub gazetteer: Option<String>,
    /// Identifiers of the documents that speak of it.
    pub documents: Vec<String>,
    /// The same as parts: document and entity.
    pub mentions: Vec<(String, String)>,
    /// `proposed` or `confirmed`.
    pub judgement: String,
    /// Probability that all mentions are one.
    pub confidence: f64,
}

/// A number with its bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Count {
    /// No fewer than.
    pub at_least: Option<u64>,
    /// No more than.
    pub at_most: Option<u64>,
    /// Whether the words say "about".
    pub about: bool,
}

/// Words of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Passage {
    /// The document.
    pub document: String,
    /// `[start, end)` in code points of its text; none where the document is withheld.
    pub span: Option<[u32; 2]>,
    /// The words; none where they are left out.
    pub words: Option<String>,
    /// `sha256:…` of the words, or `hmac-sha256:…` under the recipient's key where they are left out. Set by the gate.
    pub hash: String,
}

/// Who took part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Participant {
    /// `victim`, `perpetrator`, `authority`, ...
    pub role: String,
    /// A person, when known.
    pub person: Option<String>,
    /// An organisation or group, when known.
    pub body: Option<String>,
    /// The words for it: the name that goes out, or for whoever is not known the words of the text; none where they are left out.
    pub text: Option<String>,
    /// How many.
    pub count: Option<Count>,
}

/// Who says something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Speaker {
    /// A person, when known.
    pub person: Option<String>,
    /// An organisation or group, when known.
    pub body: Option<String>,
    /// The words for it, as for [`Participant::text`].
    pub text: Option<String>,
}

/// One act of one document that tells of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// The document.
    pub document: String,
    /// The part, such as `a1`; none where the document is withheld.
    pub act: Option<String>,
    /// `machine`, `hand` or `import`.
    pub source: String,
    /// How it is presented there.
    pub status: String,
    /// The words that say it.
    pub passages: Vec<Passage>,
    /// Who says so; empty: the document's own voice.
    pub said_by: Vec<Speaker>,
}

/// Somebody says that it is not so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dispute {
    /// Who.
    pub speaker: Speaker,
    /// Where, and in what words.
    pub passages: Vec<Passage>,
    /// The document.
    pub document: String,
}

/// What was found about the reports of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Finding {
    /// Key of the check.
    pub check: String,
    /// Its sentence; none where it could hold a name.
    pub sentence: Option<String>,
    /// What it rests on.
    pub passages: Vec<Passage>,
}

/// What happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Identifier.
    pub id: String,
    /// A term of the codebook; none for an incident of which no act is known.
    pub act_type: Option<String>,
    /// `reported`, `alleged`, `denied`, `threatened`, `planned`, `hypothetical`.
    pub status: String,
    /// `proposed`, `accepted` or `amended`. Rejected acts never stand here.
    pub review: String,
    /// Probability that all reports tell of one event.
    pub confidence: f64,
    /// When; a month where it was made coarser.
    pub date: DateWindow,
    /// `stated`, `relative`, `inferred`, `unknown`.
    pub basis: String,
    /// ISO 8601 duration.
    pub duration: Option<String>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// Places, widest first.
    pub places: Vec<String>,
    /// What somebody is accused of.
    pub charges: Vec<String>,
    /// The acts that tell of it.
    pub reports: Vec<Report>,
    /// Who says that it is not so.
    pub disputed_by: Vec<Dispute>,
    /// Who first told of it.
    pub origins: Vec<String>,
    /// How many of them are independent.
    pub independent_origins: usize,
    /// `single-origin`, `corroborated`, `disputed` or `acknowledged-by-authority`.
    pub assessment: String,
    /// What the reports are worth, and what is missing.
    pub findings: Vec<Finding>,
    /// Whether date or places were made coarser. Set by the gate.
    pub coarse: bool,
}

/// Words that a text attributes to somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// Identifier.
    pub id: String,
    /// `claim`, `accusation`, `denial`, `confession`, `threat`, `demand`, `opinion`.
    pub kind: String,
    /// Who speaks.
    pub speaker: Speaker,
    /// To whom.
    pub told_to: Speaker,
    /// Whether it stands in quotation marks.
    pub direct: bool,
    /// The document.
    pub document: String,
    /// The words.
    pub passages: Vec<Passage>,
    /// The events that it asserts or denies.
    pub events: Vec<String>,
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// Identifier.
    pub id: String,
    /// `sha256:…` of the original bytes; none where it would lead to a name.
    pub sha256: Option<String>,
    /// The same under the recipient's key, always. Set by the gate.
    pub hash: String,
    /// Its record in the case.
    pub record: Option<String>,
    /// Hash of the entry that registered it.
    pub entry: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Who signed it. Only among members.
    pub byline: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The chain that it came through; the last one first reported it.
    pub origin: Vec<String>,
    /// Where it is from.
    pub address: Option<String>,
    /// Name of the file. Only among members.
    pub file: Option<String>,
    /// Such as `text/html`.
    pub media_type: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// When it was published; a month where it is withheld.
    pub published: DateWindow,
    /// The family that it belongs to.
    pub family: Option<String>,
    /// Whether everything that leads to it is left out. Set by the gate.
    pub withheld: bool,
}

/// Texts that share words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Family {
    /// Identifier.
    pub id: String,
    /// `copy` or `shared-passages`.
    pub kind: String,
    /// Its documents.
    pub documents: Vec<String>,
    /// The words that are shared, by their places only.
    pub passages: Vec<Passage>,
}

/// A number as a text gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figure {
    /// How many.
    pub count: Count,
    /// Of whom, in the text's words; none where they are left out.
    pub of: Option<String>,
    /// Act type that it counts.
    pub act_type: Option<String>,
    /// Over which period.
    pub period: Option<DateWindow>,
    /// Who says so.
    pub speaker: Speaker,
    /// The document.
    pub document: String,
    /// The words.
    pub passages: Vec<Passage>,
}

/// A number of a text that a count rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatedNumber {
    /// How many.
    pub count: Count,
    /// Its words, when they may go out.
    pub text: Option<String>,
    /// Who says so.
    pub speaker: Speaker,
    /// The document.
    pub document: String,
    /// Where it stands.
    pub passages: Vec<Passage>,
}

/// A number as the program counts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counted {
    /// A term of the codebook.
    pub act_type: String,
    /// The days; none: all.
    pub period: Option<DateWindow>,
    /// The place, when places are counted apart.
    pub place: Option<String>,
    /// Different people by name: fewest and most.
    pub named: (u64, u64),
    /// What is reported, names and numbers together: fewest, and most unless a number is open above.
    pub reported: (u64, Option<u64>),
    /// Of the fewest, those for whom no name stands.
    pub unnamed_at_least: u64,
    /// Whether the fewest is a sum over events, and not the largest single number.
    pub is_sum: bool,
    /// The events.
    pub events: Vec<String>,
    /// How many different origins tell of it.
    pub active_sources: usize,
    /// The numbers of the texts.
    pub numbers: Vec<StatedNumber>,
    /// Keys of what a person should look at.
    pub problems: Vec<String>,
}

/// What must not be silent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Note {
    /// Key.
    pub code: String,
    /// How many, where something was counted.
    pub n: Option<u64>,
    /// A sentence of the program; none where it could hold a name.
    pub message: Option<String>,
}
