//! Why there is no number. The sentences are in `texts/en.tsv`.

use crate::picture::grouped;

/// Why an estimator, or all of them, gives no number.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", crate::sentences::filled(self.code(), &self.values()))]
pub enum Refusal {
    /// Nobody is on any list.
    Empty,
    /// Fewer than three lists have records.
    TooFewLists {
        /// How many have.
        lists: usize,
    },
    /// No two lists share anybody.
    NoOverlap,
    /// At most two lists hang together through people that they share.
    TooFewOverlap,
    /// The method does not go that far.
    TooManyLists {
        /// Most lists that it takes.
        most: usize,
    },
    /// The maximum of the likelihood does not exist (Fienberg & Rinaldo 2012).
    NoMaximum,
    /// The counts do not settle the parameters.
    NotIdentified,
    /// No interval: the likelihood, or the posterior, stays high however many are missing.
    OpenEnded,
    /// Nobody is on exactly two lists.
    NobodyTwice,
    /// The two lists share nobody.
    PairApart,
    /// The chains of the sampler do not agree on one answer.
    ChainsDisagree {
        /// Split R-hat, rank-normalised, the larger of bulk and tails.
        r_hat: f64,
        /// Smallest and largest median of a chain.
        medians: [f64; 2],
    },
    /// The chains agree, and find the number around several places with little between them.
    SeveralAnswers {
        /// Where, the lowest first.
        answers: Vec<f64>,
    },
    /// The chains agree, but too few of their draws are worth an independent one.
    TooFewDraws {
        /// Effective sample size, the smaller of bulk and tails.
        effective: f64,
    },
    /// No estimator that allows for dependence between lists gave a number.
    NoModel,
}

impl Refusal {
    /// The name of the reason, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Empty => "empty",
            Refusal::TooFewLists { .. } => "too-few-lists",
            Refusal::NoOverlap => "no-overlap",
            Refusal::TooFewOverlap => "too-few-overlap",
            Refusal::TooManyLists { .. } => "too-many-lists",
            Refusal::NoMaximum => "no-maximum",
            Refusal::NotIdentified => "not-identified",
            Refusal::OpenEnded => "open-ended",
            Refusal::NobodyTwice => "nobody-twice",
            Refusal::PairApart => "pair-apart",
            Refusal::ChainsDisagree { .. } => "chains-disagree",
            Refusal::SeveralAnswers { .. } => "several-answers",
            Refusal::TooFewDraws { .. } => "too-few-draws",
            Refusal::NoModel => "no-model",
        }
    }

    /// The values that its sentence names.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Refusal::TooFewLists { lists } => vec![("lists", lists.to_string())],
            Refusal::TooManyLists { most } => vec![("most", most.to_string())],
            Refusal::ChainsDisagree { r_hat, medians: [low, high] } => {
                vec![("r_hat", format!("{r_hat:.2}")), ("low", grouped(*low)), ("high", grouped(*high))]
            }
            Refusal::SeveralAnswers { answers } => {
                let answers: Vec<String> = answers.iter().map(|answer| grouped(*answer)).collect();
                vec![("answers", answers.join(", "))]
            }
            Refusal::TooFewDraws { effective } => vec![("effective", format!("{effective:.0}"))],
            _ => Vec::new(),
        }
    }
}
