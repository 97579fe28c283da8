//! How many people: each number with how it was obtained, who is named, its bounds, and what it does not cover.

use super::frame;
use crate::chronology::Chronology;
use crate::citing::{Citing, is_unreviewed};
use crate::looking::{Look, is_said_to_have_happened, may_lie_between};
use crate::naming::{chain_names, one_line};
use crate::words::{self, n, n_with, t, with};
use crate::{Draft, Wanted, annex, when};
use disclosure::{Counted, Disclosed, Event};
use document::DateWindow;
use paper::{Block, Column, Face, Run};
use std::collections::BTreeMap;

/// More numbers of texts than these stand in no paragraph; how many more is said.
const MAX_STATED: usize = 8;

/// The tally of what the case counts.
pub fn tally(disclosed: &Disclosed, wanted: &Wanted) -> Draft {
    let look = Look::new(disclosed);
    let mut citing = Citing::new(&look);
    let events: BTreeMap<&str, &Event> = disclosed.events().iter().map(|event| (event.id.as_str(), event)).collect();
    let mut counts: Vec<&Counted> =
        disclosed.counts().iter().filter(|row| fits(row.period, wanted) && row.reported.0 > 0).collect();
    counts.sort_by(|left, right| order(right).cmp(&order(left)));
    let mut paper = frame::paper(disclosed, wanted, &t("tally-title"));
    let intro = if counts.is_empty() { t("tally-none") } else { t("tally-intro") };
    paper.blocks.push(Block::paragraph(vec![Run::text(&intro)]));
    if !counts.is_empty() {
        paper.blocks.push(table(&look, &counts));
    }
    for (at, row) in counts.iter().enumerate() {
        paper.blocks.push(Block::heading(1, &words::label(&row.act_type)));
        paper.blocks.extend(one(&mut citing, &events, row, wanted, at + 1));
    }
    paper.blocks.push(Block::heading(1, &t("h-not-covered")));
    paper.blocks.push(not_covered(disclosed, wanted));
    paper.title_page.notice = frame::notice(disclosed, &Chronology::default());
    paper.contents = counts.len() > 12;
    paper.blocks.extend(annex::annex(&citing));
    Draft { paper, missing: Vec::new(), n_facts: counts.len(), filled: Vec::new() }
}

fn fits(period: Option<DateWindow>, wanted: &Wanted) -> bool {
    let Some(period) = period else { return true };
    let before = wanted.from.zip(period.latest).is_some_and(|(from, latest)| latest < from);
    let after = wanted.to.zip(period.earliest).is_some_and(|(to, earliest)| earliest > to);
    !before && !after
}

/// The greatest number first.
fn order(row: &Counted) -> (u64, std::cmp::Reverse<&str>) {
    (row.reported.0, std::cmp::Reverse(&row.act_type))
}

fn one<'d>(
    citing: &mut Citing<'d>,
    events: &BTreeMap<&str, &'d Event>,
    row: &'d Counted,
    wanted: &Wanted,
    number: usize,
) -> Vec<Block> {
    let number = u32::try_from(number).ok();
    let mut runs = vec![Run::faced(&headline(citing.look, row, wanted), Face::Strong)];
    let those = row.events.iter().filter_map(|id| events.get(id.as_str()).copied());
    let passages = those.flat_map(|event| event.reports.iter().flat_map(|report| &report.passages));
    if let Some(note) = note(citing, passages) {
        runs.push(note);
    }
    runs.push(Run::text(&format!(" {} {}", named(row), n("unnamed-known", size(row.unnamed_at_least)))));
    let method = if row.is_sum { "method-sum" } else { "method-largest" };
    let method = [n(method, row.events.len()), n("method-sources", row.active_sources)].join(" ");
    let method = vec![Run::faced(&format!("{}. ", t("h-method")), Face::Emphasis), Run::text(&method)];
    let mut blocks = vec![Block::Paragraph { number, runs }, Block::paragraph(method)];
    let mut items = stated(citing, row);
    let problems = row.problems.iter().map(|key| format!("problem-{key}")).filter(|key| words::has(key));
    items.extend(problems.map(|key| vec![Run::text(&t(&key))]));
    if !items.is_empty() {
        blocks.push(Block::List { ordered: false, items });
    }
    blocks
}

