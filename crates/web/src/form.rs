//! Forms: their fields, once their token is right.

use crate::desk::Desk;
use crate::failure::Failure;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use std::sync::Arc;

/// Longest form without files, bytes.
const MAX_FORM: usize = 1 << 20;
/// Name of the field with the token.
pub const TOKEN: &str = "token";

/// The fields of a form of ours, in order.
pub struct Form(Vec<(String, String)>);

impl Form {
    /// The first value of a field that is not blank.
    pub fn get(&self, name: &str) -> Option<&str> {
        let of_name = self.0.iter().filter(|(field, _)| field == name);
        of_name.map(|(_, value)| value.trim()).find(|value| !value.is_empty())
    }

    /// Every value of a field that is not blank, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Fields whose name begins so, without that beginning, and what is not blank in them.
    pub fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let named = self.0.iter().filter_map(move |(field, value)| Some((field.strip_prefix(prefix)?, value.trim())));
        named.filter(|(_, value)| !value.is_empty())
    }

    /// A field that must be there.
    pub fn required(&self, name: &'static str) -> Result<&str, Failure> {
        self.get(name).ok_or(Failure::unfit(name))
    }
}

impl FromRequest<Arc<Desk>> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, desk: &Arc<Desk>) -> Result<Self, Failure> {
        let action = action(desk, &request);
        let is_form = content_type(&request) == Some("application/x-www-form-urlencoded");
        let bytes = axum::body::to_bytes(request.into_body(), MAX_FORM).await.map_err(|_| Failure::unfit("form"))?;
        let fields = form_urlencoded::parse(&bytes).into_owned().collect();
        let form = Self(fields);
        let has_token = form.get(TOKEN).is_some_and(|token| desk.entrance.has_token(&action, token));
        if is_form && has_token { Ok(form) } else { Err(Failure::forged()) }
    }
}

/// Files that somebody drops in, after the token.
pub struct Upload(pub Multipart);

impl FromRequest<Arc<Desk>> for Upload {
    type Rejection = Failure;

    async fn from_request(request: Request, desk: &Arc<Desk>) -> Result<Self, Failure> {
        let action = action(desk, &request);
        let mut parts = Multipart::from_request(request, desk).await.map_err(|_| Failure::forged())?;
        let first = parts.next_field().await.ok().flatten().filter(|field| field.name() == Some(TOKEN));
        let token = match first {
            Some(field) => field.text().await.ok(),
            None => None,
        };
        let has_token = token.is_some_and(|token| desk.entrance.has_token(&action, &token));
        if has_token { Ok(Self(parts)) } else { Err(Failure::forged()) }
    }
}

/// The path without the prefix, which the pages under it do not see.
fn action(desk: &Desk, request: &Request) -> String {
    let path = request.uri().path();
    path.strip_prefix(desk.entrance.prefix()).unwrap_or(path).to_owned()
}

fn content_type(request: &Request) -> Option<&str> {
    let value = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
    value.split(';').next().map(str::trim)
}
