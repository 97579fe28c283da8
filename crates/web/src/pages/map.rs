//! The map: where events are said to have happened. People are never on it.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::guard::WhoAsks;
use crate::pictures::map::{Precision, Spot, Turn, View, Words, draw, n_in_view};
use crate::pictures::telling::{self, n};
use crate::svg::{Use, foreign};
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use casework::pictured::{MapQuery, MapShown, PlaceOnMap};
use casework::{Answer, Request};
use serde::Deserialize;
use std::sync::Arc;

/// Events in one list.
const LIMIT: u32 = 60;
/// Places on one map.
const PLACES: u32 = 200;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// A year.
    #[serde(rename = "in")]
    within: Option<String>,
    /// The place whose events are listed.
    place: Option<String>,
    offset: u32,
    /// Steps narrower, eastward, northward.
    z: i8,
    x: i16,
    y: i16,
}

#[derive(Template)]
#[template(path = "map.html")]
struct Map<'a> {
    frame: Frame<'a>,
    wanted: Wanted,
    shown: MapShown,
    drawing: String,
    can_go: [bool; 2],
}

impl Map<'_> {
    /// The address after a step narrower, eastward or northward.
    fn moved(&self, z: i8, x: i16, y: i16) -> String {
        // A step is a quarter of what is shown, so it means half as much when the view is twice as narrow.
        let scaled = |steps: i16| match z {
            1 => steps.saturating_mul(2),
            -1 => steps / 2,
            _ => steps,
        };
        let wanted = Wanted {
            z: self.wanted.z.saturating_add(z),
            x: scaled(self.wanted.x).saturating_add(x),
            y: scaled(self.wanted.y).saturating_add(y),
            ..self.wanted.clone()
        };
        self.frame.to(&wanted.address("/map"))
    }

    fn whole(&self) -> String {
        self.frame.to(&Wanted { within: self.wanted.within.clone(), ..Wanted::default() }.address("/map"))
    }

    /// The address for another year.
    fn year(&self, year: &str) -> String {
        let within = Some(year.to_owned()).filter(|year| !year.is_empty());
        self.frame.to(&Wanted { within, offset: 0, place: None, ..self.wanted.clone() }.address("/map"))
    }

    fn listing(&self, place: &str, offset: u32) -> String {
        let place = Some(place.to_owned()).filter(|place| !place.is_empty());
        let address = Wanted { place, offset, ..self.wanted.clone() }.address("/map");
        self.frame.to(&format!("{address}#there"))
    }

    fn file(&self) -> String {
        self.frame.to(&self.wanted.address("/map.svg"))
    }

    fn within(&self) -> &str {
        self.wanted.within.as_deref().unwrap_or_default()
    }

    fn later(&self, total: &usize) -> Option<u32> {
        let next = self.wanted.offset.saturating_add(LIMIT);
        (n(*total) > i64::from(next)).then_some(next)
    }

    /// How exactly a place is known.
    fn precision(&self, place: &PlaceOnMap) -> &'static str {
        match Precision::of(&place.precision) {
            Precision::Town => "map-town",
            Precision::Region => "map-region",
            Precision::Country => "map-country",
        }
    }
}

impl Wanted {
    /// Identifiers, years and steps stand in addresses; names do not.
    fn address(&self, path: &str) -> String {
        let plain = |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
        let mut parts = Vec::new();
        for (name, value) in [("in", &self.within), ("place", &self.place)] {
            if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                parts.push(format!("{name}={}", plain(value)));
            }
        }
        let steps =
            [("offset", i64::from(self.offset)), ("z", self.z.into()), ("x", self.x.into()), ("y", self.y.into())];
        parts.extend(steps.iter().filter(|(_, steps)| *steps != 0).map(|(name, steps)| format!("{name}={steps}")));
        if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
    }
}

pub async fn map(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, Failure> {
    let shown = ask(&desk, &wanted).await?;
    let frame = Frame::new(&desk, &visitor, "map");
    let (drawing, view) = drawn(&desk, &frame, &shown, &wanted, Use::Page);
    Ok(Html(Map { frame, wanted, shown, drawing, can_go: view.can_go() }.render()?))
}

/// The picture alone, to be kept.
pub async fn file(
    State(desk): State<Arc<Desk>>,
    Extension(visitor): WhoAsks,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let shown = ask(&desk, &wanted).await?;
    let frame = Frame::new(&desk, &visitor, "map");
    Ok(telling::saved(drawn(&desk, &frame, &shown, &wanted, Use::File).0, "map"))
}

async fn ask(desk: &Desk, wanted: &Wanted) -> Result<MapShown, Failure> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let query = MapQuery {
        within: given(&wanted.within),
        place: given(&wanted.place),
        offset: wanted.offset,
        limit: LIMIT,
        places: PLACES,
    };
    let Answer::Map(shown) = desk.ask(Request::Map(query)).await? else { return Err(Failure::unexpected()) };
    Ok(*shown)
}

fn drawn(desk: &Desk, frame: &Frame<'_>, shown: &MapShown, wanted: &Wanted, place: Use) -> (String, View) {
    let spots: Vec<Spot> = shown.places.iter().map(|place| spot(frame, place, wanted)).collect();
    let positions: Vec<[f64; 2]> = spots.iter().map(|spot| spot.position).collect();
    let view = View::of(&positions, Turn { narrower: wanted.z, east: wanted.x, north: wanted.y });
    let mut notes = vec![frame.of("map-shown", &n(n_in_view(&spots, &view)), &n(spots.len() + shown.n_more_places))];
    if shown.n_not_happened > 0 {
        notes.push(frame.n("map-not-happened", &n(shown.n_not_happened)));
    }
    notes.extend([frame.t("foot"), frame.t("map-credit")]);
    let countries = desk.codebook.countries.iter();
    let words = Words {
        title: frame.t("map-title"),
        legend: ["map-town", "map-region", "map-country"].map(|key| frame.t(key)),
        countries: countries.map(|one| ([one.latitude, one.longitude], one.iso.clone(), one.name.clone())).collect(),
        scale: frame.t("map-scale"),
        notes,
    };
    (draw(&spots, &view, &words, place), view)
}

fn spot(frame: &Frame<'_>, place: &PlaceOnMap, wanted: &Wanted) -> Spot {
    let id = place.place.id.clone();
    let name = foreign(&place.place.name);
    let address = Wanted { place: Some(id.clone()), offset: 0, ..wanted.clone() }.address("/map");
    Spot {
        position: place.position,
        precision: Precision::of(&place.precision),
        country: place.country.clone(),
        title: format!("{name} · {}", frame.n("picture-events", &n(place.n_events))),
        name,
        n_events: place.n_events,
        address: frame.to(&format!("{address}#there")),
        is_listed: wanted.place.as_ref() == Some(&id),
    }
}
