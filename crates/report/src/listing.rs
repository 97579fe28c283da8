//! One reading as a listing for a terminal.

use crate::document_view::title;
use crate::facts::{self, ActRow, EntityRow, FigureRow, StatementRow};
use crate::labels::Labels;
use crate::proposed::{self, ProposedRow};
use crate::when::{When, basis_key};
use askama::Template;
use domain::Reading;

/// The listing of one reading; `number` counts documents from 1.
pub fn listing(number: usize, reading: &Reading, labels: &Labels) -> String {
    let view = Listing {
        number,
        reading,
        title: title(reading),
        published: When::of(&reading.document.published),
        basis: basis_key(reading.document.published.basis),
        acts: facts::acts(reading, labels),
        statements: facts::statements(reading, labels),
        people: facts::entities(reading, labels).into_iter().filter(EntityRow::is_somebody).collect(),
        figures: facts::figures(reading, labels),
        proposed: proposed::rows(reading, labels),
    };
    printable(&view.render().unwrap_or_default())
}

#[derive(Template)]
#[template(path = "listing.txt", escape = "none")]
struct Listing<'a> {
    number: usize,
    reading: &'a Reading,
    title: String,
    published: When,
    basis: &'static str,
    acts: Vec<ActRow>,
    statements: Vec<StatementRow>,
    people: Vec<EntityRow>,
    figures: Vec<FigureRow>,
    proposed: Vec<ProposedRow<'a>>,
}

/// Without control characters, which a hostile document could use to move the cursor or change the window title.
fn printable(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}
