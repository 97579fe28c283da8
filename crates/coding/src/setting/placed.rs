//! The country of an act, and the place of an act that does not name one.

use super::countries::{Countries, people_at};
use super::is_told_as_fact;
use crate::{Entities, Text, Times};
use domain::{Act, EntityIdx, EntityKind, PlacePrecision, Role};

/// Adds to each act the country that its places lie in, widest first, and gives acts without a place the country of who
/// acted as an authority, the place of the act told just before, or the country that the document mainly speaks of.
pub(super) fn place(text: &Text<'_>, times: &Times, entities: &mut Entities, acts: &mut [Act]) {
    let mut countries = Countries::of(text, entities);
    let main = countries.main().map(str::to_owned);
    let own: Vec<Vec<EntityIdx>> = acts.iter().map(|act| act.places.clone()).collect();
    let before = before(text, times, acts);
    for (i, act) in acts.iter_mut().enumerate() {
        if act.places.is_empty() && is_told_as_fact(act) && !moves(text, act) {
            let told = before[i].map(|told| own[told].clone()).unwrap_or_default();
            act.places = told;
            if act.places.is_empty() {
                let iso = of_authority(text, entities, act).or_else(|| main.clone());
                act.places.extend(iso.and_then(|iso| countries.entity(text, entities, &iso)));
            }
        }
        add_country(text, entities, &mut countries, &mut act.places);
    }
}

/// Whether the act takes somebody from one country to another.
fn moves(text: &Text<'_>, act: &Act) -> bool {
    text.codebook.act_types.get(&act.act_type).is_some_and(|act_type| act_type.group == "movement")
}

/// Puts the country in front when all places lie in one, and turns them to widest first.
fn add_country(text: &Text<'_>, entities: &mut Entities, countries: &mut Countries, places: &mut Vec<EntityIdx>) {
    let fix = |entity: &EntityIdx| entities.get(*entity).place.clone();
    let mut codes: Vec<String> = places.iter().filter_map(fix).filter_map(|fix| fix.country).collect();
    codes.dedup();
    let has_country = places.iter().filter_map(fix).any(|fix| fix.precision == PlacePrecision::Country);
    if let ([iso], false) = (&codes[..], has_country) {
        places.extend(countries.entity(text, entities, iso));
    }
    let state = codes.first().and_then(|iso| text.codebook.countries.with_code(iso)?.part_of.as_deref());
    let state = state.and_then(|iso| countries.entity(text, entities, iso));
    places.splice(0..0, state.filter(|state| !places.contains(state)));
    places.sort_by_key(|&place| match entities.get(place).place.as_ref().map(|place| place.precision) {
        Some(PlacePrecision::Country) => 0,
        Some(PlacePrecision::Region) => 1,
        Some(PlacePrecision::City) => 2,
        None => 3,
        Some(PlacePrecision::Site) => 4,
    });
}

/// The country of the court, police or ministry that acted: courts and police act at home.
fn of_authority(text: &Text<'_>, entities: &Entities, act: &Act) -> Option<String> {
    let official = ["liberty", "process", "space"];
    let group = text.codebook.act_types.get(&act.act_type).map(|act_type| act_type.group.as_str())?;
    let doers = act.participants.iter().filter(|one| match one.role {
        Role::Authority => true,
        Role::Perpetrator => official.contains(&group),
        _ => false,
    });
    doers
        .flat_map(|one| text.annotations.tokens_in(one.span))
        .find_map(|token_idx| country_at(text, entities, token_idx))
}

/// The country that a word names, by its people or as a place in it.
fn country_at(text: &Text<'_>, entities: &Entities, token_idx: usize) -> Option<String> {
    if let Some((country, _)) = people_at(text, token_idx) {
        return Some(country.iso.clone());
    }
    let place = entities.get(entities.covering(token_idx)?);
    place.place.as_ref().filter(|_| place.kind == EntityKind::Place)?.country.clone()
}

/// For each act, the act with a place that was told just before it in the same paragraph.
fn before(text: &Text<'_>, times: &Times, acts: &[Act]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..acts.len()).collect();
    order.sort_by_key(|&i| acts[i].trigger);
    let mut found = vec![None; acts.len()];
    let mut last: Option<(usize, usize, usize)> = None;
    for i in order {
        let Some(trigger) = text.annotations.tokens_in(acts[i].trigger).next() else { continue };
        let (sentence, block) = (text.annotations.sentence_of(trigger), super::block_of(text, trigger));
        let on_the_line = is_told_as_fact(&acts[i]) && times.is_simple_past(text, trigger) && !moves(text, &acts[i]);
        if !acts[i].places.is_empty() {
            last = on_the_line.then_some((i, sentence, block));
        } else if let Some((told, _, _)) = last.filter(|told| on_the_line && told.2 == block && told.1 + 1 >= sentence)
        {
            found[i] = Some(told);
            last = Some((told, sentence, block));
        }
    }
    found
}
