//! Turns an annotated document into claims: who did what to whom, where and when, according to whom.
//!
//! In: [`Document`], [`Annotations`], [`Codebook`], [`Gazetteer`]. Out: [`Reading`]. No I/O, no clock, no randomness.
//! Start reading at [`code`], which knows the order; each stage is a module, each rule one file in it.
//! Not here: deciding whether a claim is true (see `assessment`).

mod acts;
mod attribution;
pub mod confidence;
mod dateline;
mod entities;
mod figures;
mod layers;
mod numbers;
mod setting;
mod statements;
#[cfg(test)]
mod testing;
mod text;
mod times;
mod tree;

pub use acts::Explanation;
pub use dateline::dateline;
pub use entities::Entities;
pub use layers::Layer;
pub use text::Text;
pub use times::{PhraseTime, Times, resolve_phrase};
pub use tree::Tree;

use codebook::Codebook;
use document::{Annotations, Document};
use domain::Reading;
use gazetteer::Gazetteer;

/// Reads who did what to whom in one document.
///
/// Same input, same codebook, same gazetteer: same result. Roughly linear in the number of tokens.
pub fn code(document: Document, annotations: &Annotations, codebook: &Codebook, gazetteer: &Gazetteer) -> Reading {
    code_without(&[], document, annotations, codebook, gazetteer)
}

/// As [`code`], without some layers of the finding of names: to measure what they are worth.
pub fn code_without(
    layers: &[Layer],
    mut document: Document,
    annotations: &Annotations,
    codebook: &Codebook,
    gazetteer: &Gazetteer,
) -> Reading {
    let text = Text { without: layers, ..Text::new(&document, annotations, codebook, gazetteer) };
    let mut entities = entities::find(&text);
    let times = times::find(&text);
    let mut statements = statements::find(&text, &entities);
    let mut acts = acts::find(&text, &entities, &times);
    attribution::link(&text, &entities, &mut acts, &mut statements);
    setting::settle(&text, &times, &mut entities, &mut acts);
    confidence::settle(&text, &entities, &mut acts);
    let doubtful = confidence::leave_out(&codebook.act_confidence, &mut acts, &mut statements);
    let figures = figures::find(&text, &entities, &times, &acts, &statements);
    let (published, times) = times.into_parts();
    document.published = published;
    let entities = entities.into_list();
    let problems = doubtful.into_iter().collect();
    Reading { document, entities, acts, statements, figures, times, problems, ..Reading::default() }
}

/// Why acts were, or were not, found at byte `offset` of the document's text: for `saksi explain`.
pub fn explain(
    document: &Document,
    annotations: &Annotations,
    codebook: &Codebook,
    gazetteer: &Gazetteer,
    offset: usize,
) -> Vec<Explanation> {
    let text = Text::new(document, annotations, codebook, gazetteer);
    let entities = entities::find(&text);
    let times = times::find(&text);
    acts::explain(&text, &entities, &times, offset)
}
