//! Where the parser stands: a stack, a buffer, the arcs so far.
//!
//! Source: `spacy/pipeline/_parser_internals/_state.pxd`.

use super::Kind;

/// No word.
const NONE: i32 = -1;

/// Words are numbered from 0; [`NONE`] is no word.
pub(super) struct State {
    n_words: usize,
    /// First word of the buffer that has never been taken.
    next: usize,
    stack: Vec<i32>,
    /// Words that went back from the stack to the front of the buffer, the first one last.
    returned: Vec<i32>,
    heads: Vec<i32>,
    moves: Vec<u16>,
    /// The last child of a word on each side, and the child of the same head and side before a child.
    last_left: Vec<i32>,
    last_right: Vec<i32>,
    previous: Vec<i32>,
    /// Words that must not be shifted again.
    fixed: Vec<bool>,
    sentence_starts: Vec<bool>,
    /// Words that no sentence starts with.
    never_starts: Vec<bool>,
}

impl State {
    /// `goes_on`: whether a word goes on with the sentence of the one before it, whatever the scores say.
    pub(super) fn new(n_words: usize, goes_on: impl Fn(usize) -> bool) -> State {
        State {
            n_words,
            next: 0,
            stack: Vec::new(),
            returned: Vec::new(),
            heads: vec![NONE; n_words],
            moves: vec![0; n_words],
            last_left: vec![NONE; n_words],
            last_right: vec![NONE; n_words],
            previous: vec![NONE; n_words],
            fixed: vec![false; n_words],
            sentence_starts: vec![false; n_words],
            never_starts: (0..n_words).map(goes_on).collect(),
        }
    }

    pub(super) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_length() == 0
    }

    pub(super) fn in_view(&self) -> [i32; super::N_SLOTS] {
        let (b0, s0) = (self.buffer(0), self.stack(0));
        [
            b0,
            self.buffer(1),
            s0,
            self.stack(1),
            self.stack(2),
            child(&self.last_left, b0),
            child(&self.last_left, s0),
            child(&self.last_right, s0),
        ]
    }

    /// The moves that ended in an arc, by child; meaningless for words without a head.
    pub(super) fn move_of(&self, word: usize) -> Option<usize> {
        (self.heads[word] != NONE).then(|| usize::from(self.moves[word]))
    }

    /// The head of every word; a word without one is its own.
    pub(super) fn heads(&self) -> Vec<usize> {
        self.heads.iter().enumerate().map(|(word, head)| usize::try_from(*head).unwrap_or(word)).collect()
    }

    pub(super) fn allows(&self, kind: Kind) -> bool {
        let (b0, b1) = (self.buffer(0), self.buffer(1));
        match kind {
            Kind::Shift if self.stack.is_empty() => true,
            Kind::Shift => self.buffer_length() >= 2 && !starts(&self.sentence_starts, b0) && !starts(&self.fixed, b0),
            // With the last word of the stack its sentence would be over.
            Kind::Reduce => self.stack.len() > 1 || self.stack.len() == 1 && !starts(&self.never_starts, b0),
            Kind::Left | Kind::Right => {
                !self.stack.is_empty() && self.buffer_length() > 0 && !starts(&self.sentence_starts, b0)
            }
            Kind::Break => {
                let is_next = self.buffer_length() >= 2 && b1 == b0 + 1;
                is_next && !starts(&self.sentence_starts, b1) && !starts(&self.never_starts, b1)
            }
        }
    }

    /// Makes a move that [`State::allows`]; `index` is remembered for the arc that it adds.
    pub(super) fn apply(&mut self, kind: Kind, index: u16) {
        let (b0, b1, s0) = (self.buffer(0), self.buffer(1), self.stack(0));
        match kind {
            Kind::Shift => self.shift(),
            Kind::Reduce if s0 == NONE => {}
            Kind::Reduce => {
                self.stack.pop();
                // A word without a head goes back to the buffer, but for the last one: that is a root.
                if self.heads[s0 as usize] == NONE && !self.stack.is_empty() {
                    self.fixed[s0 as usize] = true;
                    self.returned.push(s0);
                }
            }
            Kind::Left => {
                self.add_arc(b0, s0, index);
                self.fixed[b0 as usize] = false;
                self.stack.pop();
            }
            Kind::Right => {
                self.add_arc(s0, b0, index);
                self.shift();
            }
            Kind::Break => self.sentence_starts[b1 as usize] = true,
        }
    }

    fn shift(&mut self) {
        if let Some(word) = self.returned.pop() {
            self.stack.push(word);
        } else if self.next < self.n_words {
            self.stack.push(self.next as i32);
            self.next += 1;
        }
    }

    fn add_arc(&mut self, head: i32, child: i32, index: u16) {
        let old = self.heads[child as usize];
        if old != NONE {
            // A word that gets a second head is always the last child of its first one: nothing could be attached to
            // that head while the word stood above it on the stack.
            let before = self.previous[child as usize];
            let last = self.last(old, child);
            if *last == child {
                *last = before;
            }
        }
        self.previous[child as usize] = *self.last(head, child);
        *self.last(head, child) = child;
        self.heads[child as usize] = head;
        self.moves[child as usize] = index;
    }

    /// The last child of `head` on the side of `child`.
    fn last(&mut self, head: i32, child: i32) -> &mut i32 {
        if head > child { &mut self.last_left[head as usize] } else { &mut self.last_right[head as usize] }
    }

    fn stack(&self, depth: usize) -> i32 {
        let index = self.stack.len().checked_sub(depth + 1);
        index.map_or(NONE, |index| self.stack[index])
    }

    fn buffer(&self, depth: usize) -> i32 {
        if let Some(index) = self.returned.len().checked_sub(depth + 1) {
            return self.returned[index];
        }
        let word = self.next + depth - self.returned.len();
        if word < self.n_words { word as i32 } else { NONE }
    }

    fn buffer_length(&self) -> usize {
        self.n_words - self.next + self.returned.len()
    }
}

fn child(last: &[i32], word: i32) -> i32 {
    usize::try_from(word).map_or(NONE, |word| last[word])
}

fn starts(flags: &[bool], word: i32) -> bool {
    usize::try_from(word).is_ok_and(|word| flags[word])
}
