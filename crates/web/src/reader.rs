//! A document as it is read on the desk: paragraphs with their facts marked in place, and beside each what was proposed.

pub mod facts;
mod marks;
pub mod record;
pub mod when;

use casework::{DocumentRow, DocumentShown};
pub use facts::{Fact, Said};
pub use marks::Piece;
use marks::{Mark, pieces};
use record::Record;

/// A document, ready to be shown.
pub struct ReaderView {
    /// The document.
    pub document: DocumentRow,
    /// Its text.
    pub paragraphs: Vec<Paragraph>,
    /// What is no part of the text.
    pub furniture: Vec<String>,
    /// Who is named: name, kind, how often, whether to shield.
    pub people: Vec<(String, String, i64, bool)>,
}

/// One line of the text.
pub struct Paragraph {
    /// Its words, cut where something begins or ends.
    pub pieces: Vec<Piece>,
    /// The acts that are told in it.
    pub facts: Vec<Fact>,
    /// The statements that are made in it and assert no act.
    pub said: Vec<Said>,
}

impl ReaderView {
    /// Puts a document and its record together.
    pub fn new(shown: DocumentShown, record: &[u8]) -> Self {
        let record: Record = serde_json::from_slice(record).unwrap_or_default();
        let letters: Vec<char> = shown.text.chars().collect();
        let facts: Vec<Fact> = shown.acts.iter().map(|act| Fact::new(act, &record, &letters)).collect();
        let marks = Mark::all(&record);
        let paragraphs =
            lines(&letters).into_iter().map(|span| paragraph(span, &letters, &marks, &facts, &record)).collect();
        let people =
            shown.entities.into_iter().filter(|entity| entity.kind == "person" || entity.kind == "organization");
        Self {
            document: shown.document,
            paragraphs,
            furniture: record.document.furniture,
            people: people.map(|one| (one.name, one.kind, one.n_mentions, one.protected)).collect(),
        }
    }

    /// The act with this name, and the paragraph that tells it.
    pub fn fact(&self, act: &str) -> Option<(&Paragraph, &Fact)> {
        self.paragraphs
            .iter()
            .find_map(|paragraph| Some((paragraph, paragraph.facts.iter().find(|fact| fact.act == act)?)))
    }
}

fn paragraph(span: (usize, usize), letters: &[char], marks: &[Mark], facts: &[Fact], record: &Record) -> Paragraph {
    let here = |at: usize| span.0 <= at && at < span.1;
    Paragraph {
        pieces: pieces(span, letters, marks),
        facts: facts.iter().filter(|fact| here(fact.trigger.0)).cloned().collect(),
        said: Said::alone(record, letters).into_iter().filter(|said| here(said.cue.0)).collect(),
    }
}

/// The lines that are not blank.
fn lines(letters: &[char]) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (end, letter) in letters.iter().chain(&['\n']).enumerate() {
        if *letter == '\n' {
            if letters.get(start..end).is_some_and(|line| line.iter().any(|letter| !letter.is_whitespace())) {
                lines.push((start, end));
            }
            start = end + 1;
        }
    }
    lines
}
