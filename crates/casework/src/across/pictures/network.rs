//! People and bodies that took part in the same events, around one of them. Nobody is scored: who is near is told by events alone.

use super::super::{Across, Whose};
use super::timeline::nobody;
use crate::case::Case;
use crate::pictured::{Edge, Knot, Named, NetworkQuery, NetworkShown, Node};
use crate::refusal::Refusal;
use crate::request::Answer;
use resolution::digest::Role;
use resolution::result::{ActRef, EntityRef};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Nobody further away is drawn.
const MAX_STEPS: u32 = 2;
/// More events are not looked at for one picture.
const MAX_LOOKED_AT: usize = 5000;
/// More events are not drawn.
const MAX_KNOTS: usize = 60;
/// More names are not offered.
const MAX_CHOICES: usize = 300;

/// Who takes part in an event, and how: people and bodies only, each once.
type Party = BTreeMap<Whose, (Role, ActRef)>;

/// What is found on the way out from the middle.
#[derive(Default)]
struct Found {
    /// Who, how many steps away, and the event that led there.
    nodes: Vec<(Whose, u32, Option<usize>)>,
    left_out: BTreeSet<Whose>,
    /// Events with two or more, in the order in which they were met.
    events: Vec<usize>,
}

impl Case {
    /// The network around one of them, or whoever can be in its middle.
    pub(crate) fn network(&mut self, query: &NetworkQuery) -> Result<Answer, Refusal> {
        let across = self.across()?;
        let Some(around) = query.around.as_deref() else {
            return Ok(Answer::Network(Box::new(across.choices())));
        };
        let middle = across.with_id(around).filter(|whose| !matches!(whose, Whose::Place(_))).ok_or_else(nobody)?;
        let (mut shown, evidence) = across.network(middle, query.limit as usize);
        for (edge, at) in shown.edges.iter_mut().zip(evidence) {
            edge.words = self.words_of_act(&across, at)?;
        }
        Ok(Answer::Network(Box::new(shown)))
    }
}

impl Across {
    pub(super) fn choices(&self) -> NetworkShown {
        let all = self.pictures().choices.get_or_init(|| self.in_common());
        let choices: Vec<_> = all.iter().take(MAX_CHOICES).cloned().collect();
        NetworkShown { n_more_choices: all.len() - choices.len(), choices, ..NetworkShown::default() }
    }

    /// Whoever took part in an event together with somebody else, by name.
    fn in_common(&self) -> Vec<Named> {
        let events = self.pictures().in_time();
        let parties = events.map(|(_, idx)| self.party(idx)).filter(|party| party.len() > 1);
        let found: BTreeSet<Whose> = parties.flat_map(BTreeMap::into_keys).collect();
        let mut choices: Vec<_> = found.into_iter().map(|whose| self.called(whose)).collect();
        choices.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
        choices
    }

    /// The network, and for each edge the act that says so.
    pub(super) fn network(&self, middle: Whose, limit: usize) -> (NetworkShown, Vec<ActRef>) {
        let found = self.around(middle, limit.max(1));
        let places: HashMap<Whose, usize> =
            found.nodes.iter().enumerate().map(|(i, (whose, ..))| (*whose, i)).collect();
        let (events, n_more_knots) = self.knots(&found, &places);
        let mut edges = Vec::new();
        for (knot, event) in events.iter().enumerate() {
            for (whose, (role, at)) in self.party(*event) {
                let Some(&node) = places.get(&whose) else { continue };
                let place = self.place(at.document, 'a', at.act);
                edges.push((
                    Edge { node, knot, role: super::super::event_view::name_of(&role), place, words: String::new() },
                    at,
                ));
            }
        }
        let (edges, evidence) = edges.into_iter().unzip();
        let nodes =
            found.nodes.iter().map(|(whose, steps, _)| Node { who: self.called(*whose), steps: *steps }).collect();
        let knots = events.iter().filter_map(|idx| self.knot(*idx)).collect();
        let shown = NetworkShown {
            nodes,
            knots,
            edges,
            n_more_nodes: found.left_out.len(),
            n_more_knots,
            ..NetworkShown::default()
        };
        (shown, evidence)
    }

    /// Outward from the middle, event by event in order of time.
    fn around(&self, middle: Whose, limit: usize) -> Found {
        let mut found = Found { nodes: vec![(middle, 0, None)], ..Found::default() };
        let mut known = BTreeSet::from([middle]);
        let mut seen = BTreeSet::new();
        let mut next = 0;
        while let Some(&(whose, steps, _)) = found.nodes.get(next) {
            next += 1;
            for event in self.own_events(whose) {
                if steps == MAX_STEPS || seen.len() == MAX_LOOKED_AT || !seen.insert(event) {
                    continue;
                }
                let party = self.party(event);
                if party.len() > 1 {
                    found.events.push(event);
                }
                for other in party.into_keys().filter(|other| known.insert(*other)) {
                    match found.nodes.len() < limit {
                        true => found.nodes.push((other, steps + 1, Some(event))),
                        false => drop(found.left_out.insert(other)),
                    }
                }
            }
        }
        found
    }

    /// The events to draw: those that led to somebody, then others between those who are drawn.
    fn knots(&self, found: &Found, places: &HashMap<Whose, usize>) -> (Vec<usize>, usize) {
        let led: BTreeSet<usize> = found.nodes.iter().filter_map(|(_, _, event)| *event).collect();
        let is_between =
            |event: &&usize| self.party(**event).keys().filter(|whose| places.contains_key(whose)).count() > 1;
        let others: Vec<usize> =
            found.events.iter().filter(|event| !led.contains(event)).filter(is_between).copied().collect();
        let room = MAX_KNOTS.saturating_sub(led.len());
        let n_more = others.len().saturating_sub(room);
        let drawn: BTreeSet<usize> = led.into_iter().chain(others.into_iter().take(room)).collect();
        (found.events.iter().filter(|event| drawn.contains(event)).copied().collect(), n_more)
    }

    fn own_events(&self, whose: Whose) -> Vec<usize> {
        let own = self.taking_part.get(&whose).into_iter().flatten();
        let own = own.filter_map(|(idx, _)| Some((*idx, self.event_at(*idx)?)));
        let own = own.filter(|(_, event)| self.review(event) != "rejected");
        let mut own: Vec<_> = own
            .map(|(idx, event)| {
                let window = self.date(event);
                let day = window.earliest.or(window.latest);
                (day.is_none(), day, event.id.as_str(), idx)
            })
            .collect();
        own.sort_unstable();
        own.dedup();
        own.into_iter().map(|(.., idx)| idx).collect()
    }

    fn party(&self, event: usize) -> Party {
        let mut party = Party::new();
        for at in self.event_at(event).map(|event| event.acts.as_slice()).unwrap_or_default() {
            for participant in self.act(*at).map(|act| act.participants.as_slice()).unwrap_or_default() {
                let entity = participant.entity.map(|entity| EntityRef { document: at.document, entity });
                let whose = entity.and_then(|entity| self.identities.get(&entity));
                if let Some(whose @ (Whose::Person(_) | Whose::Organization(_))) = whose {
                    party.entry(*whose).or_insert((participant.role, *at));
                }
            }
        }
        party
    }

    fn knot(&self, idx: usize) -> Option<Knot> {
        let event = self.event_at(idx)?;
        Some(Knot {
            event: event.id.clone(),
            act_type: event.act_type.clone(),
            status: super::super::event_view::name_of(&self.status(event)),
            date: super::super::event_view::days(self.date(event)),
        })
    }
}
