//! The dependency tree, ready to be walked in both directions.

mod repair;

use document::{Annotations, Label};
use std::ops::Range;

/// Heads, relations and dependents of every token of a document.
#[derive(Debug, Default)]
pub struct Tree {
    heads: Vec<usize>,
    relations: Vec<Label>,
    /// Dependents of all tokens, those of token `i` at `offsets[i]..offsets[i + 1]`, in order of the text.
    dependents: Vec<usize>,
    offsets: Vec<usize>,
    /// First and one past last token of each subtree.
    reach: Vec<(usize, usize)>,
}

impl Tree {
    /// Reads heads and relations. O(tokens).
    pub fn new(annotations: &Annotations) -> Tree {
        let n_tokens = annotations.tokens.len();
        let mut heads: Vec<usize> =
            annotations.tokens.iter().enumerate().map(|(i, t)| if t.head < n_tokens { t.head } else { i }).collect();
        let mut relations: Vec<Label> = annotations.tokens.iter().map(|token| token.dep).collect();
        repair::repair(annotations, &mut heads, &mut relations);
        let (dependents, offsets) = group_by_head(&heads);
        let mut tree = Tree { heads, relations, dependents, offsets, reach: Vec::new() };
        tree.reach = tree.reaches();
        tree
    }

    /// The governing token; the token itself at a root.
    pub fn head(&self, token_idx: usize) -> usize {
        self.heads[token_idx]
    }

    /// Whether the token governs its sentence.
    pub fn is_root(&self, token_idx: usize) -> bool {
        self.heads[token_idx] == token_idx
    }

    /// The relation to the head.
    pub fn relation(&self, token_idx: usize) -> Label {
        self.relations[token_idx]
    }

    /// The tokens that this one governs, in order of the text.
    pub fn dependents(&self, token_idx: usize) -> &[usize] {
        &self.dependents[self.offsets[token_idx]..self.offsets[token_idx + 1]]
    }

    /// The dependents with one of these relations.
    pub fn with<'t>(&'t self, token_idx: usize, relations: &'t [&'t str]) -> impl Iterator<Item = usize> + 't {
        self.dependents(token_idx).iter().copied().filter(move |&i| self.relations[i].is_in(relations))
    }

    /// The first dependent with one of these relations.
    pub fn first(&self, token_idx: usize, relations: &[&str]) -> Option<usize> {
        self.dependents(token_idx).iter().copied().find(|&i| self.relations[i].is_in(relations))
    }

    /// First to last token below `token_idx`, itself included.
    pub fn subtree(&self, token_idx: usize) -> Range<usize> {
        let (start, end) = self.reach[token_idx];
        start..end
    }

    /// The token's governors from the nearest up to the root.
    pub fn ancestors(&self, token_idx: usize) -> impl Iterator<Item = usize> + '_ {
        let up = |i: usize| Some(self.heads[i]).filter(|&head| head != i);
        // A damaged tree could run in a circle; no tree is deeper than it has tokens.
        std::iter::successors(up(token_idx), move |&i| up(i)).take(self.heads.len())
    }

    /// Whether `token_idx` is `ancestor` or stands below it.
    pub fn is_within(&self, token_idx: usize, ancestor: usize) -> bool {
        token_idx == ancestor || self.ancestors(token_idx).any(|i| i == ancestor)
    }

    /// The token and everything coordinated with it, in order: "A, B and C" from A.
    pub fn conjuncts(&self, token_idx: usize) -> Vec<usize> {
        let mut found = vec![token_idx];
        let mut next = 0;
        while next < found.len() {
            found.extend(self.with(found[next], &["conj"]));
            next += 1;
        }
        found
    }

    /// Subtree ends from the leaves up. O(tokens), however deep the tree is.
    fn reaches(&self) -> Vec<(usize, usize)> {
        let mut order: Vec<usize> = (0..self.heads.len()).filter(|&i| self.is_root(i)).collect();
        let mut next = 0;
        while next < order.len() {
            order.extend_from_slice(self.dependents(order[next]));
            next += 1;
        }
        let mut reach: Vec<(usize, usize)> = (0..self.heads.len()).map(|i| (i, i + 1)).collect();
        for &token_idx in order.iter().rev() {
            let (start, end) = reach[token_idx];
            let above = &mut reach[self.heads[token_idx]];
            *above = (above.0.min(start), above.1.max(end));
        }
        reach
    }
}

fn group_by_head(heads: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let mut offsets = vec![0; heads.len() + 1];
    for (token_idx, &head) in heads.iter().enumerate() {
        offsets[head + 1] += usize::from(head != token_idx);
    }
    for i in 0..heads.len() {
        offsets[i + 1] += offsets[i];
    }
    let mut next = offsets.clone();
    let mut dependents = vec![0; offsets[heads.len()]];
    for (token_idx, &head) in heads.iter().enumerate().filter(|(i, head)| *i != **head) {
        dependents[next[head]] = token_idx;
        next[head] += 1;
    }
    (dependents, offsets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::{Span, Token};

    fn tree(heads: &[usize]) -> Tree {
        let token = |(i, &head): (usize, &usize)| Token {
            span: Span::new(i, i + 1),
            tag: Label::default(),
            pos: Label::default(),
            morph: Label::default(),
            lemma: "".into(),
            head,
            dep: Label::new("conj"),
            sentence_start: i == 0,
        };
        Tree::new(&Annotations { tokens: heads.iter().enumerate().map(token).collect(), ..Annotations::default() })
    }

    #[test]
    fn a_subtree_reaches_over_everything_below() {
        let tree = tree(&[1, 3, 1, 3, 3]);
        assert_eq!(tree.subtree(1), 0..3);
        assert_eq!(tree.subtree(3), 0..5);
        assert_eq!(tree.dependents(3), [1, 4]);
        assert!(tree.is_within(0, 3) && !tree.is_within(3, 1));
    }

    #[test]
    fn a_chain_as_long_as_the_document_is_no_burden() {
        let heads: Vec<usize> = (0..200_000usize).map(|i| i.saturating_sub(1)).collect();
        let tree = tree(&heads);
        assert_eq!(tree.subtree(1), 1..200_000);
        assert_eq!(tree.conjuncts(0).len(), 200_000);
    }
}
