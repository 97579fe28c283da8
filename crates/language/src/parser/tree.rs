//! Heads, relations and sentence starts.

use document::Label;

/// How often edges are widened for trees that cross; `set_children_from_heads` in `spacy/tokens/doc.pyx` has the same.
const MOST_ROUNDS: usize = 12;

/// A forest over the words of a text.
#[derive(Default)]
pub(crate) struct Tree {
    /// By word; a root is its own head.
    pub(crate) heads: Vec<usize>,
    pub(crate) labels: Vec<Label>,
    pub(crate) sentence_starts: Vec<bool>,
}

/// The first and the last word below each word, itself included.
pub(super) struct Edges {
    pub(super) left: Vec<usize>,
    pub(super) right: Vec<usize>,
}

impl Tree {
    pub(super) fn new(heads: Vec<usize>) -> Tree {
        Tree { labels: Vec::with_capacity(heads.len()), sentence_starts: Vec::new(), heads }
    }

    pub(crate) fn len(&self) -> usize {
        self.heads.len()
    }

    /// A sentence starts at the first word below each root.
    pub(super) fn mark_sentences(&mut self) {
        self.sentence_starts = self.starts(&self.edges());
    }

    /// Source: `set_children_from_heads` in `spacy/tokens/doc.pyx`: widens the edges back and forth until no head lies
    /// outside its sentence.
    pub(super) fn edges(&self) -> Edges {
        let mut edges = Edges { left: (0..self.len()).collect(), right: (0..self.len()).collect() };
        for _ in 0..MOST_ROUNDS {
            (0..self.len()).for_each(|word| edges.widen(word, self.heads[word]));
            (0..self.len()).rev().for_each(|word| edges.widen(word, self.heads[word]));
            if self.heads_stay_inside(&self.starts(&edges)) {
                break;
            }
        }
        edges
    }

    fn starts(&self, edges: &Edges) -> Vec<bool> {
        let mut starts = vec![false; self.len()];
        let roots = (0..self.len()).filter(|word| self.heads[*word] == *word);
        roots.for_each(|root| starts[edges.left[root]] = true);
        starts
    }

    fn heads_stay_inside(&self, starts: &[bool]) -> bool {
        let mut first = 0;
        for (end, starts) in starts.iter().enumerate() {
            if (end > 0 && *starts) || end + 1 == self.len() {
                let inside = |word: usize| (first..=end).contains(&self.heads[word]);
                if !(first..end).all(inside) {
                    return false;
                }
                first = end;
            }
        }
        true
    }
}

impl Edges {
    fn widen(&mut self, word: usize, head: usize) {
        self.left[head] = self.left[head].min(self.left[word]);
        self.right[head] = self.right[head].max(self.right[word]);
    }
}
