//! What a standard of proof asks of the reports of an event: `codebook/assessment/standards.tsv`.

use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Independent origins.
    Origins,
    /// Sources who were there.
    FirstHand,
    /// Kinds of sources.
    Kinds,
    /// A day, or a span of days.
    Date,
    /// A place.
    Place,
    /// To whom it was done.
    Victim,
    /// Who did it.
    Perpetrator,
    /// Reports that do not contradict each other.
    Consistent,
    /// Nobody says that it is not so.
    Undisputed,
    /// The other side was heard.
    OtherSide,
}

impl Need {
    const ALL: [Self; 10] = [
        Self::Origins,
        Self::FirstHand,
        Self::Kinds,
        Self::Date,
        Self::Place,
        Self::Victim,
        Self::Perpetrator,
        Self::Consistent,
        Self::Undisputed,
        Self::OtherSide,
    ];

    /// As in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Origins => "origins",
            Self::FirstHand => "first-hand",
            Self::Kinds => "kinds",
            Self::Date => "date",
            Self::Place => "place",
            Self::Victim => "victim",
            Self::Perpetrator => "perpetrator",
            Self::Consistent => "consistent",
            Self::Undisputed => "undisputed",
            Self::OtherSide => "other-side",
        }
    }
}

/// What is asked, and how many of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// What.
    pub need: Need,
    /// How many; 1 where there is nothing to count.
    pub amount: usize,
}

/// A standard of proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standard {
    /// Such as `reasonable-grounds`.
    pub id: String,
    /// What it asks for.
    pub needs: Vec<Requirement>,
    /// Where it is described.
    pub after: String,
}

/// What is wrong with a file of standards.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum StandardError {
    /// Not three parts.
    #[error("line {line} of the standards is not `id<TAB>needs<TAB>after`")]
    Line {
        /// From 1.
        line: usize,
    },
    /// Asks for something that there is not.
    #[error("line {line} of the standards asks for `{need}`; there are {known}")]
    Need {
        /// From 1.
        line: usize,
        /// As written.
        need: String,
        /// What may be asked for.
        known: String,
    },
}

impl Standard {
    /// Reads a file of standards.
    ///
    /// # Errors
    /// [`StandardError`] with the line.
    pub fn parse(file: &str) -> Result<Vec<Self>, StandardError> {
        let lines = file.lines().zip(1..).filter(|(line, _)| !line.starts_with('#') && !line.trim().is_empty()).skip(1);
        lines.map(|(text, line)| Self::parse_line(text, line)).collect()
    }

    /// Those that are built in.
    ///
    /// # Errors
    /// [`StandardError`] when the file is wrong; a test makes sure that it is not.
    pub fn built_in() -> Result<Vec<Self>, StandardError> {
        Self::parse(include_str!("../../../codebook/assessment/standards.tsv"))
    }

    fn parse_line(text: &str, line: usize) -> Result<Self, StandardError> {
        let mut parts = text.split('\t');
        let (Some(id), Some(needs), Some(after)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(StandardError::Line { line });
        };
        let needs = needs.split_whitespace().map(|need| requirement(need).ok_or_else(|| unknown(need, line)));
        Ok(Self { id: id.to_owned(), needs: needs.collect::<Result<_, _>>()?, after: after.to_owned() })
    }
}

fn requirement(text: &str) -> Option<Requirement> {
    let (name, amount) = text.split_once(':').unwrap_or((text, "1"));
    let need = Need::ALL.into_iter().find(|need| need.as_str() == name)?;
    Some(Requirement { need, amount: amount.parse().ok()? })
}

fn unknown(need: &str, line: usize) -> StandardError {
    let known = Need::ALL.map(Need::as_str).join(", ");
    StandardError::Need { line, need: need.to_owned(), known }
}
