//! The reader `gliner`: finds names of any kind that is asked for with a GLiNER span model (Zaratiana et al. 2024, NAACL), as ONNX.
//!
//! The same steps as the authors' library: words, prompt of labels, word pieces, one run, scores of all short spans, and the best
//! spans that do not overlap. Everything runs in this program; no file is fetched.

mod config;
mod decode;
mod labels;
mod network;
mod prompt;
#[cfg(test)]
mod tests;
mod wire;
mod words;

use crate::{ReaderError, pieces};
use codebook::Codebook;
use config::Config;
use document::{Document, Problem, Span};
use domain::{Proposal, ProposalKind, Proposals, ProposingReader};
use labels::Label;
use network::Network;
use prompt::Prompter;
use sha2::{Digest, Sha256};
use std::path::Path;
use words::Word;

/// Bytes of text that are shown at once: a few sentences, as in the models' training data.
const PIECE: usize = 1_500;
/// Most word pieces of one run: memory grows with their square.
const MAX_TOKENS: usize = 1_024;

/// A model in memory. Shared by all threads.
#[derive(Debug)]
pub struct Gliner {
    network: Network,
    prompter: Prompter,
    labels: Vec<Label>,
    config: Config,
    model: String,
    version: String,
}

/// The model could not make anything of a stretch of text.
#[derive(Debug, thiserror::Error)]
enum GlinerError {
    #[error("the tokenizer failed")]
    Tokenizer,
    #[error("the model failed while it ran")]
    Run,
    #[error("the model's answer has another shape than that of a span model")]
    Shape,
}

impl Gliner {
    /// Loads the model in the file `path`, with `tokenizer.json` and `gliner_config.json` beside it or one folder up.
    ///
    /// # Errors
    /// [`ReaderError::File`], [`ReaderError::Model`], [`ReaderError::Codebook`].
    pub fn open(path: &Path, codebook: &Codebook) -> Result<Gliner, ReaderError> {
        let labels = labels::load(codebook)?;
        let config = Config::open(path)?;
        let bytes = std::fs::read(path).map_err(|source| ReaderError::File { path: path.to_owned(), source })?;
        let version =
            Sha256::digest(&bytes).iter().fold("sha256:".to_owned(), |hex, byte| hex + &format!("{byte:02x}"));
        let names: Vec<&str> = labels.iter().map(|label| label.name.as_str()).collect();
        let prompter = Prompter::open(path, &config, &names)?;
        let network = Network::new(bytes, path)?;
        Ok(Gliner { network, prompter, labels, config, model: model_name(path), version })
    }

    /// What the model proposes, and what went wrong. What it found before it failed is kept.
    pub fn propose(&self, document: &Document) -> (Proposals, Option<Problem>) {
        let mut proposals = Proposals {
            reader: ProposingReader::Gliner,
            model: Some(self.model.clone()),
            version: Some(self.version.clone()),
            list: Vec::new(),
            dropped: 0,
        };
        let read = self.find_all(document, &mut proposals.list);
        (proposals, read.err().map(|error| Problem::new("gliner-failed", format!("the gliner reader: {error}"))))
    }

    fn find_all(&self, document: &Document, found: &mut Vec<Proposal>) -> Result<(), GlinerError> {
        for piece in pieces::pieces(document, PIECE) {
            let words = words::split(document.quote(piece), piece.start);
            for window in words.chunks(self.config.max_len) {
                self.find(window, &document.text, found)?;
            }
        }
        Ok(())
    }

    /// Adds what is named in `window`, a stretch of words of `text`.
    fn find(&self, window: &[Word], text: &str, found: &mut Vec<Proposal>) -> Result<(), GlinerError> {
        let question = self.prompter.ask(window, text)?;
        if question.n_tokens() > MAX_TOKENS && window.len() > 1 {
            let (left, right) = window.split_at(window.len() / 2);
            self.find(left, text, found)?;
            return self.find(right, text, found);
        }
        let scores = self.network.run(&question, self.config.max_width, self.labels.len())?;
        let thresholds: Vec<f32> = self.labels.iter().map(|label| label.at_least).collect();
        for span in decode::best(&scores, window.len(), &thresholds) {
            found.extend(self.proposal(&span, window));
        }
        Ok(())
    }

    fn proposal(&self, span: &decode::Scored, window: &[Word]) -> Option<Proposal> {
        let (first, last) = (window.get(span.first)?, window.get(span.last)?);
        Some(Proposal {
            kind: ProposalKind::Entity(self.labels.get(span.label)?.kind),
            span: Span::new(first.span.start, last.span.end),
            evidence: None,
            participants: Vec::new(),
            score: Some(f64::from(span.score)),
        })
    }
}

/// What the model is called: the file, or its folder where the file is only called `model`.
fn model_name(path: &Path) -> String {
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_general = |name: &str| name.starts_with("model") || name == "onnx" || name.is_empty();
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = |n: usize| {
        absolute.ancestors().nth(n).and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned())
    };
    [Some(stem(path)), folder(1), folder(2)]
        .into_iter()
        .flatten()
        .find(|name| !is_general(name))
        .unwrap_or_else(|| stem(path))
}
