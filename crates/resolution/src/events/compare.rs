//! What speaks for and against two acts being one event: hard constraints first, then bits for each comparison.
//!
//! Method: Fellegi and Sunter 1969, on the structure of an event (type, victims, perpetrators, place, days, numbers), because many
//! arrests are told in the same words. Weights: `codebook/matching/event_weights.tsv`.

use super::rules::{EventRules, Repeats};
use super::told::{Identities, People, Told, days, gap};
use super::words::Rarity;
use crate::digest::Place;
use crate::result::Factor;
use document::DateWindow;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Degrees of a great circle that a town is wide at most; about 60 kilometres.
const TOWN: f64 = 0.54;

/// How two acts compare.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// Reasons, the strongest first.
    pub factors: Vec<Factor>,
    /// log2 of the odds, prior included.
    pub bits: f64,
    /// Whether they cannot be one event.
    pub impossible: bool,
}

/// What comparing acts needs to know.
#[derive(Debug)]
pub struct Comparison<'a> {
    pub rules: &'a EventRules,
    pub identities: &'a Identities<'a>,
    pub rarity: &'a Rarity,
}

impl Comparison<'_> {
    /// Compares two acts; `incident`: bits for the two documents reporting one incident.
    pub fn compare(&self, left: &Told<'_>, right: &Told<'_>, incident: f64) -> Compared {
        let mut found = Findings { rules: self.rules, factors: Vec::new(), impossible: false };
        self.types(left, right, &mut found);
        self.victims(left, right, &mut found);
        self.perpetrators(left, right, &mut found);
        dates(left, right, &mut found);
        places(left, right, &mut found);
        numbers(left, right, &mut found);
        self.words(left, right, &mut found);
        documents(left, right, incident, &mut found);
        found.result()
    }

    fn types(&self, left: &Told<'_>, right: &Told<'_>, found: &mut Findings<'_>) {
        let says = format!("{} / {}", left.act.act_type, right.act.act_type);
        match self.rules.same(&left.act.act_type, &right.act.act_type) {
            Some(bits) => {
                let repeats = match left.rule.repeats.max(right.rule.repeats) {
                    Repeats::Once => "repeats_once",
                    Repeats::Seldom => "repeats_seldom",
                    Repeats::Often => "repeats_often",
                    Repeats::State => "repeats_state",
                };
                found.add("act_type", says, bits + self.rules.weight(repeats));
            }
            None => found.exclude("act_type", says),
        }
        if left.is_past() != right.is_past() {
            let says = format!("{:?} / {:?}", left.act.status, right.act.status).to_lowercase();
            found.weigh("status", says, "status_other");
        }
    }

    fn victims(&self, left: &Told<'_>, right: &Told<'_>, found: &mut Findings<'_>) {
        let (one, other) = (&left.victims, &right.victims);
        let shared: Vec<usize> = one.named.intersection(&other.named).copied().collect();
        if let Some(&best) = shared.iter().min_by_key(|&&who| (!self.identities.is_person(who), who)) {
            let person = self.identities.is_person(best);
            let names = shared.iter().map(|&who| self.identities.name(who)).collect::<Vec<_>>().join(", ");
            found.weigh("victim", names, if person { "victim_person" } else { "victim_body" });
            // A list of killings names the victim of each: the one is then a part of the other, not the same.
            if one.named != other.named || one.others != other.others {
                found.weigh("victim_more", self.two_lists(one, other), "victim_more");
            }
            return;
        }
        let maybe = one.named.iter().find_map(|&left| {
            let right = other.named.iter().copied().find(|&right| self.identities.may_be_one(left, right))?;
            Some(format!("{} / {}", self.identities.name(left), self.identities.name(right)))
        });
        if let Some(says) = maybe {
            found.weigh("victim_maybe", says, "victim_maybe");
        } else if one.is_complete() && other.is_complete() {
            found.exclude("victim_other", self.two_lists(one, other));
        } else if !one.named.is_empty() && !other.named.is_empty() {
            found.weigh("victim_other", self.two_lists(one, other), "victim_other");
        } else if one.named.is_empty() && other.named.is_empty() {
            let words: Vec<&str> = one.words.intersection(&other.words).map(String::as_str).collect();
            if self.rarity.weigh(&words) > 3.0 {
                found.weigh("victim_words", words.join(", "), "victim_words");
            }
        }
    }

    fn perpetrators(&self, left: &Told<'_>, right: &Told<'_>, found: &mut Findings<'_>) {
        let (one, other) = (&left.perpetrators, &right.perpetrators);
        if let Some(&who) = one.named.intersection(&other.named).next() {
            found.weigh("perpetrator", self.identities.name(who).to_owned(), "perpetrator_same");
        } else if one.is_complete() && other.is_complete() {
            found.weigh("perpetrator_other", self.two_lists(one, other), "perpetrator_other");
        }
    }

    fn words(&self, left: &Told<'_>, right: &Told<'_>, found: &mut Findings<'_>) {
        let cosine = self.rarity.cosine(&left.act.words, &right.act.words);
        let bits = cosine.mul_add(self.rules.weight("words_slope"), self.rules.weight("words_base"));
        let shared = self.rarity.rarest_shared(&left.act.words, &right.act.words, 4);
        found.add("words", shared.join(", "), bits);
    }

    fn two_lists(&self, left: &People, right: &People) -> String {
        let names =
            |people: &People| people.named.iter().map(|&who| self.identities.name(who)).collect::<Vec<_>>().join(", ");
        format!("{} / {}", names(left), names(right))
    }
}

