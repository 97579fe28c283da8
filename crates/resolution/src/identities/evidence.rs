//! What speaks for and against two entities being one, in hundredths of a bit (Fellegi and Sunter 1969).
//!
//! One comparison a function; each returns 0 when there is nothing to compare. Words for them: `labels/*/comparisons.tsv`.

use super::named::Named;
use super::profile::{Document, Unit};
use super::weights::{Hundredths, Weights, tables};
use super::words::{Likeness, likeness};
use crate::digest::Kind;
use crate::names::Agreement;
use document::DateWindow;

/// The comparisons, in the order in which they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Prior,
    Name,
    PartOfName,
    Acronym,
    Role,
    Country,
    Date,
    Company,
    Sex,
    Age,
    Act,
    Death,
    Text,
}

impl What {
    pub const ALL: [Self; 13] = [
        Self::Prior,
        Self::Name,
        Self::PartOfName,
        Self::Acronym,
        Self::Role,
        Self::Country,
        Self::Date,
        Self::Company,
        Self::Sex,
        Self::Age,
        Self::Act,
        Self::Death,
        Self::Text,
    ];

    /// Its name in the file of labels.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Prior => "prior",
            Self::Name => "name",
            Self::PartOfName => "name_part",
            Self::Acronym => "acronym",
            Self::Role => "role",
            Self::Country => "country",
            Self::Date => "published",
            Self::Company => "company",
            Self::Sex => "sex",
            Self::Age => "age",
            Self::Act => "act",
            Self::Death => "death",
            Self::Text => "text",
        }
    }
}

/// All that is known of a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Hundredths of a bit for each of [`What::ALL`].
    pub parts: [Hundredths; What::ALL.len()],
    /// Never joined without a person, whatever the sum.
    pub is_limited: bool,
    /// Cannot be one.
    pub is_excluded: bool,
    /// They are bodies; else people.
    pub are_bodies: bool,
}

impl Evidence {
    /// log2 of the odds that they are one, calibrated: what pairs that came to this sum turned out to be.
    pub fn bits(&self) -> Hundredths {
        tables().calibration.of(self.are_bodies, self.is_limited).apply(self.parts.iter().sum())
    }

    fn of(&self, what: What) -> Hundredths {
        self.parts.get(what as usize).copied().unwrap_or_default()
    }

    fn set(&mut self, what: What, bits: Hundredths) {
        if let Some(part) = self.parts.get_mut(what as usize) {
            *part = bits;
        }
    }
}

/// What the case as a whole says, in steps that change rarely.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// log2 of the number of name types, rounded down.
    pub names_log2: i32,
    /// log2 of the number of documents, rounded down.
    pub documents_log2: i32,
    /// How many documents name each item of company; see [`Document::company`].
    pub named_in: &'a [u32],
    /// Items that more documents name than this say nothing.
    pub most_named_in: u32,
    /// Acronyms and what they may stand for.
    pub acronym: AcronymState,
    /// The two stand in one copied passage.
    pub is_copied: bool,
}

/// What is known of an acronym and a name with its letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AcronymState {
    /// No other name of the case has these letters.
    #[default]
    Only,
    /// Several have.
    Several,
    /// A document writes both for one body.
    Defined,
}

/// Everything that speaks for and against two units; `names`: what their names say, in the same order.
pub fn evidence(left: (&Unit, &Document), right: (&Unit, &Document), names: &Named, case: &Case<'_>) -> Evidence {
    let weights = &tables().weights;
    let ((one, here), (other, there)) = (left, right);
    let is_body = one.kind != Kind::Person;
    let mut evidence = Evidence { are_bodies: is_body, ..Evidence::default() };
    evidence.set(What::Prior, prior(is_body, case, weights));
    if names.is_acronym {
        evidence.set(What::Acronym, acronym(names, case.acronym, weights));
    } else {
        evidence.set(What::Name, names.bits);
    }
    let lacks_part = names.is_part && !names.is_acronym && !names.is_single && !lacks_owner((one, other), names, case);
    evidence.set(What::PartOfName, if lacks_part { weights.part_of_name } else { 0 });
    let is_generic = is_body && one.name.is_generic() && other.name.is_generic();
    if case.is_copied && names.agreement >= Agreement::Variant {
        // The context is the same words twice: one piece of evidence, not several.
        evidence.set(What::Text, weights.text_same);
        return evidence;
    }
    evidence.is_excluded = is_excluded(one, other);
    if one.at.document == other.at.document {
        // One document gives one context.
        evidence.is_limited = is_limited(&evidence, names, (one, other), case, weights);
        return evidence;
    }
    evidence.set(What::Country, country(here, there, is_generic, weights));
    evidence.set(What::Date, date(here, there, weights));
    evidence.set(What::Company, company((one, here), (other, there), case, weights));
    if !is_body {
        evidence.set(What::Role, role(one, other, weights) + kin(one, other, names, weights));
        evidence.set(What::Sex, sex(one, other, weights));
        evidence.set(What::Age, age(one, other, weights));
        evidence.set(What::Act, act(one, other, weights));
        evidence.set(What::Death, death((one, here), (other, there), weights));
    }
    evidence.is_excluded |= is_generic && evidence.of(What::Country) < 0;
    // "Senate", "Interior Ministry": without a country nobody knows whose.
    let is_anybodys = is_generic && evidence.of(What::Country) <= 0;
    evidence.is_limited = is_anybodys || is_limited(&evidence, names, (one, other), case, weights);
    evidence
}

