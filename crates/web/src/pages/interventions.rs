//! What was done about the case: a list with what is due, and a form to begin with.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{Html, Redirect};
use casework::interventions::{Kinds, Step};
use casework::shown::{EventRow, InterventionList, InterventionRow, PersonRow};
use casework::{Answer, Request};
use serde::Deserialize;
use std::sync::Arc;

/// Events of a person that are offered for a new draft.
const OFFERED: u32 = 60;

/// What a new draft would be about.
#[derive(Default, Deserialize)]
pub struct About {
    person: Option<String>,
    event: Option<String>,
}

#[derive(Template)]
#[template(path = "interventions.html")]
struct Interventions<'a> {
    frame: Frame<'a>,
    list: Box<InterventionList>,
    kinds: Vec<String>,
    person: Option<PersonRow>,
    events: Vec<(EventRow, bool)>,
}

impl Interventions<'_> {
    fn is_new(&self) -> bool {
        self.person.is_some() || !self.events.is_empty()
    }

    fn is_over(&self, row: &InterventionRow) -> bool {
        row.next.as_ref().is_some_and(|next| next.is_over(&self.list.today))
    }
}

pub async fn interventions(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(about): Query<About>,
) -> Result<Html<String>, Failure> {
    let Answer::Interventions(list) = desk.ask(Request::Interventions { about: None }).await? else {
        return Err(Failure::unexpected());
    };
    let kinds = Kinds::built_in().map_err(|error| Failure::broken(&error.to_string()))?;
    let kinds = kinds.names().map(str::to_owned).collect();
    let (person, events) = offered(&desk, about).await?;
    Ok(Html(
        Interventions { frame: Frame::new(&desk, &visitor, "interventions"), list, kinds, person, events }.render()?,
    ))
}

/// Whom and what a draft can be about: a person with their events, or one event.
async fn offered(desk: &Desk, about: About) -> Result<(Option<PersonRow>, Vec<(EventRow, bool)>), Failure> {
    if let Some(wanted) = about.person {
        let Answer::Person(shown) = desk.ask(Request::Person { wanted, offset: 0, limit: OFFERED }).await? else {
            return Err(Failure::unexpected());
        };
        let events = shown.events.into_iter().map(|(role, row)| (row, role == "victim"));
        return Ok((Some(shown.row), events.collect()));
    }
    let Some(id) = about.event else { return Ok((None, Vec::new())) };
    let Answer::Event(shown) = desk.ask(Request::Event { id, standard: None }).await? else {
        return Err(Failure::unexpected());
    };
    Ok((None, vec![(shown.row, true)]))
}

/// Begins one; its page says what is next.
pub async fn begin(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let mut fields = vec![
        ("kind".to_owned(), form.required("kind")?.to_owned()),
        ("title".to_owned(), form.required("title")?.to_owned()),
    ];
    for field in ["recipient", "person", "event", "date", "note"] {
        fields.extend(form.all(field).map(|value| (field.to_owned(), value.to_owned())));
    }
    let request = Request::TakeStep { intervention: None, step: Step::Draft, fields };
    let Answer::StepTaken { intervention, .. } = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    Ok(Redirect::to(&desk.entrance.to(&format!("/intervention/{intervention}?done=true"))))
}

/// What was done about a person or an event, for their pages; nothing when it cannot be asked.
pub async fn about(desk: &Desk, id: &str) -> Vec<InterventionRow> {
    match desk.ask(Request::Interventions { about: Some(id.to_owned()) }).await {
        Ok(Answer::Interventions(list)) => list.rows,
        _ => Vec::new(),
    }
}
