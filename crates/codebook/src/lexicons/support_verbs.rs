//! Verbs that only carry a noun: "make an arrest", "face trial", "subject to surveillance".

use crate::{CodebookError, Files, Table};
use std::collections::HashMap;

/// Rows of `support_verbs.tsv`.
#[derive(Debug, Default)]
pub struct SupportVerbs(HashMap<String, Support>);

/// What the subject of a support verb is to the act that its object names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Who does it: "police made arrests".
    Doer,
    /// Whom it befalls: "he faces trial".
    Bearer,
    /// The act itself is the subject: "the arrest took place".
    Occurs,
    /// The subject is said to have done what stands behind a preposition: "claimed responsibility for", "is behind".
    Culprit,
    /// The object is: "blamed the rebels for".
    BlamesObject,
}

impl SupportVerbs {
    pub(super) fn load(files: &Files, language: &str) -> Result<SupportVerbs, CodebookError> {
        let path = format!("lexicons/{language}/support_verbs.tsv");
        let table = Table::read(files, &path)?;
        let mut verbs = HashMap::new();
        for row in table.rows() {
            let support = match row.required("subject")? {
                "doer" => Support::Doer,
                "bearer" => Support::Bearer,
                "act" => Support::Occurs,
                "culprit" => Support::Culprit,
                "blames" => Support::BlamesObject,
                other => return Err(row.wrong(format!("`{other}` is not doer, bearer, act, culprit or blames"))),
            };
            verbs.extend(row.list("verbs").map(|verb| (verb.to_owned(), support)));
        }
        Ok(SupportVerbs(verbs))
    }

    /// What the subject of this verb is, when it is a support verb.
    pub fn get(&self, verb: &str) -> Option<Support> {
        self.0.get(verb).copied()
    }
}
