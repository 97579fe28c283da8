//! The dependency tree, ready to be walked in both directions.

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
    /// Reads heads and relations. O(tokens × depth).
    pub fn new(annotations: &Annotations) -> Tree {
        let n_tokens = annotations.tokens.len();
        let heads: Vec<usize> =
            annotations.tokens.iter().enumerate().map(|(i, t)| if t.head < n_tokens { t.head } else { i }).collect();
        let relations = annotations.tokens.iter().map(|token| token.dep).collect();
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

    fn reaches(&self) -> Vec<(usize, usize)> {
        let mut reach: Vec<(usize, usize)> = (0..self.heads.len()).map(|i| (i, i + 1)).collect();
        for token_idx in 0..self.heads.len() {
            for ancestor in self.ancestors(token_idx) {
                let (start, end) = reach[ancestor];
                if start <= token_idx && token_idx < end {
                    continue;
                }
                reach[ancestor] = (start.min(token_idx), end.max(token_idx + 1));
            }
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
