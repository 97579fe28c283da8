//! Choosing the language of the pages.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::LANGUAGE_COOKIE;
use crate::words::known;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

pub async fn language(State(desk): State<Arc<Desk>>, form: Form) -> Result<Response, Failure> {
    let language = known(form.required("language")?).ok_or(Failure::unfit("language"))?;
    let prefix = desk.entrance.prefix();
    let cookie = format!("{LANGUAGE_COOKIE}={language}; Path={prefix}; HttpOnly; SameSite=Strict; Max-Age=31536000");
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&desk.entrance.to("/"))).into_response())
}