/// "At least 34 persons were detained between January and June 2031 in Karvia."
fn headline(look: &Look<'_>, row: &Counted, wanted: &Wanted) -> String {
    let (least, most) = row.reported;
    let range = match most {
        Some(most) if most == least => n("range-exact", size(least)),
        Some(most) => n_with("range-between", size(most), &[("least", &least.to_string())]),
        None => n("range-at-least", size(least)),
    };
    let is_one = least == 1 && most.is_none_or(|most| most == 1);
    let past = words::act(&row.act_type).past;
    let past = if is_one { past.replacen("were ", "was ", 1) } else { past.to_owned() };
    let window = row.period.unwrap_or(DateWindow { earliest: wanted.from, latest: wanted.to });
    let period =
        if window.is_open() { String::new() } else { with("tally-when", &[("when", &when::within(window, "stated"))]) };
    let place = row.place.as_deref().map(|id| chain_names(&look.chain(id))).filter(|names| !names.is_empty());
    let place = place.map(|place| with("tally-in", &[("place", &place)])).unwrap_or_default();
    with("tally-sentence", &[("range", &range), ("past", &past), ("period", &period), ("place", &place)])
}

fn named(row: &Counted) -> String {
    let (least, most) = row.named;
    if least == most {
        n("named-known", size(least))
    } else {
        n_with("named-between", size(most), &[("least", &least.to_string())])
    }
}

fn note<'d>(citing: &mut Citing<'d>, passages: impl Iterator<Item = &'d disclosure::Passage>) -> Option<Run> {
    let mut runs = Vec::new();
    for passage in passages.take(MAX_STATED) {
        if let Run::Note { runs: told } = citing.passages_note(std::slice::from_ref(passage)) {
            if !runs.is_empty() {
                runs.push(Run::text("; "));
            }
            runs.extend(told);
        }
    }
    (!runs.is_empty()).then(|| Run::note(runs))
}

/// The numbers of the texts, in their words and by whom.
fn stated<'d>(citing: &mut Citing<'d>, row: &'d Counted) -> Vec<Vec<Run>> {
    let mut items = Vec::new();
    for number in row.numbers.iter().take(MAX_STATED) {
        let document = citing.look.document(&number.document);
        let origin =
            document.and_then(|document| document.publisher.clone().or_else(|| document.origin.last().cloned()));
        let who = citing.look.speaker(&number.speaker).or(origin).unwrap_or_else(|| citing.document(&number.document));
        let who = when::upper_first(&one_line(&who));
        let text = match &number.text {
            Some(words) => with("stated-number", &[("who", &who), ("words", &one_line(words))]),
            None => with("stated-number-withheld", &[("who", &who)]),
        };
        let mut runs = vec![Run::text(&text)];
        if !number.passages.is_empty() {
            runs.push(citing.passages_note(&number.passages));
        }
        items.push(runs);
    }
    let more = row.numbers.len().saturating_sub(MAX_STATED);
    if more > 0 {
        items.push(vec![Run::text(&n("note-more", more))]);
    }
    items
}

fn not_covered(disclosed: &Disclosed, wanted: &Wanted) -> Block {
    let mut lines = vec![t("not-covered-undocumented")];
    let mut say = |key: &str, count: usize| {
        if count > 0 {
            lines.push(n(key, count));
        }
    };
    let is_bounded = wanted.from.is_some() || wanted.to.is_some();
    let events = disclosed.events();
    let undated = events.iter().filter(|event| is_said_to_have_happened(event) && event.date.is_open()).count();
    say("not-covered-undated", if is_bounded { undated } else { 0 });
    let within = || events.iter().filter(|event| may_lie_between(event, wanted.from, wanted.to));
    say("not-covered-status", within().filter(|event| !is_said_to_have_happened(event)).count());
    say("not-covered-unreviewed", within().filter(|event| is_unreviewed(event)).count());
    Block::List { ordered: false, items: lines.iter().map(|line| vec![Run::text(line)]).collect() }
}

fn table(look: &Look<'_>, counts: &[&Counted]) -> Block {
    let text = |text: String| vec![Run::text(&text)];
    let rows = counts.iter().map(|row| {
        let place = row.place.as_deref().map(|id| chain_names(&look.chain(id))).unwrap_or_default();
        let label = words::label(&row.act_type);
        let (least, most) = row.named;
        vec![
            text(if place.is_empty() { label } else { format!("{label}, {place}") }),
            text(row.period.map(when::short).unwrap_or_default()),
            text(row.reported.0.to_string()),
            text(row.reported.1.map_or_else(|| t("open-above"), |most| most.to_string())),
            text(if least == most { least.to_string() } else { format!("{least}–{most}") }),
            text(row.unnamed_at_least.to_string()),
            text(row.events.len().to_string()),
            text(row.active_sources.to_string()),
        ]
    });
    let column = |key: &str, share, numbers| Column { title: t(key), share, numbers };
    Block::Table {
        caption: t("table-tally"),
        columns: vec![
            column("col-act", 5, false),
            column("col-period", 4, false),
            column("col-least", 2, true),
            column("col-most", 2, true),
            column("col-named", 2, true),
            column("col-unnamed", 3, true),
            column("col-events", 2, true),
            column("col-origins", 2, true),
        ],
        rows: rows.collect(),
    }
}

fn size(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
