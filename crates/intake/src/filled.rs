//! A form that was filled in.

use crate::questions::{Kind, Questions, yes_or_no};
use serde::{Deserialize, Serialize};

/// What somebody can agree to, and the question for it.
pub const CONSENTS: [(&str, &str); 4] = [
    ("keep", "consent_keep"),
    ("partner", "consent_partner"),
    ("government", "consent_government"),
    ("public", "consent_public"),
];
/// How to reach the person: kept, and never part of the account.
const CONTACT: &str = "contact";

/// What came back. `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// The number of the form.
    pub number: String,
    /// Its language.
    pub language: String,
    /// Question and answer, in the order of the questions, without those that were left empty.
    pub answers: Vec<(String, String)>,
}

impl std::fmt::Debug for Filled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Filled([sealed])")
    }
}

impl Filled {
    /// An answer.
    #[must_use]
    pub fn get(&self, question: &str) -> Option<&str> {
        self.answers.iter().find(|(id, _)| id == question).map(|(_, answer)| answer.as_str())
    }

    /// The account: what was told, in the order of the questions, without consents and without how to reach the person.
    #[must_use]
    pub fn account(&self) -> String {
        let questions = Questions::built_in();
        let is_told = |id: &str| {
            let asked = questions.get(id).is_some_and(|question| question.kind != Kind::YesNo);
            asked && id != CONTACT && id != "risk"
        };
        let told: Vec<&str> =
            self.answers.iter().filter(|(id, _)| is_told(id)).map(|(_, answer)| answer.as_str()).collect();
        told.join("\n\n") + "\n"
    }

    /// Purpose and `yes`, `no` or `not answered`.
    #[must_use]
    pub fn consents(&self) -> Vec<(String, String)> {
        let answer = |question: &str| match self.get(question).and_then(yes_or_no) {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not answered",
        };
        CONSENTS.iter().map(|(purpose, question)| ((*purpose).to_owned(), answer(question).to_owned())).collect()
    }

    /// How to reach the person, and what they are afraid of: for whoever moderates only.
    #[must_use]
    pub fn contact(&self) -> Option<String> {
        let told: Vec<&str> = [CONTACT, "risk"].into_iter().filter_map(|id| self.get(id)).collect();
        (!told.is_empty()).then(|| told.join("\n\n"))
    }
}
