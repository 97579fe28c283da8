//! How many people, with honest bounds: what is documented by name, and what is reported as a number. Never a record of a person.
//!
//! *Documented* counts different named victims; *reported* takes the tallies of texts as intervals and reconciles them with the
//! names. The two are never one series, and neither is an estimate (see `estimation`).

mod bins;
pub mod chart;
mod events;
mod named;
mod query;
mod tally;

pub use named::Documented;
pub use query::{Period, Query};
pub use tally::{Reported, Tally};

use document::DateWindow;
use named::Doubts;
use resolution::Digest;
use resolution::result::{EntityRef, Identity, Resolution};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What every number must be read with, so that it can be had again bit for bit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Head of the ledger: the state of the case.
    pub head: String,
    /// How doubtful pairs were treated: name and version of the settings of resolution.
    pub merge_policy: String,
    /// Version of the program.
    pub program: String,
}

/// Numbers and how they came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// What was asked.
    pub query: Query,
    /// The state that it was asked of.
    pub basis: Basis,
    /// One for each act type, period and place that has something, in that order.
    pub bins: Vec<Bin>,
    /// What no number holds.
    pub left_out: LeftOut,
}

/// The numbers of one act type in one period and place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Id of the codebook.
    pub act_type: String,
    /// The days; none when all are counted together.
    pub period: Option<DateWindow>,
    /// Position in the list of places; none when all are counted together.
    pub place: Option<usize>,
    /// Different people by name.
    pub documented: Documented,
    /// Numbers in texts, with the names.
    pub reported: Reported,
    /// Positions in the list of events.
    pub events: Vec<usize>,
    /// Different origins of the documents that tell of it.
    pub active_sources: usize,
    /// What a person should look at.
    pub problems: Vec<Problem>,
}

/// Something to be reviewed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// A key of `codebook/labels/en/counts.tsv`.
    pub code: String,
    /// Position in the list of events, if it is about one.
    pub event: Option<usize>,
}

/// Events and figures that no number holds, because what was asked of them is not known or they are not said to have happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Without a date, or with one that may lie in several of the periods.
    pub undated: usize,
    /// Without a place, when places were asked for.
    pub unplaced: usize,
    /// Denied.
    pub denied: usize,
    /// Threatened, planned, hypothetical.
    pub not_said_to_have_happened: usize,
    /// Acts whose reading is doubtful.
    pub low_confidence: usize,
    /// Pairs that wait for review: their people are one in the minimum and two in the maximum.
    pub in_review: usize,
    /// Events that tell of no people: a law, an office, a paper.
    pub without_people: usize,
    /// Figures of which it is not known what they count.
    pub figures_of_unknown_acts: usize,
}

/// Counts what the query asks for; see [`Counter`], which counts several times.
#[must_use]
pub fn count(digests: &[Digest], resolution: &Resolution, query: &Query, basis: &Basis) -> Counts {
    Counter::new(digests, resolution).count(digests, resolution, query, basis)
}

/// What every count looks up, worked out once. Each method wants the digests and the resolution that it was made of.
pub struct Counter {
    doubts: Doubts,
    persons: BTreeMap<EntityRef, usize>,
    places: BTreeMap<EntityRef, usize>,
    origins: BTreeMap<usize, usize>,
}

/// How many people one event concerns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfEvent {
    /// Different people by name.
    pub documented: Documented,
    /// Numbers in its reports, with the names.
    pub reported: Reported,
    /// What a person should look at.
    pub problems: Vec<Problem>,
}

impl Counter {
    /// `resolution` must be made from `digests`.
    #[must_use]
    pub fn new(digests: &[Digest], resolution: &Resolution) -> Self {
        Self {
            doubts: Doubts::of(digests, resolution),
            persons: by_entity(&resolution.persons),
            places: by_entity(&resolution.places),
            origins: bins::origins(digests, resolution),
        }
    }

    /// Counts what the query asks for.
    ///
    /// The same input gives the same numbers bit for bit. Near-linear in acts and links; a bin compares its events pair by pair, the
    /// largest numbers first, at most [`tally::MOST_EVENTS`] of them.
    #[must_use]
    pub fn count(&self, digests: &[Digest], resolution: &Resolution, query: &Query, basis: &Basis) -> Counts {
        let mut left_out = LeftOut { in_review: self.doubts.n_pairs(), ..LeftOut::default() };
        let told = events::told(self, digests, resolution, query, &mut left_out);
        let figures = tally::figures(digests, resolution, query, &mut left_out);
        let bins = bins::bins(self, resolution, told, figures, query, &mut left_out);
        Counts { query: query.clone(), basis: basis.clone(), bins, left_out }
    }

    /// How many people one event concerns: "1 named of at least 34". None when it is not said to have happened.
    #[must_use]
    pub fn of_event(&self, digests: &[Digest], resolution: &Resolution, event: usize) -> Option<OfEvent> {
        let (query, mut left_out) = (Query::default(), LeftOut::default());
        let told = events::one(self, digests, event, resolution.events.get(event)?, &query, &mut left_out)?;
        let documented = self.doubts.count(&told.persons);
        let mut problems = Vec::new();
        let told = [told];
        let reported = tally::reported(resolution, &self.doubts, &self.origins, &told, &[], &documented, &mut problems);
        problems.sort();
        problems.dedup();
        Some(OfEvent { documented, reported, problems })
    }
}

fn by_entity(identities: &[Identity]) -> BTreeMap<EntityRef, usize> {
    let identities = identities.iter().enumerate();
    identities.flat_map(|(i, identity)| identity.entities.iter().map(move |entity| (*entity, i))).collect()
}

impl Bin {
    /// Ids of what it rests on: events as in the list of events, figures as `document#f1`.
    #[must_use]
    pub fn basis(&self, digests: &[Digest], resolution: &Resolution) -> Vec<String> {
        let events = self.events.iter().filter_map(|event| resolution.events.get(*event)).map(|event| event.id.clone());
        let figures = self.reported.tallies.iter().filter_map(|tally| {
            let digest = digests.get(tally.document)?;
            Some(format!("{}#f{}", digest.document, tally.figure? + 1))
        });
        events.chain(figures).collect()
    }
}

#[cfg(test)]
mod tests;
