//! What to know of a table besides its numbers. The sentences are in `texts/en.tsv`.

use crate::picture::grouped;

/// Something that a reader of the numbers must know.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// Lists that were dropped because nobody is on them.
    ListsWithoutRecords {
        /// Their names.
        names: Vec<String>,
    },
    /// People of the table who are on none of the lists.
    PeopleOnNone {
        /// How many.
        people: u64,
    },
    /// Lists that share nobody with the largest group of lists that hang together.
    ListsApart {
        /// Their names.
        names: Vec<String>,
    },
    /// Log-linear models without a maximum.
    Zeros {
        /// How many.
        without: usize,
        /// Of how many.
        all: usize,
    },
    /// Models about as good as the best one.
    Rivals {
        /// The lowest number of one, the best among them.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// The interval of one estimator does not hold the number of another.
    EstimatorsDiffer {
        /// The lowest end.
        low: f64,
        /// The highest end.
        high: f64,
    },
    /// All latent classes have members.
    AllClasses,
    /// Two tables, of the doubtful pairs joined and apart.
    Linkage {
        /// The lowest end.
        low: f64,
        /// The highest end.
        high: f64,
    },
}

impl Warning {
    /// Its name, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Warning::ListsWithoutRecords { .. } => "lists-without-records",
            Warning::PeopleOnNone { .. } => "people-on-none",
            Warning::ListsApart { .. } => "lists-apart",
            Warning::Zeros { .. } => "zeros",
            Warning::Rivals { .. } => "rivals",
            Warning::EstimatorsDiffer { .. } => "estimators-differ",
            Warning::AllClasses => "all-classes",
            Warning::Linkage { .. } => "linkage",
        }
    }

    /// Its sentence.
    pub fn sentence(&self) -> String {
        crate::sentences::filled(self.code(), &self.values())
    }

    /// The values that its sentence names.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Warning::ListsWithoutRecords { names } | Warning::ListsApart { names } => vec![("names", names.join(", "))],
            Warning::PeopleOnNone { people } => vec![("people", grouped(*people as f64))],
            Warning::Zeros { without, all } => vec![("without", without.to_string()), ("all", all.to_string())],
            Warning::Rivals { low, high }
            | Warning::EstimatorsDiffer { low, high }
            | Warning::Linkage { low, high } => vec![("low", grouped(*low)), ("high", grouped(*high))],
            Warning::AllClasses => Vec::new(),
        }
    }
}
