//! Why an act was, or was not, found at a place in the text.

use super::Finder;
use super::triggers::{self, Refusal};
use crate::{Entities, Text, Times};

/// What the codebook's rows say about one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The word, as written.
    pub word: String,
    /// The row: `codebook/acts/arrest#arrest`.
    pub rule: String,
    /// Whether it made an act.
    pub fired: bool,
    /// Which condition failed, or which other row took the word.
    pub reason: Option<String>,
}

/// What every row that knows the word at byte `offset`, or another word of its clause, makes of it.
///
/// Without a trigger at `offset` itself, the triggers of the whole sentence are explained.
pub fn explain(text: &Text<'_>, entities: &Entities, times: &Times, offset: usize) -> Vec<Explanation> {
    let token_idx = text.annotations.token_at(offset);
    if token_idx >= text.len() {
        return Vec::new();
    }
    let finder = Finder::new(text, entities, times);
    let at_word = explain_token(&finder, token_idx);
    if !at_word.is_empty() {
        return at_word;
    }
    text.sentence(token_idx).flat_map(|i| explain_token(&finder, i)).collect()
}

fn explain_token(finder: &Finder<'_>, token_idx: usize) -> Vec<Explanation> {
    let text = finder.grammar.text();
    let winner = finder.matches_in(text.sentence(token_idx)).into_iter().find(|found| found.trigger == token_idx);
    let winner_rule = winner.map(|found| super::rule_name(found.row));
    let explain_row = |row| {
        let rule = super::rule_name(row);
        let reason = match triggers::try_row(&finder.slots(), row, token_idx) {
            Err(Refusal::Condition(condition)) => Some(format!("the condition {condition} does not hold")),
            Err(Refusal::NobodyInvolved) => Some("nobody is named who took part".to_owned()),
            Ok(_) if winner_rule.as_ref() == Some(&rule) => None,
            Ok(_) => Some(match &winner_rule {
                Some(other) => format!("the more specific row {other} takes the word"),
                None => "the word belongs to another act of the sentence".to_owned(),
            }),
        };
        Explanation { word: text.word(token_idx).to_owned(), rule, fired: reason.is_none(), reason }
    };
    triggers::rows(&finder.grammar, token_idx).into_iter().map(explain_row).collect()
}
