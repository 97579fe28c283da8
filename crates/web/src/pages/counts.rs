//! How many people: documented by name and reported as numbers, never one series; with everything that a number leaves out.

use super::person::drawing;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::form::Form;
use crate::frame::{Frame, Visitor};
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use casework::shown::{CountList, CountQuery, CountRow};
use casework::{Answer, Request};
use std::sync::Arc;

/// More rows are not shown; the page says how many.
const MAX_ROWS: usize = 400;

#[derive(Template)]
#[template(path = "counts.html")]
struct Counts<'a> {
    frame: Frame<'a>,
    query: CountQuery,
    list: Box<CountList>,
    chart: Option<String>,
}

/// What of a row a table shows in its own column.
impl Counts<'_> {
    fn is_act(&self, id: &str) -> bool {
        self.query.act_type.as_deref() == Some(id)
    }

    fn period(&self) -> &str {
        self.query.period.as_deref().unwrap_or("all")
    }

    fn day<'d>(&self, day: &'d Option<String>) -> &'d str {
        day.as_deref().unwrap_or_default()
    }

    /// "2021", "2021-03" or nothing.
    fn days(&self, row: &CountRow) -> String {
        let Some([Some(first), Some(last)]) = &row.period else { return String::new() };
        let n = if first.get(..7) == last.get(..7) { 7 } else { 4 };
        first.get(..n).unwrap_or(first).to_owned()
    }

    fn named(&self, row: &CountRow) -> String {
        self.frame.range(row.named.0, Some(row.named.1))
    }

    fn unnamed(&self, row: &CountRow) -> String {
        self.frame.range(row.unnamed_at_least, None)
    }

    fn reported(&self, row: &CountRow) -> String {
        self.frame.range(row.reported.0, row.reported.1)
    }
}

/// Words of the drawing, which are filled in there.
const CHART_WORDS: [&str; 11] = [
    "chart-title",
    "chart-named",
    "chart-named-more",
    "chart-reported",
    "chart-open",
    "chart-sources",
    "chart-source",
    "chart-all",
    "chart-note",
    "chart-left-out",
    "chart-more",
];

pub async fn counts(State(desk): State<Arc<Desk>>, Extension(visitor): WhoAsks) -> Result<Html<String>, Failure> {
    page(&desk, &visitor, CountQuery::default()).await
}

/// Counts what the form asks for: a page, or the drawing as a file.
pub async fn count(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    form: Form,
) -> Result<Response, Failure> {
    let text = |field: &str| form.get(field).map(str::to_owned);
    let query = CountQuery {
        act_type: text("act"),
        from: text("from"),
        until: text("until"),
        period: text("period"),
        by_place: form.get("places").is_some(),
        ..CountQuery::default()
    };
    if form.get("save").is_some() {
        let (_, chart) = counted(&desk, &Frame::new(&desk, &visitor, "counts"), &query).await?;
        return Ok((drawing("counts"), chart.ok_or(Failure::unfit("act"))?).into_response());
    }
    Ok(page(&desk, &visitor, query).await?.into_response())
}

async fn page(desk: &Desk, visitor: &Visitor, query: CountQuery) -> Result<Html<String>, Failure> {
    let frame = Frame::new(desk, visitor, "counts");
    let (list, chart) = counted(desk, &frame, &query).await?;
    Ok(Html(Counts { frame, query, list, chart }.render()?))
}

/// The numbers, and a drawing when they are of one act type.
async fn counted(
    desk: &Desk,
    frame: &Frame<'_>,
    query: &CountQuery,
) -> Result<(Box<CountList>, Option<String>), Failure> {
    let is_drawn = query.act_type.is_some() && !query.by_place;
    let name = query.act_type.as_ref().map(|id| frame.name("act", id));
    let request = CountQuery { draw_as: name.filter(|_| is_drawn), words: chart_words(frame), ..query.clone() };
    let reply = desk.ask_reply(Request::Counts(request)).await?;
    let Answer::Counts(list) = reply.answer else { return Err(Failure::unexpected()) };
    let chart =
        String::from_utf8(reply.body).ok().filter(|chart| is_drawn && !list.rows.is_empty() && !chart.is_empty());
    Ok((list, chart))
}

/// The words with braces where a value will stand.
fn chart_words(frame: &Frame<'_>) -> Vec<(String, String)> {
    let values =
        ["act_type", "n", "undated", "unplaced", "status", "confidence"].map(|key| (key, format!("{{{key}}}")));
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let words = CHART_WORDS.iter().map(|key| ((*key).to_owned(), frame.filled(key, &values)));
    words.chain([("chart-policy".to_owned(), frame.t("counts-policy"))]).collect()
}
