//! Numbers in texts as intervals, and how they fit the names.

use super::events::Told;
use super::named::{Documented, Doubts};
use super::query::{Query, Slot};
use super::{LeftOut, Problem};
use document::DateWindow;
use resolution::Digest;
use resolution::digest::{Act, Count, Figure, Participant, Span};
use resolution::result::{ActRef, Judgement, Resolution, Zone};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Most events of a bin that are compared with each other to see whether their victims are different.
pub const MOST_EVENTS: usize = 500;

/// Act types that happen to a person once.
const ONCE: &str = include_str!("../../../../codebook/assessment/once.tsv");

/// A number that a text gives, or people without a name or number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Position of the digest.
    pub document: usize,
    /// The words, in code points.
    pub evidence: Vec<Span>,
    /// How many, as an interval.
    pub count: Count,
    /// Of whom, in the text's words.
    pub of: String,
    /// Position in the list of events; none for a figure that sums up.
    pub event: Option<usize>,
    /// Position in the list of figures of its digest.
    pub figure: Option<usize>,
    /// When the document was published.
    pub published: DateWindow,
    /// Whether the text gives a number; otherwise it speaks of people without one.
    pub told: bool,
    /// Who gives it, in the words of the document; none: the document itself.
    pub speaker: Option<String>,
}

/// What is reported, names and numbers together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reported {
    /// Fewest.
    pub at_least: u64,
    /// Most; none when a number is open above.
    pub at_most: Option<u64>,
    /// Of the fewest, those for whom no name can stand: an anonymous number, never people.
    pub unnamed_at_least: u64,
    /// Of the most, those without a name; none when open.
    pub unnamed_at_most: Option<u64>,
    /// Whether the fewest is a sum over events whose victims are different, and not the largest single number.
    pub summed: bool,
    /// Every number, conflicting ones too, in order of document.
    pub tallies: Vec<Tally>,
}

/// A figure that counts, with its act type and days.
pub(super) struct ToldFigure {
    pub act_type: String,
    pub window: DateWindow,
    pub tally: Tally,
}

impl Tally {
    pub(super) fn of_victim(
        at: ActRef,
        act: &Act,
        victim: &Participant,
        digest: &Digest,
        is_one: bool,
        event: usize,
    ) -> Tally {
        let told = victim.count.as_ref().is_some_and(|count| count.at_least.is_some() || count.at_most.is_some());
        let without =
            || Count { at_least: Some(1), at_most: is_one.then_some(1), text: victim.text.clone(), about: false };
        Tally {
            document: at.document,
            evidence: if victim.span == Span::default() { act.evidence.clone() } else { vec![victim.span] },
            count: victim.count.clone().filter(|_| told).unwrap_or_else(without),
            of: victim.text.clone(),
            event: Some(event),
            figure: None,
            published: digest.published,
            told,
            speaker: act.statements.iter().find_map(|statement| speaker(digest, *statement)),
        }
    }

    fn of_figure(document: usize, figure: usize, one: &Figure, digest: &Digest) -> Tally {
        Tally {
            document,
            evidence: one.evidence.clone(),
            count: one.count.clone(),
            of: one.of.clone(),
            event: None,
            figure: Some(figure),
            published: digest.published,
            told: true,
            speaker: one.statement.and_then(|statement| speaker(digest, statement)),
        }
    }

    fn at_least(&self) -> u64 {
        self.count.at_least.unwrap_or(0)
    }

    /// The number, when it is told as exact.
    fn exact(&self) -> Option<u64> {
        self.count.at_least.filter(|_| self.told && !self.count.about && self.count.at_least == self.count.at_most)
    }
}

/// Who makes a statement: the name, or the words for them.
fn speaker(digest: &Digest, statement: usize) -> Option<String> {
    let statement = digest.statements.get(statement)?;
    let named = statement.speaker.and_then(|entity| digest.entities.get(entity)).map(|entity| entity.name.clone());
    named.or_else(|| statement.speaker_text.clone())
}

