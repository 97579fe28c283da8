//! Which countries a document speaks of, by name, by their people, and by the places that lie in them.

use crate::{Entities, Text};
use codebook::Country;
use document::Span;
use domain::{Entity, EntityIdx, EntityKind, Mention, MentionForm, PlaceFix, PlacePrecision};
use std::collections::BTreeMap;

/// A document speaks mainly of one country when so many of all words for countries and places are of it.
const MAIN_SHARE: f64 = 0.6;

/// The same for the country that it is reported from.
const DATELINE_SHARE: f64 = 0.25;

/// What a document says of one country.
#[derive(Debug, Default)]
struct Spoken {
    /// The entity that bears its name, with its number of mentions.
    entity: Option<(usize, EntityIdx)>,
    /// Words for its people: "Thai", "South Africans".
    people: Vec<Span>,
    /// How often the document speaks of it or of a place in it.
    weight: usize,
}

/// The countries that a document speaks of.
#[derive(Debug, Default)]
pub(super) struct Countries {
    spoken: BTreeMap<String, Spoken>,
    /// The country of the town in the dateline.
    dateline: Option<String>,
}

impl Countries {
    /// Reads the whole document. O(tokens + mentions).
    pub fn of(text: &Text<'_>, entities: &Entities) -> Countries {
        let mut countries = Countries::default();
        for (entity_idx, entity) in entities.list().iter().enumerate() {
            countries.note_place(entity_idx, entity);
        }
        countries.dateline = dateline(text, entities);
        let mut token_idx = 0;
        while token_idx < text.len() {
            let found = people_at(text, token_idx);
            if let Some((country, n_tokens)) = found {
                let spoken = countries.spoken.entry(country.iso.clone()).or_default();
                spoken.people.push(text.span(token_idx..token_idx + n_tokens));
                spoken.weight += 1;
            }
            token_idx += found.map_or(1, |(_, n_tokens)| n_tokens);
        }
        countries
    }

    fn note_place(&mut self, entity_idx: EntityIdx, entity: &Entity) {
        let Some(fix) = entity.place.as_ref().filter(|_| entity.kind == EntityKind::Place) else { return };
        let Some(iso) = &fix.country else { return };
        let n_names = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name).count();
        let spoken = self.spoken.entry(iso.clone()).or_default();
        spoken.weight += n_names;
        if fix.precision == PlacePrecision::Country && spoken.entity.is_none_or(|(most, _)| most < n_names) {
            spoken.entity = Some((n_names, entity_idx));
        }
    }

    /// The country that the document mainly speaks of, when it is one.
    pub fn main(&self) -> Option<&str> {
        // A report from a country is about that country unless it hardly speaks of it.
        let all: usize = self.spoken.values().map(|spoken| spoken.weight).sum();
        #[allow(clippy::cast_precision_loss)] // Counts of words.
        let share = |spoken: &Spoken| spoken.weight as f64 / all.max(1) as f64;
        let reported_from = self.dateline.as_ref().and_then(|iso| self.spoken.get_key_value(iso));
        if let Some((iso, _)) = reported_from.filter(|(_, spoken)| share(spoken) >= DATELINE_SHARE) {
            return Some(iso);
        }
        let (iso, most) = self.spoken.iter().max_by_key(|(_, spoken)| spoken.weight)?;
        (share(most) >= MAIN_SHARE).then_some(iso.as_str())
    }

    /// The entity of a country: the one that bears its name, else one made of the words for its people.
    ///
    /// `None` when the document uses neither: no entity without words.
    pub fn entity(&mut self, text: &Text<'_>, entities: &mut Entities, iso: &str) -> Option<EntityIdx> {
        let spoken = self.spoken.get_mut(iso)?;
        if let Some((_, entity_idx)) = spoken.entity {
            return Some(entity_idx);
        }
        let country = text.codebook.countries.with_code(iso).filter(|_| !spoken.people.is_empty())?;
        let entity_idx = entities.add(entity_of(country, &spoken.people));
        spoken.entity = Some((0, entity_idx));
        Some(entity_idx)
    }
}

fn entity_of(country: &Country, people: &[Span]) -> Entity {
    Entity {
        kind: EntityKind::Place,
        name: country.name.clone(),
        mentions: people.iter().map(|&span| Mention { span, form: MentionForm::Nominal }).collect(),
        roles: Vec::new(),
        protected: false,
        place: Some(PlaceFix {
            latitude: Some(country.latitude),
            longitude: Some(country.longitude),
            precision: PlacePrecision::Country,
            country: Some(country.iso.clone()),
            gazetteer: format!("iso3166:{}", country.iso),
        }),
    }
}

/// The country whose people the words at `token_idx` name, and how many words they are: "Thai" 1, "South African" 2.
pub(super) fn people_at<'a>(text: &Text<'a>, token_idx: usize) -> Option<(&'a Country, usize)> {
    let capital = |i: usize| text.word(i).chars().next().is_some_and(char::is_uppercase);
    if !capital(token_idx) {
        return None;
    }
    let countries = &text.codebook.countries;
    let word = text.lower(token_idx);
    let next = token_idx + 1;
    let two = (next < text.len() && capital(next)).then(|| format!("{word} {}", text.lower(next)));
    let of_two = two.and_then(|two| countries.of_people(&two));
    of_two.map(|country| (country, 2)).or_else(|| countries.of_people(&word).map(|country| (country, 1)))
}

/// The country of the place that the body starts with: "SELM, Karvia (CNA) -", "Selm (Reuters) -".
fn dateline(text: &Text<'_>, entities: &Entities) -> Option<String> {
    let starts = text.document.blocks.iter().take(3).map(|block| block.span.start);
    starts.chain(std::iter::once(0)).find_map(|start| {
        let first = text.annotations.tokens.partition_point(|token| token.span.start < start);
        let entity = entities.get(entities.covering(first)?);
        let mention = entity.mentions.iter().find(|mention| mention.span.start == start)?;
        let rest = text.document.text.get(mention.span.end..)?;
        let head = &rest[..rest.floor_char_boundary(80)];
        let marked =
            head.starts_with([',', ' ']) && ["(", "--", "—", "–", " - "].iter().any(|mark| head.contains(mark));
        entity.place.as_ref().filter(|_| marked && entity.kind == EntityKind::Place)?.country.clone()
    })
}