/// Nobody is joined by a program because of a part of a name, against a contradiction, or by a name that may be another's.
fn is_limited(evidence: &Evidence, names: &Named, pair: (&Unit, &Unit), case: &Case<'_>, weights: &Weights) -> bool {
    let counted = evidence.parts.iter().enumerate();
    let context = counted.filter(|(at, _)| *at > What::Acronym as usize).map(|(_, bits)| *bits);
    let contradicts = context.clone().any(|bits| bits <= weights.contradiction);
    let single = pair.0.kind == Kind::Person && (pair.0.name.n_parts() < 2 || pair.1.name.n_parts() < 2);
    let is_word = pair.0.kind != Kind::Person && (pair.0.name.n_parts() < 2 || pair.1.name.n_parts() < 2);
    // A body of one word, "Parliament" or its letters, may be another one abroad.
    let is_abroad = is_word && evidence.of(What::Country) < 0;
    let is_marked = pair.0.mark != pair.1.mark;
    let groups = pair.0.kind == Kind::Group || pair.1.kind == Kind::Group;
    let is_weak = match names.agreement {
        _ if names.is_acronym => case.acronym == AcronymState::Several,
        Agreement::Same => single,
        Agreement::Variant => single || groups || is_word,
        Agreement::Possible => !lacks_owner(pair, names, case),
        Agreement::Different | Agreement::NoEvidence => true,
    };
    let strong = evidence.of(What::Role) + evidence.of(What::Company).max(0) >= weights.strong_role
        && evidence.of(What::Role) >= weights.role_alike
        && names.agreement >= Agreement::Possible
        && !groups;
    let is_respelled = pair.0.kind == Kind::Person && names.is_respelled;
    contradicts || is_abroad || is_marked || is_respelled || (is_weak && !strong)
}

/// Titles that only men or only women bear, years of birth far apart.
fn is_excluded(one: &Unit, other: &Unit) -> bool {
    let sexes = matches!((one.sex, other.sex), (Some((left, true)), Some((right, true))) if left != right);
    let ages =
        matches!((one.born, other.born), (Some(left), Some(right)) if left.0.max(right.0) - left.1.min(right.1) > 4);
    sexes || ages
}

/// Bodies with one long name, before which only one of them has the letters of what it belongs to: "UN Office of the ...".
fn lacks_owner(pair: (&Unit, &Unit), names: &Named, case: &Case<'_>) -> bool {
    const LONG: usize = 4;
    let (longer, shorter) = match names.has_first {
        (true, _) => pair,
        (_, true) => (pair.1, pair.0),
        _ => return false,
    };
    let is_long = longer.kind != Kind::Person && shorter.name.n_parts() >= LONG;
    is_long && longer.begins_with_letters && case.acronym == AcronymState::Only
}

fn prior(is_body: bool, case: &Case<'_>, weights: &Weights) -> Hundredths {
    let doublings = case.names_log2.saturating_sub(6).max(0);
    if is_body { weights.prior_bodies } else { weights.prior_people + doublings * weights.prior_growth }
}

/// An acronym of two letters is worth less than one of three.
fn acronym(names: &Named, state: AcronymState, weights: &Weights) -> Hundredths {
    let by_letters = names.bits.saturating_mul(7) / 6;
    match state {
        AcronymState::Only => weights.acronym.min(by_letters),
        AcronymState::Several => weights.acronym_several,
        AcronymState::Defined => weights.acronym_defined,
    }
}

fn role(one: &Unit, other: &Unit, weights: &Weights) -> Hundredths {
    let pairs = one.roles.iter().flat_map(|left| other.roles.iter().filter_map(move |right| likeness(left, right)));
    match pairs.max() {
        None => 0,
        Some(Likeness::Alike) => weights.role_alike,
        Some(Likeness::Near) => weights.role_near,
        Some(Likeness::Common) => weights.role_common,
        Some(Likeness::Nothing) => weights.role_other,
    }
}

/// "His sister, Sabine Dresk" against "Dresk": who is told of as somebody's relative shares the family's name with that somebody.
fn kin(one: &Unit, other: &Unit, names: &Named, weights: &Weights) -> Hundredths {
    let is_relative = |unit: &Unit| unit.roles.iter().any(|role| role.is_family);
    if names.is_single && is_relative(one) != is_relative(other) { weights.kin } else { 0 }
}

