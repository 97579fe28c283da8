//! What pictures of a case are drawn from, and events as they are looked for.

use crate::shown::{Days, EventRow, Place};
use serde::{Deserialize, Serialize};

/// Which part of time is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimelineQuery {
    /// Only what this person or body took part in: an identifier.
    pub identity: Option<String>,
    /// Only what may have happened in this year or month: `2031` or `2031-02`.
    pub within: Option<String>,
    /// So many are passed over.
    pub offset: u32,
    /// At most so many.
    pub limit: u32,
}

/// Somebody or something with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Such as `p1a2b`.
    pub id: String,
    /// `person`, `organization`, `group`, `place`.
    pub kind: String,
    /// The fullest name.
    pub name: String,
}

/// Events over time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TimelineShown {
    /// Whose events they are; none: everybody's.
    pub subject: Option<Named>,
    /// Some of those with a date, in order of time.
    pub rows: Vec<EventRow>,
    /// How many may have happened in the part of time that is drawn.
    pub total: usize,
    /// Years of all, or months of the year that is drawn, with how many may have happened in each.
    pub periods: Vec<(String, usize)>,
    /// Some of those without any date.
    pub undated: Vec<EventRow>,
    /// How many have no date.
    pub n_undated: usize,
    /// How many a person rejected; they are not drawn.
    pub n_rejected: usize,
}

/// Which events a map shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MapQuery {
    /// Only what may have happened in this year or month.
    pub within: Option<String>,
    /// The place whose events are listed: an identifier.
    pub place: Option<String>,
    /// So many of its events are passed over.
    pub offset: u32,
    /// At most so many events in a list.
    pub limit: u32,
    /// At most so many places.
    pub places: u32,
}

/// A place where something is said to have happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceOnMap {
    /// Its identity.
    pub place: Named,
    /// Degrees north and east.
    pub position: [f64; 2],
    /// How narrow it is: `country`, `region`, `city`, `site`.
    pub precision: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// How many events.
    pub n_events: usize,
}

/// Events by place. People are not on it: only places of events, as the reports name them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapShown {
    /// Those with most events first.
    pub places: Vec<PlaceOnMap>,
    /// How many more places there are.
    pub n_more_places: usize,
    /// The place that was asked for, and its events in order of time.
    pub listed: Option<(Named, Vec<EventRow>, usize)>,
    /// Places that the list of places does not know, with how many events.
    pub unknown: Vec<(Named, usize)>,
    /// How many more of them there are.
    pub n_more_unknown: usize,
    /// Some of the events for which no place is named.
    pub nowhere: Vec<EventRow>,
    /// How many there are.
    pub n_nowhere: usize,
    /// Events that nobody says to have happened: planned, threatened, only denied.
    pub n_not_happened: usize,
    /// Years, with how many events.
    pub periods: Vec<(String, usize)>,
}

/// Around whom a network is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NetworkQuery {
    /// The person or body in the middle: an identifier. None: whoever can be is listed.
    pub around: Option<String>,
    /// At most so many people and bodies.
    pub limit: u32,
}

/// A person or body in a network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Who.
    pub who: Named,
    /// How many events away from the middle.
    pub steps: u32,
}

/// An event in a network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knot {
    /// Such as `v1a2b`.
    pub event: String,
    /// A term of the codebook.
    pub act_type: String,
    /// How it is told.
    pub status: String,
    /// When.
    pub date: Days,
}

/// That somebody took part in an event, and the words that say so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// Position in the list of nodes.
    pub node: usize,
    /// Position in the list of knots.
    pub knot: usize,
    /// `victim`, `perpetrator`, ...
    pub role: String,
    /// Where it stands.
    pub place: Place,
    /// In which words.
    pub words: String,
}

/// People and bodies that took part in the same events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkShown {
    /// Whoever can be put in the middle, by name; only when nobody is.
    pub choices: Vec<Named>,
    /// How many more there are.
    pub n_more_choices: usize,
    /// The one in the middle first, then by steps and first common event.
    pub nodes: Vec<Node>,
    /// Events that two or more of them took part in.
    pub knots: Vec<Knot>,
    /// Who took part in what.
    pub edges: Vec<Edge>,
    /// People and bodies within two steps that are not drawn.
    pub n_more_nodes: usize,
    /// Events between those drawn that are not.
    pub n_more_knots: usize,
}

/// Which events are looked for. Whatever is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventSearch {
    /// Words that stand in a document that tells of it.
    pub words: Option<String>,
    /// Words of the name of a person or body that took part.
    pub who: Option<String>,
    /// A term of the codebook.
    pub act_type: Option<String>,
    /// Words of the name of a place.
    pub place: Option<String>,
    /// Not before this day, month or year (ISO 8601).
    pub from: Option<String>,
    /// Not after it.
    pub until: Option<String>,
    /// What for; recorded when people are met by name.
    pub purpose: Option<String>,
    /// So many are passed over.
    pub offset: u32,
    /// At most so many.
    pub limit: u32,
}

/// An event that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundEvent {
    /// The event.
    pub row: EventRow,
    /// A document that tells of it, and the act there.
    pub place: Place,
    /// The words that say it there.
    pub words: String,
}

/// Events that were found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FoundEvents {
    /// Some of them, in order of time; undated ones at the end.
    pub rows: Vec<FoundEvent>,
    /// How many there are.
    pub total: usize,
    /// How many were not looked at because they have no date, when days were given.
    pub n_undated: usize,
    /// Whether more documents have the words than were looked at.
    pub is_cut: bool,
    /// The entry about this search; none when it met nobody by name.
    pub entry: Option<String>,
}
