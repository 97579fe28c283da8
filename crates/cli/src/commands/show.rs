//! `saksi show`: a document with what is said about it, by the program and by people.

use super::{Outcome, say};
use crate::CommandError;
use crate::case_arguments::{CaseArguments, Options};
use crate::output::Output;
use crate::session::unexpected;
use crate::terminal::{count, line, minute, printable, short, title, window};
use askama::Template;
use casework::shown::{AddedShown, CommentShown};
use casework::{
    ActRow, Answer, DocumentRow, DocumentShown, EntityRow, JudgementRow, ParticipantRow, Request, StatementRow,
};

const HELP: &str = include_str!("../../texts/show.txt");
const OPTIONS: Options = Options { command: "show", flags: &["text", "json"], valued: &[] };
const NOT_SHOWN: &str = "the document cannot be shown";

/// Shows what the arguments name.
pub fn run(parser: lexopt::Parser) -> Result<Outcome, CommandError> {
    match CaseArguments::parse(parser, OPTIONS)? {
        Some(arguments) => show(&arguments),
        None => say(HELP),
    }
}

fn show(arguments: &CaseArguments) -> Result<Outcome, CommandError> {
    let document = arguments.word("document", "show")?.to_owned();
    let json = arguments.has("json");
    let mut session = arguments.case.open("show")?;
    let reply = session.ask_with(Request::Show { document, record: json }, &[]);
    let reply = reply.map_err(|refusal| CommandError::refused(NOT_SHOWN, refusal))?;
    session.close()?;
    let Answer::Document(shown) = reply.answer else { return Err(unexpected()) };
    let mut output = Output::open(None)?;
    if json {
        output.write(&String::from_utf8_lossy(&reply.body))?;
        output.write("\n")?;
    } else if arguments.has("text") {
        output.write(&printable(&shown.text))?;
        output.write("\n")?;
    } else {
        output.write(&printable(&Page::new(&shown).render().unwrap_or_default()))?;
    }
    output.finish()?;
    Ok(Outcome::Done)
}

/// Ready lines; the template puts them in order.
#[derive(Template)]
#[template(path = "show.txt", escape = "none")]
struct Page {
    title: String,
    head: Vec<String>,
    problems: Vec<String>,
    parts: [(&'static str, Vec<String>); 6],
}

impl Page {
    fn new(shown: &DocumentShown) -> Page {
        let mut people: Vec<_> = shown.entities.iter().filter(|one| one.kind == "person").collect();
        people.sort_by_key(|one| std::cmp::Reverse(one.n_mentions));
        let characters: Vec<char> = shown.text.chars().collect();
        let problems = shown.document.problems.iter().map(|(code, message)| format!("{code}: {}", line(message, 120)));
        Page {
            title: line(title(&shown.document), 200),
            head: head(&shown.document),
            problems: problems.collect(),
            parts: [
                ("Acts, as the program reads them", shown.acts.iter().flat_map(act).collect()),
                ("People", people.into_iter().map(person).collect()),
                ("Statements", shown.statements.iter().map(|one| statement(one, &characters)).collect()),
                ("Entered by people, not read by the program", shown.added.iter().flat_map(added).collect()),
                ("Comments", shown.comments.iter().map(comment).collect()),
                ("Judgements, by people", shown.judgements.iter().map(judgement).collect()),
            ],
        }
    }
}

fn head(document: &DocumentRow) -> Vec<String> {
    let size = count(document.size.unwrap_or(0), "byte", "bytes");
    let labelled =
        |label: &str, value: &Option<String>| value.as_deref().map(|value| format!("{label} {}", line(value, 100)));
    let origin = document.origin.iter().map(|one| line(one, 60)).collect::<Vec<_>>().join(", ");
    let published = window(&document.published);
    let some = |label: &str, value: String| (!value.is_empty()).then(|| format!("{label} {value}"));
    let read_by = document.read_by.iter().flatten().map(|one| line(one, 100)).collect::<Vec<_>>().join(", ");
    let lines = [
        Some(format!("document {}", document.record)),
        labelled("file", &document.name),
        document.sha256.as_ref().map(|sha256| format!("sha256 {sha256}, {size}")),
        Some(format!("registered {} UTC", minute(document.time))),
        labelled("source", &document.source),
        labelled("obtained", &document.obtained),
        some("through", origin),
        some("published", published),
        Some(if document.reading.is_some() { format!("read by {read_by}") } else { "not read yet".to_owned() }),
    ];
    lines.into_iter().flatten().collect()
}

fn act(act: &ActRow) -> Vec<String> {
    let date = match window(&act.date) {
        date if date.is_empty() => date,
        date => format!(", {date}"),
    };
    let verdict = act.verdict.as_deref().map(|verdict| format!("  [judged: {verdict}]")).unwrap_or_default();
    let first = format!("{}  {}, {}{date}{verdict}", act.act, act.act_type.replace('_', " "), act.status);
    let one = |one: &ParticipantRow| Some(format!("{}: {}", one.role, line(one.name.as_deref()?, 50)));
    let participants = act.participants.iter().filter_map(one).collect::<Vec<_>>().join("; ");
    if participants.is_empty() { vec![first] } else { vec![first, format!("    {participants}")] }
}

fn person(person: &EntityRow) -> String {
    let protected = if person.protected { ", protected" } else { "" };
    let mentions = count(person.n_mentions, "mention", "mentions");
    format!("{}  {}, {mentions}{protected}", person.entity, line(&person.name, 60))
}

/// `characters`: of the text.
fn statement(statement: &StatementRow, characters: &[char]) -> String {
    let place = |at: i64| usize::try_from(at).unwrap_or(0).min(characters.len());
    let [start, end] = statement.span.map(place);
    let cue: String = characters.get(start..end.max(start)).unwrap_or_default().iter().collect();
    let speaker = statement.speaker.as_deref().map(|speaker| format!(" by {}", line(speaker, 60))).unwrap_or_default();
    format!("{}  {}{speaker}: \"{}\"", statement.statement, statement.kind, line(&cue, 40))
}

fn added(added: &AddedShown) -> Vec<String> {
    let fields = added.fields.iter().map(|(field, value)| format!("{field}: {}", line(value, 60)));
    let first = format!("{}  {} by {}", added.name, added.part, line(&added.author, 40));
    vec![first, format!("    {}", fields.collect::<Vec<_>>().join("; "))]
}

fn comment(comment: &CommentShown) -> String {
    let part = comment.part.as_deref().map(|part| format!(" on {part}")).unwrap_or_default();
    let mark = comment.mark.as_deref().map(|mark| format!("[{mark}] ")).unwrap_or_default();
    format!("{}{part}, {}: {mark}{}", line(&comment.author, 40), minute(comment.time), line(&comment.text, 120))
}

fn judgement(judgement: &JudgementRow) -> String {
    let part = |of: &Option<String>| match of.as_deref() {
        Some(of) => of.split_once('#').map_or("the document", |(_, part)| part).to_owned(),
        None => "(taken out)".to_owned(),
    };
    let of = judgement.of.iter().map(part).collect::<Vec<_>>().join(", ");
    let mut text = format!("{}  {}  ", short(&judgement.entry), minute(judgement.time));
    text += &format!("{} {of}", judgement.verdict.as_deref().unwrap_or("(cannot be read)").replace('_', " "));
    if let (Some(field), Some(value)) = (&judgement.field, &judgement.value) {
        text += &format!(": {} is {}", line(field, 30), line(value, 60));
    }
    if let Some(reason) = &judgement.reason {
        text += &format!(", because {}", line(reason, 80));
    }
    text + if judgement.undone { "  (taken back)" } else { "" }
}
