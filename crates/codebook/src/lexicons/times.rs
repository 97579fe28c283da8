//! `times.tsv`: the words that time expressions are made of.

use crate::{CodebookError, Files, Row, Table};
use std::collections::HashMap;

/// Words and short phrases in lower case, each with what it can mean in a time expression.
#[derive(Debug, Default)]
pub struct TimeWords {
    senses: HashMap<String, Vec<TimeSense>>,
    longest: usize,
}

/// One meaning of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeSense {
    /// What it means.
    pub meaning: TimeMeaning,
    /// Whether only the word with a capital letter means it.
    pub capital: bool,
}

/// What a word means in a time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeMeaning {
    /// 1 to 12.
    Month(i8),
    /// 1 (Monday) to 7; `plural` for "Mondays".
    Weekday {
        /// ISO 8601.
        day: i8,
        /// "Mondays".
        plural: bool,
    },
    /// A length.
    Unit {
        /// Which.
        unit: TimeUnit,
        /// "days".
        plural: bool,
    },
    /// `SP`, `SU`, `FA`, `WI`.
    Season(String),
    /// `MO`, `MI`, `AF`, `EV`, `NI`, `DT`.
    DayPart {
        /// TIMEX3 letters.
        part: String,
        /// "mornings".
        plural: bool,
    },
    /// Steps from now: "last", "this", "next".
    Shift(i8),
    /// Which stretch of a longer time.
    Edge(TimeEdge),
    /// Days from today: "yesterday".
    Day(i8),
    /// Nights from tonight.
    Night(i8),
    /// `PAST`, `PRESENT`, `FUTURE`.
    Reference(String),
    /// ISO 8601 length between two times: "daily".
    Often(String),
    /// A day with a name: `12-25`, or the name of a rule such as `easter`.
    Feast(String),
    /// A time zone.
    Zone,
    /// A noun that names something that happens: "election", "raid".
    Happening,
    /// A verb that a happening is the object of: "carry out a raid".
    Light,
    /// A verb or noun that a length is the term of: "jail", "sentence".
    Term,
    /// A verb that ends a term: "complete", "serve".
    Completion,
    /// An adverb that puts a clause after the one before: "later".
    Then,
    /// A lemma that puts what it governs into the future: "plan", "schedule".
    Plan,
}

/// Units of time, shortest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Beginning, middle or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TimeEdge {
    Start,
    Mid,
    End,
    Earlier,
    Later,
}

impl TimeWords {
    /// Whether `phrase` can mean exactly `meaning`.
    pub fn is(&self, phrase: &str, meaning: &TimeMeaning) -> bool {
        self.senses(phrase).iter().any(|sense| sense.meaning == *meaning)
    }

    /// What `phrase`, in lower case with single blanks, can mean.
    pub fn senses(&self, phrase: &str) -> &[TimeSense] {
        self.senses.get(phrase).map_or(&[], Vec::as_slice)
    }

    /// Number of words of the longest phrase.
    pub const fn longest(&self) -> usize {
        self.longest
    }

    pub(crate) fn load(files: &Files, language: &str) -> Result<TimeWords, CodebookError> {
        let path = format!("lexicons/{language}/times.tsv");
        let mut words = TimeWords::default();
        for row in Table::read(files, &path)?.rows() {
            let word = row.required("word")?.to_owned();
            let sense = TimeSense { meaning: meaning(row)?, capital: row.get("capital") == "capital" };
            words.longest = words.longest.max(word.split(' ').count());
            words.senses.entry(word).or_default().push(sense);
        }
        Ok(words)
    }
}

fn meaning(row: Row<'_, '_>) -> Result<TimeMeaning, CodebookError> {
    let (class, value) = (row.required("class")?, row.get("value"));
    let plural = class.ends_with('s');
    Ok(match class {
        "month" => TimeMeaning::Month(number(row, value)?),
        "weekday" | "weekdays" => TimeMeaning::Weekday { day: number(row, value)?, plural },
        "unit" | "units" => TimeMeaning::Unit { unit: unit(row, value)?, plural },
        "season" | "seasons" => TimeMeaning::Season(value.to_owned()),
        "part" | "parts" => TimeMeaning::DayPart { part: value.to_owned(), plural },
        "shift" => TimeMeaning::Shift(number(row, value)?),
        "edge" => TimeMeaning::Edge(edge(row, value)?),
        "day" => TimeMeaning::Day(number(row, value)?),
        "night" => TimeMeaning::Night(number(row, value)?),
        "reference" => TimeMeaning::Reference(value.to_owned()),
        "often" => TimeMeaning::Often(value.to_owned()),
        "feast" => TimeMeaning::Feast(value.to_owned()),
        "zone" => TimeMeaning::Zone,
        "plan" => TimeMeaning::Plan,
        "happening" => TimeMeaning::Happening,
        "light" => TimeMeaning::Light,
        "term" => TimeMeaning::Term,
        "completion" => TimeMeaning::Completion,
        "then" => TimeMeaning::Then,
        _ => return Err(row.wrong(format!("no class of time words is called `{class}`"))),
    })
}

fn number(row: Row<'_, '_>, value: &str) -> Result<i8, CodebookError> {
    value.parse().map_err(|_| row.wrong(format!("`{value}` is no small number")))
}

fn unit(row: Row<'_, '_>, value: &str) -> Result<TimeUnit, CodebookError> {
    Ok(match value {
        "second" => TimeUnit::Second,
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "night" => TimeUnit::Night,
        "day" => TimeUnit::Day,
        "weekend" => TimeUnit::Weekend,
        "week" => TimeUnit::Week,
        "fortnight" => TimeUnit::Fortnight,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "half" => TimeUnit::Half,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        "millennium" => TimeUnit::Millennium,
        _ => return Err(row.wrong(format!("no unit of time is called `{value}`"))),
    })
}

fn edge(row: Row<'_, '_>, value: &str) -> Result<TimeEdge, CodebookError> {
    match value {
        "start" => Ok(TimeEdge::Start),
        "mid" => Ok(TimeEdge::Mid),
        "end" => Ok(TimeEdge::End),
        "earlier" => Ok(TimeEdge::Earlier),
        "later" => Ok(TimeEdge::Later),
        _ => Err(row.wrong(format!("`{value}` is not start, mid, end, earlier or later"))),
    }
}
