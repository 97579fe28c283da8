//! Forgetting the keys. The vault ends; the pages stay closed until somebody unlocks the case again.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use axum::extract::State;
use casework::Request;
use std::sync::Arc;

pub async fn lock(State(desk): State<Arc<Desk>>, _form: Form) -> Failure {
    desk.estimating.forget();
    // The vault ends without an answer.
    drop(desk.ask(Request::Lock).await);
    desk.papers.clear();
    Failure::locked()
}
