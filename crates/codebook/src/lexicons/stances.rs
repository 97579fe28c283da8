//! Words that turn what is said into a denial, an accusation, a threat or a demand (`stance_words.tsv`).

use crate::{CodebookError, Files, Table};
use std::collections::HashMap;

/// What a word does to a statement that has it in its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stance {
    /// Calls something untrue or unfair.
    Denial,
    /// Names a wrong done to people.
    Harm,
    /// Names what will be done to them.
    Retribution,
    /// Says what ought to be done.
    Duty,
    /// Asks for an end of something that goes on.
    Cessation,
    /// Names a paper of a court or an office.
    Authentic,
    /// Names what the accused did or did not do: "I was not involved".
    Doing,
    /// Names a setting in which people own up.
    Confession,
}

/// Words by stance; a word may have several.
#[derive(Debug, Default)]
pub struct StanceWords(HashMap<String, Vec<Stance>>);

impl StanceWords {
    pub(crate) fn load(files: &Files, language: &str) -> Result<StanceWords, CodebookError> {
        let mut words: HashMap<String, Vec<Stance>> = HashMap::new();
        for row in Table::read(files, &format!("lexicons/{language}/stance_words.tsv"))?.rows() {
            let stance = match row.required("class")? {
                "denial" => Stance::Denial,
                "harm" => Stance::Harm,
                "retribution" => Stance::Retribution,
                "duty" => Stance::Duty,
                "cessation" => Stance::Cessation,
                "authentic" => Stance::Authentic,
                "doing" => Stance::Doing,
                "confession" => Stance::Confession,
                other => return Err(row.wrong(format!("`{other}` is no class of this table"))),
            };
            words.entry(row.required("word")?.to_owned()).or_default().push(stance);
        }
        Ok(StanceWords(words))
    }

    /// Whether a base form in lower case has this stance.
    pub fn is(&self, lemma: &str, stance: Stance) -> bool {
        self.0.get(lemma).is_some_and(|stances| stances.contains(&stance))
    }
}
