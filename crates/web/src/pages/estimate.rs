//! How many may be on no list, when somebody asks: lists chosen, estimators side by side, or why there is no number.

use super::person::drawing;
use crate::desk::Desk;
use crate::estimating::{Counted, Estimated, NotBegun, SEED, Stand};
use crate::failure::Failure;
use crate::form::{Form, Upload};
use crate::frame::{Frame, Visitor};
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use estimation::latent::Settings;
use estimation::picture::{self, Series, grouped};
use estimation::report::{Answer, Details};
use estimation::table::TableError;
use estimation::{Estimate, Refusal, Warning};
use std::sync::Arc;

/// Largest table, bytes.
pub const MAX_TABLE: usize = 32 << 20;

/// Further pairs of lists are counted, not shown.
const MAX_PAIRS: usize = 15;

/// While it is worked out, the page asks again after so many seconds.
const AGAIN: u32 = 3;

/// The sentences that every number must be read with.
const ASSUMPTIONS: [&str; 6] = ["untestable", "closed", "linked", "origin", "reach", "words"];

#[derive(Template)]
#[template(path = "estimate.html")]
struct Page<'a> {
    frame: Frame<'a>,
    stand: Stand,
    wrong: Option<String>,
    drawing: Option<String>,
}

pub async fn estimate(State(desk): State<Arc<Desk>>, Extension(visitor): WhoAsks) -> Result<Response, Failure> {
    page(&desk, &visitor, None)
}

/// Takes in a table, or one with doubtful pairs joined and one with them apart.
pub async fn table(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Upload(mut parts): Upload,
) -> Result<Response, Failure> {
    let mut tables = Vec::new();
    while let Some(field) = parts.next_field().await.map_err(|_| Failure::unfit("form"))? {
        let is_table = matches!(field.name(), Some("file" | "apart"));
        let bytes = field.bytes().await.map_err(|_| Failure::too_long())?;
        if !is_table || bytes.is_empty() {
            continue;
        }
        let read = tokio::task::spawn_blocking(move || Counted::read(&bytes)).await;
        match read.map_err(|_| Failure::broken("the table was not read to its end"))? {
            Ok(counted) => tables.push(counted),
            Err(error) => return page(&desk, &visitor, Some(&error)),
        }
    }
    desk.estimating.give(tables);
    Ok(back(&desk))
}

/// Begins, once somebody says that the lists were made apart from each other.
pub async fn begin(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    form: Form,
) -> Result<Response, Failure> {
    let names: Vec<String> = form.all("list").map(str::to_owned).collect();
    if form.get("origins").is_none() {
        return said(&desk, &visitor, "estimate-origins-first");
    }
    match desk.estimating.begin(&names, Settings { seed: SEED, ..Settings::default() }) {
        Ok(()) | Err(NotBegun::NoTable) => Ok(back(&desk)),
        Err(NotBegun::Busy) => said(&desk, &visitor, "estimate-busy"),
        Err(NotBegun::NoThread) => Err(Failure::broken("no thread for an estimate")),
    }
}

/// Lets go of the table, or goes back to the choice of lists.
pub async fn forget(State(desk): State<Arc<Desk>>, form: Form) -> Response {
    match form.get("keep") {
        Some(_) => desk.estimating.again(),
        None => desk.estimating.forget(),
    }
    back(&desk)
}

/// The drawing as a file.
pub async fn file(State(desk): State<Arc<Desk>>, Extension(visitor): WhoAsks) -> Result<Response, Failure> {
    let frame = Frame::new(&desk, &visitor, "estimate");
    let drawn = draw(&frame, &desk.estimating.stand()).ok_or(Failure::missing())?;
    Ok((drawing("estimates"), drawn).into_response())
}

fn back(desk: &Desk) -> Response {
    Redirect::to(&desk.entrance.to("/estimate")).into_response()
}

fn page(desk: &Desk, visitor: &Visitor, wrong: Option<&TableError>) -> Result<Response, Failure> {
    let frame = Frame::new(desk, visitor, "estimate");
    let wrong = wrong.map(|error| fill(&frame, &format!("wrong-table-{}", error.code()), &error.values()));
    show(desk, frame, wrong)
}

/// The page with something that must be done first.
fn said(desk: &Desk, visitor: &Visitor, key: &str) -> Result<Response, Failure> {
    let frame = Frame::new(desk, visitor, "estimate");
    let says = frame.t(key);
    match desk.estimating.stand() {
        Stand::Given(_) => show(desk, frame, Some(says)),
        _ => Ok(back(desk)),
    }
}

fn show(desk: &Desk, mut frame: Frame<'_>, wrong: Option<String>) -> Result<Response, Failure> {
    let stand = desk.estimating.stand();
    frame.again = matches!(stand, Stand::Working).then_some(AGAIN);
    let drawing = draw(&frame, &stand);
    Ok(Html(Page { frame, stand, wrong, drawing }.render()?).into_response())
}

