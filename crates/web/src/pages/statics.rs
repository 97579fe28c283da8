//! What pages look like, and the comfort that a script adds. Nothing of the case is in it.

use crate::failure::Failure;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// One sheet from files by topic.
const STYLE: &str = concat!(
    include_str!("../../static/desk.css"),
    include_str!("../../static/people.css"),
    include_str!("../../static/pictures.css"),
    include_str!("../../static/drawing.css"),
    include_str!("../../static/amend.css"),
    include_str!("../../static/actions.css"),
    include_str!("../../static/papers.css"),
);
const SCRIPT: &str = include_str!("../../static/desk.js");
const ICON: &str = include_str!("../../static/icon.svg");

/// Letters of scripts that many computers lack (Noto, SIL Open Font License 1.1), cut to the script.
const FONTS: [(&str, &[u8]); 4] = [
    ("noto-sans-khmer.woff2", include_bytes!("../../static/fonts/noto-sans-khmer.woff2")),
    ("noto-sans-thai.woff2", include_bytes!("../../static/fonts/noto-sans-thai.woff2")),
    ("noto-serif-khmer.woff2", include_bytes!("../../static/fonts/noto-serif-khmer.woff2")),
    ("noto-serif-thai.woff2", include_bytes!("../../static/fonts/noto-serif-thai.woff2")),
];

pub async fn file(Path(file): Path<String>) -> Result<Response, Failure> {
    if let Some((_, font)) = FONTS.iter().find(|(name, _)| *name == file) {
        return Ok(([(header::CONTENT_TYPE, "font/woff2")], *font).into_response());
    }
    let (kind, text) = match file.as_str() {
        "desk.css" => ("text/css; charset=utf-8", STYLE),
        "desk.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "icon.svg" => ("image/svg+xml", ICON),
        _ => return Err(Failure::missing()),
    };
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}
