//! The reader `llm`: an OpenAI-compatible server, by default on this computer, is asked for acts and must quote its words.

mod address;
mod answer;
mod http;
mod instructions;
mod key;
#[cfg(test)]
mod tests;

pub use address::{AddressError, Reach};
pub use key::{Key, KeyError};

use crate::{ReaderError, Settings, pieces};
use address::Address;
use codebook::Codebook;
use document::{Document, Problem};
use domain::{Proposals, ProposingReader};
use http::{Failure, Request};
use instructions::Instructions;
use serde_json::json;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

/// Bytes of text that are sent at once: small models lose the thread in longer ones.
const PIECE: usize = 6_000;
/// Most pieces of one document; longer ones are read to there, and a problem says so.
const MAX_PIECES: usize = 40;
/// Most tokens that a server may spend on one answer.
const MAX_TOKENS: u32 = 4_000;
/// After so many answers in a row that did not come in time a server is not asked again: a thousand documents would wait for days.
const MAX_SLOW: usize = 3;
/// Longest name of a model that is kept, in characters.
const MAX_NAME: usize = 200;

/// Asks one server. Holds no connection: each question is one.
#[derive(Debug)]
pub struct Llm {
    address: Address,
    instructions: Instructions,
    key: Option<Key>,
    timeout: Duration,
    /// As the user named it, or as the server did when it was first asked.
    model: OnceLock<String>,
    /// How often in a row no answer came in time.
    n_slow: AtomicUsize,
}

impl Llm {
    /// Checks the address; asks nothing yet.
    ///
    /// # Errors
    /// [`ReaderError::Address`], [`ReaderError::Codebook`].
    pub fn new(url: &str, settings: &Settings, codebook: &Codebook) -> Result<Llm, ReaderError> {
        let address = Address::parse(url, settings.reach)?;
        let instructions = Instructions::load(codebook)?;
        let model = settings.model.clone().map_or_else(OnceLock::new, OnceLock::from);
        Ok(Llm {
            address,
            instructions,
            key: settings.key.clone(),
            timeout: settings.timeout,
            model,
            n_slow: AtomicUsize::new(0),
        })
    }

    /// Where text is sent to, when that is not this computer.
    pub fn elsewhere(&self) -> Option<String> {
        Some(self.address.shown()).filter(|_| !self.address.is_this_computer())
    }

    /// What the server proposes, and what went wrong. What it said before it failed is kept.
    pub fn propose(&self, document: &Document) -> (Proposals, Option<Problem>) {
        let model = self.model.get().cloned();
        let mut proposals =
            Proposals { reader: ProposingReader::Llm, model, version: None, list: Vec::new(), dropped: 0 };
        let problem = self.ask_all(document, &mut proposals).err();
        proposals.list.sort_by_key(|one| one.span);
        (proposals, problem)
    }

    fn ask_all(&self, document: &Document, proposals: &mut Proposals) -> Result<(), Problem> {
        let pieces = pieces::pieces(document, PIECE);
        if pieces.is_empty() {
            return Ok(());
        }
        proposals.model = Some(self.model().map_err(|failure| self.problem(&failure))?);
        for &piece in pieces.iter().take(MAX_PIECES) {
            let words = document.quote(piece);
            let answer = self.ask(words).map_err(|failure| self.problem(&failure))?;
            proposals.version = answer.version.or(proposals.version.take());
            let found = answer::read(&answer.content, words, piece.start, |act| self.instructions.knows(act));
            let found = found.map_err(|_| self.problem(&Failure::NotUnderstood))?;
            proposals.dropped += found.dropped;
            proposals.list.extend(found.list);
        }
        match pieces.get(MAX_PIECES) {
            None => Ok(()),
            Some(piece) => Err(Problem {
                code: "llm-not-all-read".to_owned(),
                message: "the document is too long for the llm reader; it saw the part before this place".to_owned(),
                span: Some(*piece),
            }),
        }
    }

    /// The model to ask for.
    fn model(&self) -> Result<String, Failure> {
        if let Some(model) = self.model.get() {
            return Ok(model.clone());
        }
        let body = self.exchange("GET", "/models", None)?;
        let listed: serde_json::Value = serde_json::from_slice(&body).map_err(|_| Failure::NotUnderstood)?;
        let name = listed["data"][0]["id"].as_str().and_then(name).ok_or(Failure::NoModel)?;
        Ok(self.model.get_or_init(|| name).clone())
    }

    fn ask(&self, words: &str) -> Result<Answer, Failure> {
        let question = json!({
            "model": self.model()?, "temperature": 0, "max_tokens": MAX_TOKENS, "stream": false,
            "messages": [
                { "role": "system", "content": self.instructions.text() }, { "role": "user", "content": words },
            ],
        });
        let body = self.exchange("POST", "/chat/completions", Some(&question.to_string()))?;
        let answer: serde_json::Value = serde_json::from_slice(&body).map_err(|_| Failure::NotUnderstood)?;
        let content = answer["choices"][0]["message"]["content"].as_str().ok_or(Failure::NotUnderstood)?;
        let reported = answer["model"].as_str().and_then(name);
        let fingerprint = answer["system_fingerprint"].as_str().and_then(name);
        let version = [reported, fingerprint].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Ok(Answer { content: content.to_owned(), version: Some(version).filter(|version| !version.is_empty()) })
    }

    fn exchange(&self, method: &'static str, path: &str, body: Option<&str>) -> Result<Vec<u8>, Failure> {
        let request = Request { address: &self.address, method, path, body, key: self.key.as_ref() };
        if self.n_slow.load(Relaxed) >= MAX_SLOW {
            return Err(Failure::GivenUp);
        }
        let answer = http::exchange(&request, self.timeout);
        match answer {
            Err(Failure::TooSlow) => self.n_slow.fetch_add(1, Relaxed),
            _ => self.n_slow.swap(0, Relaxed),
        };
        answer
    }

    /// A problem of the document. Says where the server is and what happened, never what was sent or answered.
    fn problem(&self, failure: &Failure) -> Problem {
        Problem::new(failure.code(), format!("the llm reader at {}: {failure}", self.address.shown()))
    }
}

/// What a server said to one piece.
struct Answer {
    content: String,
    version: Option<String>,
}

/// A name that can be shown: no control characters, not endless, not empty.
fn name(words: &str) -> Option<String> {
    let name: String = words.chars().filter(|c| !c.is_control()).take(MAX_NAME).collect();
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}
