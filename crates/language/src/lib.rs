//! Runs a spaCy v3 pipeline without Python: tokens, tags, trees, names, lemmas, the same as spaCy's.
//!
//! In: text, and a model as Explosion publishes it. Out: [`document::Annotations`]. Start reading at [`Pipeline`], then
//! [`Worker::annotate`]; each part of the pipeline is one file, whose first lines name its source. [`store`] finds and
//! installs models. Not here: what a name or a verb means for a case (see the crate `coding`).
//!
//! ```no_run
//! let pipeline = language::open(None)?;
//! let annotations = pipeline.worker().annotate("Police in Marovia arrested two people.");
//! assert_eq!(annotations.tokens[3].lemma.as_ref(), "arrest");
//! # Ok::<(), language::ModelError>(())
//! ```

mod attribute_ruler;
pub mod casing;
mod characters;
mod config;
mod error;
mod files;
mod hashes;
mod lemmatizer;
mod lexicon;
mod matrix;
mod maxout;
mod message_pack;
mod names;
mod norms;
mod parser;
mod pieces;
mod pipeline;
mod processor;
mod shouting;
pub mod store;
mod tagger;
mod tok2vec;
mod tokenizer;
mod transition;
mod vectors;
mod weights;
mod worker;

pub use error::ModelError;
pub(crate) use files::Files;
pub use pipeline::Pipeline;
pub use processor::Processor;
pub use store::open;
pub use worker::Worker;
