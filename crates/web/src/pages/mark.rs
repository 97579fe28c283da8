//! Marking a passage: sentences are chosen (or words selected, with the script), and an act, a person or a statement is entered
//! that the program did not read.

use super::reader::view;
use crate::amending::{ActForm, Choice};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use crate::pages::review::ActFields;
use crate::reader::ReaderView;
use crate::reader::sentences::joined;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use casework::Request;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What can be entered, and the part that it is in the ledger.
const PARTS: [(&str, &str); 3] = [("act", "act"), ("person", "entity"), ("statement", "statement")];
/// What somebody entered can be.
const KINDS: [&str; 4] = ["person", "organization", "group", "place"];
/// How somebody can say something.
const SAYINGS: [&str; 7] = ["claim", "accusation", "denial", "confession", "threat", "demand", "opinion"];

#[derive(Deserialize)]
pub struct For {
    #[serde(rename = "for")]
    what: Option<String>,
}

#[derive(Template)]
#[template(path = "mark.html")]
struct MarkPage<'a> {
    frame: Frame<'a>,
    view: ReaderView,
    what: &'static str,
    fields: ActFields,
    other: Other,
    wrong: Vec<&'static str>,
}

/// A person or a statement as its form holds it.
#[derive(Default)]
struct Other {
    name: String,
    kind: String,
    roles: String,
    is_protected: bool,
    speaker: Option<String>,
    speaker_more: String,
    acts: Vec<String>,
    speakers: Vec<Choice>,
}

impl MarkPage<'_> {
    fn parts(&self) -> impl Iterator<Item = &'static str> {
        PARTS.iter().map(|(name, _)| *name)
    }

    fn is_what(&self, part: &str) -> bool {
        self.what == part
    }

    fn has_facts(&self) -> bool {
        self.view.paragraphs.iter().any(|line| !line.facts.is_empty())
    }

    fn is_chosen(&self, value: &str) -> bool {
        self.fields.form.passages.iter().any(|chosen| chosen == value)
    }

    fn has_act(&self, key: &str) -> bool {
        self.other.acts.iter().any(|chosen| chosen == key)
    }

    fn is_speaker(&self, value: &str) -> bool {
        self.other.speaker.as_deref() == Some(value)
    }
}

pub async fn mark(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Path(document): Path<String>,
    Query(place): Query<For>,
) -> Result<Html<String>, Failure> {
    let view = view(&desk, document).await?;
    let what = named(place.what.as_deref()).map_or("act", |(name, _)| name);
    let other = Other { kind: if what == "person" { "person" } else { "claim" }.to_owned(), ..Other::default() };
    page(&desk, &visitor, (view, what), ActForm::blank(), other, Vec::new())
}

fn named(what: Option<&str>) -> Option<(&'static str, &'static str)> {
    PARTS.into_iter().find(|(name, _)| Some(*name) == what)
}

fn page(
    desk: &Desk,
    visitor: &crate::frame::Visitor,
    (view, what): (ReaderView, &'static str),
    act: ActForm,
    mut other: Other,
    wrong: Vec<&'static str>,
) -> Result<Html<String>, Failure> {
    let frame = Frame::new(desk, visitor, "document");
    let all = (0, view.letters.len());
    let fields = ActFields::new(&frame, act, &view, all);
    let (near, far) = view.choices.people_near(all, &[]);
    other.speakers = near.into_iter().chain(far).collect();
    Ok(Html(MarkPage { frame, view, what, fields, other, wrong }.render()?))
}

/// Enters what the form says; when something is wrong, the form comes back as it was filled in, and says what.
pub async fn add(State(desk): State<Arc<Desk>>, Extension(visitor): WhoAsks, form: Form) -> Result<Response, Failure> {
    let document = form.required("document")?.to_owned();
    let (what, part) = named(form.get("for")).ok_or(Failure::unfit("for"))?;
    let view = view(&desk, document.clone()).await?;
    let mut act = ActForm::posted(&form, &|id| desk.codebook.act_types.get(id).is_some());
    let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let other = Other {
        name: text("name"),
        kind: text("kind"),
        roles: text("roles"),
        is_protected: form.get("protected").is_some(),
        speaker: form.get("who").map(str::to_owned),
        speaker_more: text("who-more"),
        acts: form.all("act").map(str::to_owned).collect(),
        speakers: Vec::new(),
    };
    let mut wrong = if what == "act" { std::mem::take(&mut act.wrong) } else { other.wrong(what) };
    let passages = joined(act.passages.iter().map(String::as_str), &view.letters).unwrap_or_default();
    if passages.is_empty() {
        wrong.insert(0, "wrong-passage");
    }
    if !wrong.is_empty() {
        let page = page(&desk, &visitor, (view, what), act, other, wrong)?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let fields = if what == "act" { act.all() } else { other.fields(what) };
    let reason = Some(act.reason).filter(|reason| !reason.is_empty());
    let request = Request::AddPart { document: document.clone(), part: part.to_owned(), fields, passages, reason };
    desk.ask(request).await?;
    Ok(Redirect::to(&desk.entrance.to(&format!("/document/{}", view.document.record))).into_response())
}

impl Other {
    fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }

    fn wrong(&self, what: &str) -> Vec<&'static str> {
        match what {
            "person" if self.name.is_empty() => vec!["wrong-name"],
            "person" if !KINDS.contains(&self.kind.as_str()) => vec!["wrong-kind"],
            "statement" if !SAYINGS.contains(&self.kind.as_str()) => vec!["wrong-kind"],
            _ => Vec::new(),
        }
    }

    fn fields(&self, what: &str) -> BTreeMap<String, String> {
        let who = if self.speaker_more.is_empty() {
            self.speaker.clone().unwrap_or_default()
        } else {
            self.speaker_more.clone()
        };
        let protected = if self.is_protected { "yes" } else { "" };
        let all: [(&str, String); 4] = match what {
            "person" => [
                ("name", self.name.clone()),
                ("kind", self.kind.clone()),
                ("roles", self.roles.clone()),
                ("protected", protected.to_owned()),
            ],
            _ => [("kind", self.kind.clone()), ("speaker", who), ("acts", self.acts.join("; ")), ("", String::new())],
        };
        all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(field, value)| (field.to_owned(), value)).collect()
    }
}
