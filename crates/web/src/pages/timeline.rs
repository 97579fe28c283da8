//! The timeline: events over time, of everybody or of one person or body.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::frame::{Frame, Visitor};
use crate::guard::WhoAsks;
use crate::pictures::telling::{self, n};
use crate::pictures::timeline::{Mark, Telling, Words, draw};
use crate::svg::{Use, foreign};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use casework::pictured::{TimelineQuery, TimelineShown};
use casework::shown::EventRow;
use casework::{Answer, Request};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;

/// Events on one picture.
const LIMIT: u32 = 120;

#[derive(Clone, Deserialize)]
pub struct Wanted {
    /// A person or body: its identifier.
    person: Option<String>,
    /// A year or month.
    #[serde(rename = "in")]
    within: Option<String>,
    #[serde(default)]
    offset: u32,
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct Timeline<'a> {
    frame: Frame<'a>,
    wanted: Wanted,
    shown: TimelineShown,
    drawing: String,
}

impl Timeline<'_> {
    /// The address of another part of the same.
    fn at(&self, within: &str, offset: u32) -> String {
        self.frame.to(&address("/timeline", self.wanted.person.as_deref(), within, offset))
    }

    fn file(&self) -> String {
        self.frame.to(&address("/timeline.svg", self.wanted.person.as_deref(), self.within(), self.wanted.offset))
    }

    fn within(&self) -> &str {
        self.wanted.within.as_deref().unwrap_or_default()
    }

    /// The year of the month that is shown.
    fn year(&self) -> Option<&str> {
        self.within().split_once('-').map(|(year, _)| year)
    }

    fn later(&self) -> Option<u32> {
        let next = self.wanted.offset.saturating_add(LIMIT);
        (n(self.shown.total) > i64::from(next)).then_some(next)
    }

    fn more_undated(&self) -> String {
        self.frame.n("picture-and-more", &n(self.shown.n_undated.saturating_sub(self.shown.undated.len())))
    }

    fn earlier(&self) -> Option<u32> {
        (self.wanted.offset > 0).then(|| self.wanted.offset.saturating_sub(LIMIT))
    }
}

pub async fn timeline(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, Failure> {
    let shown = ask(&desk, &wanted).await?;
    let frame = Frame::new(&desk, &visitor, "timeline");
    let drawing = drawn(&frame, &shown, &wanted, Use::Page);
    Ok(Html(Timeline { frame, wanted, shown, drawing }.render()?))
}

/// The picture alone, to be kept.
pub async fn file(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let shown = ask(&desk, &wanted).await?;
    let visitor: Visitor = visitor;
    let frame = Frame::new(&desk, &visitor, "timeline");
    Ok(telling::saved(drawn(&frame, &shown, &wanted, Use::File), "timeline"))
}

async fn ask(desk: &Desk, wanted: &Wanted) -> Result<TimelineShown, Failure> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let query = TimelineQuery {
        identity: given(&wanted.person),
        within: given(&wanted.within),
        offset: wanted.offset,
        limit: LIMIT,
    };
    let Answer::Timeline(shown) = desk.ask(Request::Timeline(query)).await? else { return Err(Failure::unexpected()) };
    Ok(*shown)
}

fn drawn(frame: &Frame<'_>, shown: &TimelineShown, wanted: &Wanted, place: Use) -> String {
    let marks: Vec<Mark> = shown.rows.iter().map(|row| mark(frame, row)).collect();
    let of = shown.subject.as_ref().map(|subject| frame.with("timeline-of", &foreign(&subject.name)));
    let mut notes: Vec<String> = of.into_iter().collect();
    notes.push(frame.of("timeline-drawn", &n(marks.len()), &n(shown.total)));
    if shown.n_undated > 0 {
        notes.push(frame.n("timeline-undated-count", &n(shown.n_undated)));
    }
    if shown.n_rejected > 0 {
        notes.push(frame.n("timeline-rejected", &n(shown.n_rejected)));
    }
    notes.push(frame.t("foot"));
    let signs = ["timeline-exact", "timeline-within", "timeline-open", "timeline-alleged", "timeline-unreal"];
    let words = Words {
        title: frame.t("timeline-title"),
        lanes: telling::lanes(frame),
        legend: signs.map(|key| frame.t(key)),
        notes,
    };
    let within = wanted.within.as_deref().and_then(days).filter(|_| wanted.offset == 0 && shown.total <= marks.len());
    draw(&marks, within, &words, place)
}

fn mark(frame: &Frame<'_>, row: &EventRow) -> Mark {
    let day = |text: &Option<String>| text.as_deref().and_then(|day| day.parse::<Date>().ok());
    let group = frame.group(&row.act_type);
    let group = telling::GROUPS.into_iter().find(|known| *known == group).unwrap_or("other");
    Mark {
        group: group.to_owned(),
        telling: Telling::of(&row.status),
        days: [day(&row.date[0]), day(&row.date[1])],
        label: telling::label(frame, row),
        title: telling::title(frame, row),
        address: frame.to(&format!("/event/{}", row.id)),
    }
}

/// The days of a year or month.
fn days(within: &str) -> Option<[Date; 2]> {
    let mut parts = within.splitn(2, '-');
    let year: i16 = parts.next()?.parse().ok()?;
    match parts.next() {
        None => Some([Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?]),
        Some(month) => {
            let first = Date::new(year, month.parse().ok()?, 1).ok()?;
            Some([first, first.last_of_month()])
        }
    }
}

/// Identifiers and parts of time stand in addresses; names do not.
fn address(path: &str, person: Option<&str>, within: &str, offset: u32) -> String {
    let plain = |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
    let mut parts = Vec::new();
    if let Some(person) = person.filter(|person| !person.is_empty()) {
        parts.push(format!("person={}", plain(person)));
    }
    if !within.is_empty() {
        parts.push(format!("in={}", plain(within)));
    }
    if offset > 0 {
        parts.push(format!("offset={offset}"));
    }
    if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
}
