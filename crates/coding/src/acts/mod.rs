//! What was done: acts with their triggers and participants.

use crate::{Entities, Text, Times};
use domain::Act;

/// Finds the acts. Status is what grammar alone says (negation, modality, plans); [`crate::attribution`] adds who says so.
pub fn find(_text: &Text<'_>, _entities: &Entities, _times: &Times) -> Vec<Act> {
    Vec::new()
}
