//! Who and what is spoken of, with all mentions.
//!
//! [`find`] knows the order: names, noun phrases and pronouns become candidates, `resolve` joins those that speak of
//! one, then roles, places and protection are read off what was joined.

mod candidate;
mod names;
mod nominals;
mod places;
mod pronouns;
mod protection;
mod resolve;
mod roles;
mod words;

use crate::Text;
use candidate::Candidate;
use domain::{Entity, EntityIdx, Mention, MentionForm, Span};
use std::collections::HashMap;

/// The entities of a document, and which tokens speak of them.
#[derive(Debug, Default)]
pub struct Entities {
    list: Vec<Entity>,
    /// For each token, the entity of the narrowest mention that it is the head word of.
    by_head: Vec<Option<EntityIdx>>,
    /// For each token, the entity of the narrowest mention that covers it.
    by_token: Vec<Option<EntityIdx>>,
    /// For each entity, the people that it is made of where the text names them one by one.
    members: Vec<Vec<EntityIdx>>,
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

    /// The people that a group is made of, when the text names them one by one: "A and B ... the two men".
    pub fn members(&self, entity_idx: EntityIdx) -> &[EntityIdx] {
        self.members.get(entity_idx).map(Vec::as_slice).unwrap_or_default()
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

    /// Says that the pronoun at `token_idx` speaks of `entity`: "I" and "we" inside what somebody said.
    ///
    /// A pronoun that already speaks of another entity is moved. Unknown tokens and entities change nothing.
    pub fn bind_pronoun(&mut self, text: &Text<'_>, token_idx: usize, entity: EntityIdx) {
        if token_idx >= self.by_head.len() || entity >= self.list.len() || self.by_head[token_idx] == Some(entity) {
            return;
        }
        let span = text.token(token_idx).span;
        if let Some(before) = self.by_head[token_idx] {
            self.list[before].mentions.retain(|mention| mention.span != span);
        }
        let mentions = &mut self.list[entity].mentions;
        let place = mentions.partition_point(|mention| mention.span < span);
        mentions.insert(place, Mention { span, form: MentionForm::Pronoun });
        self.by_head[token_idx] = Some(entity);
        self.by_token[token_idx] = Some(entity);
    }

    /// Adds an entity that no token is the head of, such as the country of "Thai police".
    pub(crate) fn add(&mut self, entity: Entity) -> EntityIdx {
        self.list.push(entity);
        self.list.len() - 1
    }

    pub(crate) fn into_list(self) -> Vec<Entity> {
        self.list
    }
}

/// Finds names, nominals and pronouns and joins those that speak of one. Roughly linear in the number of tokens.
pub fn find(text: &Text<'_>) -> Entities {
    let names = names::find(text);
    let candidates = candidates(text, &names);
    let drafts = resolve::resolve(text, &names, &candidates);
    build(text, &candidates, drafts)
}

fn candidates(text: &Text<'_>, names: &[names::Name]) -> Vec<Candidate> {
    let mut covered = vec![false; text.len()];
    names.iter().for_each(|name| covered[name.tokens.clone()].fill(true));
    let mut all: Vec<Candidate> = names.iter().enumerate().map(|(i, name)| named(text, i, name)).collect();
    all.extend(pronouns::find(text).into_iter().filter(|candidate| !covered[candidate.head]));
    // Headlines leave articles and verbs out, so their noun phrases cannot be trusted.
    names::headings(text).into_iter().for_each(|span| covered[text.annotations.tokens_in(span)].fill(true));
    all.extend(nominals::find(text, &covered));
    all.sort_by_key(|candidate| (candidate.head, candidate.tokens.start));
    all
}

fn named(text: &Text<'_>, position: usize, name: &names::Name) -> Candidate {
    Candidate {
        tokens: name.tokens.clone(),
        head: words::head(text, &name.tokens),
        form: MentionForm::Name,
        kind: name.kind,
        plural: name.kind == domain::EntityKind::Group,
        number: None,
        gender: roles::title_gender(text, name.tokens.start),
        definite: true,
        name: Some(position),
    }
}

/// Turns drafts into entities in order of first mention; drafts without a mention are left out.
fn build(text: &Text<'_>, candidates: &[Candidate], drafts: Vec<resolve::Draft>) -> Entities {
    let mut numbered: Vec<(usize, resolve::Draft)> =
        drafts.into_iter().enumerate().filter(|(_, draft)| !draft.mentions.is_empty()).collect();
    numbered.iter_mut().for_each(|(_, draft)| draft.mentions.sort_by_key(|&i| candidates[i].tokens.start));
    numbered.sort_by_key(|(_, draft)| candidates[draft.mentions[0]].tokens.start);
    let place: HashMap<usize, EntityIdx> = numbered.iter().enumerate().map(|(i, (draft, _))| (*draft, i)).collect();
    let drafts: Vec<resolve::Draft> = numbered.into_iter().map(|(_, draft)| draft).collect();
    let of_draft =
        |draft: &resolve::Draft| draft.members.iter().filter_map(|member| place.get(member).copied()).collect();
    let mut entities = Entities {
        list: Vec::with_capacity(drafts.len()),
        by_head: vec![None; text.len()],
        by_token: vec![None; text.len()],
        members: drafts.iter().map(of_draft).collect(),
    };
    let mut width = vec![usize::MAX; text.len()];
    for (entity_idx, draft) in drafts.iter().enumerate() {
        for mention in draft.mentions.iter().map(|&i| &candidates[i]) {
            entities.by_head[mention.head].get_or_insert(entity_idx);
            if let Some(measured) = nominals::of_measure(text, mention.head).filter(|i| mention.tokens.contains(i)) {
                entities.by_head[measured] = Some(entity_idx);
            }
            for token_idx in mention.tokens.clone().filter(|&i| mention.tokens.len() < width[i]).collect::<Vec<_>>() {
                width[token_idx] = mention.tokens.len();
                entities.by_token[token_idx] = Some(entity_idx);
            }
        }
        entities.list.push(entity(text, candidates, draft));
    }
    places::fix(text, candidates, &drafts, &mut entities.list);
    name_sets(&mut entities);
    entities
}

/// People who are only spoken of together as "they" are called by their names.
fn name_sets(entities: &mut Entities) {
    for entity_idx in (0..entities.list.len()).filter(|&i| !entities.members[i].is_empty()) {
        if entities.list[entity_idx].mentions.iter().all(|mention| mention.form == MentionForm::Pronoun) {
            let names: Vec<&str> =
                entities.members[entity_idx].iter().map(|&i| entities.list[i].name.as_str()).collect();
            entities.list[entity_idx].name = match names.split_last() {
                Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
                _ => names.concat(),
            };
        }
    }
}

fn entity(text: &Text<'_>, candidates: &[Candidate], draft: &resolve::Draft) -> Entity {
    let mention =
        |&i: &usize| Mention { span: words::span(text, candidates[i].tokens.clone()), form: candidates[i].form };
    let roles = roles::of(text, candidates, draft);
    Entity {
        kind: draft.kind,
        name: resolve::display_name(text, candidates, draft),
        mentions: draft.mentions.iter().map(mention).collect(),
        protected: protection::is_protected(text, candidates, draft, &roles),
        roles,
        place: None,
    }
}