/// The figures that the query wants.
pub(super) fn figures(
    digests: &[Digest],
    resolution: &Resolution,
    query: &Query,
    left_out: &mut LeftOut,
) -> Vec<ToldFigure> {
    let known: BTreeSet<&str> = resolution.events.iter().map(|event| event.act_type.as_str()).collect();
    let mut told = Vec::new();
    for (document, digest) in digests.iter().enumerate() {
        for (i, figure) in digest.figures.iter().enumerate() {
            let Some(act_type) = &figure.act_type else {
                left_out.figures_of_unknown_acts += usize::from(query.act_types.is_empty() && !known.is_empty());
                continue;
            };
            let speech = figure.statement.and_then(|statement| digest.statements.get(statement));
            match query.wants(act_type) {
                true if speech.is_some_and(|speech| speech.kind == "denial") => left_out.denied += 1,
                true => told.push(ToldFigure {
                    act_type: act_type.clone(),
                    window: figure.period.unwrap_or_default(),
                    tally: Tally::of_figure(document, i, figure, digest),
                }),
                false => {}
            }
        }
    }
    told
}

/// The slot of a figure; one without days is only in a count of all days.
pub(super) fn slot(figure: &ToldFigure, query: &Query) -> Slot {
    query.slot(figure.window)
}

/// Fewest and most victims of one event.
struct Bounds {
    at_least: u64,
    at_most: Option<u64>,
}

/// What the reports of a bin say together.
pub(super) fn reported(
    resolution: &Resolution,
    doubts: &Doubts,
    origins: &BTreeMap<usize, usize>,
    told: &[Told],
    figures: &[ToldFigure],
    documented: &Documented,
    problems: &mut Vec<Problem>,
) -> Reported {
    let mut bounds: Vec<(&Told, Bounds)> =
        told.iter().map(|one| (one, of_event(doubts, origins, one, problems))).collect();
    bounds.sort_by_key(|(one, bounds)| (std::cmp::Reverse(bounds.at_least), one.event));
    let largest = bounds.first().map_or(0, |(_, bounds)| bounds.at_least);
    let in_figures = figures.iter().map(|figure| figure.tally.at_least()).max().unwrap_or(0);
    let sum = sum_of_different(resolution, doubts, &bounds);
    let at_least = documented.at_least.max(largest).max(in_figures).max(sum);
    let mut tallies: Vec<Tally> = told.iter().flat_map(|one| one.tallies.iter().cloned()).collect();
    tallies.extend(figures.iter().map(|figure| figure.tally.clone()));
    tallies.sort_by_key(|tally| (tally.document, tally.figure, tally.event, tally.evidence.first().copied()));
    let with_more = bounds.iter().filter(|(one, bounds)| bounds.at_least > one.persons.len() as u64).count();
    let summed = sum > documented.at_least.max(largest).max(in_figures);
    if with_more > 1 && !summed {
        problems.push(Problem { code: "persons-not-summed".to_owned(), event: None });
    }
    // One number printed by several documents of one origin is one number.
    let distinct: BTreeSet<(usize, Option<u64>, Option<u64>)> = figures
        .iter()
        .map(|figure| {
            let Tally { document, count, .. } = &figure.tally;
            (origins.get(document).copied().unwrap_or(usize::MAX - document), count.at_least, count.at_most)
        })
        .collect();
    let open_sum = |sum: Option<u64>, more: Option<u64>| Some(sum?.saturating_add(more?));
    let of_events = bounds.iter().map(|(_, bounds)| bounds.at_most).fold(Some(0), open_sum);
    let at_most =
        distinct.into_iter().map(|(_, _, at_most)| at_most).fold(of_events, open_sum).map(|most| most.max(at_least));
    Reported {
        at_least,
        at_most,
        unnamed_at_least: at_least.saturating_sub(documented.at_most),
        unnamed_at_most: at_most.map(|most| most.saturating_sub(documented.at_least)),
        summed,
        tallies,
    }
}

