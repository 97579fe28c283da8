//! Two names side by side: how many bits they speak for one bearer, and why.

use super::align::{Alignment, Hundredths, hundredths, likeness};
use super::assign::{MOST_JOINED, MOST_PARTS, Match, assign};
use super::frequency::Frequencies;
use super::name::{Aside, Name, NameKind, Part, Role};
use super::sounds::Heard;
use super::tables::{Tables, Weights, tables};
use crate::result::Factor;
use serde::{Deserialize, Serialize};
use std::cell::Cell;

/// How far two names go by themselves. More than a name is needed to join people, whatever it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Agreement {
    /// One of them holds nothing that could be compared: a single letter, initials alone.
    NoEvidence,
    /// A part of each is another one.
    Different,
    /// They may be one: a part is missing, is an initial, differs as names of two people may, or there is too little of them.
    Possible,
    /// Every part answers to one of the other, in a spelling that is known for one name, or as an acronym of four letters or more.
    Variant,
    /// Every part is spelled the same; order, spaces, particles and titles may differ.
    Same,
}

/// What was found for one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Spelled the same.
    Same,
    /// Spelled in ways known for one name.
    Spelling,
    /// Close, but names of two people may be as close.
    Near,
    /// Written apart or together.
    Spacing,
    /// One is an initial of the other.
    Initial,
    /// One is made of the first letters of the other.
    Acronym,
    /// Only one of the names has it.
    Missing,
    /// Each has another one.
    Differs,
    /// Two numbers, or one that the other lacks.
    Number,
    /// The parts stand in another order.
    Order,
    /// A single part against a fuller name, or alone.
    Single,
    /// bin, van, de.
    Particle,
    /// Inc., Ltd.
    LegalForm,
}

impl How {
    /// The comparison's name in the file of labels.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Same => "name-same",
            Self::Spelling => "name-spelling",
            Self::Near => "name-near",
            Self::Spacing => "name-spacing",
            Self::Initial => "name-initial",
            Self::Acronym => "name-acronym",
            Self::Missing => "name-part-missing",
            Self::Differs => "name-part-differs",
            Self::Number => "name-number",
            Self::Order => "name-order",
            Self::Single => "name-single",
            Self::Particle => "name-particle",
            Self::LegalForm => "name-legal-form",
        }
    }

    /// Every one of them.
    pub const ALL: [Self; 13] = [
        Self::Same,
        Self::Spelling,
        Self::Near,
        Self::Spacing,
        Self::Initial,
        Self::Acronym,
        Self::Missing,
        Self::Differs,
        Self::Number,
        Self::Order,
        Self::Single,
        Self::Particle,
        Self::LegalForm,
    ];
}

/// One reason: which parts (first position and number, of each name) and what they are worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// What was found.
    pub how: How,
    /// Parts of the left name.
    pub left: (usize, usize),
    /// Parts of the right name.
    pub right: (usize, usize),
    /// Bits for (positive) or against.
    pub bits: f64,
}

/// What two names say of one bearer.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How far they go.
    pub agreement: Agreement,
    /// log2 of the Bayes factor: the sum of the reasons.
    pub bits: f64,
    /// Probability that a careful reader takes pairs that agree so for one, calibrated on pairs that were proposed, by the names alone.
    pub probability: f64,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Parts of very long names that were not looked at.
    pub left_out: usize,
}

/// How much two names speak for one bearer. Symmetric; the order of parts is almost free.
///
/// Method: sounds aligned by weight (Needleman and Wunsch 1970), parts assigned one to one, bits by rarity (Fellegi and Sunter
/// 1969; rarity over name types). Microseconds a pair. Weights: `codebook/matching/{confusions,weights}.tsv`.
#[must_use]
pub fn compare(left: &Name, right: &Name, frequencies: &Frequencies) -> Comparison {
    if (right.normalized(), right.kind) < (left.normalized(), left.kind) {
        let mut comparison = in_order(right, left, frequencies);
        for reason in &mut comparison.reasons {
            std::mem::swap(&mut reason.left, &mut reason.right);
        }
        return comparison;
    }
    in_order(left, right, frequencies)
}

