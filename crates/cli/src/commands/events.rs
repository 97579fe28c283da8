//! `saksi events`: what happened, as all documents together tell it; who tells it, and who says that it is not so.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::layout::{WIDTH, wrapped};
use crate::phrases::{Phrases, in_a_hundred, place};
use crate::session::unexpected;
use crate::terminal::{count, line, printable, short};
use askama::Template;
use casework::shown::{Dispute, EventList, EventShown, OriginShown, Related, ReportShown};
use casework::{Answer, Relation, Request, Zone};

const HELP: &str = include_str!("../../texts/events.txt");
const OPTIONS: Options = Options {
    command: "events",
    flags: &["all", "shared"],
    valued: &["limit", "skip", "type", "document", "standard"],
};
/// Rows shown unless more are asked for.
const LIMIT: u32 = 40;
const NOT_SHOWN: &str = "the events cannot be shown";

/// Shows what the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => events(&arguments),
        None => say(HELP),
    }
}

fn events(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let request = match arguments.words.is_empty() {
        true => {
            let (offset, limit) = arguments.page("events", LIMIT)?;
            Request::Events {
                document: arguments.value("document"),
                act_type: arguments.value("type"),
                shared: arguments.has("shared"),
                supposed: arguments.has("all"),
                offset,
                limit,
            }
        }
        false => {
            Request::Event { id: arguments.word("event", "events")?.to_owned(), standard: arguments.value("standard") }
        }
    };
    let phrases = Phrases::load()?;
    let mut session = arguments.case.open("events")?;
    let answer = session.ask(NOT_SHOWN, request)?;
    session.close()?;
    let folder = arguments.case.folder("events")?.display().to_string();
    let text = match &answer {
        Answer::Events(list) => text_of_list(arguments, list, &phrases, folder)?,
        Answer::Event(shown) => Page::new(shown, &phrases, folder).render().unwrap_or_default(),
        _ => return Err(unexpected()),
    };
    say(&wrapped(&printable(&text)))
}

/// The head and some of the rows.
#[derive(Template)]
#[template(path = "events.txt", escape = "none")]
struct List<'a> {
    folder: String,
    n: usize,
    n_supposed: usize,
    n_documents: String,
    n_shared: usize,
    n_disputed: usize,
    rows: Vec<Vec<String>>,
    incidents: Vec<Vec<String>>,
    n_more: usize,
    next: usize,
    notes: &'a [String],
}

fn text_of_list(
    arguments: &CaseArguments,
    list: &EventList,
    phrases: &Phrases,
    folder: String,
) -> Result<String, CommandError> {
    let skip = arguments.page("events", LIMIT)?.0 as usize;
    let shown: Vec<Vec<String>> = list.rows.iter().map(|row| phrases.event(row)).collect();
    let next = skip.saturating_add(shown.len());
    let page = List {
        folder,
        n_supposed: list.n_supposed,
        n: list.total,
        n_documents: count(list.n_documents as i64, "document", "documents"),
        n_shared: list.n_shared,
        n_disputed: list.n_disputed,
        n_more: list.total.saturating_sub(next),
        rows: shown,
        incidents: list.incidents.iter().map(incident).collect(),
        next,
        notes: &list.notes,
    };
    Ok(page.render().unwrap_or_default())
}

/// "3 articles, 2 origins", and which.
fn incident(one: &casework::shown::IncidentShown) -> Vec<String> {
    let articles = count(one.documents.len() as i64, "article", "articles");
    let origins = count(one.independent_origins as i64, "origin", "origins");
    let mut lines = vec![crate::layout::at_both_ends(&format!("  {articles}, {origins}"), &one.id)];
    lines.extend(one.documents.iter().map(|document| format!("    {}", place(document))));
    lines
}

/// Ready lines; the template puts them in order.
#[derive(Template)]
#[template(path = "event.txt", escape = "none")]
struct Page {
    folder: String,
    head: Vec<String>,
    id: String,
    standing: String,
    origins: Vec<(String, Vec<String>)>,
    other: Vec<Vec<String>>,
    disputes: Vec<Vec<String>>,
    findings: Vec<Vec<String>>,
    related: Vec<Vec<String>>,
}

impl Page {
    fn new(shown: &EventShown, phrases: &Phrases, folder: String) -> Page {
        let row = &shown.row;
        let joined = match row.n_reports {
            0 | 1 => String::new(),
            _ => format!("; that all of it is one event: {}", in_a_hundred(row.confidence)),
        };
        let assessment = phrases.text(&format!("assessment.{}", row.assessment)).to_owned();
        let review = phrases.text(&format!("review.{}", row.review)).to_owned();
        Page {
            folder,
            head: phrases.event(row),
            id: row.id.clone(),
            standing: format!("{assessment}; {review}{joined}"),
            origins: shown
                .origins
                .iter()
                .map(|one| (heading(one), one.reports.iter().flat_map(|one| report(one, phrases)).collect()))
                .collect(),
            other: shown.other.iter().map(|one| report(one, phrases)).collect(),
            disputes: row.disputed_by.iter().map(dispute).collect(),
            findings: shown.findings.iter().map(finding).collect(),
            related: shown.related.iter().map(|one| related(one, phrases)).collect(),
        }
    }
}

/// "Radio Horizon: 3 articles, which count as one".
fn heading(origin: &OriginShown) -> String {
    let name = origin.name.as_deref().map_or("an origin that no document names".to_owned(), |name| line(name, 50));
    let mut documents: Vec<&str> = origin.reports.iter().map(|report| report.place.document.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    match documents.len() {
        1 => name,
        n => format!("{name}: {}, which count as one origin", count(n as i64, "article", "articles")),
    }
}

fn report(report: &ReportShown, phrases: &Phrases) -> Vec<String> {
    let said = match report.speakers.as_slice() {
        [] => String::new(),
        speakers => format!(", according to {}", line(&speakers.join(" and "), 80)),
    };
    let status = phrases.text(&format!("status.{}", report.status)).to_owned();
    vec![place(&report.place), format!("  {status}{said}"), format!("  “{}”", line(&report.words, 420))]
}

fn dispute(dispute: &Dispute) -> Vec<String> {
    let speaker = line(dispute.speaker.as_deref().unwrap_or("somebody whom the text does not name"), 70);
    vec![format!("{speaker}, in {}", place(&dispute.place)), format!("  “{}”", line(&dispute.words, 420))]
}

fn finding(finding: &casework::shown::Finding) -> Vec<String> {
    let mut lines = vec![line(&finding.sentence, 400)];
    lines.extend(
        finding.evidence.iter().map(|(place, words)| format!("  {}  “{}”", short(&place.document), line(words, 200))),
    );
    lines
}

fn related(related: &Related, phrases: &Phrases) -> Vec<String> {
    let side = if related.is_left { "left" } else { "right" };
    let relation = match related.relation {
        Relation::Same => "same",
        Relation::PartOf => "part-of",
        Relation::FollowUp => "follow-up",
    };
    let words = phrases.text(&format!("relation.{relation}.{side}")).to_owned();
    let sure = if related.zone == Zone::Joined { String::new() } else { " (perhaps)".to_owned() };
    let mut lines = vec![format!("{words}{sure}:")];
    lines.extend(phrases.event_within(WIDTH - 4, &related.event).into_iter().map(|line| format!("  {line}")));
    lines
}