/// Estimates as a drawing; none when there is no number.
fn draw(frame: &Frame<'_>, stand: &Stand) -> Option<String> {
    let Stand::Done(found) = stand else { return None };
    let names = names(frame, found.len());
    let series: Vec<Series<'_>> = found
        .iter()
        .zip(&names)
        .map(|(one, name)| Series { name: name.as_deref(), people: one.counted.lists.people(), report: &one.report })
        .collect();
    let words = |name: &str| match name.strip_prefix("picture.") {
        Some("on-the-lists") => frame.filled("estimate-picture-on-the-lists", &[("people", "{people}")]),
        Some(name) => frame.t(&format!("estimate-picture-{name}")),
        None => frame.t(&format!("method-{name}")),
    };
    found.iter().any(|one| one.report.outcome.is_ok()).then(|| picture::drawn(&series, &words))
}

/// What tells two tables apart.
fn names(frame: &Frame<'_>, n_tables: usize) -> [Option<String>; 2] {
    ["estimate-joined", "estimate-apart"].map(|key| (n_tables > 1).then(|| frame.t(key)))
}

fn fill(frame: &Frame<'_>, key: &str, values: &[(&'static str, String)]) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    frame.filled(key, &values)
}

impl Page<'_> {
    fn tables<'p>(&'p self, found: &'p [Estimated]) -> Vec<(Option<String>, &'p Estimated)> {
        names(&self.frame, found.len()).into_iter().zip(found).collect()
    }

    /// Whether there is a number anywhere: then all sentences stand below.
    fn has_numbers(&self, found: &[Estimated]) -> bool {
        found.iter().any(|one| one.report.outcome.is_ok())
    }

    fn on_lists(&self, counted: &Counted) -> String {
        self.frame.with("estimate-people", &grouped(counted.lists.people() as f64))
    }

    /// Lists with how many people each has.
    fn lists(&self, counted: &Counted) -> Vec<(String, String)> {
        let lists = counted.lists.names().iter().enumerate();
        lists.map(|(list, name)| (crate::frame::plain(name), grouped(counted.lists.total(list) as f64))).collect()
    }

    /// Pairs of lists with how many people both have, those that share most above; and how many more there are.
    fn pairs(&self, counted: &Counted) -> (Vec<(String, String)>, usize) {
        let name = |list: usize| crate::frame::plain(counted.lists.names().get(list).map_or("", String::as_str));
        let mut overlaps = counted.lists.overlaps();
        overlaps.sort_by_key(|overlap| std::cmp::Reverse(overlap.both));
        let n_more = overlaps.len().saturating_sub(MAX_PAIRS);
        let shown = overlaps.iter().take(MAX_PAIRS);
        let shown =
            shown.map(|pair| (format!("{} + {}", name(pair.left), name(pair.right)), grouped(pair.both as f64)));
        (shown.collect(), n_more)
    }

    fn point(&self, estimate: &Estimate) -> String {
        grouped(estimate.point)
    }

    fn interval(&self, estimate: &Estimate) -> String {
        format!("{} – {}", grouped(estimate.low), grouped(estimate.high))
    }

    fn refusal(&self, refusal: &Refusal) -> String {
        fill(&self.frame, &format!("no-number-{}", refusal.code()), &refusal.values())
    }

    fn warning(&self, warning: &Warning) -> String {
        fill(&self.frame, &format!("estimate-warning-{}", warning.code()), &warning.values())
    }

    /// How an estimator came to its number, and what else must be seen of it.
    fn how(&self, answer: &Answer, counted: &Counted) -> Vec<String> {
        let how = format!("how-{}", answer.method.code());
        let values = match &answer.details {
            Details::Averaging(averaged) => {
                vec![("graphs", averaged.graphs.len().to_string()), ("most", grouped(averaged.most_missing as f64))]
            }
            Details::LatentClasses(sampled) => {
                vec![("chains", sampled.medians.len().to_string()), ("steps", grouped(sampled.iterations as f64))]
            }
            _ => Vec::new(),
        };
        let says = answer.outcome.is_ok().then(|| fill(&self.frame, &how, &values));
        says.into_iter().chain(self.detail(answer, counted)).collect()
    }

    fn detail(&self, answer: &Answer, counted: &Counted) -> Option<String> {
        let names = counted.lists.names();
        let values = match &answer.details {
            Details::LogLinear(search) if answer.outcome.is_ok() => vec![
                ("model", search.best.model.shown(names)),
                ("bic", format!("{:.2}", search.best.bic)),
                ("n", search.n_fitted.to_string()),
            ],
            Details::Averaging(averaged) if answer.outcome.is_ok() => {
                let (graph, probability) = averaged.graphs.first()?;
                vec![("graph", graph.shown(names)), ("probability", format!("{probability:.3}"))]
            }
            Details::LatentClasses(sampled) => vec![
                ("r", format!("{:.3}", sampled.convergence.r_hat)),
                ("bulk", grouped(sampled.convergence.bulk)),
                ("tail", grouped(sampled.convergence.tail)),
            ],
            _ => return None,
        };
        Some(fill(&self.frame, &format!("detail-{}", answer.method.code()), &values))
    }

    /// The range over both tables, when both give numbers.
    fn linkage(&self, found: &[Estimated]) -> Option<String> {
        let [joined, apart] = found else { return None };
        let [[low, high], [other_low, other_high]] = [joined.report.range()?, apart.report.range()?];
        Some(self.warning(&Warning::Linkage { low: low.min(other_low), high: high.max(other_high) }))
    }
}
