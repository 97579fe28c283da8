//! Review: one proposal at a time, in plain words, with its passage; the most harmful if wrong first.

use super::reader::view;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use crate::reader::{Fact, Paragraph, ReaderView};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{Html, Redirect};
use casework::{Answer, Request, Target, ToReview, Verdict};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub struct Place {
    /// So many were skipped.
    #[serde(default)]
    skip: u32,
    /// This one, whether it was decided or not.
    document: Option<String>,
    act: Option<String>,
    /// Show the form that amends it.
    #[serde(default)]
    amend: bool,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Review<'a> {
    frame: Frame<'a>,
    queue: ToReview,
    skip: u32,
    amend: bool,
    one: Option<(&'a ReaderView, &'a Paragraph, &'a Fact)>,
}

pub async fn review(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(place): Query<Place>,
) -> Result<Html<String>, Failure> {
    let request = Request::ToReview { skip: place.skip, harm: harm(&desk) };
    let Answer::ToReview(queue) = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    let named = place.document.zip(place.act);
    let wanted = named.or_else(|| queue.next.clone());
    let shown = match &wanted {
        Some((document, _)) => Some(view(&desk, document.clone()).await?),
        None => None,
    };
    let one = shown.as_ref().zip(wanted.as_ref()).and_then(|(view, (_, act))| {
        let (paragraph, fact) = view.fact(act)?;
        Some((view, paragraph, fact))
    });
    let frame = Frame::new(&desk, &visitor, "review");
    Ok(Html(Review { frame, queue, skip: place.skip, amend: place.amend, one }.render()?))
}

/// Act types, the most harmful if wrong first.
fn harm(desk: &Desk) -> Vec<String> {
    let order = ["integrity", "liberty", "movement", "process", "pressure", "space"];
    let rank = |group: &str| order.iter().position(|one| *one == group).unwrap_or(order.len());
    let mut types: Vec<_> = desk.codebook.act_types.iter().map(|act| (rank(&act.group), act.id.clone())).collect();
    types.sort_by_key(|(rank, _)| *rank);
    types.into_iter().map(|(_, id)| id).collect()
}

/// Accepts or rejects, and goes to the next one.
pub async fn decide(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let verdict = match form.required("verdict")? {
        "accept" => Verdict::Accept,
        "reject" => Verdict::Reject,
        "unsure" => Verdict::Unsure,
        _ => return Err(Failure::unfit("verdict")),
    };
    let reason = form.get("reason").map(str::to_owned);
    judge(&desk, verdict, &form, None, reason).await?;
    Ok(Redirect::to(&back(&desk, &form)))
}

/// What can be amended, and the field of a judgement that says so.
const FIELDS: [&str; 7] = ["type", "status", "date", "victims", "perpetrators", "places", "charges"];

/// Records each field that was changed.
pub async fn amend(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    for field in FIELDS {
        let value = form.get(field).unwrap_or_default();
        let before = form.get(&format!("was-{field}")).unwrap_or_default();
        if value != before {
            let amendment = Some((field.to_owned(), value.to_owned()));
            judge(&desk, Verdict::Amend, &form, amendment, form.get("reason").map(str::to_owned)).await?;
        }
    }
    Ok(Redirect::to(&back(&desk, &form)))
}

async fn judge(
    desk: &Desk,
    verdict: Verdict,
    form: &Form,
    amendment: Option<(String, String)>,
    reason: Option<String>,
) -> Result<(), Failure> {
    let target =
        Target { document: form.required("document")?.to_owned(), part: Some(form.required("act")?.to_owned()) };
    let (field, value) = amendment.unzip();
    desk.ask(Request::Judge { verdict, of: vec![target], field, value, reason }).await?;
    Ok(())
}

/// To the document, at the act, when the form came from there; else to the next proposal.
fn back(desk: &Desk, form: &Form) -> String {
    let prefix = desk.entrance.prefix();
    let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match (form.get("back"), form.get("document"), form.get("act")) {
        (Some("document"), Some(document), Some(act)) if hex(document) && hex(act) => {
            format!("{prefix}/document/{document}#{act}")
        }
        _ => {
            let skip: u32 = form.get("skip").and_then(|skip| skip.parse().ok()).unwrap_or_default();
            format!("{prefix}/review?skip={skip}")
        }
    }
}
