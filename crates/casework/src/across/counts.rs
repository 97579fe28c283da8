//! How many people, with honest bounds.

use super::Across;
use super::event_view::days;
use crate::case::Case;
use crate::device::digits;
use crate::refusal::{Refusal, Why};
use crate::request::{Answer, Reply};
use crate::shown::{CountList, CountQuery, CountRow, HowMany, Place, TallyShown};
use assessment::Labels;
use assessment::counts::{Basis, Bin, Counter, Counts, Period, Problem, Query, Tally, chart};
use document::DateWindow;
use records::case::{CaseCount, CaseDate};
use sha2::{Digest, Sha256};
use std::sync::Mutex;

/// What doubtful pairs are in a count.
const MERGE_POLICY: &str =
    "doubtful pairs are one person in the fewest and two in the most; what is judged is respected";
/// So many counts are kept.
const MAX_KEPT: usize = 16;
/// More numbers of texts are not listed for one row.
const MAX_TALLIES: usize = 12;

/// Counts that were asked for, the latest first.
#[derive(Default)]
pub struct Counted(Mutex<Vec<(Query, Counts)>>);

impl Case {
    /// What the query asks for; the body is a drawing (SVG) when one act type is drawn.
    pub(crate) fn counts(&mut self, asked: &CountQuery) -> Result<Reply, Refusal> {
        let across = self.across()?;
        let query = query(asked)?;
        let basis = Basis {
            head: self.head(),
            merge_policy: MERGE_POLICY.to_owned(),
            program: concat!("saksi ", env!("CARGO_PKG_VERSION")).to_owned(),
        };
        let counts = Counts { basis: basis.clone(), ..across.counted(&query) };
        let labels = Labels::parse(include_str!("../../../../codebook/labels/en/counts.tsv")).unwrap_or_default();
        let labels = labels.with(&asked.words);
        let body = match (&asked.draw_as, &asked.act_type) {
            (Some(name), Some(act_type)) => chart::svg(&counts, act_type, name, &labels).into_bytes(),
            (Some(_), None) => {
                let hint = "name it with --act, such as --act arrest";
                return Err(Refusal::new(Why::Unclear, "a drawing shows one act type", hint));
            }
            (None, _) => Vec::new(),
        };
        let rows = counts.bins.iter().map(|bin| across.count_row(bin, &labels)).collect();
        let list = CountList {
            rows,
            n_documents: across.documents.len(),
            left_out: left_out(&counts).into_iter().chain(across.judged.left_out()).collect(),
            head: basis.head,
            merge_policy: basis.merge_policy,
            program: basis.program,
        };
        Ok(Reply { answer: Answer::Counts(Box::new(list)), body })
    }

    /// SHA-256 over the heads of all logs: the state of the case.
    pub(super) fn head(&self) -> String {
        format!("sha256:{}", digits(&Sha256::digest(self.store.heads().to_bytes())))
    }
}

impl Across {
    fn count_row(&self, bin: &Bin, labels: &Labels) -> CountRow {
        let told = || bin.reported.tallies.iter().filter(|tally| tally.told);
        CountRow {
            act_type: bin.act_type.clone(),
            period: bin.period.map(days),
            place: bin.place.and_then(|idx| self.resolution.places.get(idx)).map(|place| place.name.clone()),
            named: (bin.documented.at_least, bin.documented.at_most),
            reported: (bin.reported.at_least, bin.reported.at_most),
            unnamed_at_least: bin.reported.unnamed_at_least,
            is_sum: bin.reported.summed,
            n_events: bin.events.len(),
            active_sources: bin.active_sources,
            tallies: told().take(MAX_TALLIES).map(|tally| self.tally(tally)).collect(),
            n_more_tallies: told().count().saturating_sub(MAX_TALLIES),
            problem_codes: codes(&bin.problems),
            problems: distinct(bin.problems.iter().map(|problem| labels.sentence(&problem.code, &[]))),
        }
    }

