//! A document as it is read on the desk: paragraphs with their facts marked in place, and beside each what was proposed.

pub mod facts;
mod marks;
pub mod record;
pub mod sentences;
pub mod when;

use crate::amending::Choices;
use casework::shown::{AddedShown, CommentShown};
use casework::{DocumentRow, DocumentShown};
pub use facts::{Fact, Said};
pub use marks::Piece;
use marks::{Mark, pieces};
use record::Record;
pub use sentences::Sentence;

/// A document, ready to be shown.
pub struct ReaderView {
    /// The document.
    pub document: DocumentRow,
    /// Its text.
    pub paragraphs: Vec<Paragraph>,
    /// What is no part of the text.
    pub furniture: Vec<String>,
    /// Who is named.
    pub people: Vec<Named>,
    /// Who and what can be chosen for an act.
    pub choices: Choices,
    /// What people wrote beside the document.
    pub comments: Vec<CommentShown>,
    /// Who works on it, until when, and whether it is whoever asks.
    pub claims: Vec<(String, i64, bool)>,
    /// The text, code point by code point.
    pub letters: Vec<char>,
    /// Whether it holds pictures or descriptions that a person marked.
    pub is_graphic: bool,
    /// Whether it is a picture that can be shown.
    pub is_picture: bool,
}

/// Somebody who is named.
pub struct Named {
    /// Such as `e1`.
    pub entity: String,
    /// The name.
    pub name: String,
    /// `person`, `organization`, ...
    pub kind: String,
    /// How often.
    pub n: i64,
    /// Whether to shield.
    pub is_protected: bool,
    /// Who entered it; none: the program read it.
    pub entered_by: Option<String>,
    /// The entry, to take it back.
    pub entry: String,
    /// What people wrote beside.
    pub comments: Vec<CommentShown>,
}

/// One line of the text.
pub struct Paragraph {
    /// Its words, cut where something begins or ends.
    pub pieces: Vec<Piece>,
    /// The acts that are told in it.
    pub facts: Vec<Fact>,
    /// The statements that are made in it and assert no act.
    pub said: Vec<Said>,
    /// Where it stands.
    pub place: (usize, usize),
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// The mark of a comment that asks for care.
pub const GRAPHIC: &str = "graphic";

impl ReaderView {
    /// Puts a document and its record together.
    pub fn new(shown: DocumentShown, record: &[u8]) -> Self {
        let record: Record = serde_json::from_slice(record).unwrap_or_default();
        let letters: Vec<char> = shown.text.chars().collect();
        let facts = facts(&shown, &record, &letters);
        let marks = Mark::all(&record);
        let said = said(&shown, &record, &letters);
        let lines = lines(&letters).into_iter();
        let paragraphs = lines.map(|span| paragraph(span, &letters, &marks, &facts, &said)).collect();
        let mut choices = Choices::new(&shown.entities, &record);
        let entered = shown.added.iter().filter(|added| added.part == "entity");
        for added in entered {
            let field = |name: &str| added.fields.get(name).map(String::as_str).unwrap_or_default();
            let place = added.passages.first().map(|[start, end]| (*start as usize, *end as usize));
            choices.add(field("name"), field("kind"), place);
        }
        let comments: Vec<CommentShown> = shown.comments.iter().filter(|one| one.part.is_none()).cloned().collect();
        Self {
            is_graphic: comments.iter().any(|one| one.mark.as_deref() == Some(GRAPHIC)),
            comments,
            is_picture: is_picture(&record, &shown.document),
            people: named(&shown),
            claims: shown.claims,
            document: shown.document,
            paragraphs,
            furniture: record.document.furniture,
            choices,
            letters,
        }
    }

    /// Whether somebody wrote something beside one of those who are named.
    pub fn has_remarks(&self) -> bool {
        self.people.iter().any(|one| !one.comments.is_empty() || one.entered_by.is_some())
    }

    /// The act with this name, and the paragraph that tells it.
    pub fn fact(&self, act: &str) -> Option<(&Paragraph, &Fact)> {
        self.paragraphs
            .iter()
            .find_map(|paragraph| Some((paragraph, paragraph.facts.iter().find(|fact| fact.act == act)?)))
    }
}

/// A whole one; of any other the problem tells.
fn is_picture(record: &Record, document: &DocumentRow) -> bool {
    let is_whole = document.problems.iter().any(|(code, _)| code == "picture");
    is_whole && record.document.media_type.starts_with("image/") && document.sha256.is_some()
}

/// What the program read and what people entered, in the order of the text.
fn facts(shown: &DocumentShown, record: &Record, letters: &[char]) -> Vec<Fact> {
    let opinion = |name: &str| shown.opinions.iter().find(|opinion| opinion.name == name);
    let read = shown.acts.iter().map(|act| Fact::new(act, record, letters));
    let entered = shown.added.iter().filter(|added| added.part == "act");
    let entered = entered.map(|added| Fact::entered(added, opinion(&added.name), letters));
    let mut facts: Vec<Fact> = read.chain(entered).collect();
    for fact in &mut facts {
        fact.opinion = opinion(&fact.act).cloned();
        fact.comments = beside(&shown.comments, &fact.act);
    }
    facts.sort_by_key(|fact| fact.trigger);
    facts
}

fn beside(comments: &[CommentShown], part: &str) -> Vec<CommentShown> {
    comments.iter().filter(|one| one.part.as_deref() == Some(part)).cloned().collect()
}

fn said(shown: &DocumentShown, record: &Record, letters: &[char]) -> Vec<Said> {
    let entered =
        shown.added.iter().filter(|added| added.part == "statement").map(|added| Said::entered(added, letters));
    Said::alone(record, letters).into_iter().chain(entered).collect()
}

fn named(shown: &DocumentShown) -> Vec<Named> {
    let is_somebody = |kind: &str| matches!(kind, "person" | "organization" | "group");
    let read = shown.entities.iter().filter(|one| is_somebody(&one.kind)).map(|one| Named {
        entity: one.entity.clone(),
        name: one.name.clone(),
        kind: one.kind.clone(),
        n: one.n_mentions,
        is_protected: one.protected,
        entered_by: None,
        entry: String::new(),
        comments: beside(&shown.comments, &one.entity),
    });
    let entered = shown.added.iter().filter(|added| added.part == "entity").map(|added: &AddedShown| {
        let field = |name: &str| added.fields.get(name).cloned().unwrap_or_default();
        Named {
            entity: added.name.clone(),
            name: field("name"),
            kind: field("kind"),
            n: i64::try_from(added.passages.len()).unwrap_or(i64::MAX),
            is_protected: field("protected") == "yes",
            entered_by: Some(added.author.clone()),
            entry: added.entry.clone(),
            comments: beside(&shown.comments, &added.name),
        }
    });
    read.chain(entered).collect()
}

fn paragraph(span: (usize, usize), letters: &[char], marks: &[Mark], facts: &[Fact], said: &[Said]) -> Paragraph {
    let here = |at: usize| span.0 <= at && at < span.1;
    Paragraph {
        pieces: pieces(span, letters, marks),
        facts: facts.iter().filter(|fact| here(fact.trigger.0)).cloned().collect(),
        said: said.iter().filter(|said| here(said.cue.0)).cloned().collect(),
        place: span,
        sentences: Sentence::all(span, letters),
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
