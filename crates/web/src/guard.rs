//! What stands before every page: who asks, from where, and what the browser may do with the answer.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::frame::Visitor;
use axum::extract::{Path, Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use std::sync::Arc;

const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
                   form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CSP),
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The pages under the prefix, behind the checks.
pub fn around(desk: &Arc<Desk>, pages: Router<Arc<Desk>>) -> Router {
    let inside = pages.layer(middleware::from_fn_with_state(Arc::clone(desk), let_in));
    let entrance = Router::new().route("/open/{key}", get(open));
    let all = Router::new().nest(desk.entrance.prefix(), inside.merge(entrance));
    all.layer(middleware::from_fn_with_state(Arc::clone(desk), check)).with_state(Arc::clone(desk))
}

/// For every request, the link too: the right host, from nowhere else. A request with a foreign host uses nothing up.
async fn check(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let checked = is_ours(&desk, request.method(), request.headers());
    let mut response = match checked {
        Ok(()) => next.run(request).await,
        // Nothing about the case, not even which language its user reads.
        Err(status) => status.into_response(),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn is_ours(desk: &Desk, method: &Method, headers: &HeaderMap) -> Result<(), StatusCode> {
    let host = desk.entrance.host();
    if one(headers, &header::HOST) != Some(host) {
        return Err(StatusCode::MISDIRECTED_REQUEST);
    }
    let site = headers.contains_key("sec-fetch-site").then(|| one(headers, &HeaderName::from_static("sec-fetch-site")));
    let is_own_page = site == Some(Some("same-origin"));
    if !(site.is_none() || is_own_page || site == Some(Some("none"))) {
        return Err(StatusCode::FORBIDDEN);
    }
    let origin = headers.contains_key(header::ORIGIN).then(|| one(headers, &header::ORIGIN));
    let is_own_origin =
        origin.is_some_and(|origin| origin.and_then(|origin| origin.strip_prefix("http://")) == Some(host));
    // Without a referrer a browser sends `null` for the forms of our own pages too, and says beside it whose they are.
    let is_hidden = origin == Some(Some("null")) && is_own_page;
    let changes = !matches!(*method, Method::GET | Method::HEAD);
    match origin {
        None if changes && !is_own_page => Err(StatusCode::FORBIDDEN),
        Some(_) if !(is_own_origin || is_hidden) => Err(StatusCode::FORBIDDEN),
        _ => Ok(()),
    }
}

/// The value of a header that must stand there once.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Lets in whoever has the cookie.
async fn let_in(State(desk): State<Arc<Desk>>, mut request: Request, next: Next) -> Response {
    let cookies = request.headers().get_all(header::COOKIE);
    let is_known = cookies.iter().any(|cookies| cookies.to_str().is_ok_and(|cookies| desk.entrance.knows(cookies)));
    // Looks are no secret, and the page that turns somebody away has them too.
    let is_look = request.uri().path().starts_with("/static/");
    let visitor = Visitor::new(request.headers());
    if !is_known && !is_look {
        return Failure::stranger().page(&desk, &visitor, false);
    }
    let is_get = request.method() == Method::GET;
    request.extensions_mut().insert(visitor.clone());
    let mut response = next.run(request).await;
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        return failure.page(&desk, &visitor, is_get);
    }
    response
}

/// Uses up the link and gives the cookie.
async fn open(State(desk): State<Arc<Desk>>, Path(key): Path<String>, headers: HeaderMap) -> Response {
    match desk.entrance.open(&key) {
        Some(cookie) => ([(header::SET_COOKIE, cookie)], Redirect::to(&desk.entrance.to("/"))).into_response(),
        None => Failure::stranger().page(&desk, &Visitor::new(&headers), false),
    }
}

/// What a handler learns of who asks.
pub type WhoAsks = Extension<Visitor>;