fn country(here: &Document, there: &Document, is_generic: bool, weights: &Weights) -> Hundredths {
    match (here.country, there.country) {
        (Some(one), Some(other)) if one == other && is_generic => weights.body_country_same,
        (Some(one), Some(other)) if one == other => weights.country_same,
        (Some(_), Some(_)) if is_generic => weights.body_country_other,
        (Some(_), Some(_)) => weights.country_other,
        _ => 0,
    }
}

fn date(here: &Document, there: &Document, weights: &Weights) -> Hundredths {
    match (here.published, there.published) {
        (Some(one), Some(other)) if one.abs_diff(other) <= 30 => weights.date_near,
        (Some(one), Some(other)) if one.abs_diff(other) > 5 * 365 => weights.date_far,
        _ => 0,
    }
}

/// Rare names that both documents mention, beside the two that are compared.
fn company(left: (&Unit, &Document), right: (&Unit, &Document), case: &Case<'_>, weights: &Weights) -> Hundredths {
    let ((one, here), (other, there)) = (left, right);
    if here.is_crowded || there.is_crowded {
        return 0;
    }
    let (mut sum, mut n_shared) = (0, 0);
    shared(&here.company, &there.company, |item| {
        if item != one.item && item != other.item {
            n_shared += 1;
            sum += rarity(item, case);
        }
    });
    if n_shared == 0 && here.n_named > 3 && there.n_named > 3 {
        return weights.company_none;
    }
    (sum * weights.company_share).min(weights.company_most)
}

/// log2 of how few documents name an item, in whole steps.
pub fn rarity(item: u32, case: &Case<'_>) -> i32 {
    let named_in = case.named_in.get(item as usize).copied().unwrap_or(0).max(1);
    if named_in > case.most_named_in {
        return 0;
    }
    case.documents_log2.saturating_add(1).saturating_sub(i32::try_from(named_in.ilog2()).unwrap_or(0)).max(0)
}

/// Numbers that stand in two sorted lists.
pub fn shared(one: &[u32], other: &[u32], mut found: impl FnMut(u32)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(left), Some(right)) = (one.get(i), other.get(j)) {
        if left == right {
            found(*left);
        }
        i += usize::from(left <= right);
        j += usize::from(right <= left);
    }
}

fn sex(one: &Unit, other: &Unit, weights: &Weights) -> Hundredths {
    match (one.sex, other.sex) {
        (Some((left, _)), Some((right, _))) if left == right => weights.sex_same,
        (Some((_, true)), Some((_, true))) => weights.sex_certain,
        (Some(_), Some(_)) => weights.sex_other,
        _ => 0,
    }
}

fn age(one: &Unit, other: &Unit, weights: &Weights) -> Hundredths {
    match (one.born, other.born) {
        (Some(left), Some(right)) if left.0.max(right.0) - left.1.min(right.1) <= 1 => weights.age_same,
        (Some(_), Some(_)) => weights.age_other,
        _ => 0,
    }
}

/// The same happened to both. People are arrested twice, so that another day says nothing.
fn act(one: &Unit, other: &Unit, weights: &Weights) -> Hundredths {
    let pairs = one.suffered.iter().flat_map(|left| {
        other.suffered.iter().filter(move |right| left.0 == right.0).map(move |right| (left.1, right.1))
    });
    let worth = pairs.filter_map(|(left, right)| {
        let width = left.intersect(right).and_then(|_| span(left, right));
        width.map(|days| if days <= 14 { weights.act_same } else { weights.act_near })
    });
    worth.max().unwrap_or(0)
}

/// Days from the first to the last of two windows that are both closed.
fn span(left: DateWindow, right: DateWindow) -> Option<i32> {
    let first = left.earliest?.min(right.earliest?);
    Some((left.latest?.max(right.latest?) - first).get_days())
}

fn death(left: (&Unit, &Document), right: (&Unit, &Document), weights: &Weights) -> Hundredths {
    let ((one, here), (other, there)) = (left, right);
    if let (Some(left), Some(right)) = (one.died, other.died) {
        return match (left.intersect(right), span(left, right)) {
            (Some(_), Some(_)) => weights.death_same,
            (Some(_), None) => 0,
            (None, _) => weights.death_other,
        };
    }
    let speaks_after = |died: Option<DateWindow>, unit: &Unit, document: &Document| {
        let days =
            died.and_then(|died| died.latest).zip(document.window.earliest).map(|(dead, day)| (day - dead).get_days());
        unit.speaks && days.is_some_and(|days| days > 30)
    };
    let contradicts = speaks_after(one.died, other, there) || speaks_after(other.died, one, here);
    if contradicts { weights.after_death } else { 0 }
}
