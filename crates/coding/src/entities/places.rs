//! Where the places lie: which of several places of one name the text means.
//!
//! A country that follows the name decides; else what the document speaks of, the kind of place that the words beside
//! the name say, and size. Small places far from everything else that the text mentions are left without a position.

use super::candidate::Candidate;
use super::resolve::Draft;
use crate::Text;
use codebook::{Country, PlaceWidth};
use domain::{Entity, EntityKind, MentionForm, PlaceFix, PlacePrecision};
use gazetteer::{Place, PlaceKind};
use std::collections::HashMap;

/// A place this large is meant even when nothing else in the text lies in its country.
const LARGE: u32 = 100_000;

/// The sources give regions no population; most have about this many.
const OF_A_REGION: u32 = 200_000;

/// Gives places the fix that the gazetteer knows. `drafts` and `entities` go side by side.
pub(crate) fn fix(text: &Text<'_>, candidates: &[Candidate], drafts: &[Draft], entities: &mut [Entity]) {
    let mut spoken_of = countries_spoken_of(text);
    // What was found first tells where the rest may lie.
    for _ in 0..2 {
        let places = drafts.iter().zip(entities.iter_mut()).filter(|(_, entity)| entity.kind == EntityKind::Place);
        for (draft, entity) in places.filter(|(_, entity)| entity.place.is_none()) {
            let region = is_region(text, candidates, draft, &entity.name, &spoken_of);
            entity.place = country(text, &entity.name)
                .filter(|_| !region)
                .or_else(|| of_draft(text, candidates, draft, entity, &spoken_of));
        }
        for fix in entities.iter().filter_map(|entity| entity.place.as_ref()) {
            fix.country.iter().for_each(|iso| *spoken_of.entry(iso.clone()).or_default() += 1);
        }
    }
}

fn of_draft(
    text: &Text<'_>,
    candidates: &[Candidate],
    draft: &Draft,
    entity: &Entity,
    spoken_of: &HashMap<String, usize>,
) -> Option<PlaceFix> {
    let mentions = draft.mentions.iter().map(|&i| &candidates[i]);
    let names: Vec<&Candidate> = mentions.filter(|mention| mention.form == MentionForm::Name).take(12).collect();
    let mut fix = place(text, &entity.name, &names, spoken_of).filter(|_| !names.is_empty())?;
    fix.precision = narrowed(text, fix.precision, &entity.name);
    Some(fix)
}

/// Whether a place that bears the name of a country is a region of another: "Niger State"; "Georgia" in a text that speaks
/// of Americans and never of Georgians.
fn is_region(
    text: &Text<'_>,
    candidates: &[Candidate],
    draft: &Draft,
    name: &str,
    spoken_of: &HashMap<String, usize>,
) -> bool {
    let Some(country) = text.codebook.countries.named(&name.to_lowercase()) else { return false };
    let of_others = |place: &Place| place.kind == PlaceKind::Region && place.country != country.iso;
    let regions: Vec<Place> = text.gazetteer.places(name).into_iter().filter(of_others).collect();
    if regions.is_empty() {
        return false;
    }
    let names = || draft.mentions.iter().map(|&i| &candidates[i]).filter(|mention| mention.form == MentionForm::Name);
    if names().take(12).any(|mention| width_beside(text, mention) == Some(PlaceWidth::Region)) {
        return true;
    }
    // Its own name is one of the times that the text speaks of the country.
    let otherwise = spoken_of.get(&country.iso).copied().unwrap_or(0).saturating_sub(names().count());
    let elsewhere = regions.iter().filter_map(|place| spoken_of.get(&place.country)).max().copied().unwrap_or(0);
    otherwise == 0 && elsewhere > 2 * names().count()
}

fn country(text: &Text<'_>, name: &str) -> Option<PlaceFix> {
    let lower = name.to_lowercase();
    let country = text.codebook.countries.named(lower.trim_start_matches("the "))?;
    Some(country_fix(country, PlacePrecision::Country, (country.latitude, country.longitude)))
}

fn country_fix(country: &Country, precision: PlacePrecision, position: (f64, f64)) -> PlaceFix {
    PlaceFix {
        latitude: Some(position.0),
        longitude: Some(position.1),
        precision,
        country: Some(country.iso.clone()),
        gazetteer: format!("iso3166:{}", country.iso),
    }
}

fn place(text: &Text<'_>, name: &str, names: &[&Candidate], spoken_of: &HashMap<String, usize>) -> Option<PlaceFix> {
    let asked = names.iter().find_map(|mention| within(text, mention.tokens.end));
    let width = names.iter().find_map(|mention| width_beside(text, mention));
    let bare = without_place_noun(text, name);
    let mut found = text.gazetteer.places(name);
    if found.is_empty() {
        found = text.gazetteer.places(bare);
    }
    let capital_of =
        text.codebook.countries.iter().find(|country| gazetteer::key(&country.capital) == gazetteer::key(bare));
    let is_capital =
        |place: &Place| place.kind == PlaceKind::Town && capital_of.is_some_and(|country| country.iso == place.country);
    // "Veltorra, Norholm and Tal" is a list: what follows decides only when a place of this name lies there.
    let asked = asked.filter(|asked| found.iter().any(|place| lies_in(place, asked)));
    let score = |place: &Place| score(place, is_capital(place), asked.as_deref(), width, spoken_of);
    let best = found.into_iter().map(|place| (score(&place), place)).max_by(|left, right| left.0.total_cmp(&right.0));
    let (_, best) = best.filter(|(score, _)| *score > 0.0)?;
    Some(PlaceFix {
        latitude: best.position.map(|(latitude, _)| latitude),
        longitude: best.position.map(|(_, longitude)| longitude),
        precision: if best.kind == PlaceKind::Town { PlacePrecision::City } else { PlacePrecision::Region },
        country: Some(best.country.clone()),
        gazetteer: best.id,
    })
}

