//! "reportedly", "allegedly": somebody unnamed says so.

use super::draft::{Construction, Draft};
use super::{LONGEST_SENTENCE, phrases};
use crate::Text;
use codebook::{Hedge, ReportingKind};

/// Every adverb of hearsay with its clause.
pub fn find(text: &Text<'_>) -> Vec<Draft> {
    (0..text.len()).filter_map(|token_idx| at(text, token_idx)).collect()
}

fn at(text: &Text<'_>, adverb: usize) -> Option<Draft> {
    if text.token(adverb).tag != "RB" || text.lexicons().reporting.hedge(&text.lower(adverb)) != Some(Hedge::Hearsay) {
        return None;
    }
    let verb = text.tree.head(adverb);
    if verb == adverb || text.tree.subtree(verb).len() > LONGEST_SENTENCE {
        return None;
    }
    let paragraph = phrases::paragraph(text, adverb);
    let clause = phrases::below(text, verb, &[adverb]);
    let content = phrases::trimmed(text, clause.iter().map(|part| phrases::clipped(part, &paragraph)).collect());
    (!content.is_empty()).then_some(Draft {
        construction: Construction::Hearsay,
        kind: ReportingKind::Claim,
        source: None,
        listener: None,
        cue_head: adverb,
        goes_on: false,
        cue: adverb..adverb + 1,
        content,
    })
}
