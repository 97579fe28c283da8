//! The words of a content and how they hang together.

use crate::Text;
use codebook::Stance;
use domain::{Span, Statement};

/// Contents longer than this are read only this far: a speech over many pages is judged by its beginning.
const LONGEST: usize = 600;

/// The tokens of a content, and which of them belong to its main clauses.
pub struct Content {
    /// The predicates of its main clauses.
    pub predicates: Vec<usize>,
    /// The tokens of its main clauses, without what stands in reasons, conditions and relative clauses.
    pub main: Vec<usize>,
}

impl Content {
    /// Reads a statement's content. Linear in its tokens.
    pub fn of(text: &Text<'_>, statement: &Statement) -> Content {
        let spans = &statement.content;
        let mut tokens: Vec<usize> =
            spans.iter().flat_map(|span| text.annotations.tokens_in(*span)).take(LONGEST).collect();
        // Spans that meet inside a token give it twice, and a quotation may stand before what it continues.
        tokens.sort_unstable();
        tokens.dedup();
        let (first, last) = (tokens.first().copied().unwrap_or(0), tokens.last().map_or(0, |last| last + 1));
        let mut inside = vec![false; last - first];
        tokens.iter().for_each(|&i| inside[i - first] = true);
        let is_inside = |i: usize| (first..last).contains(&i) && inside[i - first];
        let roots = tokens.iter().copied().filter(|&i| text.tree.is_root(i) || !is_inside(text.tree.head(i)));
        let roots: Vec<usize> = roots.filter(|&i| text.token(i).pos != "PUNCT").collect();
        let predicates = predicates(text, &roots, &is_inside);
        let main = main(text, roots, &is_inside);
        Content { predicates, main }
    }

    /// Whether a main clause has a word with this stance.
    pub fn has(&self, text: &Text<'_>, stance: Stance) -> bool {
        self.main.iter().any(|&i| text.lexicons().stances.is(&text.lemma(i).to_lowercase(), stance))
    }

    /// Whether the act's trigger belongs to what is asserted: not inside a reason or condition.
    pub fn asserts(&self, text: &Text<'_>, trigger: Span) -> bool {
        let at = text.annotations.token_at(trigger.start);
        self.main.binary_search(&at).is_ok()
    }
}

/// Roots and the verbs joined to them or completing them.
fn predicates(text: &Text<'_>, roots: &[usize], is_inside: &impl Fn(usize) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    let mut next: Vec<usize> = roots.to_vec();
    while let Some(i) = next.pop().filter(|_| found.len() < LONGEST) {
        if text.token(i).pos.is_in(&["VERB", "AUX", "ADJ", "NOUN", "PROPN"]) {
            found.push(i);
        }
        next.extend(text.tree.with(i, &["conj", "ccomp", "xcomp"]).filter(|&child| is_inside(child)));
    }
    found.sort_unstable();
    found
}

fn main(text: &Text<'_>, roots: Vec<usize>, is_inside: &impl Fn(usize) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    let mut next: Vec<usize> = roots;
    while let Some(i) = next.pop().filter(|_| found.len() < LONGEST) {
        found.push(i);
        next.extend(
            text.tree.dependents(i).iter().copied().filter(|&child| is_inside(child) && !is_aside(text, child)),
        );
    }
    found.sort_unstable();
    found
}

/// Reasons, conditions and relative clauses; but words quoted from their first on are what the speaker said.
fn is_aside(text: &Text<'_>, token_idx: usize) -> bool {
    let relation = text.tree.relation(token_idx);
    // "won't let it go on" may hang as a clause on the noun before it.
    let infinitive = text.tree.with(token_idx, &["aux"]).any(|aux| text.lower(aux) == "to");
    let aside = relation == "advcl" || relation == "relcl" && !infinitive;
    aside && !opens_quote(text, text.tree.subtree(token_idx).start)
}

/// Whether a quotation opens right before a clause or after its first word.
pub fn opens_quote(text: &Text<'_>, start: usize) -> bool {
    (start.saturating_sub(1)..text.len().min(start + 2)).any(|i| matches!(text.word(i), "“" | "\"" | "``"))
}
