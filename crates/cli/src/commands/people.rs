//! `saksi people`: who is the same person across documents, and why; organisations and places alike.

use super::{Outcome, review, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::layout::{WIDTH, at_both_ends, wrapped};
use crate::phrases::{Phrases, in_a_hundred, place};
use crate::session::unexpected;
use crate::terminal::{count, line, printable, window};
use askama::Template;
use casework::shown::{IdentityList, IdentityRow, IdentityShown, Pair, StateShown};
use casework::{Answer, Request, Sort};

const HELP: &str = include_str!("../../texts/people.txt");
const OPTIONS: Options =
    Options { command: "people", flags: &["review", "all", "organizations", "places"], valued: &["limit", "skip"] };
/// Rows shown unless more are asked for.
const LIMIT: u32 = 40;
/// Spellings, roles, acts and places shown in one line.
const MAX_SHOWN: usize = 8;
/// Roles shown in a list.
const MAX_ROLES: usize = 3;
/// Days shown for one act in a list.
const MAX_DAYS: usize = 3;

/// Shows whom the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) if arguments.has("review") => review::review(&arguments),
        Some(arguments) => people(&arguments),
        None => say(HELP),
    }
}

fn people(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let sort = match (arguments.has("organizations"), arguments.has("places")) {
        (true, _) => Sort::Organizations,
        (_, true) => Sort::Places,
        _ => Sort::People,
    };
    let request = match arguments.words.as_slice() {
        [] => {
            let (offset, limit) = arguments.page("people", LIMIT)?;
            Request::Identities { sort, nameless: arguments.has("all"), offset, limit }
        }
        words => Request::Identity { sort, wanted: words.join(" ") },
    };
    let phrases = Phrases::load()?;
    let mut session = arguments.case.open("people")?;
    let answer = session.ask(NOT_SHOWN, request)?;
    let events = match &answer {
        Answer::Identity(shown) => shown.events.iter().map(|(role, event)| (role.as_str(), event)).collect(),
        _ => Vec::new(),
    };
    let text = match &answer {
        Answer::Identities(list) => text_of_list(arguments, list, sort, &phrases)?,
        Answer::Identity(shown) => {
            let folder = arguments.case.folder("people")?.display().to_string();
            Page::new(shown, &events, &phrases, folder).render().unwrap_or_default()
        }
        _ => return Err(unexpected()),
    };
    session.close()?;
    say(&wrapped(&printable(&text)))
}

const NOT_SHOWN: &str = "the people cannot be shown";

/// The head, some of the rows, and what to do next.
#[derive(Template)]
#[template(path = "people.txt", escape = "none")]
struct List<'a> {
    folder: String,
    sort: Sort,
    n: usize,
    n_without_name: usize,
    n_documents: String,
    n_shared: usize,
    n_in_review: usize,
    rows: Vec<Vec<String>>,
    n_more: usize,
    next: usize,
    notes: &'a [String],
}

fn text_of_list(
    arguments: &CaseArguments,
    list: &IdentityList,
    sort: Sort,
    phrases: &Phrases,
) -> Result<String, CommandError> {
    let skip = arguments.page("people", LIMIT)?.0 as usize;
    let rows: Vec<Vec<String>> = list.rows.iter().map(|one| row(one, phrases)).collect();
    let next = skip.saturating_add(rows.len());
    let page = List {
        folder: arguments.case.folder("people")?.display().to_string(),
        sort,
        n: list.total,
        n_without_name: list.n_without_name,
        n_documents: count(list.n_documents as i64, "document", "documents"),
        n_shared: list.n_shared,
        n_in_review: list.n_in_review,
        rows,
        n_more: list.total.saturating_sub(next),
        next,
        notes: &list.notes,
    };
    Ok(page.render().unwrap_or_default())
}

/// "Tomas Kelvar   9 documents", and what is known in a few words.
fn row(row: &IdentityRow, phrases: &Phrases) -> Vec<String> {
    let documents = count(row.n_documents as i64, "document", "documents");
    let mut lines = vec![at_both_ends(&format!("{:<8} {}", row.id, line(&row.name, 45)), &documents)];
    lines.extend(about(row, phrases).into_iter().map(|line| format!("{}{line}", " ".repeat(9))));
    lines
}

fn about(row: &IdentityRow, phrases: &Phrases) -> Vec<String> {
    let mut lines = Vec::new();
    if !row.spellings.is_empty() {
        lines.push(format!("also {}", listed(&row.spellings, MAX_SHOWN)));
    }
    let roles = longest(&row.roles);
    if !roles.is_empty() {
        lines.push(listed(&roles, MAX_ROLES));
    }
    let suffered = suffered(row, phrases);
    if !suffered.is_empty() {
        lines.push(format!("{}: {}", phrases.text("part.victim"), listed(&suffered, MAX_SHOWN)));
    }
    if row.n_possible > 0 {
        lines.push(format!("may be the same as {}", count(row.n_possible as i64, "other", "others")));
    }
    lines
}