fn in_order(left: &Name, right: &Name, frequencies: &Frequencies) -> Comparison {
    let pair = Pair { left, right, frequencies, tables: tables(), rarities: Cell::new([[None; MOST_PARTS]; 2]) };
    let reasons = pair.reasons();
    let bits = reasons.iter().map(|reason| reason.bits).sum::<f64>();
    let agreement = pair.agreement(&reasons, bits);
    let bits = if agreement == Agreement::NoEvidence { 0.0 } else { bits };
    let weights = pair.weights();
    let probability = match agreement {
        Agreement::NoEvidence => 0.0,
        Agreement::Different => weights.likely_different,
        Agreement::Possible => weights.likely_possible,
        Agreement::Variant => weights.likely_variant,
        Agreement::Same => weights.likely_same,
    };
    let probability = match agreement {
        Agreement::NoEvidence => 0.5,
        _ => 1.0 / (1.0 + (-(weights.slope * bits + probability)).exp()),
    };
    let left_out = [left, right].map(|name| name.parts.len().saturating_sub(MOST_PARTS)).iter().sum();
    Comparison { agreement, bits, probability, reasons, left_out }
}

struct Pair<'a> {
    left: &'a Name,
    right: &'a Name,
    frequencies: &'a Frequencies,
    tables: &'static Tables,
    /// Of the parts of each name, once it was asked for.
    rarities: Cell<[[Option<f64>; MOST_PARTS]; 2]>,
}

/// One of the two names.
#[derive(Clone, Copy)]
enum Of {
    Left,
    Right,
}

/// What parts are worth when they answer to each other.
#[derive(Clone, Copy)]
struct Worth {
    how: How,
    bits: f64,
}

