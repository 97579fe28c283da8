//! The network: people and bodies in the same events, around one whom the reader chooses. Nobody is scored.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use crate::pictures::network::{Knot, Line, Network as Drawn, Node, Part, Words, draw};
use crate::pictures::telling::{self, n};
use crate::svg::{Use, foreign};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use casework::pictured::{Edge, NetworkQuery, NetworkShown};
use casework::{Answer, Request};
use serde::Deserialize;
use std::sync::Arc;

/// People and bodies on one picture.
const LIMIT: u32 = 50;

#[derive(Clone, Deserialize)]
pub struct Wanted {
    /// A person or body: its identifier.
    around: Option<String>,
}

#[derive(Template)]
#[template(path = "network.html")]
struct Network<'a> {
    frame: Frame<'a>,
    shown: NetworkShown,
    drawing: Option<String>,
}

impl Network<'_> {
    fn around(&self, id: &str) -> String {
        self.frame.to(&format!("/network?around={id}"))
    }

    fn file(&self) -> String {
        let middle = self.shown.nodes.first().map(|node| node.who.id.as_str()).unwrap_or_default();
        self.frame.to(&format!("/network.svg?around={middle}"))
    }

    /// The lines of one of them.
    fn lines(&self, node: &usize) -> Vec<&Edge> {
        self.shown.edges.iter().filter(|edge| edge.node == *node).collect()
    }

    fn knot(&self, edge: &Edge) -> Option<&casework::pictured::Knot> {
        self.shown.knots.get(edge.knot)
    }

    fn words_at(&self, edge: &Edge) -> String {
        self.frame.to(&words_at(edge))
    }
}

pub async fn network(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, Failure> {
    let shown = ask(&desk, wanted).await?;
    let frame = Frame::new(&desk, &visitor, "network");
    let drawing = (shown.nodes.len() > 1).then(|| drawn(&frame, &shown, Use::Page));
    Ok(Html(Network { frame, shown, drawing }.render()?))
}

/// The picture alone, to be kept.
pub async fn file(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let shown = ask(&desk, wanted).await?;
    let frame = Frame::new(&desk, &visitor, "network");
    Ok(telling::saved(drawn(&frame, &shown, Use::File), "network"))
}

async fn ask(desk: &Desk, wanted: Wanted) -> Result<NetworkShown, Failure> {
    let around = wanted.around.filter(|around| !around.is_empty());
    let query = NetworkQuery { around, limit: LIMIT };
    let Answer::Network(shown) = desk.ask(Request::Network(query)).await? else { return Err(Failure::unexpected()) };
    Ok(*shown)
}

fn drawn(frame: &Frame<'_>, shown: &NetworkShown, place: Use) -> String {
    let nodes = shown.nodes.iter().map(|node| Node {
        name: foreign(&node.who.name),
        is_person: node.who.kind == "person",
        address: frame.to(&format!("/person/{}", node.who.id)),
    });
    let knots = shown.knots.iter().map(|knot| {
        let label = format!("{} {}", frame.name("act", &knot.act_type), frame.days(&knot.date));
        let title = format!("{label} · {}", frame.name("status", &knot.status));
        let group = frame.group(&knot.act_type);
        let group = telling::GROUPS.into_iter().find(|known| *known == group).unwrap_or("other").to_owned();
        Knot { group, label, title, address: frame.to(&format!("/event/{}", knot.event)) }
    });
    let drawn = Drawn {
        nodes: nodes.collect(),
        knots: knots.collect(),
        lines: shown.edges.iter().map(|edge| line(frame, edge, shown)).collect(),
    };
    let mut notes: Vec<String> = Vec::new();
    if let Some(middle) = drawn.nodes.first() {
        notes.push(frame.with("network-around", &middle.name));
    }
    notes.push(frame.t("network-how"));
    if shown.n_more_nodes > 0 {
        notes.push(frame.n("network-left-out", &n(shown.n_more_nodes)));
    }
    if shown.n_more_knots > 0 {
        notes.push(frame.n("network-left-out-events", &n(shown.n_more_knots)));
    }
    notes.push(frame.t("foot"));
    let signs = ["network-person", "network-body", "network-event", "network-suffered", "network-did", "network-else"];
    let words = Words { title: frame.t("network-title"), legend: signs.map(|key| frame.t(key)), notes };
    draw(&drawn, &words, place)
}

fn line(frame: &Frame<'_>, edge: &Edge, shown: &NetworkShown) -> Line {
    let name = shown.nodes.get(edge.node).map(|node| foreign(&node.who.name)).unwrap_or_default();
    let act = shown.knots.get(edge.knot).map(|knot| frame.name("act", &knot.act_type)).unwrap_or_default();
    Line {
        node: edge.node,
        knot: edge.knot,
        part: Part::of(&edge.role),
        title: format!("{act} · {name} · {}: {}", frame.name("network-part", &edge.role), foreign(&edge.words)),
        address: frame.to(&words_at(edge)),
    }
}

/// Where the words stand that say so.
fn words_at(edge: &Edge) -> String {
    format!("/document/{}#{}", edge.place.document, edge.place.part)
}
