//! When a page cannot be shown. It says what happened and what to do, in the language of whoever asks; never a name.

use crate::desk::Desk;
use crate::frame::{Frame, Visitor};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use casework::{Refusal, Why};

/// Why a page cannot be shown.
#[derive(Clone, Debug)]
pub struct Failure {
    status: StatusCode,
    /// Names the words for it.
    what: &'static str,
    /// What the case said, and what to do.
    said: Option<(String, String)>,
}

/// Names the words for somebody who is not let in.
const STRANGER: &str = "failure-stranger";

impl Failure {
    const fn new(status: StatusCode, what: &'static str) -> Self {
        Self { status, what, said: None }
    }

    /// Whoever asks has no cookie.
    pub const fn stranger() -> Self {
        Self::new(StatusCode::FORBIDDEN, STRANGER)
    }

    /// A form without its token.
    pub const fn forged() -> Self {
        Self::new(StatusCode::FORBIDDEN, "failure-forged")
    }

    /// A field that does not fit.
    pub const fn unfit(_field: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "failure-unfit")
    }

    /// There is no such page.
    pub const fn missing() -> Self {
        Self::new(StatusCode::NOT_FOUND, "failure-missing")
    }

    /// A fault of ours.
    pub fn broken(why: &str) -> Self {
        let said = Some((why.to_owned(), String::new()));
        Self { said, ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failure-broken") }
    }

    /// The keys were forgotten.
    pub const fn locked() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "failure-locked")
    }

    /// Whether what was asked for is not there.
    pub fn is_missing(&self) -> bool {
        self.status == StatusCode::NOT_FOUND
    }

    /// Whether the case said that the request makes no sense.
    pub fn is_refusal(&self) -> bool {
        self.status == StatusCode::BAD_REQUEST && self.said.is_some()
    }

    /// What the case said.
    pub fn message(self) -> Option<String> {
        self.said.map(|(message, _)| message)
    }

    /// An answer that does not fit the request.
    pub fn unexpected() -> Self {
        Self::broken("the answer does not fit the request")
    }

    /// The page that says so.
    pub fn page(&self, desk: &Desk, visitor: &Visitor) -> Response {
        let page =
            FailurePage { frame: Frame::new(desk, visitor, "failure"), what: self.what, said: self.said.as_ref() };
        (self.status, Html(page.render().unwrap_or_default())).into_response()
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let (status, what) = match refusal.why {
            Why::Locked => (StatusCode::SERVICE_UNAVAILABLE, "failure-locked"),
            Why::NotFound => (StatusCode::NOT_FOUND, "failure-not-found"),
            Why::Unclear => (StatusCode::BAD_REQUEST, "failure-refused"),
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "failure-refused"),
        };
        Self { status, what, said: Some((refusal.message, refusal.hint)) }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::broken(&format!("the page could not be made: {error}"))
    }
}

impl IntoResponse for Failure {
    /// The guard makes a page of it, once it knows the language.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    frame: Frame<'a>,
    what: &'static str,
    said: Option<&'a (String, String)>,
}
