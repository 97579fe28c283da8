//! When a page cannot be shown. It says what happened and what to do, in the language of whoever asks; never a name.

use crate::desk::Desk;
use crate::frame::{Frame, Visitor};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use casework::{Refusal, Step, Why};

/// Why a page cannot be shown.
#[derive(Clone, Debug)]
pub struct Failure {
    status: StatusCode,
    /// Names the words for it.
    what: &'static str,
    /// Names the words for what the case said.
    said: Option<String>,
    /// What the system said, in its own language: for whoever is asked for help.
    detail: Option<String>,
    /// How far it is, when it will be there later.
    step: Option<Step>,
}

/// The page asks again after so many seconds.
const AGAIN: u32 = 3;

/// Names the words for somebody who is not let in.
const STRANGER: &str = "failure-stranger";

impl Failure {
    const fn new(status: StatusCode, what: &'static str) -> Self {
        Self { status, what, said: None, detail: None, step: None }
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
        let detail = Some(why.to_owned());
        Self { detail, ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failure-broken") }
    }

    /// The keys were forgotten.
    pub const fn locked() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "failure-locked")
    }

    /// There is no copy of a picture; `code` of the problem.
    pub fn no_picture(code: String) -> Self {
        Self {
            said: Some(format!("problem-{code}")),
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "failure-no-picture")
        }
    }

    /// More bytes than can be taken at once.
    pub const fn too_long() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "failure-too-long")
    }

    /// It is still being worked out.
    pub fn working(step: Step) -> Self {
        Self { step: Some(step), ..Self::new(StatusCode::ACCEPTED, "failure-working") }
    }

    /// Whether what was asked for is not there.
    pub fn is_missing(&self) -> bool {
        self.status == StatusCode::NOT_FOUND
    }

    /// Whether the case said that the request makes no sense.
    pub fn is_refusal(&self) -> bool {
        self.status == StatusCode::BAD_REQUEST && self.said.is_some()
    }

    /// Names the words for what the case said.
    pub fn said(self) -> Option<String> {
        self.said
    }

    /// An answer that does not fit the request.
    pub fn unexpected() -> Self {
        Self::broken("the answer does not fit the request")
    }

    /// The page that says so. `may_ask_again`: whether asking again changes nothing.
    pub fn page(&self, desk: &Desk, visitor: &Visitor, may_ask_again: bool) -> Response {
        let mut frame = Frame::new(desk, visitor, "failure");
        frame.again = self.step.filter(|_| may_ask_again).map(|_| AGAIN);
        let page = FailurePage {
            frame,
            what: self.what,
            said: self.said.as_deref(),
            detail: self.detail.as_deref(),
            step: self.step,
        };
        (self.status, Html(page.render().unwrap_or_default())).into_response()
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let (status, what, why) = match refusal.why {
            Why::Locked => (StatusCode::SERVICE_UNAVAILABLE, "failure-locked", None),
            Why::NotFound => (StatusCode::NOT_FOUND, "failure-not-found", None),
            Why::Unclear => (StatusCode::BAD_REQUEST, "failure-refused", Some("refused-unclear")),
            Why::Working => (StatusCode::SERVICE_UNAVAILABLE, "failure-refused", Some("refused-working")),
            Why::Disk => (StatusCode::INTERNAL_SERVER_ERROR, "failure-refused", Some("refused-disk")),
            Why::Damaged => (StatusCode::INTERNAL_SERVER_ERROR, "failure-refused", Some("refused-damaged")),
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "failure-refused", None),
        };
        let said = Some(refusal.id).filter(|id| !id.is_empty()).map(|id| format!("refused-{id}"));
        // What the program says in one language is told only where somebody may need it to help.
        let is_technical = matches!(refusal.why, Why::Disk | Why::Damaged);
        let detail = Some(refusal.message).filter(|_| is_technical);
        Self { status, what, said: said.or(why.map(str::to_owned)), detail, step: None }
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
    said: Option<&'a str>,
    detail: Option<&'a str>,
    step: Option<Step>,
}
