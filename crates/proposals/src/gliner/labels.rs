//! What the model is asked for: `codebook/readers/gliner.tsv`.

use codebook::{Codebook, CodebookError, Row, Table};
use domain::EntityKind;

/// One kind of name.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The words that the model sees.
    pub name: String,
    /// What it becomes.
    pub kind: EntityKind,
    /// Least score that is proposed, in `0.0..=1.0`.
    pub at_least: f32,
}

/// The labels of a codebook, in order.
///
/// # Errors
/// [`CodebookError`] with file and line.
pub fn load(codebook: &Codebook) -> Result<Vec<Label>, CodebookError> {
    let table = Table::read(codebook.files(), "readers/gliner.tsv")?;
    table.rows().map(|row| label(&row)).collect()
}

fn label(row: &Row<'_, '_>) -> Result<Label, CodebookError> {
    let kind = match row.required("kind")? {
        "person" => EntityKind::Person,
        "organization" => EntityKind::Organization,
        "group" => EntityKind::Group,
        "place" => EntityKind::Place,
        "law" => EntityKind::Law,
        "work" => EntityKind::Work,
        other => {
            let kinds = "person, organization, group, place, law, work";
            return Err(row.wrong(format!("`{other}` is no kind; the kinds are {kinds}")));
        }
    };
    let at_least = row.required("at_least")?.parse().ok().filter(|score| (0.0..=1.0).contains(score));
    let at_least = at_least.ok_or_else(|| row.wrong("`at_least` must be a number from 0 to 1"))?;
    Ok(Label { name: row.required("label")?.to_owned(), kind, at_least })
}