impl Pair<'_> {
    fn weights(&self) -> &'static Weights {
        &self.tables.weights
    }

    fn reasons(&self) -> Vec<Reason> {
        let floor = self.weights().part_differs;
        let mut considered: Vec<Reason> = Vec::with_capacity(8);
        let matches = assign(self.left.parts.len(), self.right.parts.len(), |left, right| {
            let Worth { how, bits } = self.worth(left, right)?;
            considered.push(Reason { how, left, right, bits });
            Some(hundredths((bits - floor).max(0.0)))
        });
        let mut reasons: Vec<Reason> = Vec::with_capacity(matches.len() + 4);
        for Match { left, right } in &matches {
            reasons.extend(considered.iter().find(|reason| (reason.left, reason.right) == (*left, *right)));
        }
        self.kin(&mut reasons);
        self.rest(&matches, &mut reasons);
        self.whole(&matches, &mut reasons);
        reasons
    }

    /// What agrees beyond `enough` bits counts for a part only: names of one family share several parts.
    fn kin(&self, reasons: &mut [Reason]) {
        let weights = self.weights();
        let mut agreeing: Vec<&mut Reason> = reasons.iter_mut().filter(|reason| reason.bits > 0.0).collect();
        agreeing.sort_by(|one, other| other.bits.total_cmp(&one.bits));
        let mut left = weights.enough;
        for reason in agreeing {
            let full = reason.bits.min(left);
            left -= full;
            reason.bits = full + (reason.bits - full) * weights.beyond_enough;
        }
    }

    fn worth(&self, left: (usize, usize), right: (usize, usize)) -> Option<Worth> {
        let lefts = self.left.parts.get(left.0..left.0 + left.1)?;
        let rights = self.right.parts.get(right.0..right.0 + right.1)?;
        match (lefts, rights) {
            ([one], [other]) => {
                let rarity = || self.rarity(Of::Left, left.0, one).min(self.rarity(Of::Right, right.0, other));
                self.single(one, other, rarity)
            }
            ([one], several) => {
                let together = || self.together(one, several, || self.rarity(Of::Left, left.0, one));
                self.acronym(one, several).or_else(together)
            }
            (several, [one]) => {
                let together = || self.together(one, several, || self.rarity(Of::Right, right.0, one));
                self.acronym(one, several).or_else(together)
            }
            _ => None,
        }
    }

    /// Bits that an agreement in a part is worth, worked out once.
    fn rarity(&self, of: Of, at: usize, part: &Part) -> f64 {
        let mut all = self.rarities.get();
        let Some(known) = all.get_mut(of as usize).and_then(|name| name.get_mut(at)) else {
            return self.frequencies.rarity(part);
        };
        let rarity = known.unwrap_or_else(|| self.frequencies.rarity(part));
        *known = Some(rarity);
        self.rarities.set(all);
        rarity
    }

    fn single(&self, one: &Part, other: &Part, rarity: impl Fn() -> f64) -> Option<Worth> {
        if one.role == Role::Initial || other.role == Role::Initial {
            let agree = one.initial().is_some() && one.initial() == other.initial();
            let how = if one.role == other.role { How::Same } else { How::Initial };
            return agree.then(|| Worth { how, bits: self.weights().initial_agrees });
        }
        if one.role == Role::Number || other.role == Role::Number {
            let agree = one.role == other.role && one.plain == other.plain;
            return agree.then(|| Worth { how: How::Number, bits: self.weights().number_same });
        }
        let same = if one.plain.is_empty() { one.own == other.own } else { one.plain == other.plain };
        if same {
            return Some(Worth { how: How::Same, bits: rarity() + self.weights().same_spelling });
        }
        if one.role == Role::Direction || other.role == Role::Direction {
            return None;
        }
        match self.near(one, other) {
            Some((how, lost)) => Some(Worth { how, bits: rarity() - lost }),
            None => self.read(one, other, rarity),
        }
    }

    /// What letters alone say of parts that do not sound alike: a slip of the pen in a long part, else a part that is another one, the
    /// less so the more letters they share.
    fn read(&self, one: &Part, other: &Part, rarity: impl Fn() -> f64) -> Option<Worth> {
        let weights = self.weights();
        let alike = likeness(&one.plain, &other.plain);
        if one.plain.is_empty() || other.plain.is_empty() || alike < weights.letters_related {
            return None;
        }
        if alike >= weights.letters_near {
            let bits = rarity() - (1.0 - alike) * weights.letters_lost;
            return Some(Worth { how: How::Near, bits });
        }
        let differs = if one.role == Role::Generic && other.role == Role::Generic {
            weights.generic_differs
        } else {
            weights.part_differs
        };
        Some(Worth { how: How::Differs, bits: (differs + weights.letters_shared * alike).min(-1.0) })
    }

    /// The best of the alignments with and without the particle before: "al Assad", "Alassad".
    fn alignment(&self, one: &Part, other: &Part) -> Alignment {
        let align = |one: &Heard, other: &Heard| self.tables.costs.align(&one.sounds, &other.sounds);
        let joined = [
            one.joined.as_ref().map(|joined| align(joined, &other.heard)),
            other.joined.as_ref().map(|joined| align(&one.heard, joined)),
        ];
        let plain = align(&one.heard, &other.heard);
        joined.into_iter().flatten().fold(plain, |best, next| if next.bits > best.bits { next } else { best })
    }

    /// What the sounds of two parts say; nothing is aligned that is too short to be near.
    fn near(&self, one: &Part, other: &Part) -> Option<(How, f64)> {
        let own = one.worth.max(other.worth);
        let most = |part: &Part| self.tables.costs.most(&part.heard.sounds);
        let is_alone = one.joined.is_none() && other.joined.is_none();
        if is_alone && !self.may_be_near(most(one).min(most(other)), own) {
            return None;
        }
        self.heard(self.alignment(one, other), own)
    }

    /// What an alignment means, and the bits that it loses against the same spelling.
    fn heard(&self, alignment: Alignment, own: Hundredths) -> Option<(How, f64)> {
        let lost = f64::from(own - alignment.bits) / 100.0;
        if !self.may_be_near(alignment.bits, own) {
            return None;
        }
        Some((if alignment.hard == 0 { How::Spelling } else { How::Near }, lost))
    }

    /// Whether an alignment of so many hundredths of a bit, or of at most so many, says that parts are near.
    fn may_be_near(&self, bits: Hundredths, own: Hundredths) -> bool {
        self.weights().may_be_near(bits, own)
    }

    /// Parts that one name writes together: "Sarloeun", "Sar Loeun".
    fn together(&self, one: &Part, several: &[Part], rarity: impl Fn() -> f64) -> Option<Worth> {
        let are_words =
            several.iter().all(|part| matches!(part.role, Role::Full | Role::Generic)) && one.role == Role::Full;
        if several.len() > MOST_JOINED || !are_words {
            return None;
        }
        let spacing = self.weights().spacing_differs;
        if several.iter().flat_map(|part| part.plain.bytes()).eq(one.plain.bytes()) {
            return Some(Worth { how: How::Spacing, bits: rarity() + spacing });
        }
        let worth = several.iter().map(|part| part.worth).sum::<Hundredths>().max(one.worth);
        // Most neighbours are far too long or too short together: then nothing is aligned.
        let most = several.iter().map(|part| self.tables.costs.most(&part.heard.sounds)).sum::<Hundredths>();
        self.may_be_near(most.min(self.tables.costs.most(&one.heard.sounds)), worth).then_some(())?;
        let sounds: Vec<_> = several.iter().flat_map(|part| part.heard.sounds.iter().copied()).collect();
        self.may_be_near(self.tables.costs.at_most(&one.heard.sounds, &sounds), worth).then_some(())?;
        let (how, lost) = self.heard(self.tables.costs.align(&one.heard.sounds, &sounds), worth)?;
        Some(Worth { how, bits: rarity() - lost + spacing })
    }

    /// The first letters of several parts, with or without those of the small words between them.
    fn acronym(&self, one: &Part, several: &[Part]) -> Option<Worth> {
        if one.role != Role::Acronym || several.iter().any(|part| part.role == Role::Number) {
            return None;
        }
        let content: String = several.iter().filter_map(Part::initial).collect();
        let fits = |letters: &str| letters == one.plain || one.plain.strip_suffix('s') == Some(letters);
        let with_small_words =
            || several.iter().flat_map(|part| part.before.chars().chain(part.initial())).collect::<String>();
        let agrees = content.len() > 1 && (fits(&content) || fits(&with_small_words()));
        let n_letters = f64::from(u8::try_from(content.len()).unwrap_or(u8::MAX));
        agrees.then(|| Worth { how: How::Acronym, bits: n_letters * self.weights().acronym_letter })
    }

    /// What answers to nothing in the other name.
    fn rest(&self, matches: &[Match], reasons: &mut Vec<Reason>) {
        let left = unmatched(&self.left.parts, matches.iter().map(|found| found.left));
        let right = unmatched(&self.right.parts, matches.iter().map(|found| found.right));
        let weights = self.weights();
        for group in [Group::Word, Group::Generic, Group::Number] {
            let of_group = |parts: &[Part], at: &[usize]| {
                at.iter()
                    .copied()
                    .filter(|i| parts.get(*i).is_some_and(|part| Group::of(part) == group))
                    .collect::<Vec<_>>()
            };
            let (left, right) = (of_group(&self.left.parts, &left), of_group(&self.right.parts, &right));
            let n = left.len().max(right.len());
            for i in 0..n {
                let pair = (left.get(i), right.get(i));
                let both = pair.0.is_some() && pair.1.is_some();
                let (how, bits) = match group {
                    Group::Word if both => (How::Differs, weights.part_differs),
                    Group::Word if i == left.len().min(right.len()) => (How::Missing, weights.part_missing),
                    Group::Word => (How::Missing, weights.further_part_missing),
                    Group::Generic if both => (How::Differs, weights.generic_differs),
                    Group::Generic => (How::Missing, weights.generic_missing),
                    Group::Number if both => (How::Number, weights.number_differs),
                    Group::Number => (How::Number, weights.number_differs / 2.0),
                };
                let span = |at: Option<&usize>| at.map_or((0, 0), |at| (*at, 1));
                reasons.push(Reason { how, left: span(pair.0), right: span(pair.1), bits });
            }
        }
    }

    /// What holds of the names as a whole: order, particles, legal forms, a single part.
    fn whole(&self, matches: &[Match], reasons: &mut Vec<Reason>) {
        let weights = self.weights();
        let mut add = |how, bits| reasons.push(Reason { how, left: (0, 0), right: (0, 0), bits });
        if matches.windows(2).any(|two| matches!(two, [one, next] if next.right.0 < one.right.0)) {
            add(How::Order, weights.other_order);
        }
        let n_parts = (self.left.parts.len(), self.right.parts.len());
        if self.left.kind == NameKind::Person
            && n_parts != (1, 1)
            && (n_parts.0 == 1 || n_parts.1 == 1)
            && !matches.iter().any(|found| found.left.1 + found.right.1 > 2)
        {
            add(How::Single, weights.single_part);
        } else if self.left.kind == NameKind::Person && n_parts == (1, 1) {
            add(How::Single, weights.single_part / 2.0);
        }
        let particles = aside(self.left, self.right, |aside| matches!(aside, Aside::Particle(_)));
        if particles != (0, 0) {
            add(
                How::Particle,
                f64::from(particles.0) * weights.particle_same + f64::from(particles.1) * weights.particle_missing,
            );
        }
        let is_legal = |aside: &Aside| matches!(aside, Aside::Legal(_));
        match aside(self.left, self.right, is_legal) {
            (0, n) if n > 0 && self.left.aside.iter().any(is_legal) && self.right.aside.iter().any(is_legal) => {
                add(How::LegalForm, weights.legal_form_differs)
            }
            (n, _) if n > 0 => add(How::LegalForm, weights.legal_form_same),
            _ => {}
        }
    }

    fn agreement(&self, reasons: &[Reason], bits: f64) -> Agreement {
        let says_nothing = |name: &Name| {
            name.parts.is_empty()
                || name.is_bare_initials()
                || name.parts.iter().all(|part| part.own.chars().count() < 2)
        };
        if says_nothing(self.left) || says_nothing(self.right) {
            return Agreement::NoEvidence;
        }
        let has = |how: How| reasons.iter().any(|reason| reason.how == how);
        let numbers_differ = reasons.iter().any(|reason| reason.how == How::Number && reason.bits < 0.0);
        let met = reasons.iter().filter(|reason| reason.left.1 > 0 && reason.right.1 > 0 && reason.how != How::Differs);
        if has(How::Differs) || numbers_differ || bits <= 0.0 || met.count() == 0 {
            return Agreement::Different;
        }
        let short_acronym =
            reasons.iter().any(|reason| reason.how == How::Acronym && reason.left.1.max(reason.right.1) < 4);
        let single = self.left.parts.len() != self.right.parts.len() && has(How::Single);
        if has(How::Near) || has(How::Missing) || has(How::Initial) || short_acronym || single {
            return Agreement::Possible;
        }
        if has(How::Spelling) || has(How::Acronym) {
            return if bits < LITTLE { Agreement::Possible } else { Agreement::Variant };
        }
        Agreement::Same
    }
}

