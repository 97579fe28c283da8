//! People, organisations and places across documents.

use super::event_view::name_of;
use super::{Across, Whose};
use crate::case::Case;
use crate::refusal::{Refusal, Why};
use crate::request::Answer;
use crate::shown::{IdentityList, IdentityRow, IdentityShown, NoteShown, Pair};
use resolution::digest::Role;
use resolution::result::{Identity, Link, Note};
use std::collections::BTreeMap;

/// More reasons or possible others are not shown for one identity.
const MAX_PAIRS: usize = 40;

/// What kind of identity is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Human beings.
    #[default]
    People,
    /// Bodies and groups.
    Organizations,
    /// Countries, towns, sites.
    Places,
}

impl Case {
    /// Some of one sort; those that are in most documents come first. `nameless`: those too that have no name anywhere.
    pub(crate) fn identities(
        &mut self,
        sort: Sort,
        nameless: bool,
        offset: u32,
        limit: u32,
    ) -> Result<Answer, Refusal> {
        let across = self.across()?;
        let order = across.order(sort);
        let wanted = || order.all.iter().filter(|one| nameless || one.has_name);
        let some = wanted().skip(offset as usize).take(limit as usize);
        let rows = some.filter_map(|one| across.row(one.whose)).collect();
        let total = wanted().count();
        Ok(Answer::Identities(IdentityList {
            total,
            n_shared: wanted().filter(|one| one.n_documents > 1).count(),
            n_without_name: order.all.len() - total,
            ..across.list(rows)
        }))
    }

    /// The one with this identifier or name; when several could be meant, a list. A search for a person by name is an entry.
    pub(crate) fn identity(&mut self, sort: Sort, wanted: &str) -> Result<Answer, Refusal> {
        let across = self.across()?;
        if let Some(whose) = across.with_id(wanted) {
            return Ok(Answer::Identity(Box::new(self.shown(&across, whose)?)));
        }
        if sort == Sort::People {
            self.searched(wanted, None)?;
        }
        let found = across.named(sort, wanted);
        match found.as_slice() {
            [] => Err(Refusal::new(
                Why::NotFound,
                "nobody of this name is in the case, in any of the spellings that it has",
                "try one part of the name; `saksi people CASE` lists everybody",
            )),
            [whose] => Ok(Answer::Identity(Box::new(self.shown(&across, *whose)?))),
            several => {
                let named = |one: &&super::order::Ordered| several.contains(&one.whose);
                let rows = across.order(sort).all.iter().filter(named).filter_map(|one| across.row(one.whose));
                Ok(Answer::Identities(across.list(rows.collect())))
            }
        }
    }

    fn shown(&mut self, across: &Across, whose: Whose) -> Result<IdentityShown, Refusal> {
        let (Some(row), Some(identity)) = (across.row(whose), across.identity(whose)) else {
            return Err(Refusal::not_found("such identity", "`saksi people CASE` lists everybody"));
        };
        let spellings = identity.spellings.iter().map(|(spelling, at)| {
            (spelling.clone(), at.iter().map(|at| across.place(at.document, 'e', at.entity)).collect())
        });
        let spellings = spellings.collect();
        let reasons: Vec<&Link> =
            identity.links.iter().filter_map(|idx| across.resolution.links.get(*idx)).take(MAX_PAIRS).collect();
        let possible: Vec<&Link> = across.possible(whose).take(MAX_PAIRS).collect();
        let life = if let Whose::Person(idx) = whose { across.life(idx) } else { None };
        Ok(IdentityShown {
            row,
            life,
            spellings,
            reasons: self.pairs(across, &reasons)?,
            possible: self.pairs(across, &possible)?,
            events: across
                .events_with(whose)
                .into_iter()
                .map(|(role, event)| (role, across.event_row(event)))
                .collect(),
        })
    }

    pub(super) fn pairs(&mut self, across: &Across, links: &[&Link]) -> Result<Vec<Pair>, Refusal> {
        links.iter().map(|link| self.pair(across, link)).collect()
    }
}

impl Across {
    pub(super) fn all(&self, sort: Sort) -> Vec<Whose> {
        let resolution = &self.resolution;
        match sort {
            Sort::People => (0..resolution.persons.len()).map(Whose::Person).collect(),
            Sort::Organizations => (0..resolution.organizations.len()).map(Whose::Organization).collect(),
            Sort::Places => (0..resolution.places.len()).map(Whose::Place).collect(),
        }
    }

    fn list(&self, rows: Vec<IdentityRow>) -> IdentityList {
        IdentityList {
            total: rows.len(),
            n_shared: rows.iter().filter(|row| row.n_documents > 1).count(),
            n_without_name: 0,
            rows,
            n_documents: self.documents.len(),
            n_in_review: self.waiting().count(),
            notes: self.notes(),
        }
    }

    /// What must not be silent, as sentences.
    pub(super) fn notes(&self) -> Vec<String> {
        self.all_notes().map(|note| note.message).collect()
    }

    /// The same by code, so that it can be told in any language.
    pub(super) fn notes_by_code(&self) -> Vec<NoteShown> {
        let mut by_code: BTreeMap<String, usize> = BTreeMap::new();
        for note in self.all_notes() {
            *by_code.entry(note.code).or_default() += amount(&note.message);
        }
        by_code.into_iter().map(|(code, n)| NoteShown { code, n }).collect()
    }

