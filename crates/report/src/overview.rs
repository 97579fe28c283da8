//! The head of a page: what all its documents say together. Gathered one document at a time.

use crate::document_view::title;
use crate::facts::participant_name;
use crate::labels::{GROUPS, Labels, status_key};
use crate::people::{self, PersonRow};
use crate::timeline::{self, Timeline};
use crate::when::When;
use askama::Template;
use document::DateWindow;
use domain::{ActStatus, EntityKind, MentionForm, ProposingReader, Reading, Role};
use std::collections::BTreeMap;

/// What the head of a page needs to know of one document.
#[derive(Debug)]
pub struct Summary {
    pub(crate) number: usize,
    pub(crate) title: String,
    pub(crate) publisher: Option<String>,
    pub(crate) published: When,
    pub(crate) n_words: usize,
    pub(crate) n_statements: usize,
    pub(crate) n_problems: usize,
    /// Whether a server was sent the text.
    pub(crate) asked_server: bool,
    pub(crate) acts: Vec<ActSummary>,
}

/// One act, as far as charts and lists over all documents need it.
#[derive(Clone, Debug)]
pub struct ActSummary {
    pub(crate) document: usize,
    pub(crate) number: usize,
    pub(crate) label: String,
    pub(crate) group: &'static str,
    pub(crate) status: String,
    pub(crate) status_key: &'static str,
    pub(crate) window: DateWindow,
    /// Whom it concerns by name, with what they are.
    pub(crate) whom: Vec<(String, EntityKind)>,
}

impl Summary {
    /// The summary of one reading.
    pub fn new(number: usize, reading: &Reading, labels: &Labels) -> Summary {
        Summary {
            number,
            title: title(reading),
            publisher: reading.document.publisher.clone(),
            published: When::of(&reading.document.published),
            n_words: reading.document.text.split_whitespace().count(),
            n_statements: reading.statements.len(),
            asked_server: reading.proposals.iter().any(|by| by.reader == ProposingReader::Llm),
            n_problems: reading.problems.len(),
            acts: act_summaries(number, reading, labels),
        }
    }
}

fn act_summaries(document: usize, reading: &Reading, labels: &Labels) -> Vec<ActSummary> {
    let named = |act: &domain::Act| {
        let concerned = act.participants.iter().filter(|one| matches!(one.role, Role::Victim | Role::Target));
        let named = concerned.filter_map(|one| {
            let entity = reading.entities.get(one.entity?)?;
            let by_name = entity.mentions.iter().any(|mention| mention.form == MentionForm::Name);
            by_name.then(|| (participant_name(reading, one), entity.kind))
        });
        named.collect()
    };
    let summary = |(i, act): (usize, &domain::Act)| ActSummary {
        document,
        number: i + 1,
        label: labels.act(&act.act_type),
        group: labels.group(&act.act_type),
        status: labels.status(act).to_owned(),
        status_key: status_key(act.status),
        window: act.date.window,
        whom: named(act),
    };
    reading.acts.iter().enumerate().map(summary).collect()
}

/// Everything that the head of a page shows.
#[derive(Debug, Default)]
pub struct Overview {
    documents: Vec<Summary>,
}

impl Overview {
    /// Nothing yet.
    pub fn new() -> Overview {
        Overview::default()
    }

    /// Takes note of one more document.
    pub fn add(&mut self, summary: Summary) {
        self.documents.push(summary);
    }

    /// The page up to the first document.
    pub fn head(&self, labels: &Labels) -> String {
        let acts: Vec<&ActSummary> = self.documents.iter().flat_map(|document| &document.acts).collect();
        let head = PageHead {
            documents: &self.documents,
            n_acts: acts.len(),
            acts: thousands(acts.len()),
            statements: thousands(self.documents.iter().map(|one| one.n_statements).sum()),
            words: thousands(self.documents.iter().map(|one| one.n_words).sum()),
            bars: bars(&acts),
            timeline: timeline::draw(&acts, labels),
            groups: GROUPS.iter().map(|group| (*group, labels.group_name(group).to_owned())).collect(),
            people: people::list(&acts, |kind| kind == EntityKind::Person),
            bodies: people::list(&acts, |kind| matches!(kind, EntityKind::Organization | EntityKind::Group)),
        };
        head.render().unwrap_or_default()
    }

    /// The page after the last document.
    pub fn foot(&self, sources: &Sources<'_>) -> String {
        let asked_server = self.documents.iter().any(|one| one.asked_server);
        PageFoot { sources, asked_server }.render().unwrap_or_default()
    }
}

/// What a page was made with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources<'a> {
    /// Of the program.
    pub version: &'a str,
    /// Content hash, or the start of it.
    pub codebook: &'a str,
    /// Where the positions of places come from and under which licences; may be empty.
    pub places: &'a str,
}

/// One act type in the bar chart.
#[derive(Debug)]
struct Bar {
    label: String,
    group: &'static str,
    /// Told as happened.
    n_reported: usize,
    /// Alleged, denied, planned, feared.
    n_other: usize,
    /// Widths in percent of the chart.
    reported_width: f64,
    other_width: f64,
}

fn bars(acts: &[&ActSummary]) -> Vec<Bar> {
    let mut counts: BTreeMap<(usize, &str), [usize; 2]> = BTreeMap::new();
    let reported = status_key(ActStatus::Reported);
    for act in acts {
        let group_idx = GROUPS.iter().position(|group| *group == act.group).unwrap_or(GROUPS.len() - 1);
        counts.entry((group_idx, &act.label)).or_default()[usize::from(act.status_key != reported)] += 1;
    }
    let longest = counts.values().map(|[one, two]| one + two).max().unwrap_or(1) as f64;
    let bar = |((group_idx, label), [n_reported, n_other]): ((usize, &str), [usize; 2])| Bar {
        label: label.to_owned(),
        group: GROUPS[group_idx],
        n_reported,
        n_other,
        reported_width: 100.0 * n_reported as f64 / longest,
        other_width: 100.0 * n_other as f64 / longest,
    };
    let mut bars: Vec<Bar> = counts.into_iter().map(bar).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.n_reported + bar.n_other));
    bars
}

#[derive(Template)]
#[template(path = "page_head.html")]
struct PageHead<'a> {
    documents: &'a [Summary],
    n_acts: usize,
    acts: String,
    statements: String,
    words: String,
    bars: Vec<Bar>,
    timeline: Timeline,
    groups: Vec<(&'static str, String)>,
    people: Vec<PersonRow>,
    bodies: Vec<PersonRow>,
}

/// "12,345".
fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(|group| group.iter().map(|&digit| char::from(digit)));
    groups.map(String::from_iter).collect::<Vec<_>>().join(",")
}

#[derive(Template)]
#[template(path = "page_foot.html")]
struct PageFoot<'a> {
    sources: &'a Sources<'a>,
    asked_server: bool,
}

impl PageHead<'_> {
    fn n_undated(&self) -> usize {
        self.n_acts - self.timeline.n_dated
    }
}
