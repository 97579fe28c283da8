//! Who says what: speakers, cues and contents.

use crate::{Entities, Text};
use domain::Statement;

/// Finds direct and indirect speech. Kinds are a first guess from the cue; [`crate::attribution`] settles them.
pub fn find(_text: &Text<'_>, _entities: &Entities) -> Vec<Statement> {
    Vec::new()
}