    fn all_notes(&self) -> impl Iterator<Item = Note> {
        let n = self.decisions.n_lost;
        let lost = (n > 0).then(|| Note {
            code: "judgement-lost".to_owned(),
            message: format!(
                "{n} of the judgements speak of parts that the latest reading of a document has no more; `saksi log CASE` shows them"
            ),
        });
        self.resolution.notes.iter().cloned().chain(self.judged.notes()).chain(lost)
    }

    /// The one whose identifier this is, or begins with it when only one does.
    pub(super) fn with_id(&self, id: &str) -> Option<Whose> {
        let is_id =
            id.len() > 1 && id.starts_with(['p', 'o', 'l']) && id.bytes().skip(1).all(|b| b.is_ascii_hexdigit());
        if !is_id {
            return None;
        }
        let sort = match id.as_bytes().first() {
            Some(b'p') => Sort::People,
            Some(b'o') => Sort::Organizations,
            _ => Sort::Places,
        };
        let id_of = |whose: &Whose| self.identity(*whose).map_or("", |identity| identity.id.as_str());
        let mut begins = self.all(sort).into_iter().filter(|whose| id_of(whose).starts_with(id));
        let first = begins.next()?;
        let exact = self.all(sort).into_iter().find(|whose| id_of(whose) == id);
        exact.or_else(|| begins.next().is_none().then_some(first))
    }

    /// All whose spellings have every word of the name; those with exactly this name, when there are any.
    pub(super) fn named(&self, sort: Sort, name: &str) -> Vec<Whose> {
        let words = words(name);
        let spelled = |whose: &Whose| self.identity(*whose).map(|identity| &identity.spellings);
        let any = |whose: &Whose, fits: &dyn Fn(&[String]) -> bool| {
            spelled(whose).is_some_and(|all| all.iter().any(|(spelling, _)| fits(&self::words(spelling))))
        };
        let exact: Vec<Whose> =
            self.all(sort).into_iter().filter(|whose| any(whose, &|spelling| spelling == words)).collect();
        if !exact.is_empty() || words.is_empty() {
            return exact;
        }
        let has_all = |spelling: &[String]| words.iter().all(|word| spelling.contains(word));
        self.all(sort).into_iter().filter(|whose| any(whose, &has_all)).collect()
    }

    /// The pairs that wait in which one of the two is this one.
    pub(super) fn possible(&self, whose: Whose) -> impl Iterator<Item = &Link> {
        let links = self.possible.get(&whose).into_iter().flatten();
        links.filter_map(|idx| self.resolution.links.get(*idx))
    }

    /// What it took part in and how, in order of time; undated events at the end.
    fn events_with(&self, whose: Whose) -> Vec<(String, &resolution::result::Event)> {
        let mut found: BTreeMap<(bool, Option<jiff::civil::Date>, usize), (String, usize)> = BTreeMap::new();
        for &(idx, role) in self.taking_part.get(&whose).into_iter().flatten() {
            let Some(event) = self.resolution.events.get(idx) else { continue };
            let date = self.date(event);
            let day = date.earliest.or(date.latest);
            found.entry((day.is_none(), day, idx)).or_insert_with(|| (name_of(&role), idx));
        }
        found.into_values().filter_map(|(role, idx)| Some((role, self.resolution.events.get(idx)?))).collect()
    }

    pub(super) fn row(&self, whose: Whose) -> Option<IdentityRow> {
        let identity = self.identity(whose)?;
        let entities = || identity.entities.iter().filter_map(|at| self.entity(*at));
        let mut documents: Vec<usize> = identity.entities.iter().map(|at| at.document).collect();
        documents.dedup();
        let events = self.events_with(whose);
        let of = |wanted: Role| events.iter().filter(move |(role, _)| *role == name_of(&wanted));
        let suffered = of(Role::Victim)
            .map(|(_, event)| (event.act_type.clone(), self.date(event).earliest.map(|day| day.to_string())));
        Some(IdentityRow {
            id: identity.id.clone(),
            kind: name_of(&identity.kind),
            name: identity.name.clone(),
            spellings: other_spellings(identity),
            roles: distinct(entities().flat_map(|entity| entity.roles.iter())),
            protected: entities().any(|entity| entity.protected),
            has_name: entities().any(|entity| entity.named > 0),
            n_documents: documents.len(),
            n_mentions: entities().map(|entity| entity.mentions.len()).sum(),
            suffered: suffered.collect(),
            n_did: of(Role::Perpetrator).count() + of(Role::Authority).count(),
            n_possible: self.possible(whose).count(),
            confidence: identity.confidence,
            judgement: identity.judgement,
        })
    }
}

/// A sentence that begins with a number says how many; any other tells of one.
fn amount(message: &str) -> usize {
    let digits = message.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(message.len());
    message.get(..digits).and_then(|number| number.parse().ok()).unwrap_or(1)
}

fn other_spellings(identity: &Identity) -> Vec<String> {
    let others = identity.spellings.iter().map(|(spelling, _)| spelling);
    others.filter(|spelling| **spelling != identity.name).cloned().collect()
}

/// Each once, whatever its case, in the order of first use.
fn distinct<'a>(all: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for one in all {
        if !kept.iter().any(|other| other.eq_ignore_ascii_case(one)) {
            kept.push(one.clone());
        }
    }
    kept
}

/// The words of a name in lower case, without accents.
pub fn words(name: &str) -> Vec<String> {
    cache::folded(name)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
