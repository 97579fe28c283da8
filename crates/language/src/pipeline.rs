//! A loaded model.

use crate::ModelError;
use crate::attribute_ruler::AttributeRuler;
use crate::config::{self, Meta};
use crate::files::Files;
use crate::lemmatizer::Lemmatizer;
use crate::names::NameFinder;
use crate::norms::Norms;
use crate::parser::Parser;
use crate::processor::Processor;
use crate::shouting;
use crate::store;
use crate::tagger::Tagger;
use crate::tok2vec::Tok2Vec;
use crate::tokenizer::Tokenizer;
use crate::vectors::Vectors;
use crate::weights::WeightsFile;
use crate::worker::Worker;
use std::collections::HashSet;
use std::path::Path;
use std::thread;

/// A spaCy v3 pipeline, ready to run. Nothing in it changes, so threads share it; each asks for its own [`Worker`].
pub struct Pipeline {
    pub(crate) processor: Processor,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) norms: Norms,
    pub(crate) vectors: Option<Vectors>,
    pub(crate) shared: Tok2Vec,
    pub(crate) tagger: Tagger,
    pub(crate) parser: Parser,
    pub(crate) ruler: AttributeRuler,
    pub(crate) lemmatizer: Lemmatizer,
    pub(crate) names: NameFinder,
    /// Abbreviations that end no sentence.
    open_words: HashSet<Box<str>>,
    meta: Meta,
    sha256: String,
}

impl Pipeline {
    /// Loads a model: the folder that spaCy loads (or a folder around it), or the wheel that it is shipped in.
    ///
    /// An installed model (see [`store`]) is checked against the sizes in its manifest; `store::verify` checks more.
    ///
    /// # Errors
    /// [`ModelError`], with the file and what is wrong with it.
    pub fn load(path: &Path) -> Result<Pipeline, ModelError> {
        Pipeline::load_for(path, Processor::detect())
    }

    /// The same, with chosen instructions.
    ///
    /// # Errors
    /// As [`Pipeline::load`].
    pub fn load_for(path: &Path, processor: Processor) -> Result<Pipeline, ModelError> {
        let files = Files::open(path)?;
        let digest = store::recorded_digest(&files)?;
        Pipeline::from_files(&files, processor, digest)
    }

    /// Keeps words whole that the rules of the model would take apart, so that "Maj." ends no sentence. What the model itself
    /// spells out stays as it is.
    pub fn keep_whole<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        self.open_words.extend(words.map(Box::from));
        self.tokenizer.keep_whole(self.open_words.iter().map(Box::as_ref));
    }

    /// Whether a word is an abbreviation that goes on: the parser starts no sentence behind it.
    pub(crate) fn ends_nothing(&self, word: &str) -> bool {
        self.open_words.contains(word)
    }

    /// `digest`: the digest of the files, when it is known.
    pub(crate) fn from_files(
        files: &Files,
        processor: Processor,
        digest: Option<String>,
    ) -> Result<Pipeline, ModelError> {
        config::check(files)?;
        let meta = Meta::load(files)?;
        thread::scope(|scope| {
            let rules =
                scope.spawn(|| Ok((Tokenizer::load(files)?, AttributeRuler::load(files)?, Lemmatizer::load(files)?)));
            let digest = scope.spawn(|| digest.map_or_else(|| store::digest_of(files), Ok));
            let norms = Norms::load(files)?;
            let vectors = Vectors::load(files)?;
            let file = WeightsFile::read(files, "tok2vec/model")?;
            let shared = Tok2Vec::new(&file.weights()?, vectors.as_ref())?;
            drop(file);
            let tagger = Tagger::load(files, shared.width())?;
            let parser = Parser::load(files, shared.width())?;
            let names = NameFinder::load(files, shared.width(), vectors.as_ref())?;
            let (tokenizer, ruler, lemmatizer) = joined(rules)?;
            let sha256 = joined(digest)?;
            Ok(Pipeline {
                processor,
                tokenizer,
                norms,
                vectors,
                shared,
                tagger,
                parser,
                ruler,
                lemmatizer,
                names,
                open_words: HashSet::new(),
                meta,
                sha256,
            })
        })
    }

    /// A worker for one thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker::new(self)
    }

    /// Whether a word in small letters is a function word, or it or its base form is in the model's word lists.
    pub fn knows_common_word(&self, lower: &str) -> bool {
        shouting::is_common(lower, &self.lemmatizer)
    }

    /// Such as `en_core_web_md`.
    pub fn name(&self) -> &str {
        &self.meta.name
    }

    /// Such as `3.8.0`.
    pub fn version(&self) -> &str {
        &self.meta.version
    }

    /// ISO 639-1, such as `en`.
    pub fn language(&self) -> &str {
        &self.meta.language
    }

    /// SHA-256 in hexadecimal over the files that decide the answers; the same for a folder, a wheel and an embedded
    /// copy of one model. For the way it is computed see [`store`].
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// The result of a thread; its panic goes on here.
fn joined<T>(handle: thread::ScopedJoinHandle<'_, T>) -> T {
    handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