/// Factors while they are gathered.
struct Findings<'a> {
    rules: &'a EventRules,
    factors: Vec<Factor>,
    impossible: bool,
}

impl Findings<'_> {
    fn weigh(&mut self, comparison: &str, says: String, weight: &str) {
        self.add(comparison, says, self.rules.weight(weight));
    }

    fn add(&mut self, comparison: &str, says: String, bits: f64) {
        if bits != 0.0 {
            self.factors.push(Factor { comparison: comparison.to_owned(), says, bits });
        }
    }

    fn exclude(&mut self, comparison: &str, says: String) {
        self.impossible = true;
        self.factors.push(Factor { comparison: comparison.to_owned(), says, bits: -99.0 });
    }

    fn result(mut self) -> Compared {
        let sum: f64 = self.factors.iter().map(|factor| factor.bits).sum();
        let bits = (self.rules.weight("prior") + sum) * self.rules.weight("scale");
        let bits = if self.is_anchored() { bits } else { bits.min(self.rules.weight("unanchored_max")) };
        self.factors.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()));
        Compared { factors: self.factors, bits, impossible: self.impossible }
    }
}

impl Findings<'_> {
    /// Whether more than like words speak for it: a victim, one incident, or one day in one town.
    fn is_anchored(&self) -> bool {
        let bits = |comparison: &str| {
            self.factors.iter().filter(|factor| factor.comparison == comparison).map(|factor| factor.bits).sum::<f64>()
        };
        let one_day = bits("date") >= self.rules.weight("date_max") - 1.0;
        let one_town = bits("place") >= self.rules.weight("place_city");
        bits("victim") > 0.0 || bits("incident") > 0.0 || (one_day && one_town)
    }
}

fn dates(left: &Told<'_>, right: &Told<'_>, found: &mut Findings<'_>) {
    let says = format!("{} / {}", window_words(left.act.date), window_words(right.act.date));
    if left.act.date.intersect(right.act.date).is_some() {
        if let Some((one, other)) = left.days().zip(right.days()) {
            let base = found.rules.weight("date_base") / days_f64(one + other - 1);
            found.add("date", says, base.log2().clamp(0.0, found.rules.weight("date_max")));
        }
        return;
    }
    if distance(left.act.date, right.act.date) <= tolerance(left) + tolerance(right) {
        found.weigh("date_near", says, "date_tolerance");
    } else if may_drift(left, right) {
        found.weigh("date_other", says, "date_apart");
    } else {
        found.exclude("date_other", says);
    }
}

/// What lasts may be told of at two times; of what happens once, sources may give two days, if not far apart.
fn may_drift(left: &Told<'_>, right: &Told<'_>) -> bool {
    match left.rule.repeats.max(right.rule.repeats) {
        Repeats::State => true,
        Repeats::Once => distance(left.act.date, right.act.date) <= 31,
        Repeats::Seldom | Repeats::Often => false,
    }
}

/// Days by which a date may be off, by how it is known: midnight and time zones; a weekday counted from another day; a bound.
fn tolerance(told: &Told<'_>) -> i32 {
    match told.act.basis.as_str() {
        "stated" | "relative" => 1,
        _ => 3,
    }
}

/// Days between two windows that do not meet.
fn distance(left: DateWindow, right: DateWindow) -> i32 {
    let after = |end: Option<Date>, start: Option<Date>| end.zip(start).map_or(0, |(end, start)| gap(end, start));
    after(left.latest, right.earliest).max(after(right.latest, left.earliest))
}

fn window_words(window: DateWindow) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
    match window.exact() {
        Some(exact) => exact.to_string(),
        None => format!("{}..{}", day(window.earliest), day(window.latest)),
    }
}

