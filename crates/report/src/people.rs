//! Who is named, and what happened to them, in order of date. Grouped by spelling; identity is for people to judge.

use crate::overview::ActSummary;
use crate::when::When;
use document::DateWindow;
use domain::EntityKind;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// Everything under one spelling of a name.
#[derive(Debug)]
pub struct PersonRow {
    pub name: String,
    pub happenings: Vec<Happening>,
    pub n_documents: usize,
    /// Where each kind of happening stands.
    index: HashMap<(String, DateWindow, &'static str), usize>,
}

/// Acts of one type, date and status, told in one or more documents.
#[derive(Debug)]
pub struct Happening {
    pub label: String,
    pub group: &'static str,
    pub status: String,
    pub status_key: &'static str,
    pub when: When,
    /// Document and act number of each mention.
    pub told_in: Vec<(usize, usize)>,
    window: DateWindow,
}

/// The names of the kinds that `is_wanted`, those in most documents first.
pub fn list(acts: &[&ActSummary], is_wanted: impl Fn(EntityKind) -> bool) -> Vec<PersonRow> {
    let mut rows: BTreeMap<String, PersonRow> = BTreeMap::new();
    for act in acts {
        for (name, kind) in &act.whom {
            if is_wanted(*kind) {
                let new =
                    || PersonRow { name: name.clone(), happenings: Vec::new(), n_documents: 0, index: HashMap::new() };
                rows.entry(fold(name)).or_insert_with(new).add(act);
            }
        }
    }
    let mut rows: Vec<PersonRow> = rows.into_values().map(PersonRow::in_order).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.n_documents, row.happenings.len())));
    rows
}

fn fold(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl PersonRow {
    fn add(&mut self, act: &ActSummary) {
        let told = (act.document, act.number);
        let key = (act.label.clone(), act.window, act.status_key);
        if let Some(happening) = self.index.get(&key).and_then(|&idx| self.happenings.get_mut(idx)) {
            if happening.told_in.last().is_none_or(|(document, _)| *document != act.document) {
                happening.told_in.push(told);
            }
            return;
        }
        self.index.insert(key, self.happenings.len());
        self.happenings.push(Happening {
            label: act.label.clone(),
            group: act.group,
            status: act.status.clone(),
            status_key: act.status_key,
            when: When::new(act.window),
            told_in: vec![told],
            window: act.window,
        });
    }

    fn in_order(mut self) -> PersonRow {
        self.happenings.sort_by_key(|one| order(one.window));
        let mut documents: Vec<usize> =
            self.happenings.iter().flat_map(|one| one.told_in.iter().map(|(document, _)| *document)).collect();
        documents.sort_unstable();
        documents.dedup();
        self.n_documents = documents.len();
        self
    }
}

/// By the first possible day; what has no date comes last.
fn order(window: DateWindow) -> (bool, Option<Date>) {
    let first = window.earliest.or(window.latest);
    (first.is_none(), first)
}
