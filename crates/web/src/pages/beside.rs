//! What people do beside deciding: comments, who works on what, a second person who confirms, and whether the case asks for one.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use axum::extract::State;
use axum::response::Redirect;
use casework::shown::CommentShown;
use casework::{Answer, Request, Target, Verdict};
use std::sync::Arc;

/// How long a claim holds, milliseconds.
const CLAIM: i64 = 60 * 60 * 1000;

/// What people wrote beside a person or event; nothing when that cannot be told.
pub async fn comments(desk: &Desk, id: &str) -> Vec<CommentShown> {
    let of = Target { document: id.to_owned(), part: None };
    match desk.ask(Request::Comments { of }).await {
        Ok(Answer::Comments { rows }) => rows,
        _ => Vec::new(),
    }
}

/// Keeps words beside a document or a part of it.
pub async fn comment(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let mark = form.get("mark").map(str::to_owned);
    let words = form.get("comment").map(str::to_owned);
    if words.is_some() || mark.is_some() {
        judge(&desk, &form, Verdict::Comment, mark, words).await?;
    }
    Ok(back(&desk, &form))
}

/// Says that somebody works on a document, for an hour.
pub async fn claim(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let until = jiff::Timestamp::now().as_millisecond().saturating_add(CLAIM);
    judge(&desk, &form, Verdict::Claim, None, Some(until.to_string())).await?;
    Ok(back(&desk, &form))
}

/// Confirms what somebody else decided.
pub async fn confirm(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    form.required("part")?;
    judge(&desk, &form, Verdict::Confirm, None, None).await?;
    desk.pace.count(std::time::Instant::now());
    Ok(back(&desk, &form))
}

/// Says whether the case asks for a second person.
pub async fn setting(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let value = if form.required("value")? == "yes" { "yes" } else { "no" };
    let (field, value) = (Some("two-person".to_owned()), Some(value.to_owned()));
    desk.ask(Request::Judge { verdict: Verdict::Setting, of: Vec::new(), field, value, reason: None }).await?;
    Ok(Redirect::to(&desk.entrance.to("/review")))
}

async fn judge(
    desk: &Desk,
    form: &Form,
    verdict: Verdict,
    field: Option<String>,
    value: Option<String>,
) -> Result<(), Failure> {
    let target = Target { document: form.required("document")?.to_owned(), part: form.get("part").map(str::to_owned) };
    desk.ask(Request::Judge { verdict, of: vec![target], field, value, reason: None }).await?;
    Ok(())
}

/// To where the form stood.
pub fn back(desk: &Desk, form: &Form) -> Redirect {
    let plain = |text: &&str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let document = form.get("document").filter(plain).unwrap_or_default();
    let part = form.get("part").or_else(|| form.get("act")).filter(plain).unwrap_or_default();
    let path = match form.get("back") {
        Some("review") => {
            let skip: u32 = form.get("skip").and_then(|skip| skip.parse().ok()).unwrap_or_default();
            format!("/review?skip={skip}")
        }
        Some(page @ ("person" | "event")) if part.is_empty() => format!("/{page}/{document}"),
        Some(page @ ("person" | "event")) => format!("/{page}/{document}:{part}"),
        _ if part.is_empty() => format!("/document/{document}"),
        _ => format!("/document/{document}#{part}"),
    };
    Redirect::to(&desk.entrance.to(&path))
}
