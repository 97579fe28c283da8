//! What no document says of a person, such as a date of birth: entered by hand, kept as an amendment.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use axum::extract::State;
use axum::response::Redirect;
use casework::Request;
use std::sync::Arc;

/// In the order of the page.
const FIELDS: [&str; 8] =
    ["birth_date", "gender", "nationality", "occupation", "residence", "contact", "defender", "defender_work"];

/// Records those that are filled in; the others stay as they were.
pub async fn enter(State(desk): State<Arc<Desk>>, form: Form) -> Result<Redirect, Failure> {
    let of = form.required("of")?;
    let target = super::pairs::target(of).ok_or(Failure::unfit("of"))?;
    let filled = FIELDS.iter().filter_map(|field| Some(((*field).to_owned(), form.get(field)?.to_owned())));
    let changes: Vec<(String, String)> = filled.collect();
    if changes.is_empty() {
        return Err(Failure::unfit("facts"));
    }
    let reason = form.get("reason").map(str::to_owned);
    desk.ask(Request::Amend { of: target, changes, passages: Vec::new(), reason }).await?;
    Ok(Redirect::to(&desk.entrance.to(&format!("/consent/{of}?done=true"))))
}
