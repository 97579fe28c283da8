//! What a person agreed to, refused and withdrew; and who would go out, by name or under a pseudonym.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use casework::shown::{ConsentShown, GoesOut, OverrideShown, PersonGoing};
use casework::{Answer, ConsentDraft, OverrideStep, Request};
use serde::Deserialize;
use std::sync::Arc;

/// In the order in which more people hear of it.
const PURPOSES: [&str; 4] = ["keep", "partner", "government", "public"];
/// What is asked when something goes out: those who see most last, so that nobody is shown all names by an oversight.
const OUTWARD: [&str; 4] = ["public", "government", "partner", "keep"];

#[derive(Default, Deserialize)]
pub struct From {
    /// Something was just recorded.
    #[serde(default)]
    done: bool,
}

#[derive(Template)]
#[template(path = "consent.html")]
struct Consent<'a> {
    frame: Frame<'a>,
    id: String,
    /// A part of a document that stands for the person, for what is entered by hand.
    part: String,
    name: String,
    rows: Vec<ConsentShown>,
    overrides: Vec<OverrideShown>,
    from: From,
    purposes: [&'static str; 4],
}

#[derive(Template)]
#[template(path = "goes_out.html")]
struct Going<'a> {
    frame: Frame<'a>,
    goes: Option<Box<GoesOut>>,
    purposes: [&'static str; 4],
}

impl Consent<'_> {
    fn purpose(&self, purpose: &Option<String>) -> String {
        self.frame.name("consent-for", purpose.as_deref().unwrap_or("everything"))
    }

    /// The word that tells how an override stands.
    fn stands(&self, one: &OverrideShown) -> String {
        let key = match (one.ended, &one.confirmed_by) {
            (true, _) => "override-ended",
            (false, Some(_)) => "override-confirmed",
            (false, None) => "override-waits",
        };
        self.frame.t(key)
    }
}

impl Going<'_> {
    fn standing(&self, person: &PersonGoing) -> String {
        self.frame.name("standing", &casework::word(&person.standing))
    }
}

pub async fn consent(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Path(wanted): Path<String>,
    Query(from): Query<From>,
) -> Result<Html<String>, Failure> {
    let Answer::Person(shown) = desk.ask(Request::Person { wanted, offset: 0, limit: 1 }).await? else {
        return Err(Failure::unexpected());
    };
    if shown.row.kind != "person" {
        return Err(Failure::missing());
    }
    let id = shown.row.id.clone();
    let Answer::Consents { rows, overrides } = desk.ask(Request::Consents { person: Some(id.clone()) }).await? else {
        return Err(Failure::unexpected());
    };
    let frame = Frame::new(&desk, &visitor, "people");
    let name = shown.row.name.clone();
    let part = format!("{}:{}", shown.part.document, shown.part.part);
    Ok(Html(Consent { frame, id, part, name, rows, overrides, from, purposes: PURPOSES }.render()?))
}

/// Records what a person agreed to, refused or withdrew.
pub async fn record(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let person = form.required("person")?;
    let text = |name: &str| form.get(name).map(str::to_owned);
    let draft = ConsentDraft {
        person: person.to_owned(),
        state: form.required("state")?.to_owned(),
        purpose: text("purpose").filter(|purpose| purpose != "everything"),
        recipient: text("recipient"),
        on: text("on"),
        until: text("until"),
        how: text("how"),
        by: text("by"),
        guardian: form.get("guardian").is_some(),
        minor: form.get("minor").is_some(),
        note: text("note"),
    };
    desk.ask(Request::Consent(draft)).await?;
    back(&desk, person)
}

/// Proposes, confirms or ends that somebody is named who did not agree.
pub async fn overrule(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let person = form.required("person")?;
    let entry = || form.required("entry").map(str::to_owned);
    let step = match form.required("step")? {
        "propose" => OverrideStep::Propose {
            person: person.to_owned(),
            purpose: form.required("purpose")?.to_owned(),
            recipient: form.required("recipient")?.to_owned(),
            reason: form.required("reason")?.to_owned(),
        },
        "confirm" => OverrideStep::Confirm { entry: entry()? },
        "end" => OverrideStep::End { entry: entry()? },
        _ => return Err(Failure::unfit("step")),
    };
    desk.ask(Request::Override(step)).await?;
    back(&desk, person)
}

fn back(desk: &Desk, person: &str) -> Result<Redirect, Failure> {
    if !person.chars().all(|c| c.is_ascii_alphanumeric() || c == ':') {
        return Err(Failure::unfit("person"));
    }
    Ok(Redirect::to(&format!("{}/consent/{person}?done=true", desk.entrance.prefix())))
}

/// The question for whom, without an answer.
pub async fn ask(State(desk): State<Arc<Desk>>, Extension(visitor): WhoAsks) -> Result<Html<String>, Failure> {
    let frame = Frame::new(&desk, &visitor, "people");
    Ok(Html(Going { frame, goes: None, purposes: OUTWARD }.render()?))
}

/// Who would go out, and how. The recipient never stands in an address.
pub async fn check(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    form: Form,
) -> Result<Html<String>, Failure> {
    let request = Request::GoesOut {
        purpose: form.required("purpose")?.to_owned(),
        recipient: form.required("recipient")?.to_owned(),
        on: form.get("on").map(str::to_owned),
    };
    let Answer::GoesOut(goes) = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    let frame = Frame::new(&desk, &visitor, "people");
    Ok(Html(Going { frame, goes: Some(goes), purposes: OUTWARD }.render()?))
}
