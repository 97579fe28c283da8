//! Who says what: speakers, cues and contents.
//!
//! Start reading at [`find`]; each construction is one file. Content is chosen as PolNeAR's annotators choose it
//! (Newell et al. 2018): quotation marks and "that" belong to the content, auxiliaries and "not" to the cue.

mod according_to;
mod adjectives;
mod clauses;
mod colon;
mod draft;
mod hearsay;
mod merge;
mod nouns;
mod phrases;
mod quotations;
mod quotes;
mod sources;

use crate::{Entities, Text};
use domain::{EntityIdx, Statement};

use quotes::Quote;

/// Longest sentence whose tree is walked for speech; longer ones are no prose.
const LONGEST_SENTENCE: usize = 1_000;

/// Finds direct and indirect speech. Kinds are a first guess from the cue; [`crate::attribution`] settles them.
pub fn find(text: &Text<'_>, entities: &Entities) -> Vec<Statement> {
    let quotes = quotes::find(text);
    let clauses = clauses::find(text);
    let mut drafts = quotations::find(text, &quotes, &clauses);
    drafts.extend(clauses);
    drafts.extend(colon::find(text));
    drafts.extend(according_to::find(text));
    drafts.extend(nouns::find(text));
    drafts.extend(adjectives::find(text));
    drafts.extend(hearsay::find(text));
    merge::merge(text, &quotes, drafts).iter().map(|draft| draft.finish(text, entities, &quotes)).collect()
}

/// Who speaks at byte `offset` in the first person: the speaker of the innermost direct statement around it.
pub fn speaker_of_first_person<'s>(
    statements: impl IntoIterator<Item = &'s Statement>,
    offset: usize,
) -> Option<EntityIdx> {
    let around = |statement: &&Statement| statement.content.iter().any(|span| span.covers(offset));
    let direct = statements.into_iter().filter(|statement| statement.direct).filter(around);
    direct.min_by_key(|statement| statement.content.iter().map(|span| span.len()).sum::<usize>())?.speaker
}

/// Whether a verb asks for something: "urge", "demand", "call on".
pub(crate) fn asks(text: &Text<'_>, verb: usize) -> bool {
    phrases::reporting_verb(text, verb).is_some_and(|word| word.kind == codebook::ReportingKind::Demand)
}
