//! Puts arcs that cross others back where their labels say.
//!
//! Source: `spacy/pipeline/_parser_internals/nonproj.pyx`, after Nivre & Nilsson 2005, scheme HEAD: a label `x||y` means
//! that the word hangs, as `x`, on a word below its present head whose label is `y`.

use super::Tree;
use super::tree::Edges;
use document::Label;

/// A label that carries the label of the true head.
#[derive(Clone, Copy)]
pub(super) struct Decoration {
    label: Label,
    head_label: Label,
}

impl Decoration {
    pub(super) fn of(label: Label) -> Option<Decoration> {
        let (own, head) = label.as_str().split_once("||")?;
        Some(Decoration { label: Label::new(own), head_label: Label::new(head) })
    }
}

/// Moves the decorated words, in order. Words of white space are not looked at.
pub(super) fn restore(tree: &mut Tree, decorated: &[(usize, Decoration)], is_space: impl Fn(usize) -> bool) {
    if decorated.is_empty() {
        return;
    }
    let edges = tree.edges();
    let mut children = children(tree);
    for &(word, decoration) in decorated {
        let old = tree.heads[word];
        let new = find_head(tree, &children, &edges, word, decoration.head_label, &is_space);
        tree.labels[word] = decoration.label;
        if new != old {
            tree.heads[word] = new;
            children[old].retain(|child| *child != word);
            let place = children[new].partition_point(|child| *child < word);
            children[new].insert(place, word);
        }
    }
}

/// The children of every word, in order.
fn children(tree: &Tree) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); tree.len()];
    for (word, head) in tree.heads.iter().enumerate().filter(|(word, head)| word != *head) {
        children[*head].push(word);
    }
    children
}

/// The first word with this label below the present head, level by level; else the present head.
fn find_head(
    tree: &Tree,
    children: &[Vec<usize>],
    edges: &Edges,
    word: usize,
    label: Label,
    is_space: impl Fn(usize) -> bool,
) -> usize {
    let mut level = vec![tree.heads[word]];
    // Moved words can close a circle, which spaCy would follow for ever.
    for _ in 0..tree.len() {
        let mut next = Vec::new();
        for &above in &level {
            // spaCy looks for children between the edges that the tree had before any word was moved.
            let range = edges.left[above]..=edges.right[above];
            let seen = children[above].iter().filter(|child| range.contains(child) && **child != word);
            for &child in seen.filter(|child| !is_space(**child)) {
                if tree.labels[child] == label {
                    return child;
                }
                next.push(child);
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    tree.heads[word]
}
