//! A document as every later stage sees it: body text, its parts, and the way back to the original bytes.
//!
//! Start reading at [`Document`]; [`Annotations`] is what the language stage adds. Nothing here does I/O.
//! Not here: what the text says (see the crate `domain`).

mod annotations;
mod date;
mod label;
mod origin_map;
mod span;

pub use annotations::{Annotations, NamedSpan, Token};
pub use date::{Basis, DateWindow, FuzzyDate};
pub use label::Label;
pub use origin_map::{OriginMap, Segment};
pub use span::Span;

use serde::{Deserialize, Serialize};

/// One registered file, read.
///
/// `text` is the body without page furniture, paragraphs separated by a blank line (`\n\n`), lines inside a paragraph
/// joined. Every span of every later stage is a byte range of `text`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// `sha256:` and the hex digest of the original bytes.
    pub id: String,
    /// As the user gave it.
    pub path: String,
    /// IANA media type, such as `text/html`.
    pub media_type: String,
    /// The headline. Not part of `text` unless `blocks` has a [`BlockKind::Headline`].
    pub title: Option<String>,
    /// BCP 47, such as `en` or `km`.
    pub language: Option<String>,
    /// The people or desks that signed the text.
    pub byline: Vec<String>,
    /// Who published this copy.
    pub publisher: Option<String>,
    /// The chain that the text came through; the last one reported it first.
    pub origin: Vec<String>,
    /// When this text was published, with its honest uncertainty.
    pub published: FuzzyDate,
    /// Everything that was found about the date, also what was not believed.
    pub date_evidence: Vec<DateEvidence>,
    /// The body.
    pub text: String,
    /// The parts of `text`, in order, without gaps but for the white space between them.
    pub blocks: Vec<Block>,
    /// What was taken away: share buttons, forms, copyright lines, related links.
    pub furniture: Vec<String>,
    /// From offsets in `text` back to offsets in the original bytes.
    pub origin_map: OriginMap,
}

impl Document {
    /// The words at `span`; empty when the span does not lie on character boundaries of the text.
    pub fn quote(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }
}

/// A part of the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What kind of part.
    pub kind: BlockKind,
    /// Where it stands in [`Document::text`].
    pub span: Span,
}

/// What a part of a body is. Later stages read headlines and captions with more care than paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// The title of the whole text, when it stands in the body.
    Headline,
    /// A heading inside the text.
    Heading,
    /// Running text.
    Paragraph,
    /// One entry of a list.
    ListItem,
    /// Words under a picture.
    Caption,
    /// A quotation set off from the text.
    Quotation,
}

/// One trace of when the text was published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateEvidence {
    /// How far such a trace can be trusted.
    pub tier: DateTier,
    /// The day or days that it names.
    pub window: DateWindow,
    /// Its words, as they stand in the original.
    pub text: String,
}

/// Where a date was found, best first. Only tiers that speak of the text itself make a date `stated`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DateTier {
    /// Structured data (JSON-LD, `article:published_time`) and visible text agree.
    Agreed,
    /// `meta` tags, JSON-LD, `<time pubdate>`.
    Structured,
    /// "Published : November 08, 2019", a line with a byline and a date.
    Labelled,
    /// "PHNOM PENH, Sept. 30 --" at the head of the text.
    Dateline,
    /// A date that stands alone near the title.
    NearTitle,
    /// A day inside the address of the page.
    Address,
    /// A banner that shows the day the page was printed or saved: an upper bound, nothing more.
    PageDate,
}

/// Something that could not be read, or not surely. Kept as a fact about the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A stable word, such as `undated-document`.
    pub code: String,
    /// What happened and what to do, without any person's name.
    pub message: String,
    /// Where in [`Document::text`], when it is one place.
    pub span: Option<Span>,
}

impl Problem {
    /// A problem of the whole document.
    pub fn new(code: &str, message: impl Into<String>) -> Problem {
        Problem { code: code.to_owned(), message: message.into(), span: None }
    }
}
