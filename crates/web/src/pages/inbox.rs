//! The inbox: documents with their state, what could not be read, a place to drop files, and how far reading is.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::{Form, Upload};
use crate::frame::Frame;
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{Html, Redirect};
use casework::{Answer, DocumentRow, Overview, Registration, Request};
use serde::Deserialize;
use std::sync::Arc;

/// Documents on one page.
const LIMIT: u32 = 50;
/// Most bytes that can be dropped in at once.
pub const MAX_UPLOAD: usize = 512 << 20;

#[derive(Deserialize)]
pub struct From {
    #[serde(default)]
    after: i64,
    added: Option<i64>,
    known: Option<i64>,
}

#[derive(Template)]
#[template(path = "inbox.html")]
struct Inbox<'a> {
    frame: Frame<'a>,
    overview: Overview,
    rows: Vec<DocumentRow>,
    total: i64,
    unread: i64,
    is_reading: bool,
    next: Option<i64>,
    from: From,
}

pub async fn inbox(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(from): Query<From>,
) -> Result<Html<String>, Failure> {
    let Answer::Overview(overview) = desk.ask(Request::Overview).await? else { return Err(Failure::unexpected()) };
    let list = Request::List { after: from.after, limit: LIMIT };
    let Answer::Documents { rows, total } = desk.ask(list).await? else { return Err(Failure::unexpected()) };
    let Answer::Documents { total: unread, .. } = desk.ask(Request::Unread).await? else {
        return Err(Failure::unexpected());
    };
    let is_reading = desk.reads.is_reading();
    let next = rows.last().map(|row| row.number).filter(|last| *last < total);
    let mut frame = Frame::new(&desk, &visitor, "inbox");
    frame.again = is_reading.then_some(3);
    let page = Inbox { frame, overview, rows, total, unread, is_reading, next, from };
    Ok(Html(page.render()?))
}

/// Registers each file; its bytes go to the vault and nowhere else. Then reading starts.
pub async fn add(State(desk): State<Arc<Desk>>, Upload(mut parts): Upload) -> Result<Redirect, Failure> {
    let mut how = Registration::default();
    let (mut added, mut known) = (0, 0);
    while let Some(field) = parts.next_field().await.map_err(|_| Failure::unfit("files"))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name != "files" {
            let text = field.text().await.map_err(|_| Failure::unfit("form"))?;
            tell(&mut how, &name, text.trim());
            continue;
        }
        let file = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|_| Failure::too_long())?;
        if file.is_empty() && bytes.is_empty() {
            continue;
        }
        let registration = Registration { name: file, ..how.clone() };
        match desk.ask_with(Request::Register(registration), bytes.to_vec()).await?.answer {
            Answer::Registered { known: true, .. } => known += 1,
            _ => added += 1,
        }
    }
    start(&desk)?;
    Ok(Redirect::to(&desk.entrance.to(&format!("/?added={added}&known={known}"))))
}

/// How the documents came; these fields stand before the files.
fn tell(how: &mut Registration, field: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    match field {
        "source" => how.source = Some(text.to_owned()),
        "obtained" => how.obtained = Some(text.to_owned()),
        "consent" => how.consent = Some(text.to_owned()),
        "note" => how.notes.push(text.to_owned()),
        _ => {}
    }
}

/// Goes on with reading.
pub async fn read(State(desk): State<Arc<Desk>>, _form: Form) -> Result<Redirect, Failure> {
    start(&desk)?;
    Ok(Redirect::to(&desk.entrance.to("/")))
}

pub fn start(desk: &Desk) -> Result<(), Failure> {
    desk.reads.start().map_err(|error| Failure::broken(&format!("reading could not be started: {error}")))
}