/// How well a place fits; nothing above zero is believable.
fn score(
    place: &Place,
    is_capital: bool,
    asked: Option<&str>,
    width: Option<PlaceWidth>,
    spoken_of: &HashMap<String, usize>,
) -> f64 {
    // A tenfold size outweighs a country that is only mentioned in passing.
    let population = if place.kind == PlaceKind::Region { OF_A_REGION } else { place.population.max(1) };
    let size = 2.0 * f64::from(population).log10();
    let of_state = if is_capital { 4.0 } else { 0.0 };
    let mentions = spoken_of.get(&place.country).copied().unwrap_or(0);
    let of_document = if mentions > 0 { 2.0 + (mentions as f64).log2().min(4.0) } else { 0.0 };
    let as_asked = match asked {
        Some(asked) if lies_in(place, asked) => 13.0,
        Some(_) => -6.0,
        None => 0.0,
    };
    let as_wide = match (width, place.kind) {
        (Some(PlaceWidth::Region), PlaceKind::Region) => 14.0,
        (Some(PlaceWidth::Region), PlaceKind::District) => 11.0,
        (Some(PlaceWidth::City), PlaceKind::Town) => 3.0,
        _ => 0.0,
    };
    let known = place.population >= LARGE || mentions > 0 || as_asked > 0.0 || place.kind == PlaceKind::Region;
    if known { size + of_state + of_document + as_asked + as_wide } else { 0.0 }
}

/// Whether a place lies in a country ("ID") or a division ("US-IL").
fn lies_in(place: &Place, asked: &str) -> bool {
    asked == place.country || asked.split_once('-') == Some((&place.country, &place.division))
}

/// How often the text names each country or its people.
pub(crate) fn countries_spoken_of(text: &Text<'_>) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for token_idx in (0..text.len()).filter(|&i| super::words::is_capitalized(text.word(i))) {
        let lower = text.lower(token_idx);
        let countries = &text.codebook.countries;
        if let Some(country) = countries.named(&lower).or_else(|| countries.of_people(&lower)) {
            *counts.entry(country.iso.clone()).or_default() += 1;
        }
    }
    counts
}

/// The country of "Veltorra, Marovia", or the division ("US-IL") of "Veltorra, Illinois".
fn within(text: &Text<'_>, after: usize) -> Option<String> {
    let comma = (after < text.len() && text.word(after) == ",").then_some(after + 1)?;
    let names = &text.annotations.names;
    let next = names.get(names.partition_point(|span| span.tokens.start < comma))?;
    if next.tokens.start != comma || !next.label.is_in(&["GPE", "LOC"]) {
        return None;
    }
    let words = text.words(next.tokens.clone());
    let country = text.codebook.countries.named(words.to_lowercase().trim_start_matches("the "));
    let division = || text.gazetteer.places(words).into_iter().find(|place| place.kind == PlaceKind::Region);
    country.map(|country| country.iso.clone()).or_else(|| division().map(|d| format!("{}-{}", d.country, d.division)))
}

/// "Svelte province", "the city of Svelte": how wide the word beside a name says that the place is.
fn width_beside(text: &Text<'_>, mention: &Candidate) -> Option<PlaceWidth> {
    let nouns = &text.lexicons().place_nouns;
    let after = (mention.tokens.end < text.len()).then(|| text.lower(mention.tokens.end));
    let before = mention.tokens.start.checked_sub(2).filter(|&i| text.lower(i + 1) == "of").map(|i| text.lower(i));
    let last = mention.tokens.clone().next_back().map(|i| text.lower(i));
    [after, before, last].into_iter().flatten().find_map(|word| nouns.get(&word).copied())
}

/// "Svelte Province" is looked up as "Svelte" when it is not known whole.
fn without_place_noun<'a>(text: &Text<'_>, name: &'a str) -> &'a str {
    match name.rsplit_once(' ') {
        Some((rest, last)) if text.lexicons().place_nouns.contains(&last.to_lowercase()) => rest,
        _ => name,
    }
}

/// A name that says "airport" or "prison" is a site, wherever the town of that name lies.
fn narrowed(text: &Text<'_>, precision: PlacePrecision, name: &str) -> PlacePrecision {
    let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
    match text.lexicons().place_nouns.get(&last) {
        Some(PlaceWidth::Site) if name.contains(' ') => PlacePrecision::Site,
        _ => precision,
    }
}
