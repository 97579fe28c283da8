//! The inbox: documents with their state, what could not be read, a place to drop files, and how far reading is.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::{Form, Upload};
use crate::frame::Frame;
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Query, State};
use axum::http::StatusCode;
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
    /// Only documents with a lower number.
    before: Option<i64>,
    added: Option<i64>,
    #[serde(default)]
    known: i64,
    /// Why not all files were taken; names the words for it.
    stopped: Option<Stopped>,
}

/// Why an upload ended before its last file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stopped {
    /// No file was chosen.
    NoFile,
    /// More bytes than are taken at once.
    TooLong,
    /// The browser sent no more.
    BrokenOff,
    /// The case did not take a file.
    Refused,
}

impl Stopped {
    const fn name(self) -> &'static str {
        match self {
            Self::NoFile => "no-file",
            Self::TooLong => "too-long",
            Self::BrokenOff => "broken-off",
            Self::Refused => "refused",
        }
    }
}

#[derive(Template)]
#[template(path = "inbox.html")]
struct Inbox<'a> {
    frame: Frame<'a>,
    overview: Overview,
    rows: Vec<DocumentRow>,
    total: i64,
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
    // The last ones first: numbers count from one without a gap.
    let end = from.before.unwrap_or(i64::MAX).clamp(1, overview.n_documents.saturating_add(1));
    let after = (end - 1 - i64::from(LIMIT)).max(0);
    let list = Request::List { after, limit: u32::try_from(end - 1 - after).unwrap_or(LIMIT) };
    let Answer::Documents { mut rows, total } = desk.ask(list).await? else { return Err(Failure::unexpected()) };
    let is_reading = desk.reads.is_reading();
    rows.reverse();
    let next = rows.last().map(|row| row.number).filter(|last| *last > 1);
    let mut frame = Frame::new(&desk, &visitor, "inbox");
    frame.again = is_reading.then_some(3);
    let page = Inbox { frame, overview, rows, total, is_reading, next, from };
    Ok(Html(page.render()?))
}

/// Registers each file; its bytes go to the vault and nowhere else. What came before an end too soon stays. Then reading starts.
pub async fn add(State(desk): State<Arc<Desk>>, Upload(mut parts): Upload) -> Result<Redirect, Failure> {
    let mut taken = Taken::default();
    let stopped = match taken.all(&desk, &mut parts).await {
        Ok(()) if taken.added + taken.known == 0 => Some(Stopped::NoFile),
        Ok(()) => None,
        Err(stopped) => Some(stopped),
    };
    if taken.added > 0 {
        start(&desk)?;
    }
    let why = stopped.map(|stopped| format!("&stopped={}", stopped.name())).unwrap_or_default();
    let Taken { added, known, .. } = taken;
    Ok(Redirect::to(&desk.entrance.to(&format!("/?added={added}&known={known}{why}"))))
}

/// What came in so far.
#[derive(Default)]
struct Taken {
    how: Registration,
    added: i64,
    known: i64,
}

impl Taken {
    async fn all(&mut self, desk: &Desk, parts: &mut Multipart) -> Result<(), Stopped> {
        while let Some(field) = parts.next_field().await.map_err(|error| Stopped::of(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "files" {
                self.file(desk, field).await?;
            } else {
                let text = field.text().await.map_err(|error| Stopped::of(&error))?;
                tell(&mut self.how, &name, text.trim());
            }
        }
        Ok(())
    }

    async fn file(&mut self, desk: &Desk, field: Field<'_>) -> Result<(), Stopped> {
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| Stopped::of(&error))?;
        // What a browser sends when no file was chosen.
        if name.is_empty() && bytes.is_empty() {
            return Ok(());
        }
        let registration = Registration { name, ..self.how.clone() };
        match desk.ask_with(Request::Register(registration), bytes.into()).await.map(|reply| reply.answer) {
            Ok(Answer::Registered { known: true, .. }) => self.known += 1,
            Ok(Answer::Registered { .. }) => self.added += 1,
            _ => return Err(Stopped::Refused),
        }
        Ok(())
    }
}

impl Stopped {
    fn of(error: &MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLong } else { Self::BrokenOff }
    }
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
