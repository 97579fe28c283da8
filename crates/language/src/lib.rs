//! Runs a spaCy v3 pipeline without Python: tokens, tags, tree, names, lemmas.
//!
//! Start reading at [`Pipeline`]. The parts inside are being rewritten; the interface here stays.

mod files;
#[allow(unsafe_code, warnings, clippy::all)]
mod post;
#[allow(unsafe_code, warnings, clippy::all)]
mod rough;
#[allow(unsafe_code, warnings, clippy::all)]
mod tok;

pub(crate) use files::Files;

use document::{Annotations, Label, NamedSpan, Span, Token};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A loaded model. Shared between threads; each thread asks for its own [`Worker`].
pub struct Pipeline {
    nlp: rough::Nlp,
    tokenizer: tok::Tokenizer,
    post: post::Post,
}

/// Annotates texts, one after the other, with its own caches.
pub struct Worker<'a> {
    pipeline: &'a Pipeline,
    words: rough::Words,
    scratch: rough::Scratch,
    chunks: tok::Cache,
    norms: HashMap<String, String>,
    lemmas: HashMap<(String, String, String), String>,
}

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file cannot be read.
    #[error("cannot read the model file {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A part is not there.
    #[error("the model {path} has no {what}")]
    Missing {
        /// The model.
        path: PathBuf,
        /// The part.
        what: String,
    },
}

impl Pipeline {
    /// Loads a model folder or a wheel.
    ///
    /// # Errors
    /// [`ModelError`] when a file is absent or unreadable.
    pub fn load(path: &Path) -> Result<Pipeline, ModelError> {
        let files = Files::open(path)?;
        let nlp = rough::Nlp::load(&files);
        let hash = |text: &str| nlp.symbols.get(text).copied().unwrap_or_else(|| rough::murmur64a(text.as_bytes(), 1));
        let post = post::Post::load(&files, &hash);
        let tokenizer = tok::Tokenizer::load(&files);
        Ok(Pipeline { nlp, tokenizer, post })
    }

    /// A worker for one thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            pipeline: self,
            words: Default::default(),
            scratch: Default::default(),
            chunks: Default::default(),
            norms: Default::default(),
            lemmas: Default::default(),
        }
    }
}

impl Worker<'_> {
    /// Everything that the pipeline knows about `text`.
    pub fn annotate(&mut self, text: &str) -> Annotations {
        let Pipeline { nlp, tokenizer, post } = self.pipeline;
        let hash = |text: &str| nlp.symbols.get(text).copied().unwrap_or_else(|| rough::murmur64a(text.as_bytes(), 1));
        let pieces = tokenizer.tokenize(&mut self.chunks, text);
        let mut ids = Vec::with_capacity(pieces.len());
        for piece in &pieces {
            let norm = match &piece.norm {
                Some(norm) => norm.clone(),
                None => self
                    .norms
                    .entry(piece.orth.clone())
                    .or_insert_with(|| post.norm(&piece.orth, hash(&piece.orth)))
                    .clone(),
            };
            ids.push((nlp.lexeme(&mut self.words, &piece.orth, &norm), piece.ws));
        }
        let mut answer = nlp.run(&mut self.words, &ids, &mut self.scratch);
        let words: Vec<&str> = pieces.iter().map(|piece| &piece.orth[..]).collect();
        let mut tags: Vec<String> = answer.tags.iter().map(|&tag| nlp.tags[tag].clone()).collect();
        let attributes = post.rule(&words, &mut tags, &mut answer.deps);
        let mut tokens = Vec::with_capacity(words.len());
        let mut at = 0;
        for i in 0..words.len() {
            let lemma =
                attributes[i].lemma.clone().unwrap_or_else(|| post.lemma(&mut self.lemmas, words[i], &attributes[i]));
            tokens.push(Token {
                span: Span::new(at, at + words[i].len()),
                tag: Label::new(&tags[i]),
                pos: Label::new(&attributes[i].pos),
                morph: Label::new(&attributes[i].morph),
                lemma: lemma.into(),
                head: answer.heads[i],
                dep: Label::new(&answer.deps[i]),
                sentence_start: answer.ss[i],
            });
            at += words[i].len() + usize::from(pieces[i].ws);
        }
        let starts: Vec<usize> = (0..tokens.len()).filter(|&i| i == 0 || tokens[i].sentence_start).collect();
        let ends = starts.iter().skip(1).copied().chain([tokens.len()]);
        let sentences = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
        let names = answer.ents.iter();
        let names =
            names.map(|e| NamedSpan { tokens: e.0..e.1, label: Label::new(&nlp.ner_names[e.2 as usize]) }).collect();
        Annotations { tokens, names, sentences }
    }
}
