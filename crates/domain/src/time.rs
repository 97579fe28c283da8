//! Time expressions (after TimeML's TIMEX3).

use document::{DateWindow, Span};

/// "On Wednesday (November 6)", "two months later", "18-month", "every week".
#[derive(Clone, Debug)]
pub struct TimeExpression {
    /// Where.
    pub span: Span,
    /// What kind.
    pub time_type: TimeType,
    /// TIMEX3 value, such as `2019-11-06`, `P18M`, `2019-W45`, `XXXX-11-06`; `None` when nothing can be said.
    pub value: Option<String>,
    /// The same as an interval; durations and sets have none.
    pub window: Option<DateWindow>,
    /// How the interval is known.
    pub basis: document::Basis,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeType {
    /// A day or something coarser.
    Date,
    /// Something finer than a day.
    Time,
    /// A length.
    Duration,
    /// Something that recurs.
    Set,
}
