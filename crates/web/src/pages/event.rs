//! One event: its reports by independent origin, copies folded; who disputes it and in which words; how many people.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use casework::shown::{CommentShown, EventShown, HowMany, InterventionRow, Lack, OriginShown, Related, ReportShown};
use casework::{Answer, Relation, Request, Zone};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Default, Deserialize)]
pub struct By {
    /// The standard that it is measured by.
    standard: Option<String>,
}

#[derive(Template)]
#[template(path = "event.html")]
struct Event<'a> {
    frame: Frame<'a>,
    shown: Box<EventShown>,
    standard: String,
    comments: Vec<CommentShown>,
    actions: Vec<InterventionRow>,
}

impl Event<'_> {
    /// The first report of an origin, and the other articles that print it.
    fn folded<'o>(&self, origin: &'o OriginShown) -> (Option<&'o ReportShown>, Vec<&'o ReportShown>) {
        let mut reports: Vec<&ReportShown> = origin.reports.iter().collect();
        reports.sort_by_key(|report| {
            let [first, last] = &report.place.published;
            let day = first.as_ref().or(last.as_ref());
            (day.is_none(), day)
        });
        let mut reports = reports.into_iter();
        (reports.next(), reports.collect())
    }

    /// How many reports are folded.
    fn copies(&self, origin: &OriginShown) -> String {
        self.frame.count("copies", &origin.reports.len().saturating_sub(1))
    }

    /// In how many documents an origin tells of it.
    fn articles(&self, origin: &OriginShown) -> String {
        let mut documents: Vec<&str> = origin.reports.iter().map(|report| report.place.document.as_str()).collect();
        documents.sort_unstable();
        documents.dedup();
        self.frame.count("articles", &documents.len())
    }

    /// Names the words for how another event hangs together with this one.
    fn relation(&self, related: &Related) -> &'static str {
        match (related.relation, related.is_left) {
            (Relation::Same, _) => "relation-same",
            (Relation::PartOf, true) => "relation-part-of",
            (Relation::PartOf, false) => "relation-has-part",
            (Relation::FollowUp, true) => "relation-follows",
            (Relation::FollowUp, false) => "relation-followed-by",
        }
    }

    /// Whether a person is to be asked whether the two are one.
    fn is_open(&self, related: &Related) -> bool {
        related.relation == Relation::Same && related.zone == Zone::Review
    }

    /// "1 named of at least 34".
    fn reconciled(&self, how: &HowMany) -> String {
        self.frame.filled("named-of", &[("named", &self.named(how)), ("reported", &self.reported(how))])
    }

    fn named(&self, how: &HowMany) -> String {
        self.frame.range(how.named.0, Some(how.named.1))
    }

    fn reported(&self, how: &HowMany) -> String {
        self.frame.range(how.reported.0, how.reported.1)
    }

    fn lack(&self, lack: &Lack) -> String {
        let (n, has) = (lack.amount.to_string(), lack.has.to_string());
        self.frame.filled(&format!("need-{}", lack.need), &[("n", &n), ("has", &has)])
    }

    /// Other parts than victims and those who did it.
    fn others(&self) -> Vec<&casework::shown::ParticipantShown> {
        let told = ["victim", "perpetrator", "authority"];
        self.shown.row.participants.iter().filter(|one| !told.contains(&one.role.as_str())).collect()
    }
}

pub async fn event(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Path(id): Path<String>,
    Query(by): Query<By>,
) -> Result<Html<String>, Failure> {
    let standard = by.standard.filter(|standard| !standard.is_empty());
    let request = Request::Event { id, standard: standard.clone() };
    let Answer::Event(shown) = desk.ask(request).await? else { return Err(Failure::unexpected()) };
    let frame = Frame::new(&desk, &visitor, "events");
    let comments = super::beside::comments(&desk, &shown.row.id).await;
    let actions = super::interventions::about(&desk, &shown.row.id).await;
    Ok(Html(Event { frame, shown, standard: standard.unwrap_or_default(), comments, actions }.render()?))
}
