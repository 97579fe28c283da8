//! "According to X, ...", "in X's words".

use super::draft::{Construction, Draft};
use super::{LONGEST_SENTENCE, phrases, sources};
use crate::Text;
use codebook::ReportingKind;
use std::ops::Range;

/// Every "according to" with its source and clause.
pub fn find(text: &Text<'_>) -> Vec<Draft> {
    (0..text.len().saturating_sub(1)).filter_map(|token_idx| at(text, token_idx)).collect()
}

fn at(text: &Text<'_>, according: usize) -> Option<Draft> {
    if !text.word(according).eq_ignore_ascii_case("according") || !text.word(according + 1).eq_ignore_ascii_case("to") {
        return None;
    }
    let sentence = text.sentence(according);
    if sentence.len() > LONGEST_SENTENCE {
        return None;
    }
    let to = according + 1;
    let object = text.tree.first(to, &["pobj"]).or_else(|| text.tree.first(according, &["pobj"]))?;
    let source = sources::named(text, object, according)?;
    let phrase = according..source.tokens.end;
    let content = clause_around(text, according, &sentence, &phrase);
    (!content.is_empty()).then_some(Draft {
        construction: Construction::AccordingTo,
        kind: ReportingKind::Claim,
        source: Some(source),
        listener: None,
        cue_head: according,
        goes_on: false,
        cue: according..to + 1,
        content,
    })
}

/// The clause that the phrase belongs to: all of the sentence when the phrase begins or ends it.
fn clause_around(
    text: &Text<'_>,
    according: usize,
    sentence: &Range<usize>,
    phrase: &Range<usize>,
) -> Vec<Range<usize>> {
    let governor = text.tree.ancestors(according).find(|&i| is_clause(text, i));
    let Some(governor) = governor.filter(|governor| sentence.contains(governor)) else {
        return Vec::new();
    };
    let paragraph = phrases::paragraph(text, according);
    let runs = phrases::below(text, governor, &[according]);
    let runs: Vec<_> = runs.iter().map(|run| phrases::clipped(run, &paragraph)).filter(|run| !run.is_empty()).collect();
    let around = runs.first().map_or(governor, |run| run.start)..runs.last().map_or(governor, |run| run.end);
    let parts = [
        around.start..phrase.start.clamp(around.start, around.end),
        phrase.end.clamp(around.start, around.end)..around.end,
    ];
    phrases::trimmed(text, parts.into_iter().filter(|part| !part.is_empty()).collect())
}

fn is_clause(text: &Text<'_>, token_idx: usize) -> bool {
    let relation = text.tree.relation(token_idx);
    relation.is_in(&["ROOT", "ccomp", "advcl", "relcl"])
        || (relation == "conj" && text.tree.first(token_idx, &["nsubj", "nsubjpass", "expl"]).is_some())
}
