//! Who and what is spoken of, with all mentions.

use crate::Text;
use domain::{Entity, EntityIdx, Span};

/// The entities of a document, and which tokens speak of them.
#[derive(Debug, Default)]
pub struct Entities {
    list: Vec<Entity>,
    /// For each token, the entity of the narrowest mention that it is the head word of.
    by_head: Vec<Option<EntityIdx>>,
    /// For each token, the entity of the narrowest mention that covers it.
    by_token: Vec<Option<EntityIdx>>,
}

impl Entities {
    /// All entities.
    pub fn list(&self) -> &[Entity] {
        &self.list
    }

    /// The entity at `entity_idx`.
    pub fn get(&self, entity_idx: EntityIdx) -> &Entity {
        &self.list[entity_idx]
    }

    /// The entity that the noun phrase or pronoun headed by `token_idx` speaks of.
    pub fn headed_by(&self, token_idx: usize) -> Option<EntityIdx> {
        self.by_head.get(token_idx).copied().flatten()
    }

    /// The entity of the narrowest mention that covers `token_idx`.
    pub fn covering(&self, token_idx: usize) -> Option<EntityIdx> {
        self.by_token.get(token_idx).copied().flatten()
    }

    /// The entities whose mentions overlap `span`, each once, in order.
    pub fn within(&self, text: &Text<'_>, span: Span) -> Vec<EntityIdx> {
        let mut found: Vec<EntityIdx> = text.annotations.tokens_in(span).filter_map(|i| self.covering(i)).collect();
        let mut seen = std::collections::HashSet::new();
        found.retain(|entity| seen.insert(*entity));
        found
    }

    pub(crate) fn into_list(self) -> Vec<Entity> {
        self.list
    }
}

/// Finds names, nominals and pronouns and joins those that speak of one.
pub fn find(_text: &Text<'_>) -> Entities {
    Entities::default()
}
