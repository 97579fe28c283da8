//! Everything about a person or an event: every sentence with its source, what is disputed, what is not known.

use super::{frame, person};
use crate::chronology::Chronology;
use crate::citing::Citing;
use crate::looking::{Look, is_supposed, takes_part};
use crate::naming::{listed, one_line};
use crate::words::{self, n, n_with, t, with};
use crate::{Draft, DraftError, Wanted, annex, unknown, when};
use disclosure::{Disclosed, Event, Person};
use paper::{Block, Column, Face, Run};
use std::collections::{BTreeMap, BTreeSet};

/// The dossier that is wanted.
///
/// # Errors
/// [`DraftError`] when it is about nobody and nothing, or they are not there.
pub fn dossier(disclosed: &Disclosed, wanted: &Wanted) -> Result<Draft, DraftError> {
    let look = Look::new(disclosed);
    match (&wanted.person, &wanted.event) {
        (Some(id), _) => Ok(of_person(&look, wanted, look.person(id).ok_or(DraftError::NoPerson)?)),
        (None, Some(id)) => {
            let event = disclosed.events().iter().find(|event| event.id == *id).ok_or(DraftError::NoEvent)?;
            Ok(of_event(&look, wanted, event))
        }
        (None, None) => Err(DraftError::NothingNamed),
    }
}

fn of_person(look: &Look<'_>, wanted: &Wanted, one: &Person) -> Draft {
    let (mut citing, mut told) = (Citing::new(look), Chronology::default());
    let mut paper = frame::paper(look.disclosed, wanted, &one.name);
    let all: Vec<&Event> =
        look.events(wanted.from, wanted.to).into_iter().filter(|event| takes_part(event, &one.id)).collect();
    let (supposed, events): (Vec<&Event>, Vec<&Event>) = all.into_iter().partition(|event| is_supposed(event));
    let (undated, dated): (Vec<&Event>, Vec<&Event>) = events.iter().copied().partition(|event| event.date.is_open());

    let blocks = &mut paper.blocks;
    blocks.push(Block::heading(1, &t("h-person")));
    blocks.push(Block::Fields { rows: person::fields(look, one) });
    blocks.push(Block::heading(1, &t("h-summary")));
    blocks.extend(summary(&events));
    blocks.push(Block::heading(1, &t("h-facts")));
    by_year(&mut citing, &mut told, &dated, blocks);
    if !undated.is_empty() {
        blocks.push(Block::heading(1, &t("h-undated")));
        blocks.extend(told.tell(&mut citing, &undated));
    }
    blocks.push(Block::heading(1, &t("h-disputed")));
    blocks.extend(disputes(&mut citing, &told));
    blocks.push(Block::heading(1, &t("h-unknown")));
    let mut items = Vec::new();
    let lacks = person::lacks(look, one);
    if !lacks.is_empty() {
        items.push(vec![Run::text(&with("unknown-attributes", &[("what", &crate::naming::all_listed(lacks))]))]);
    }
    items.extend(unknown::gaps(look, &told, supposed.len()));
    blocks.push(Block::List { ordered: false, items });
    finish(paper, citing, &told)
}

fn finish(mut paper: paper::Paper, citing: Citing<'_>, told: &Chronology<'_>) -> Draft {
    paper.title_page.notice = frame::notice(citing.look.disclosed, told);
    paper.contents = paper.blocks.len() > 24;
    paper.blocks.extend(annex::annex(&citing));
    Draft { paper, missing: Vec::new(), n_facts: told.events.len(), filled: Vec::new() }
}

fn summary(events: &[&Event]) -> Vec<Block> {
    let documents: BTreeSet<&str> =
        events.iter().flat_map(|event| &event.reports).map(|report| report.document.as_str()).collect();
    let documents = n("n-documents", documents.len());
    let mut runs = vec![Run::text(&n_with("summary-facts", events.len(), &[("documents", &documents)]))];
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for event in events {
        if let Some(act_type) = event.act_type.as_deref() {
            *kinds.entry(when::lower_first(&words::label(act_type))).or_default() += 1;
        }
    }
    let mut kinds: Vec<(String, usize)> = kinds.into_iter().collect();
    kinds.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    if !kinds.is_empty() {
        let told = kinds.iter().map(|(label, n)| n_with("kind-count", *n, &[("label", label)])).collect();
        runs.push(Run::text(&format!(" {}", with("summary-kinds", &[("kinds", &listed(told))]))));
    }
    vec![Block::paragraph(runs)]
}

/// A heading for each year, when there are several and enough to tell.
fn by_year<'d>(citing: &mut Citing<'d>, told: &mut Chronology<'d>, events: &[&'d Event], blocks: &mut Vec<Block>) {
    let year = |event: &Event| event.date.earliest.or(event.date.latest).map(|day| day.year());
    let years: BTreeSet<Option<i16>> = events.iter().map(|event| year(event)).collect();
    if events.len() < 12 || years.len() < 2 {
        blocks.extend(told.tell(citing, events));
        return;
    }
    for group in events.chunk_by(|left, right| year(left) == year(right)) {
        let heading = group.first().and_then(|event| year(event)).map(|year| year.to_string()).unwrap_or_default();
        blocks.push(Block::heading(2, &heading));
        blocks.extend(told.tell(citing, group));
    }
}

