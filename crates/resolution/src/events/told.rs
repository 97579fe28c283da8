//! An act as one document tells it, with people and places as identities across documents.

use super::rules::{EventRules, TypeRule};
use crate::digest::{Act, Digest, Entity, Kind, Participant, Place, Role, Status};
use crate::result::{ActRef, EntityRef, Identity, Resolution, Zone};
use document::DateWindow;
use std::collections::{BTreeMap, BTreeSet};

/// Position of an identity: first those of people, then of bodies, then of places.
pub type Who = usize;

/// Which entity of which document is who.
#[derive(Debug, Default)]
pub struct Identities<'a> {
    who: BTreeMap<EntityRef, Who>,
    names: Vec<&'a str>,
    persons: usize,
    /// Pairs that wait for a person: perhaps one.
    maybe: BTreeSet<(Who, Who)>,
}

impl<'a> Identities<'a> {
    pub fn new(found: &'a Resolution) -> Self {
        let all = || found.persons.iter().chain(&found.organizations).chain(&found.places);
        let places = |(who, identity): (usize, &Identity)| {
            identity.entities.iter().map(move |&entity| (entity, who)).collect::<Vec<_>>()
        };
        let who: BTreeMap<EntityRef, Who> = all().enumerate().flat_map(places).collect();
        let of = |entity: &EntityRef| who.get(entity).copied();
        let waiting = found.links.iter().filter(|link| link.zone == Zone::Review);
        let maybe = waiting
            .filter_map(|link| of(&link.left).zip(of(&link.right)))
            .flat_map(|(left, right)| [(left, right), (right, left)])
            .collect();
        Self { names: all().map(|identity| identity.name.as_str()).collect(), persons: found.persons.len(), maybe, who }
    }

    pub fn name(&self, who: Who) -> &'a str {
        self.names.get(who).copied().unwrap_or_default()
    }

    pub const fn is_person(&self, who: Who) -> bool {
        who < self.persons
    }

    /// Whether a person is asked if the two are one.
    pub fn may_be_one(&self, left: Who, right: Who) -> bool {
        self.maybe.contains(&(left, right))
    }

    fn of(&self, document: usize, entity: usize) -> Option<Who> {
        self.who.get(&EntityRef { document, entity }).copied()
    }
}

/// Those who took part in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// By name.
    pub named: BTreeSet<Who>,
    /// Stems of the words for the others.
    pub words: BTreeSet<String>,
    /// Whether there are others.
    pub others: bool,
    /// How many, where a number says so.
    pub count: Option<(u64, Option<u64>)>,
}

impl People {
    /// Whether the names are all there are.
    pub fn is_complete(&self) -> bool {
        !self.others && !self.named.is_empty()
    }

    /// At least so many as far as names and numbers say.
    pub fn at_least(&self) -> u64 {
        let named = u64::try_from(self.named.len()).unwrap_or(u64::MAX);
        self.count.map_or(named, |(least, _)| least.max(named))
    }
}

/// An act as one document tells it.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    pub at: ActRef,
    pub act: &'a Act,
    pub rule: TypeRule,
    pub victims: People,
    pub perpetrators: People,
    /// The most exact places and who they are, by level.
    pub places: Vec<(&'a Place, &'a str, Option<Who>)>,
    pub published: DateWindow,
}

impl Told<'_> {
    /// Whether the document speaks of something that took place, or that somebody denies.
    pub const fn is_past(&self) -> bool {
        matches!(self.act.status, Status::Reported | Status::Alleged | Status::Denied)
    }

    /// Days of the date window, none when an end is open.
    pub fn days(&self) -> Option<i64> {
        days(self.act.date)
    }
}

/// Days of a window, none when an end is open.
pub fn days(window: DateWindow) -> Option<i64> {
    let (earliest, latest) = (window.earliest?, window.latest?);
    Some(i64::from(gap(earliest, latest)) + 1)
}

/// Days from one day to another.
pub fn gap(from: jiff::civil::Date, to: jiff::civil::Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

/// All acts that can be part of an event, in order.
pub fn tell<'a>(digests: &'a [Digest], identities: &Identities<'_>, rules: &EventRules) -> Vec<Told<'a>> {
    let one = |(document, digest): (usize, &'a Digest)| {
        let tell = move |(act, told): (usize, &'a Act)| Told {
            at: ActRef { document, act },
            act: told,
            rule: rules.of_type(&told.act_type),
            victims: people(document, digest, told, identities, &[Role::Victim, Role::Target]),
            perpetrators: people(document, digest, told, identities, &[Role::Perpetrator, Role::Authority]),
            places: places(document, digest, told, identities),
            published: digest.published,
        };
        digest.acts.iter().enumerate().map(tell).collect::<Vec<_>>()
    };
    digests.iter().enumerate().flat_map(one).collect()
}

fn people(document: usize, digest: &Digest, act: &Act, identities: &Identities<'_>, roles: &[Role]) -> People {
    let mut people = People::default();
    for one in act.participants.iter().filter(|one| roles.contains(&one.role)) {
        let entity = one.entity.and_then(|idx| Some((idx, digest.entities.get(idx)?)));
        match entity.filter(|(_, entity)| is_named(entity)).and_then(|(idx, _)| identities.of(document, idx)) {
            Some(who) => {
                people.named.insert(who);
            }
            None => people.add_unnamed(one),
        }
    }
    people
}

impl People {
    fn add_unnamed(&mut self, one: &Participant) {
        self.others = true;
        self.words.extend(crate::digest::words::stems(&one.text));
        if let Some(least) = one.count.as_ref().and_then(|count| count.at_least) {
            let most = one.count.as_ref().and_then(|count| count.at_most);
            self.count = Some(match self.count {
                Some((sum, upper)) => (sum.saturating_add(least), upper.zip(most).map(|(a, b)| a.saturating_add(b))),
                None => (least, most),
            });
        }
    }
}

/// Whether an entity goes by a name: "Olen Vash", not "the authorities" or "Vash's supporters".
fn is_named(entity: &Entity) -> bool {
    let last = entity.name.split_whitespace().next_back().unwrap_or_default();
    let person_or_body = matches!(entity.kind, Kind::Person | Kind::Organization | Kind::Group);
    person_or_body
        && entity.named > 0
        && !last.starts_with(char::is_lowercase)
        && !entity.name.starts_with(char::is_numeric)
}

fn places<'a>(
    document: usize,
    digest: &'a Digest,
    act: &Act,
    identities: &Identities<'_>,
) -> Vec<(&'a Place, &'a str, Option<Who>)> {
    let place = |&idx: &usize| {
        let entity = digest.entities.get(idx)?;
        Some((entity.place.as_ref()?, entity.name.as_str(), identities.of(document, idx)))
    };
    act.places.iter().filter_map(place).collect()
}
