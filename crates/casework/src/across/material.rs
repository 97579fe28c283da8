//! Everything that something which goes out could say, gathered for the gate. What was rejected is not among it.

mod documents;
mod events;
mod persons;
mod places;
mod words;

use super::Across;
use super::judged::state::States;
use crate::case::Case;
use crate::consents::Folded;
use crate::disclosing::Handing;
use crate::refusal::Refusal;
use crate::shown;
use disclosure::{Head, Material, Note, Passage, Speaker};
use document::DateWindow;
use resolution::digest::Span;
use resolution::result::EntityRef;
use std::collections::HashMap;
use words::Quotes;

/// What is looked up while it is gathered.
struct Gathering<'a> {
    across: &'a Across,
    quotes: Quotes,
    states: States,
    /// Which entry came when.
    order: HashMap<String, usize>,
    folded: &'a Folded,
}

impl Case {
    /// The whole case, with the words of the texts and the numbers that are wanted.
    pub(crate) fn material(
        &mut self,
        across: &Across,
        folded: &Folded,
        handing: &Handing,
    ) -> Result<Material, Refusal> {
        let judgements = self.tables.look(&self.store, |cache| cache.judgements(0, u32::MAX))?;
        let registrations = self.tables.look(&self.store, cache::Cache::registrations)?;
        let n_entries = self.tables.look(&self.store, cache::Cache::n_entries)?;
        let quotes = if handing.words { self.quotes(across)? } else { Quotes::default() };
        let order = judgements.iter().enumerate().map(|(at, row)| (row.entry.clone(), at)).collect();
        let gathering = Gathering { across, quotes, states: States::of(&judgements), order, folded };
        let head = Head {
            case: self.store.case().to_string(),
            n_entries: u64::try_from(n_entries).ok(),
            head: Some(self.head()),
        };
        Ok(gathering.material(head, &registrations.into_iter().collect(), handing.period))
    }
}

impl Gathering<'_> {
    fn material(&self, head: Head, registrations: &HashMap<String, String>, period: DateWindow) -> Material {
        let across = self.across;
        let notes = across.resolution.notes.iter().cloned().chain(across.judged.notes());
        Material {
            persons: self.persons(),
            bodies: self.bodies(),
            places: self.places(),
            events: self.events(),
            statements: self.statements(),
            documents: self.documents(registrations),
            families: self.families(),
            figures: self.figures(),
            counts: self.counts(head.head.as_deref().unwrap_or_default(), period),
            notes: notes.map(|note| Note { code: note.code, n: None, message: Some(note.message) }).collect(),
            head,
        }
    }

    fn passage(&self, document: usize, span: Span) -> Passage {
        Passage {
            document: self.document_key(document),
            span: Some([span.0, span.1]),
            words: self.quotes.words(document, span),
            hash: String::new(),
        }
    }

    fn passages(&self, document: usize, spans: &[Span]) -> Vec<Passage> {
        spans.iter().map(|span| self.passage(document, *span)).collect()
    }

    /// What a document is called inside of the material: its bytes, or its record when these are gone.
    fn document_key(&self, document: usize) -> String {
        let id = self.across.document_id(document);
        if !id.is_empty() {
            return id;
        }
        self.across.documents.get(document).map(|row| format!("record:{}", row.record)).unwrap_or_default()
    }

    /// Somebody in a document as a speaker: a person or body across documents, or words.
    fn speaker(&self, document: usize, entity: Option<usize>, text: Option<&str>) -> Speaker {
        let at = entity.map(|entity| EntityRef { document, entity });
        let mut speaker = Speaker::default();
        if let Some(at) = at {
            (speaker.person, speaker.body) = self.whose(at);
        }
        let name = at.and_then(|at| self.across.entity(at)).map(|entity| entity.name.as_str());
        speaker.text = name.or(text).map(str::to_owned);
        speaker
    }

    /// The identifier of a person or of a body.
    fn whose(&self, at: EntityRef) -> (Option<String>, Option<String>) {
        match self.across.identities.get(&at) {
            Some(whose @ super::Whose::Person(_)) => (self.across.identity(*whose).map(|one| one.id.clone()), None),
            Some(whose @ super::Whose::Organization(_)) => {
                (None, self.across.identity(*whose).map(|one| one.id.clone()))
            }
            Some(super::Whose::Place(_)) => (None, None),
            None => (self.lone_person(at), None),
        }
    }
}

/// Days as they are handed out, read back.
fn window([earliest, latest]: &shown::Days) -> DateWindow {
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    DateWindow { earliest: day(earliest), latest: day(latest) }
}
