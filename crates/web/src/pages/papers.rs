//! Papers: which one, for whom; who would be named in it and what it lacks; the paper itself; then the file, which is an entry first.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::{Frame, Visitor};
use crate::guard::WhoAsks;
use crate::papers::{Made, State as Stage};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use casework::papers::{FieldShown, FormShown, PaperShown, forms};
use casework::shown::{EventRow, PersonRow};
use casework::{Answer, Order, PaperQuery, Request, Sort};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// In the order of the page.
const KINDS: [&str; 4] = ["dossier", "incidents", "tally", "submission"];
const PURPOSES: [&str; 4] = ["keep", "partner", "government", "public"];
const FORMATS: [&str; 3] = ["pdf", "docx", "html"];
/// People who are offered where nobody was chosen before.
const OFFERED: u32 = 60;
/// What somebody writes in stands in fields with this before the name.
const GIVEN: &str = "given-";
/// The page asks again after so many seconds while a paper is made.
const AGAIN: u32 = 2;

/// What the paper would be about.
#[derive(Default, Deserialize)]
pub struct About {
    kind: Option<String>,
    person: Option<String>,
    event: Option<String>,
}

#[derive(Template)]
#[template(path = "papers.html")]
struct Papers<'a> {
    frame: Frame<'a>,
    query: PaperQuery,
    forms: Vec<FormShown>,
    person: Option<PersonRow>,
    event: Option<EventRow>,
    people: Vec<PersonRow>,
    shown: Option<Box<PaperShown>>,
    preview: String,
    /// Names the words for what is wrong with the choice.
    wrong: Option<String>,
    made: Vec<(u64, Made)>,
}

impl Papers<'_> {
    fn kinds(&self) -> [&'static str; 4] {
        KINDS
    }

    fn purposes(&self) -> [&'static str; 4] {
        PURPOSES
    }

    fn formats(&self) -> [&'static str; 3] {
        FORMATS
    }

    fn is(&self, kind: &str) -> bool {
        self.query.kind == kind
    }

    /// The address of the page for another kind, about the same.
    fn other(&self, kind: &str) -> String {
        let about = match (&self.query.person, &self.query.event) {
            (Some(id), _) => format!("&person={id}"),
            (None, Some(id)) => format!("&event={id}"),
            (None, None) => String::new(),
        };
        self.frame.to(&format!("/papers?kind={kind}{about}"))
    }

    fn has_purpose(&self, purpose: &str) -> bool {
        let default = if self.is("submission") { "partner" } else { "keep" };
        self.query.purpose.as_deref().unwrap_or(default) == purpose
    }

    fn has_form(&self, form: &str) -> bool {
        self.query.form.as_deref().unwrap_or("special-procedures") == form
    }

    fn text<'t>(&self, value: &'t Option<String>) -> &'t str {
        value.as_deref().unwrap_or_default()
    }

    /// What was chosen, for the form that makes the file.
    fn kept(&self) -> Vec<(&'static str, &str)> {
        let query = &self.query;
        let all = [
            ("person", &query.person),
            ("event", &query.event),
            ("from", &query.from),
            ("to", &query.to),
            ("form", &query.form),
            ("purpose", &query.purpose),
            ("recipient", &query.recipient),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect()
    }

    fn given(&self, field: &str) -> &str {
        self.query.given.get(field).map_or("", String::as_str)
    }

    /// Whether a part of the form begins with this question.
    fn begins(&self, fields: &[FieldShown], idx: &usize) -> bool {
        let before = idx.checked_sub(1).and_then(|before| fields.get(before));
        fields.get(*idx).map(|field| &field.section) != before.map(|field| &field.section)
    }

    fn is_hidden(&self, shown: &PaperShown, field: &FieldShown) -> bool {
        shown.hidden_in.contains(&field.field)
    }

    fn is_given(&self, field: &FieldShown, choice: &str) -> bool {
        self.given(&field.field) == choice
    }

    /// A warning in words.
    fn warning(&self, shown: &PaperShown, warning: &casework::papers::Warning) -> String {
        use casework::papers::Warning;
        let name = |id: &String| {
            let of = shown.people.iter().find(|one| one.shown == *id);
            of.map_or_else(|| id.clone(), |one| one.shown.clone())
        };
        match warning {
            Warning::Rare { person, fields, k } => {
                let fields: Vec<String> = fields.iter().map(|field| self.frame.name("known", field)).collect();
                let words = [("person", name(person)), ("fields", fields.join(", ")), ("n", k.to_string())];
                let words: Vec<(&str, &str)> = words.iter().map(|(key, word)| (*key, word.as_str())).collect();
                self.frame.filled("warn-rare", &words)
            }
            Warning::SmallCount { act_type, n } => {
                self.frame.filled("warn-small", &[("act", &self.frame.name("act", act_type)), ("n", &n.to_string())])
            }
            Warning::EndsSoon { person, until } => {
                self.frame.filled("warn-ends", &[("person", &name(person)), ("day", &until.to_string())])
            }
        }
    }

    fn standing(&self, (word, n): &(String, usize)) -> String {
        self.frame.count(&format!("stands-{word}"), n)
    }
}

