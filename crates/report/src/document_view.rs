//! One document of a page: its head, its text with the facts in place, the facts as lists.

use crate::facts::{self, ActRow, EntityRow, FigureRow, StatementRow};
use crate::labels::Labels;
use crate::marks::{self, MarkedBlock};
use crate::overview::Summary;
use crate::proposed::{self, ProposedRow};
use crate::when::{When, basis_key};
use askama::Template;
use document::{BlockKind, DateEvidence};
use domain::Reading;

/// One document, rendered, and what the head of the page needs to know of it.
#[derive(Debug)]
pub struct Section {
    /// An `<article>`.
    pub html: String,
    /// For [`crate::Overview::add`].
    pub summary: Summary,
}

/// Renders one reading; `number` counts the documents of a page from 1.
pub fn document_section(number: usize, reading: &Reading, labels: &Labels) -> Section {
    let view = DocumentView::new(number, reading, labels);
    // Writing to a string does not fail, and the template has no other way to.
    let html = view.render().unwrap_or_default();
    Section { html, summary: Summary::new(number, reading, labels) }
}

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentView<'a> {
    reading: &'a Reading,
    number: usize,
    title: String,
    published: When,
    basis: &'static str,
    blocks: Vec<MarkedBlock<'a>>,
    acts: Vec<ActRow>,
    statements: Vec<StatementRow>,
    people: Vec<EntityRow>,
    others: Vec<EntityRow>,
    figures: Vec<FigureRow>,
    proposed: Vec<ProposedRow<'a>>,
}

impl<'a> DocumentView<'a> {
    fn new(number: usize, reading: &'a Reading, labels: &'a Labels) -> DocumentView<'a> {
        let published = &reading.document.published;
        let prefix = format!("d{number}-");
        let (people, others) = facts::entities(reading, labels).into_iter().partition(EntityRow::is_somebody);
        DocumentView {
            reading,
            number,
            title: title(reading),
            published: When::of(published),
            basis: basis_key(published.basis),
            blocks: marks::mark(reading, &prefix, |act_type| labels.group(act_type)),
            acts: facts::acts(reading, labels),
            statements: facts::statements(reading, labels),
            people,
            others,
            figures: facts::figures(reading, labels),
            proposed: proposed::rows(reading, labels),
        }
    }

    fn trace_window(&self, evidence: &DateEvidence) -> When {
        When::new(evidence.window)
    }
}

/// The headline; without one the name of the file.
pub fn title(reading: &Reading) -> String {
    let document = &reading.document;
    let file_name = || document.path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    document.title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(file_name)
}