/// The number that most origins give, the smaller one of equals, and never fewer than are named.
fn of_event(doubts: &Doubts, origins: &BTreeMap<usize, usize>, told: &Told, problems: &mut Vec<Problem>) -> Bounds {
    let named = doubts.count(&told.persons);
    let mut by_origin: BTreeMap<usize, u64> = BTreeMap::new();
    for tally in told.tallies.iter().filter(|tally| tally.told) {
        let origin = origins.get(&tally.document).copied().unwrap_or(usize::MAX - tally.document);
        let number = by_origin.entry(origin).or_default();
        *number = tally.at_least().max(*number);
    }
    let mut votes: BTreeMap<u64, usize> = BTreeMap::new();
    by_origin.values().for_each(|number| *votes.entry(*number).or_default() += 1);
    let best =
        votes.iter().max_by_key(|(number, votes)| (**votes, std::cmp::Reverse(**number))).map(|(number, _)| *number);
    if votes.len() > 1 {
        problems.push(Problem { code: "sources-differ".to_owned(), event: Some(told.event) });
    }
    if told.tallies.iter().filter_map(Tally::exact).max().is_some_and(|exact| named.at_least > exact) {
        problems.push(Problem { code: "more-named-than-told".to_owned(), event: Some(told.event) });
    }
    let unnamed = told.tallies.iter().filter(|tally| !tally.told).map(Tally::at_least).max();
    let at_least = named.at_least.max(best.or(unnamed).unwrap_or(0));
    let highest = told.tallies.iter().map(|tally| tally.count.at_most).try_fold(0, |most, one| Some(most.max(one?)));
    Bounds { at_least, at_most: highest.map(|most| most.max(named.at_most).max(at_least)) }
}

/// The sum over events whose victims are different people, taken from the largest down; 0 when there are no two.
///
/// Two events have different victims only when it is an act that happens to a person once, and the days are different or a person
/// judged the events to be two. An arrest can happen to the same people again, so arrests are never summed beyond their names.
fn sum_of_different(resolution: &Resolution, doubts: &Doubts, bounds: &[(&Told, Bounds)]) -> u64 {
    let apart = judged_apart(resolution);
    let once = bounds.first().is_some_and(|(one, _)| happens_once(&one.act_type));
    let mut taken: Vec<&Told> = Vec::new();
    let mut sum = 0_u64;
    for (one, bounds) in bounds.iter().take(MOST_EVENTS) {
        let are_different = |other: &&Told| {
            let decided = apart.contains(&(one.event.min(other.event), one.event.max(other.event)));
            let on_other_days = one.window.intersect(other.window).is_none();
            !doubts.may_share(&one.persons, &other.persons) && (decided || once && on_other_days)
        };
        if taken.iter().all(are_different) {
            sum = sum.saturating_add(bounds.at_least);
            taken.push(one);
        }
    }
    if taken.len() > 1 { sum } else { 0 }
}

/// Pairs of events that a person judged to be two, for acts that happen to a person once.
fn judged_apart(resolution: &Resolution) -> BTreeSet<(usize, usize)> {
    let is_decided = |zone, judgement| (zone, judgement) == (Zone::Apart, Judgement::Confirmed);
    let decided = resolution.event_links.iter().filter(|link| is_decided(link.zone, link.judgement));
    let decided: Vec<(ActRef, ActRef)> = decided.map(|link| (link.left, link.right)).collect();
    if decided.is_empty() {
        return BTreeSet::new();
    }
    let wanted: BTreeSet<ActRef> = decided.iter().flat_map(|&(left, right)| [left, right]).collect();
    let mut event_of: BTreeMap<ActRef, usize> = BTreeMap::new();
    for (i, event) in resolution.events.iter().enumerate().filter(|(_, event)| happens_once(&event.act_type)) {
        event_of.extend(event.acts.iter().filter(|act| wanted.contains(act)).map(|act| (*act, i)));
    }
    let pairs = decided.iter().filter_map(|(left, right)| Some((*event_of.get(left)?, *event_of.get(right)?)));
    pairs.map(|(left, right)| (left.min(right), left.max(right))).collect()
}

fn happens_once(act_type: &str) -> bool {
    static TYPES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
        let rows = ONCE.lines().filter(|line| !line.starts_with('#')).skip(1);
        rows.map(str::trim).collect()
    });
    TYPES.contains(act_type)
}
