//! What pictures are drawn from: events over time, events by place, people and bodies in common events; and looking for events.

mod find;
mod index;
mod map;
mod network;
mod period;
mod timeline;

pub use index::Index;

use super::{Across, Whose};
use crate::case::Case;
use crate::pictured::Named;
use crate::refusal::Refusal;
use crate::shown::EventRow;
use resolution::result::{ActRef, Event};

/// More pieces of words are not quoted for one act.
const MAX_SPANS: usize = 6;

impl Case {
    /// The words that say an act, as one line.
    fn words_of_act(&mut self, across: &Across, at: ActRef) -> Result<String, Refusal> {
        let spans = across.act(at).map(|act| act.evidence.clone()).unwrap_or_default();
        let words = spans.into_iter().take(MAX_SPANS).map(|span| self.quoted(across, at.document, span));
        Ok(words.collect::<Result<Vec<_>, _>>()?.join(" … "))
    }
}

impl Across {
    /// Dates and places of all events, worked out once.
    fn pictures(&self) -> &Index {
        self.pictures.get_or_init(|| Index::of(self))
    }

    /// Works out what all pictures need.
    #[cfg(target_os = "linux")]
    pub(super) fn warm_pictures(&self) {
        self.choices();
    }

    fn called(&self, whose: Whose) -> Named {
        let Some(identity) = self.identity(whose) else { return Named::default() };
        Named { id: identity.id.clone(), kind: super::event_view::name_of(&identity.kind), name: identity.name.clone() }
    }

    fn event_at(&self, idx: usize) -> Option<&Event> {
        self.resolution.events.get(idx)
    }

    /// Rows of some of the events, in the given order.
    fn rows_of(&self, events: &[usize], offset: u32, limit: u32) -> Vec<EventRow> {
        let wanted = events.iter().skip(offset as usize).take(limit as usize);
        wanted.filter_map(|idx| self.event_at(*idx)).map(|event| self.event_row(event)).collect()
    }
}

#[cfg(test)]
mod tests;