/// The question which paper; people and events lead here with themselves chosen.
pub async fn papers(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(about): Query<About>,
) -> Result<Html<String>, Failure> {
    let kind = about.kind.filter(|kind| KINDS.contains(&kind.as_str()));
    let query = PaperQuery {
        kind: kind.unwrap_or_else(|| "dossier".to_owned()),
        person: about.person.filter(|id| is_id(id)),
        event: about.event.filter(|id| is_id(id)),
        ..PaperQuery::default()
    };
    page(&desk, &visitor, query, None, None).await
}

fn is_id(id: &str) -> bool {
    id.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == ':')
}

/// Shows the paper before it is made, or makes it. For whom it is stands in no address.
pub async fn paper(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    form: Form,
) -> Result<Response, Failure> {
    let query = asked(&form)?;
    let wrong = match (query.kind.as_str(), &query.person, &query.event) {
        ("dossier", None, None) => Some("refused-paper-about-nothing"),
        ("submission", None, _) => Some("refused-paper-about-nobody"),
        _ if needs_recipient(&query) => Some("refused-paper-for-nobody"),
        _ => None,
    };
    if let Some(wrong) = wrong {
        let page = page(&desk, &visitor, query, None, Some(wrong.to_owned())).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    if let Some(format) = form.get("make").filter(|format| FORMATS.contains(format)) {
        let number = make(&desk, PaperQuery { format: Some(format.to_owned()), ..query });
        return Ok(Redirect::to(&desk.entrance.to(&format!("/paper/{number}"))).into_response());
    }
    let reply = match desk.ask_reply(Request::ShowPaper(query.clone())).await {
        Ok(reply) => reply,
        Err(failure) if failure.is_refusal() => {
            let page = page(&desk, &visitor, query, None, failure.said()).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        Err(failure) => return Err(failure),
    };
    let Answer::PaperShown(shown) = reply.answer else { return Err(Failure::unexpected()) };
    let preview = String::from_utf8(reply.body).map_err(|_| Failure::unexpected())?;
    Ok(page(&desk, &visitor, query, Some((shown, preview)), None).await?.into_response())
}

fn needs_recipient(query: &PaperQuery) -> bool {
    let is_kept = query.purpose.as_deref().unwrap_or("keep") == "keep";
    !is_kept && query.kind != "submission" && query.recipient.is_none()
}

fn asked(form: &Form) -> Result<PaperQuery, Failure> {
    let text = |name: &str| form.get(name).map(str::to_owned);
    let kind = form.required("kind")?;
    if !KINDS.contains(&kind) {
        return Err(Failure::unfit("kind"));
    }
    let is_submission = kind == "submission";
    let given = form.with_prefix(GIVEN).map(|(field, words)| (field.to_owned(), words.to_owned()));
    let is_about = matches!(kind, "dossier" | "submission");
    Ok(PaperQuery {
        kind: kind.to_owned(),
        person: text("person").filter(|id| is_about && is_id(id)),
        event: text("event").filter(|id| kind == "dossier" && is_id(id)),
        from: text("from"),
        to: text("to"),
        form: text("form").filter(|_| is_submission),
        given: if is_submission { given.collect() } else { BTreeMap::new() },
        purpose: text("purpose"),
        recipient: text("recipient"),
        on: None,
        format: None,
    })
}

async fn page(
    desk: &Desk,
    visitor: &Visitor,
    query: PaperQuery,
    shown: Option<(Box<PaperShown>, String)>,
    wrong: Option<String>,
) -> Result<Html<String>, Failure> {
    let forms = forms().map_err(|error| Failure::broken(&error.message))?;
    let is_about = matches!(query.kind.as_str(), "dossier" | "submission");
    let person = match &query.person {
        Some(wanted) => {
            let asked = desk.ask(Request::Person { wanted: wanted.clone(), offset: 0, limit: 1 }).await?;
            let Answer::Person(shown) = asked else { return Err(Failure::unexpected()) };
            Some(shown.row).filter(|row| row.kind == "person")
        }
        None => None,
    };
    let event = match &query.event {
        Some(id) => {
            let asked = desk.ask(Request::Event { id: id.clone(), standard: None }).await?;
            let Answer::Event(shown) = asked else { return Err(Failure::unexpected()) };
            Some(shown.row)
        }
        None => None,
    };
    let needs_choice = is_about && person.is_none() && event.is_none();
    let people = if needs_choice { people(desk).await? } else { Vec::new() };
    let (shown, preview) = shown.map_or((None, String::new()), |(shown, preview)| (Some(shown), preview));
    let frame = Frame::new(desk, visitor, "papers");
    let made = desk.papers.done();
    Ok(Html(Papers { frame, query, forms, person, event, people, shown, preview, wrong, made }.render()?))
}

/// Those who stand in most documents. Not a search: nothing is recorded.
async fn people(desk: &Desk) -> Result<Vec<PersonRow>, Failure> {
    let request = Request::People {
        sort: Sort::People,
        order: Order::Documents,
        named: None,
        purpose: None,
        offset: 0,
        limit: OFFERED,
    };
    let Answer::People(list) = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    Ok(list.rows)
}

/// Makes a paper beside; its number.
fn make(desk: &Arc<Desk>, query: PaperQuery) -> u64 {
    let format = query.format.clone().unwrap_or_default();
    let number = desk.papers.begin(&query.kind, &format);
    let desk = Arc::clone(desk);
    tokio::spawn(async move {
        let state = match desk.ask_with(Request::Report(query), Vec::new()).await {
            Ok(reply) => match reply.answer {
                Answer::Reported(reported) => Stage::Done(reported, Some(Arc::new(reply.body))),
                _ => Stage::Failed(Box::new(Failure::unexpected())),
            },
            Err(failure) => Stage::Failed(Box::new(failure)),
        };
        desk.papers.end(number, state);
    });
    number
}

#[derive(Template)]
#[template(path = "paper_made.html")]
struct Ready<'a> {
    frame: Frame<'a>,
    number: u64,
    made: Made,
}

impl Ready<'_> {
    /// The beginning of the hash of an entry, as the log shows it.
    fn short<'e>(&self, entry: &'e str) -> &'e str {
        entry.get(..12).unwrap_or(entry)
    }

    fn has_file(&self) -> bool {
        matches!(&self.made.state, Stage::Done(_, Some(_)))
    }
}

fn made(desk: &Desk, number: &str) -> Result<(u64, Made), Failure> {
    let number: u64 = number.parse().map_err(|_| Failure::missing())?;
    let made = desk.papers.get(number).ok_or(Failure::missing())?;
    match made.state {
        Stage::Failed(failure) => Err(*failure),
        _ => Ok((number, made)),
    }
}

/// How far a paper is; then its file with hash and recipient.
pub async fn ready(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Path(number): Path<String>,
) -> Result<Html<String>, Failure> {
    let (number, made) = made(&desk, &number)?;
    let mut frame = Frame::new(&desk, &visitor, "papers");
    frame.again = made.reported().is_none().then_some(AGAIN);
    Ok(Html(Ready { frame, number, made }.render()?))
}

/// The file, to be kept outside of the desk.
pub async fn file(State(desk): State<Arc<Desk>>, Path(number): Path<String>) -> Result<Response, Failure> {
    let (_, made) = made(&desk, &number)?;
    let Stage::Done(_, Some(bytes)) = &made.state else { return Err(Failure::missing()) };
    let headers = [
        (header::CONTENT_TYPE, made.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", made.file_name())),
    ];
    Ok((headers, Vec::clone(bytes)).into_response())
}