/// Bits below which another spelling is never more than possible.
const LITTLE: f64 = 8.0;

/// Parts that may answer to each other when nothing else does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Word,
    Generic,
    Number,
}

impl Group {
    fn of(part: &Part) -> Self {
        match part.role {
            Role::Full | Role::Initial | Role::Acronym | Role::Direction => Self::Word,
            Role::Generic => Self::Generic,
            Role::Number => Self::Number,
        }
    }
}

fn unmatched(parts: &[Part], taken: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let taken: Vec<_> = taken.collect();
    let is_taken = |i: usize| taken.iter().any(|(first, n)| (*first..first + n).contains(&i));
    (0..parts.len().min(MOST_PARTS)).filter(|i| !is_taken(*i)).collect()
}

/// How many of the small words that `which` picks both names have, and how many only one has.
fn aside(left: &Name, right: &Name, which: impl Fn(&Aside) -> bool) -> (u8, u8) {
    let count = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    let [left, right] = [left, right].map(|name| name.aside.iter().filter(|one| which(one)).collect::<Vec<_>>());
    let both = left.iter().filter(|aside| right.contains(aside)).count();
    (count(both), count(left.len().max(right.len()).saturating_sub(both)))
}

impl Comparison {
    /// The reasons as factors, the strongest first. `left`, `right`: the names that were compared, in the same order.
    #[must_use]
    pub fn factors(&self, left: &Name, right: &Name) -> Vec<Factor> {
        let mut reasons = self.reasons.clone();
        reasons.sort_by(|one, other| other.bits.abs().total_cmp(&one.bits.abs()).then(one.how.cmp(&other.how)));
        let says = |reason: &Reason| match (reason.left.1, reason.right.1) {
            (0, 0) => format!("{} / {}", left.normalized(), right.normalized()),
            _ => format!("{} / {}", written(left, reason.left), written(right, reason.right)),
        };
        reasons
            .iter()
            .map(|reason| Factor { comparison: reason.how.id().to_owned(), says: says(reason), bits: reason.bits })
            .collect()
    }
}

/// Some parts as written; a dash for none.
fn written(name: &Name, (first, n): (usize, usize)) -> String {
    let parts = name.parts.get(first..first + n).unwrap_or_default();
    let words: Vec<&str> = parts.iter().map(|part| part.own.as_str()).collect();
    if words.is_empty() { "–".to_owned() } else { words.join(" ") }
}
