//! Figures: counts that sum up. They are never events.

use crate::{Count, StatementIdx};
use document::{FuzzyDate, Span};

/// "at least 34 were detained since the beginning of the year".
#[derive(Clone, Debug)]
pub struct Figure {
    /// How many.
    pub count: Count,
    /// Of whom or what, in the text's words: "CNRP activists".
    pub of: String,
    /// The act type that it counts.
    pub act_type: Option<String>,
    /// Over which period.
    pub period: Option<FuzzyDate>,
    /// Who says so.
    pub statement: Option<StatementIdx>,
    /// The words that say it.
    pub evidence: Vec<Span>,
}
