//! What a time expression says, before it is known from when it counts.

use codebook::{TimeEdge, TimeUnit};

/// An expression as parsed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parsed {
    /// Which stretch of time.
    pub meaning: Meaning,
    /// Only its beginning, middle or end.
    pub edge: Option<TimeEdge>,
    /// A time of day on it.
    pub clock: Option<Clock>,
}

/// Part of a day, or a time on the clock.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Clock {
    /// `MO`, `NI` ...
    Part(String),
    /// Hour, minute, second.
    At {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59, when said.
        minute: Option<u8>,
        /// 0 to 59, when said.
        second: Option<u8>,
    },
}

/// Which year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    /// Written out.
    Known(i16),
    /// Not said.
    Missing,
    /// "last year" is -1.
    Shifted(i32),
    /// The nearest before (-1), in this year (0) or after (1): "last April", "next spring".
    Toward(i8),
}

/// Which part of a year.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Field {
    /// All of it.
    Whole,
    /// 1 or 2.
    Half(i8),
    /// 1 to 4.
    Quarter(i8),
    /// `SP`, `SU`, `FA`, `WI`.
    Season(String),
    /// 1 to 12.
    Month(i8),
    /// A day; with the weekday when it is said too.
    Day(i8, i8, Option<i8>),
    /// The days `from..=to` of a month.
    Days(i8, i8, i8),
    /// An ISO week; -1 is the last.
    Week(i8),
    /// The week around a day of a month.
    WeekAround(i8, i8),
    /// The nth week of a month; -1 is the last.
    WeekOfMonth(i8, i8),
    /// Month, weekday, nth (-1 is the last).
    NthWeekday(i8, i8, i8),
    /// The nth-last day of a month, 1 is the last.
    LastDay(i8, i8),
    /// A feast by its rule.
    Feast(String),
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Amount {
    /// A number, perhaps with a half.
    Exact(f64),
    /// "several", "weeks".
    Vague,
}

/// From when an offset counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum From {
    /// From the day of publication.
    Speech,
    /// From what was told before.
    Story,
    /// From another expression.
    Time(Box<Meaning>),
}

/// Which weekday of the many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// The nearest in the direction of the tense.
    Nearest,
    /// "last Friday" -1, "next Friday" 1.
    Shift(i8),
    /// "Friday last week" -1.
    InWeek(i32),
    /// "the second Sunday" of this month.
    Nth(i8),
    /// "two Sundays from now".
    Steps(i32),
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// A stretch of the calendar.
    Calendar {
        /// Which year.
        year: Year,
        /// Which part of it.
        field: Field,
    },
    /// A field of a month that is counted from now: "the 20th of next month" (months 1).
    InMonth {
        /// Months from now; `None` when no month is said.
        months: Option<i32>,
        /// Which field; its own month is not used.
        field: Field,
    },
    /// A weekday.
    Weekday(i8, Pick),
    /// "last month", "today", "next decade".
    Shift(TimeUnit, i32),
    /// "two weeks ago", "a year earlier", "two days after Easter": amounts, sign and from when.
    Offset(Vec<(Amount, TimeUnit)>, i32, From),
    /// "the past three months" (-1), "the next two weeks" (1).
    Stretch(Amount, TimeUnit, i32),
    /// Ten years from its first year; `true` when the hundreds are said.
    Decade(i16, bool),
    /// A hundred years from its first year.
    Century(i16),
    /// `PAST`, `PRESENT`, `FUTURE`.
    Reference(String),
    /// A length.
    Duration(Vec<(Amount, TimeUnit)>),
    /// Something that recurs, by its TIMEX3 value.
    Set(String),
    /// "the following year" (1), "that day" (0), "the quarter" (0): counted from what was told before.
    Anaphor(TimeUnit, i32),
    /// From one to the other, both included.
    Range(Box<Meaning>, Box<Meaning>),
}

impl Parsed {
    /// Without edge and clock.
    pub const fn plain(meaning: Meaning) -> Parsed {
        Parsed { meaning, edge: None, clock: None }
    }
}