    /// Counts without their basis; those that were asked for last are kept.
    fn counted(&self, query: &Query) -> Counts {
        let mut kept = self.counted.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, counts)) = kept.iter().find(|(known, _)| known == query) {
            return counts.clone();
        }
        let counts = self.counter().count(&self.digests, &self.resolution, query, &Basis::default());
        kept.truncate(MAX_KEPT - 1);
        kept.insert(0, (query.clone(), counts.clone()));
        counts
    }

    /// Works out what is counted when nobody says what to count.
    #[cfg(target_os = "linux")]
    pub(super) fn warm_counts(&self) {
        self.counted(&Query::default());
    }

    /// What counts look up, worked out when it is first asked for.
    pub(super) fn counter(&self) -> &Counter {
        self.counter.get_or_init(|| Counter::new(&self.digests, &self.resolution))
    }

    /// How many people an event concerns.
    pub(super) fn how_many(&self, event: usize) -> Option<HowMany> {
        let of = self.counter().of_event(&self.digests, &self.resolution, event)?;
        let told = of.reported.tallies.iter().filter(|tally| tally.told).take(MAX_TALLIES);
        Some(HowMany {
            named: (of.documented.at_least, of.documented.at_most),
            reported: (of.reported.at_least, of.reported.at_most),
            tallies: told.map(|tally| self.tally(tally)).collect(),
            problems: codes(&of.problems),
        })
    }

    /// A number of a text, at the words that give it where they are part of an act.
    fn tally(&self, tally: &Tally) -> TallyShown {
        let part = tally.evidence.first().and_then(|span| self.part_at(tally.document, *span));
        let part = tally.figure.map(|figure| format!("f{}", figure + 1)).or(part).unwrap_or_default();
        TallyShown {
            text: tally.count.text.clone(),
            of: tally.of.clone(),
            count: (tally.count.at_least, tally.count.at_most),
            speaker: tally.speaker.clone(),
            place: Place { part, ..self.place(tally.document, 'a', 0) },
        }
    }

    pub(super) fn count_records(&self, head: &str) -> Vec<CaseCount> {
        let basis = Basis { head: head.to_owned(), ..Basis::default() };
        let counts = self.counter().count(&self.digests, &self.resolution, &Query::default(), &basis);
        let record = |bin: &Bin| CaseCount {
            act_type: bin.act_type.clone(),
            period: bin.period.map(days).map(|[earliest, latest]| CaseDate { earliest, latest }),
            persons_named: bin.documented.persons.len(),
            at_least: bin.reported.at_least,
            at_most: bin.reported.at_most,
            basis: bin.basis(&self.digests, &self.resolution),
        };
        counts.bins.iter().map(record).collect()
    }
}

fn query(asked: &CountQuery) -> Result<Query, Refusal> {
    let day = |text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| {
            Refusal::new(Why::Unclear, "this is not a day of the calendar", "write days as 2021-03-01").called("no-day")
        }),
    };
    let period = match asked.period.as_deref() {
        None | Some("all") => Period::All,
        Some("year") => Period::Year,
        Some("month") => Period::Month,
        Some(_) => {
            return Err(Refusal::new(Why::Unclear, "there is no such period", "the periods are all, year and month"));
        }
    };
    Ok(Query {
        act_types: asked.act_type.iter().cloned().collect(),
        within: DateWindow { earliest: day(&asked.from)?, latest: day(&asked.until)? },
        period,
        by_place: asked.by_place,
        ..Query::default()
    })
}

/// Number and key of the words for it; nothing that is zero.
fn left_out(counts: &Counts) -> Vec<(usize, String)> {
    let out = &counts.left_out;
    let all = [
        (out.undated, "undated"),
        (out.unplaced, "unplaced"),
        (out.denied, "denied"),
        (out.not_said_to_have_happened, "not-said-to-have-happened"),
        (out.low_confidence, "low-confidence"),
        (out.in_review, "in-review"),
        (out.without_people, "without-people"),
        (out.figures_of_unknown_acts, "figures-of-unknown-acts"),
    ];
    all.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| (n, key.to_owned())).collect()
}

fn codes(problems: &[Problem]) -> Vec<String> {
    distinct(problems.iter().map(|problem| problem.code.clone()))
}

fn distinct(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = all.collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}
