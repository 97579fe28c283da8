//! What a user asks for: `gliner=FILE` or `llm=URL`, and how far and how long.

use crate::{Key, Reach};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// An optional reader that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A GLiNER model: an `.onnx` file with `tokenizer.json` beside it.
    Gliner(PathBuf),
    /// The address of an OpenAI-compatible server.
    Llm(String),
}

/// Words that are no choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the readers are gliner=FILE and llm=URL")]
pub struct ChoiceError;

impl FromStr for Choice {
    type Err = ChoiceError;

    fn from_str(words: &str) -> Result<Choice, ChoiceError> {
        match words.split_once('=') {
            Some(("gliner", file)) if !file.is_empty() => Ok(Choice::Gliner(file.into())),
            Some(("llm", url)) if !url.is_empty() => Ok(Choice::Llm(url.to_owned())),
            _ => Err(ChoiceError),
        }
    }
}

/// How optional readers are to be used.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How far text may travel.
    pub reach: Reach,
    /// Longest wait for one answer of a server.
    pub timeout: Duration,
    /// Which of the server's models; the first that it lists when there is no name.
    pub model: Option<String>,
    /// What the server asks for before it answers.
    pub key: Option<Key>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { reach: Reach::ThisComputer, timeout: Duration::from_secs(120), model: None, key: None }
    }
}