#[expect(clippy::cast_precision_loss, reason = "days of a window are far below 2^52")]
const fn days_f64(days: i64) -> f64 {
    days as f64
}

fn places(left: &Told<'_>, right: &Told<'_>, found: &mut Findings<'_>) {
    let level = |place: &Place| match place.precision.as_str() {
        "site" => 4,
        "city" => 3,
        "region" => 2,
        "country" => 1,
        _ => 0,
    };
    let shared = left.places.iter().flat_map(|one| right.places.iter().map(move |other| (one, other)));
    let same = shared.filter(|(one, other)| is_one_place(one, other)).max_by_key(|(one, _)| level(one.0));
    if let Some((place, _)) = same.filter(|(one, _)| level(one.0) > 1) {
        let weight = ["", "place_country", "place_region", "place_city", "place_site"][level(place.0)];
        return found.weigh("place", place.1.to_owned(), weight);
    }
    let says = || format!("{} / {}", finest(left), finest(right));
    let countries = |told: &Told<'_>| -> Vec<String> {
        told.places.iter().filter_map(|(place, ..)| place.country.clone()).collect()
    };
    let (one, other) = (countries(left), countries(right));
    if !one.is_empty() && !other.is_empty() && !one.iter().any(|country| other.contains(country)) {
        return found.exclude("place_other", says());
    }
    let far = |one: &Place, other: &Place| {
        level(one) >= 3 && level(other) >= 3 && degrees(one, other).is_some_and(|degrees| degrees > TOWN)
    };
    let apart = |told: &Told<'_>| told.places.iter().map(|(place, ..)| (*place).clone()).collect::<Vec<_>>();
    let (one, other) = (apart(left), apart(right));
    let towns = |places: &[Place]| places.iter().filter(|place| level(place) >= 3).cloned().collect::<Vec<_>>();
    let (one, other) = (towns(&one), towns(&other));
    if !one.is_empty() && !other.is_empty() && one.iter().all(|a| other.iter().all(|b| far(a, b))) {
        return found.weigh("place_other", says(), "place_other");
    }
    if let Some((place, _)) = same {
        found.weigh("place", place.1.to_owned(), "place_country");
    }
}

type Named<'a> = (&'a Place, &'a str, Option<usize>);

fn is_one_place(one: &Named<'_>, other: &Named<'_>) -> bool {
    let by_identity = one.2.is_some() && one.2 == other.2;
    let by_gazetteer = !one.0.gazetteer.is_empty() && one.0.gazetteer == other.0.gazetteer && one.1 == other.1;
    by_identity || by_gazetteer
}

fn finest(told: &Told<'_>) -> String {
    told.places.last().map(|(_, name, _)| (*name).to_owned()).unwrap_or_default()
}

/// Degrees between two places on the sphere; none when one has no coordinates.
fn degrees(one: &Place, other: &Place) -> Option<f64> {
    let (a, b) = (one.latitude?.to_radians(), other.latitude?.to_radians());
    let east = (one.longitude? - other.longitude?).to_radians();
    let cosine = a.sin().mul_add(b.sin(), a.cos() * b.cos() * east.cos());
    Some(cosine.clamp(-1.0, 1.0).acos().to_degrees())
}

fn numbers(left: &Told<'_>, right: &Told<'_>, found: &mut Findings<'_>) {
    let Some(((least, most), (other_least, other_most))) = left.victims.count.zip(right.victims.count) else {
        return;
    };
    let says = format!("{least} / {other_least}");
    if least == other_least && most == other_most && least > 3 {
        found.weigh("number", says, "number_same");
    } else if most.is_some_and(|most| most < other_least) || other_most.is_some_and(|most| most < least) {
        found.weigh("number_other", says, "number_other");
    }
}

fn documents(left: &Told<'_>, right: &Told<'_>, incident: f64, found: &mut Findings<'_>) {
    if left.at.document == right.at.document {
        return found.weigh("same_document", String::new(), "document_same");
    }
    found.add("incident", String::new(), incident.max(0.0) * found.rules.weight("incident"));
    let dated = days(left.act.date).is_some() && days(right.act.date).is_some();
    if dated || left.published.is_open() || right.published.is_open() {
        return;
    }
    let says = format!("{} / {}", window_words(left.published), window_words(right.published));
    match distance(left.published, right.published) {
        ..=3 if days(left.published).zip(days(right.published)).is_some_and(|(one, other)| one.max(other) <= 7) => {
            found.weigh("published", says, "published_near");
        }
        366.. => found.weigh("published", says, "published_far"),
        _ => {}
    }
}
