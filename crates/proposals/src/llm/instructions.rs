//! What the model is told to do: `codebook/readers/llm.txt` with the act types of the codebook.

use codebook::{Codebook, CodebookError};
use std::collections::HashSet;

const PATH: &str = "readers/llm.txt";

/// The instructions and the act types that an answer may name.
#[derive(Debug)]
pub struct Instructions {
    text: String,
    act_types: HashSet<String>,
}

impl Instructions {
    /// The instructions of a codebook.
    ///
    /// # Errors
    /// [`CodebookError`] when the file is missing or has no place for the act types.
    pub fn load(codebook: &Codebook) -> Result<Instructions, CodebookError> {
        let lines = codebook.files().text(PATH)?.lines().filter(|line| !line.starts_with('#'));
        let text = lines.collect::<Vec<_>>().join("\n");
        if !text.contains("{acts}") {
            let what = "the place for the act types is missing: a line with {acts}".to_owned();
            return Err(CodebookError::Line { path: PATH.to_owned(), line: 1, what });
        }
        let acts = codebook.act_types.iter().map(|act| format!("{}: {}", act.id, act.gloss)).collect::<Vec<_>>();
        let act_types = codebook.act_types.iter().map(|act| act.id.clone()).collect();
        Ok(Instructions { text: text.replace("{acts}", &acts.join("\n")), act_types })
    }

    /// The words for the model.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the codebook has this act type.
    pub fn knows(&self, act_type: &str) -> bool {
        self.act_types.contains(act_type)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_told_every_act_type() {
        let codebook = Codebook::builtin().unwrap();
        let instructions = Instructions::load(&codebook).unwrap();
        for act in codebook.act_types.iter() {
            assert!(instructions.text().contains(&format!("\n{}: {}", act.id, act.gloss)), "{}", act.id);
            assert!(instructions.knows(&act.id));
        }
        assert!(!instructions.text().contains("Licence") && !instructions.text().contains("{acts}"));
        assert!(!instructions.knows("walking"));
    }
}
