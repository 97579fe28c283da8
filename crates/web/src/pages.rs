//! The pages, one file each, and the addresses they have.

mod beside;
mod consent;
mod counts;
mod estimate;
mod event;
mod events;
mod facts;
mod inbox;
mod intake;
mod intervention;
mod interventions;
mod language;
mod lock;
mod log;
mod map;
mod mark;
mod network;
mod pairs;
mod papers;
mod people;
mod person;
mod picture;
mod reader;
mod review;
mod search;
mod statics;
mod timeline;

pub use intervention::heading;

use crate::desk::Desk;
use crate::failure::Failure;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

/// All pages. What changes something is a `POST`; the tests ask each of them in every forbidden way.
pub fn router() -> Router<Arc<Desk>> {
    let router = ROUTES.iter().fold(Router::new(), |router, &route| match route {
        ("GET", path) => router.route(path, page(path)),
        (_, path) => router.route(path, action(path)),
    });
    router.fallback(async || Failure::missing())
}

/// Method and path of every page, without the prefix.
pub const ROUTES: &[(&str, &str)] = &[
    ("GET", "/"),
    ("GET", "/document/{document}"),
    ("GET", "/document/{document}/mark"),
    ("GET", "/document/{document}/original"),
    ("GET", "/document/{document}/preview"),
    ("GET", "/document/{document}/picture"),
    ("GET", "/review"),
    ("GET", "/search"),
    ("GET", "/log"),
    ("GET", "/consent/{id}"),
    ("GET", "/counts"),
    ("GET", "/estimate"),
    ("GET", "/estimate.svg"),
    ("GET", "/event/{id}"),
    ("GET", "/events"),
    ("GET", "/goes-out"),
    ("GET", "/pairs"),
    ("GET", "/papers"),
    ("GET", "/paper/{id}"),
    ("GET", "/paper/{id}/file"),
    ("GET", "/people"),
    ("GET", "/person/{id}"),
    ("GET", "/person/{id}/line"),
    ("GET", "/timeline"),
    ("GET", "/timeline.svg"),
    ("GET", "/map"),
    ("GET", "/map.svg"),
    ("GET", "/network"),
    ("GET", "/network.svg"),
    ("GET", "/interventions"),
    ("GET", "/intervention/{id}"),
    ("GET", "/intake"),
    ("GET", "/intake/{id}"),
    ("GET", "/static/{file}"),
    ("POST", "/add"),
    ("POST", "/read"),
    ("POST", "/decide"),
    ("POST", "/undo"),
    ("POST", "/find"),
    ("POST", "/verify"),
    ("POST", "/lock"),
    ("POST", "/language"),
    ("POST", "/amend"),
    ("POST", "/alias"),
    ("POST", "/add-part"),
    ("POST", "/claim"),
    ("POST", "/comment"),
    ("POST", "/confirm"),
    ("POST", "/setting"),
    ("POST", "/count"),
    ("POST", "/estimate-begin"),
    ("POST", "/estimate-forget"),
    ("POST", "/estimate-table"),
    ("POST", "/find-events"),
    ("POST", "/find-people"),
    ("POST", "/same"),
    ("POST", "/take-back"),
    ("POST", "/intervene"),
    ("POST", "/take-step"),
    ("POST", "/take-step-back"),
    ("POST", "/intake-form"),
    ("POST", "/intake-add"),
    ("POST", "/intake-decide"),
    ("POST", "/consent"),
    ("POST", "/override"),
    ("POST", "/goes-out-to"),
    ("POST", "/paper"),
    ("POST", "/person-facts"),
];

fn page(path: &str) -> axum::routing::MethodRouter<Arc<Desk>> {
    match path {
        "/" => get(inbox::inbox),
        "/document/{document}" => get(reader::reader),
        "/document/{document}/mark" => get(mark::mark),
        "/document/{document}/original" => get(reader::original),
        "/document/{document}/preview" => get(picture::preview),
        "/document/{document}/picture" => get(picture::picture),
        "/review" => get(review::review),
        "/search" => get(search::search),
        "/log" => get(log::log),
        "/consent/{id}" => get(consent::consent),
        "/counts" => get(counts::counts),
        "/estimate" => get(estimate::estimate),
        "/estimate.svg" => get(estimate::file),
        "/event/{id}" => get(event::event),
        "/events" => get(events::events),
        "/goes-out" => get(consent::ask),
        "/pairs" => get(pairs::pairs),
        "/papers" => get(papers::papers),
        "/paper/{id}" => get(papers::ready),
        "/paper/{id}/file" => get(papers::file),
        "/people" => get(people::people),
        "/person/{id}" => get(person::person),
        "/person/{id}/line" => get(person::line),
        "/timeline" => get(timeline::timeline),
        "/timeline.svg" => get(timeline::file),
        "/map" => get(map::map),
        "/map.svg" => get(map::file),
        "/network" => get(network::network),
        "/network.svg" => get(network::file),
        "/interventions" => get(interventions::interventions),
        "/intervention/{id}" => get(intervention::intervention),
        "/intake" => get(intake::queue),
        "/intake/{id}" => get(intake::one),
        _ => get(statics::file),
    }
}

fn action(path: &str) -> axum::routing::MethodRouter<Arc<Desk>> {
    match path {
        "/add" => post(inbox::add).layer(axum::extract::DefaultBodyLimit::max(inbox::MAX_UPLOAD)),
        "/read" => post(inbox::read),
        "/decide" => post(review::decide),
        "/amend" => post(review::amend),
        "/add-part" => post(mark::add),
        "/claim" => post(beside::claim),
        "/comment" => post(beside::comment),
        "/confirm" => post(beside::confirm),
        "/setting" => post(beside::setting),
        "/undo" => post(log::undo),
        "/find" => post(search::find),
        "/verify" => post(log::verify),
        "/lock" => post(lock::lock),
        "/alias" => post(person::alias),
        "/count" => post(counts::count),
        "/estimate-begin" => post(estimate::begin),
        "/estimate-forget" => post(estimate::forget),
        "/estimate-table" => post(estimate::table).layer(axum::extract::DefaultBodyLimit::max(2 * estimate::MAX_TABLE)),
        "/find-events" => post(events::find),
        "/find-people" => post(people::find),
        "/same" => post(pairs::same),
        "/take-back" => post(pairs::take_back),
        "/intervene" => post(interventions::begin),
        "/take-step" => post(intervention::step).layer(axum::extract::DefaultBodyLimit::max(intervention::MAX_FILE)),
        "/take-step-back" => post(intervention::take_back),
        "/intake-form" => post(intake::form),
        "/intake-add" => post(intake::add).layer(axum::extract::DefaultBodyLimit::max(inbox::MAX_UPLOAD)),
        "/intake-decide" => post(intake::decide),
        "/consent" => post(consent::record),
        "/override" => post(consent::overrule),
        "/goes-out-to" => post(consent::check),
        "/paper" => post(papers::paper),
        "/person-facts" => post(facts::enter),
        _ => post(language::language),
    }
}

#[cfg(test)]
mod tests;
