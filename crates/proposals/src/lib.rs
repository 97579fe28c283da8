//! Optional readers: models that propose what a text says. Off by default, never required, never mixed with what was read.
//!
//! In: a [`Reading`] that Saksi's rules have made. Out: [`domain::Proposals`] in it, and a problem where a reader failed.
//! A proposal is only kept when its words stand in the text. Start reading at [`Readers`]; a reader is one module.
//! This is the only crate that opens a socket (`llm`), only when it was asked for, and only to this computer
//! unless [`Reach::AnotherComputer`] was chosen in so many words. Not here: deciding whether a proposal is right.

mod choice;
mod error;
#[cfg(feature = "gliner")]
mod gliner;
mod llm;
mod pieces;
mod quotes;

pub use choice::{Choice, ChoiceError, Settings};
pub use error::ReaderError;
pub use llm::{Key, KeyError, Reach};

use codebook::Codebook;
use document::{Document, Problem};
use domain::{Proposals, Reading};

/// The optional readers of one run. Shared by all threads.
#[derive(Debug, Default)]
pub struct Readers(Vec<Reader>);

#[derive(Debug)]
enum Reader {
    Llm(Box<llm::Llm>),
    #[cfg(feature = "gliner")]
    Gliner(Box<gliner::Gliner>),
}

impl Readers {
    /// Makes ready what was chosen. No server is asked yet, and nothing is sent.
    ///
    /// # Errors
    /// [`ReaderError`] when an address leads to another computer or a model file cannot be used.
    pub fn open(choices: &[Choice], settings: &Settings, codebook: &Codebook) -> Result<Readers, ReaderError> {
        choices.iter().map(|choice| open(choice, settings, codebook)).collect::<Result<_, _>>().map(Readers)
    }

    /// Whether none was chosen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The servers on other computers that text will be sent to, as `HOST:PORT`.
    pub fn elsewhere(&self) -> impl Iterator<Item = String> {
        self.0.iter().filter_map(|reader| match reader {
            Reader::Llm(llm) => llm.elsewhere(),
            #[cfg(feature = "gliner")]
            Reader::Gliner(_) => None,
        })
    }

    /// Asks each reader about the document and adds what it proposes. A reader that fails leaves a problem.
    pub fn propose(&self, reading: &mut Reading) {
        for reader in &self.0 {
            let (proposals, problem) = reader.propose(&reading.document);
            reading.proposals.push(proposals);
            reading.problems.extend(problem);
        }
    }
}

fn open(choice: &Choice, settings: &Settings, codebook: &Codebook) -> Result<Reader, ReaderError> {
    match choice {
        Choice::Llm(url) => llm::Llm::new(url, settings, codebook).map(Box::new).map(Reader::Llm),
        #[cfg(feature = "gliner")]
        Choice::Gliner(path) => gliner::Gliner::open(path, codebook).map(Box::new).map(Reader::Gliner),
        #[cfg(not(feature = "gliner"))]
        Choice::Gliner(_) => Err(ReaderError::NotBuiltIn),
    }
}

impl Reader {
    fn propose(&self, document: &Document) -> (Proposals, Option<Problem>) {
        match self {
            Reader::Llm(llm) => llm.propose(document),
            #[cfg(feature = "gliner")]
            Reader::Gliner(gliner) => gliner.propose(document),
        }
    }
}
