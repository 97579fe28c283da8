//! What happened, by country and date, a paragraph each.

use super::frame;
use crate::chronology::Chronology;
use crate::citing::Citing;
use crate::looking::{Look, is_said_to_have_happened};
use crate::words::{n, n_with, t};
use crate::{Draft, Wanted, annex, unknown, when};
use disclosure::{Disclosed, Event};
use paper::{Block, Column, Run};
use std::collections::{BTreeMap, BTreeSet};

/// The statement of incidents for the days that are wanted.
pub fn incidents(disclosed: &Disclosed, wanted: &Wanted) -> Draft {
    let look = Look::new(disclosed);
    let (mut citing, mut told) = (Citing::new(&look), Chronology::default());
    let all = look.events(wanted.from, wanted.to);
    let n_all = all.len();
    let events: Vec<&Event> = all.into_iter().filter(|event| is_said_to_have_happened(event)).collect();
    let countries = by_country(&look, &events);
    let title = match countries.keys().collect::<Vec<_>>().as_slice() {
        [(false, name)] => (*name).clone(),
        _ => t("incidents-title"),
    };
    let mut paper = frame::paper(disclosed, wanted, &title);
    paper.blocks.push(Block::heading(1, &t("h-overview")));
    paper.blocks.push(overview(&events, n_all));
    if !countries.is_empty() {
        paper.blocks.push(table(&countries));
    }
    for ((is_unknown, country), events) in &countries {
        paper.blocks.push(Block::heading(1, &if *is_unknown { t("country-unknown") } else { country.clone() }));
        for month in events.chunk_by(|left, right| month_of(left) == month_of(right)) {
            if let Some(first) = month.first() {
                paper.blocks.push(Block::heading(2, &month_of(first)));
            }
            paper.blocks.extend(told.tell(&mut citing, month));
        }
    }
    if !events.is_empty() {
        paper.blocks.push(Block::heading(1, &t("h-unknown")));
        let items = unknown::gaps(&look, &told, 0);
        paper.blocks.push(Block::List { ordered: false, items });
    }
    paper.title_page.notice = frame::notice(disclosed, &told);
    paper.contents = countries.len() > 3 || events.len() > 40;
    paper.blocks.extend(annex::annex(&citing));
    Draft { paper, missing: Vec::new(), n_facts: told.events.len(), filled: Vec::new() }
}

/// Countries by name, those without a name at the end.
fn by_country<'d>(look: &Look<'d>, events: &[&'d Event]) -> BTreeMap<(bool, String), Vec<&'d Event>> {
    let mut countries: BTreeMap<(bool, String), Vec<&Event>> = BTreeMap::new();
    for event in events {
        let name = look.country(event).map(|(_, name)| name);
        countries.entry((name.is_none(), name.unwrap_or_default())).or_default().push(event);
    }
    countries
}

fn month_of(event: &Event) -> String {
    event.date.earliest.or(event.date.latest).map_or_else(|| t("month-unknown"), when::month)
}

fn overview(events: &[&Event], n_all: usize) -> Block {
    let documents: BTreeSet<&str> =
        events.iter().flat_map(|event| &event.reports).map(|report| report.document.as_str()).collect();
    let documents = n("n-documents", documents.len());
    let mut text = n_with("incidents-intro", events.len(), &[("documents", &documents)]);
    let left_out = n_all.saturating_sub(events.len());
    if left_out > 0 {
        text = format!("{text} {}", n("incidents-left-out", left_out));
    }
    Block::paragraph(vec![Run::text(&format!("{text} {}", t("incidents-limits")))])
}

fn table(countries: &BTreeMap<(bool, String), Vec<&Event>>) -> Block {
    let number = |n: usize| vec![Run::text(&n.to_string())];
    let rows = countries.iter().map(|((is_unknown, name), events)| {
        let count = |test: &dyn Fn(&Event) -> bool| number(events.iter().filter(|event| test(event)).count());
        vec![
            vec![Run::text(&if *is_unknown { t("country-unknown") } else { name.clone() })],
            number(events.len()),
            count(&|event| event.independent_origins <= 1),
            count(&|event| !event.disputed_by.is_empty()),
        ]
    });
    let numbers = |key: &str| Column { title: t(key), share: 1, numbers: true };
    Block::Table {
        caption: t("table-countries"),
        columns: vec![
            Column { title: t("col-country"), share: 2, numbers: false },
            numbers("col-incidents"),
            numbers("col-single"),
            numbers("col-disputed"),
        ],
        rows: rows.collect(),
    }
}