/// "arrest 2021-03-03, 2021-05-01": each act once, with its first days.
fn suffered(row: &IdentityRow, phrases: &Phrases) -> Vec<String> {
    let mut acts: Vec<(&str, Vec<&str>)> = Vec::new();
    for (act, day) in &row.suffered {
        let days = match acts.iter_mut().find(|(known, _)| known == act) {
            Some((_, days)) => days,
            None => {
                acts.push((act, Vec::new()));
                let Some((_, days)) = acts.last_mut() else { continue };
                days
            }
        };
        if let Some(day) = day.as_deref().filter(|day| !days.contains(day) && days.len() < MAX_DAYS) {
            days.push(day);
        }
    }
    acts.iter()
        .map(|(act, days)| format!("{} {}", phrases.act(act).to_lowercase(), days.join(" ")).trim().to_owned())
        .collect()
}

/// Without those that stand within another one.
fn longest(roles: &[String]) -> Vec<String> {
    let within =
        |one: &String, other: &String| other.len() > one.len() && other.to_lowercase().contains(&one.to_lowercase());
    roles.iter().filter(|one| !roles.iter().any(|other| within(one, other))).cloned().collect()
}

/// Some of them, and how many more there are.
fn listed(all: &[String], most: usize) -> String {
    let shown: Vec<String> = all.iter().take(most).map(|one| line(one, 60)).collect();
    let more = all.len() - shown.len();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    shown.join(", ") + &more
}

/// Ready lines; the template puts them in order.
#[derive(Template)]
#[template(path = "person.txt", escape = "none")]
struct Page {
    folder: String,
    title: String,
    id: String,
    standing: String,
    roles: String,
    spellings: Vec<Vec<String>>,
    life: Vec<String>,
    contradictions: Vec<String>,
    events: Vec<Vec<String>>,
    reasons: Vec<Vec<String>>,
    possible: Vec<Possible>,
}

/// Somebody who may be the same.
struct Possible {
    lines: Vec<String>,
    chance: String,
    left: String,
    right: String,
}

impl Page {
    fn new(
        shown: &IdentityShown,
        events: &[(&str, &casework::shown::EventRow)],
        phrases: &Phrases,
        folder: String,
    ) -> Page {
        let row = &shown.row;
        let documents = count(row.n_documents as i64, "document", "documents");
        let judgement = match row.judgement {
            casework::Judgement::Confirmed => phrases.text("judgement.confirmed"),
            casework::Judgement::Proposed => phrases.text("judgement.proposed"),
        };
        let joined = match row.n_documents {
            0 | 1 => String::new(),
            _ => format!(", {judgement}, {}", in_a_hundred(row.confidence)),
        };
        let protected = if row.protected { ", protected" } else { "" };
        Page {
            folder,
            title: line(&row.name, 60),
            id: row.id.clone(),
            standing: format!("{}, in {documents}{joined}{protected}", phrases.text(&format!("kind.{}", row.kind))),
            roles: listed(&longest(&row.roles), MAX_SHOWN),
            spellings: shown.spellings.iter().map(spelling).collect(),
            life: shown.life.iter().flat_map(|life| life.states.iter().chain(&life.undated)).map(state).collect(),
            contradictions: shown.life.iter().flat_map(|life| life.contradictions.clone()).collect(),
            events: events.iter().map(|(role, event)| in_event(role, event, phrases)).collect(),
            reasons: shown.reasons.iter().map(|pair| reason(pair, phrases)).collect(),
            possible: shown.possible.iter().map(|pair| possible(pair, phrases)).collect(),
        }
    }
}

fn spelling((spelling, places): &(String, Vec<casework::shown::Place>)) -> Vec<String> {
    let mut lines = vec![line(spelling, 70)];
    lines.extend(places.iter().take(MAX_SHOWN).map(place));
    let more = places.len().saturating_sub(MAX_SHOWN);
    if more > 0 {
        lines.push(format!("and {}", count(more as i64, "more", "more")));
    }
    lines
}

/// "2021-03-03  in detention, until 2021-05-02; documented on 2021-04-01  v1 v2".
fn state(state: &StateShown) -> String {
    let begins = match window(&state.begins) {
        days if days.is_empty() => "undated".to_owned(),
        days => days,
    };
    let ends = match window(&state.ends) {
        days if days.is_empty() => {
            state.documented_until.as_ref().map(|day| format!(", documented until {day}")).unwrap_or_default()
        }
        days => format!(", ended: {days}"),
    };
    let alleged = if state.alleged { ", alleged" } else { "" };
    let events: Vec<&str> = state.events.iter().take(MAX_DAYS).map(String::as_str).collect();
    format!("{begins}  {}{alleged}{ends} ({})", state.state, events.join(", "))
}

fn in_event(role: &str, event: &casework::shown::EventRow, phrases: &Phrases) -> Vec<String> {
    let mut lines = phrases.event_within(WIDTH - 2, event);
    if role != "victim" {
        lines.push(format!("{}{}", " ".repeat(12), phrases.text(&format!("part.{role}"))));
    }
    lines
}

fn reason(pair: &Pair, phrases: &Phrases) -> Vec<String> {
    let sides = [&pair.left, &pair.right].map(|side| format!("{} in {}", line(&side.name, 50), place(&side.place)));
    let mut lines: Vec<String> = sides.into_iter().collect();
    lines.extend(phrases.reasons(pair));
    lines
}

fn possible(pair: &Pair, phrases: &Phrases) -> Possible {
    Possible {
        lines: phrases.pair(pair),
        chance: in_a_hundred(pair.probability),
        left: pair.left.identity.clone(),
        right: pair.right.identity.clone(),
    }
}
