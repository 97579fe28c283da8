//! When: time expressions, the document's own date, and the date of an act.

use crate::Text;
use domain::{FuzzyDate, TimeExpression};

/// The time expressions of a document, resolved as far as the text allows.
#[derive(Debug, Default)]
pub struct Times {
    published: FuzzyDate,
    list: Vec<TimeExpression>,
}

impl Times {
    /// All time expressions, in order of the text.
    pub fn list(&self) -> &[TimeExpression] {
        &self.list
    }

    /// When the document was published, narrowed by the text's own facts.
    pub fn published(&self) -> &FuzzyDate {
        &self.published
    }

    /// When the act named by the token `trigger` happened, from the time expressions that belong to its clause.
    pub fn date_of(&self, _text: &Text<'_>, _trigger: usize) -> FuzzyDate {
        FuzzyDate::default()
    }

    /// How long the act named by the token `trigger` lasted or is to last, ISO 8601 (`P18M`).
    pub fn duration_of(&self, _text: &Text<'_>, _trigger: usize) -> Option<String> {
        None
    }

    pub(crate) fn into_parts(self) -> (FuzzyDate, Vec<TimeExpression>) {
        (self.published, self.list)
    }
}

/// Finds and resolves the time expressions.
pub fn find(text: &Text<'_>) -> Times {
    Times { published: text.document.published.clone(), list: Vec::new() }
}