/// What is disputed, by whom and in which words.
pub fn disputes<'d>(citing: &mut Citing<'d>, told: &Chronology<'d>) -> Vec<Block> {
    let mut items = Vec::new();
    for &event in &told.events {
        for dispute in &event.disputed_by {
            let who = citing.look.speaker(&dispute.speaker).unwrap_or_else(|| t("somebody"));
            let paragraph = with("paragraph-of", &[("n", &told.number(event).unwrap_or_default().to_string())]);
            let said = crate::chronology::disputed(&who, &dispute.passages);
            let mut runs = vec![Run::faced(&format!("{paragraph}. "), Face::Strong), Run::text(&said)];
            if !dispute.passages.is_empty() {
                runs.push(citing.passages_note(&dispute.passages));
            }
            items.push(runs);
        }
    }
    if items.is_empty() {
        return vec![Block::paragraph(vec![Run::text(&t("nothing-disputed"))])];
    }
    vec![Block::List { ordered: false, items }]
}

fn of_event(look: &Look<'_>, wanted: &Wanted, event: &Event) -> Draft {
    let (mut citing, mut told) = (Citing::new(look), Chronology::default());
    let label = event.act_type.as_deref().map(words::label).unwrap_or_default();
    let date = when::short(event.date);
    let title = if date.is_empty() { label } else { format!("{label}, {date}") };
    let mut paper = frame::paper(look.disclosed, wanted, &title);
    let blocks = &mut paper.blocks;
    blocks.push(Block::heading(1, &t("h-event")));
    blocks.extend(told.tell(&mut citing, &[event]));
    blocks.push(Block::heading(1, &t("h-participants")));
    blocks.push(participants(look, event));
    blocks.push(Block::heading(1, &t("h-reports")));
    blocks.push(Block::paragraph(vec![Run::text(&n("reports-intro", event.independent_origins))]));
    blocks.push(Block::List { ordered: false, items: reports(&mut citing, event) });
    blocks.push(Block::heading(1, &t("h-weighed")));
    blocks.extend(weighed(&mut citing, event));
    blocks.push(Block::heading(1, &t("h-disputed")));
    blocks.extend(disputes(&mut citing, &told));
    blocks.push(Block::heading(1, &t("h-unknown")));
    blocks.push(Block::List { ordered: false, items: unknown::gaps(look, &told, 0) });
    finish(paper, citing, &told)
}

fn participants(look: &Look<'_>, event: &Event) -> Block {
    let roles = ["victim", "target", "perpetrator", "authority", "recipient", "instrument", "other"];
    let rows = roles.iter().filter_map(|role| {
        let named = look.named(event, &[role])?;
        Some(vec![vec![Run::text(&t(&format!("role-{role}")))], vec![Run::text(&named.text)]])
    });
    let column = |key: &str, share| Column { title: t(key), share, numbers: false };
    Block::Table {
        caption: t("h-participants"),
        columns: vec![column("col-role", 1), column("col-who", 2)],
        rows: rows.collect(),
    }
}

fn reports<'d>(citing: &mut Citing<'d>, event: &'d Event) -> Vec<Vec<Run>> {
    let mut items = Vec::new();
    for report in &event.reports {
        let known = citing.look.document(&report.document);
        let title = known.and_then(|document| document.title.as_deref()).map(|title| format!("“{}”", one_line(title)));
        let number = citing.document(&report.document);
        let document = title.map_or_else(|| number.clone(), |title| format!("{title} ({number})"));
        let status = t(&format!("status-{}", report.status));
        let who: Vec<String> = report.said_by.iter().filter_map(|one| citing.look.speaker(one)).collect();
        let sentence = if who.is_empty() {
            with("report-says", &[("document", &document), ("status", &status)])
        } else {
            with("report-says-by", &[("document", &document), ("status", &status), ("who", &listed(who))])
        };
        let mut runs = vec![Run::text(&sentence)];
        if !report.passages.is_empty() {
            runs.push(citing.report(report));
        }
        items.push(runs);
    }
    items
}

fn weighed<'d>(citing: &mut Citing<'d>, event: &'d Event) -> Vec<Block> {
    let mut items = Vec::new();
    let key = format!("assessment-{}", event.assessment);
    if words::has(&key) {
        items.push(vec![Run::text(&t(&key))]);
    }
    for finding in &event.findings {
        let Some(sentence) = &finding.sentence else { continue };
        let mut runs = vec![Run::text(sentence)];
        if !finding.passages.is_empty() {
            runs.push(citing.passages_note(&finding.passages));
        }
        items.push(runs);
    }
    if items.is_empty() { Vec::new() } else { vec![Block::List { ordered: false, items }] }
}
