//! Words that tell whether what they govern happened: "vowed to", "denied that", "fear of".

use crate::{CodebookError, Files, Table};
use std::collections::HashMap;

/// Rows of `status_cues.tsv`.
#[derive(Debug, Default)]
pub struct StatusCues(HashMap<String, Vec<(Reach, StatusCue)>>);

/// What a cue makes of the act below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusCue {
    /// It happened if the cue did: "continued to".
    Passes,
    /// It happened, whatever becomes of the cue: "condemned the arrest of".
    Presupposed,
    /// It did not happen.
    Denied,
    /// Somebody says so.
    Alleged,
    /// It will be done to somebody unless or because.
    Threatened,
    /// It is set for later.
    Planned,
    /// It is wished, feared, possible.
    Hypothetical,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Clause,
    Noun,
    Against,
    Cause,
    Modifier,
    Predicate,
}

impl StatusCues {
    pub(super) fn load(files: &Files, language: &str) -> Result<StatusCues, CodebookError> {
        let path = format!("lexicons/{language}/status_cues.tsv");
        let table = Table::read(files, &path)?;
        let mut cues: HashMap<String, Vec<(Reach, StatusCue)>> = HashMap::new();
        for row in table.rows() {
            let status = match row.required("status")? {
                "passes" => StatusCue::Passes,
                "presupposed" => StatusCue::Presupposed,
                "denied" => StatusCue::Denied,
                "alleged" => StatusCue::Alleged,
                "threatened" => StatusCue::Threatened,
                "planned" => StatusCue::Planned,
                "hypothetical" => StatusCue::Hypothetical,
                other => return Err(row.wrong(format!("no status `{other}`"))),
            };
            for reach in row.list("governs") {
                let reach = match reach {
                    "clause" => Reach::Clause,
                    "noun" => Reach::Noun,
                    "against" => Reach::Against,
                    "cause" => Reach::Cause,
                    "modifies" => Reach::Modifier,
                    "said_of" => Reach::Predicate,
                    other => {
                        let known = "clause, noun, against, cause, modifies or said_of";
                        return Err(row.wrong(format!("`{other}` is not {known}")));
                    }
                };
                for word in row.list("words") {
                    cues.entry(word.to_owned()).or_default().push((reach, status));
                }
            }
        }
        Ok(StatusCues(cues))
    }

    /// What the word makes of a clause that it takes: "vowed to arrest".
    pub fn of_clause(&self, word: &str) -> Option<StatusCue> {
        self.find(word, Reach::Clause)
    }

    /// What the word makes of a noun that it takes, directly or through a preposition: "fear of arrest".
    pub fn of_noun(&self, word: &str) -> Option<StatusCue> {
        self.find(word, Reach::Noun)
    }

    /// What the word makes of a noun behind "against" or "over": "appeal against the conviction".
    pub fn of_opposed(&self, word: &str) -> Option<StatusCue> {
        self.find(word, Reach::Against)
    }

    /// What the word makes of what its subject is sought or held for: "wanted for killing a grocer".
    pub fn of_cause(&self, word: &str) -> Option<StatusCue> {
        self.find(word, Reach::Cause)
    }

    /// What the word makes of what it modifies: "alleged killing", "possible arrest".
    pub fn of_modified(&self, word: &str) -> Option<StatusCue> {
        self.find(word, Reach::Modifier)
    }

    /// What the word makes of a clause or noun that it is said of: "it is *untrue* that ...".
    pub fn of_subject(&self, word: &str) -> Option<StatusCue> {
        self.find(word, Reach::Predicate)
    }

    fn find(&self, word: &str, reach: Reach) -> Option<StatusCue> {
        self.0.get(word)?.iter().find(|(other, _)| *other == reach).map(|(_, status)| *status)
    }
}
