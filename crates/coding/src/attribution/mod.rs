//! Which statements speak of which acts, and what that makes of both.
//!
//! Start reading at [`link`]. Nothing here says what is true: an act keeps the status that the text gives it.

mod background;
mod containment;
mod content;
mod denials;
mod first_person;
mod kinds;
mod own_voice;
mod speakers;
mod status;
#[cfg(test)]
mod tests;

use crate::{Entities, Text};
use domain::{Act, Statement};

/// Links acts and statements, settles the status of acts and the kind of statements.
///
/// O(n log n) in acts and statements, linear in the tokens of contents.
pub fn link(text: &Text<'_>, entities: &Entities, acts: &mut [Act], statements: &mut [Statement]) {
    containment::link(acts, statements);
    background::part(text, acts, statements);
    first_person::resolve(text, entities, acts, statements);
    let said = status::Said::of_all(text, entities, statements);
    status::settle(text, acts, statements, &said);
    own_voice::confirm(acts);
    kinds::settle(text, entities, acts, statements, &said);
    denials::join(acts, statements);
    denials::answer(text, acts, statements);
}
