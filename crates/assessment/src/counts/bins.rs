//! Events and figures put together by act type, period and place.

use super::events::Told;
use super::query::{Query, Slot};
use super::tally::{self, ToldFigure};
use super::{Bin, Counter, LeftOut};
use document::DateWindow;
use jiff::civil::Date;
use resolution::Digest;
use resolution::result::Resolution;
use std::collections::{BTreeMap, BTreeSet};

/// What tells bins apart, in the order in which they are handed out.
type Key = (String, Option<[Option<Date>; 2]>, Option<usize>);

#[derive(Default)]
struct Content {
    period: Option<DateWindow>,
    told: Vec<Told>,
    figures: Vec<ToldFigure>,
}

/// The bins that hold something.
pub(super) fn bins(
    counter: &Counter,
    resolution: &Resolution,
    told: Vec<Told>,
    figures: Vec<ToldFigure>,
    query: &Query,
    left_out: &mut LeftOut,
) -> Vec<Bin> {
    let mut contents: BTreeMap<Key, Content> = BTreeMap::new();
    for one in told {
        let place = one.place.filter(|_| query.by_place);
        let Some(period) = period(query.slot(one.window), left_out) else { continue };
        if query.by_place && place.is_none() {
            left_out.unplaced += 1;
            continue;
        }
        content(&mut contents, &one.act_type, period, place).told.push(one);
    }
    for figure in figures {
        let Some(period) = period(tally::slot(&figure, query), left_out) else { continue };
        // A figure says of whom and when, and no place.
        if query.by_place {
            left_out.unplaced += 1;
            continue;
        }
        content(&mut contents, &figure.act_type, period, None).figures.push(figure);
    }
    let bins = contents.into_iter().map(|(key, content)| bin(resolution, counter, key, &content));
    let (bins, empty): (Vec<Bin>, Vec<Bin>) = bins.partition(Bin::tells_of_people);
    left_out.without_people += empty.iter().map(|bin| bin.events.len()).sum::<usize>();
    bins
}

impl Bin {
    fn tells_of_people(&self) -> bool {
        self.documented.at_most > 0 || self.reported.at_least > 0 || self.reported.at_most.is_none_or(|most| most > 0)
    }
}

/// The period, or nothing when it is not counted.
#[allow(clippy::option_option)]
fn period(slot: Slot, left_out: &mut LeftOut) -> Option<Option<DateWindow>> {
    match slot {
        Slot::In(period) => Some(period),
        Slot::Outside => None,
        Slot::Unknown => {
            left_out.undated += 1;
            None
        }
    }
}

fn content<'a>(
    contents: &'a mut BTreeMap<Key, Content>,
    act_type: &str,
    period: Option<DateWindow>,
    place: Option<usize>,
) -> &'a mut Content {
    let key = (act_type.to_owned(), period.map(|days| [days.earliest, days.latest]), place);
    let content = contents.entry(key).or_default();
    content.period = period;
    content
}

fn bin(resolution: &Resolution, counter: &Counter, key: Key, content: &Content) -> Bin {
    let Counter { doubts, origins, .. } = counter;
    let (act_type, _, place) = key;
    let persons: BTreeSet<usize> = content.told.iter().flat_map(|one| one.persons.iter().copied()).collect();
    let documented = doubts.count(&persons);
    let mut problems = Vec::new();
    let Content { told, figures, period } = content;
    let reported = tally::reported(resolution, doubts, origins, told, figures, &documented, &mut problems);
    problems.sort();
    problems.dedup();
    let documents: BTreeSet<usize> = told
        .iter()
        .flat_map(|one| one.documents.iter().copied())
        .chain(figures.iter().map(|figure| figure.tally.document))
        .collect();
    let sources: BTreeSet<usize> = documents.iter().filter_map(|document| origins.get(document)).copied().collect();
    Bin {
        act_type,
        period: *period,
        place,
        documented,
        reported,
        events: told.iter().map(|one| one.event).collect(),
        active_sources: sources.len(),
        problems,
    }
}

/// The origin of each document; a document without one is its own.
pub(super) fn origins(digests: &[Digest], resolution: &Resolution) -> BTreeMap<usize, usize> {
    let n_origins = resolution.origins.len();
    let mut origins: BTreeMap<usize, usize> =
        (0..digests.len()).map(|document| (document, n_origins + document)).collect();
    for (i, origin) in resolution.origins.iter().enumerate() {
        origins.extend(origin.documents.iter().map(|document| (*document, i)));
    }
    origins
}
