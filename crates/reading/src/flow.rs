//! All the words of a page in reading order, cut into parts, before anybody has said what is body and what is furniture.

use crate::source::Source;
use document::{Block, BlockKind, OriginMap, Segment, Span};

/// A page is cut into at most this many parts.
pub const MAX_PARTS: usize = 200_000;

/// A page is read up to this many stretches that lie apart in the original.
const MAX_STRETCHES: usize = 1_000_000;

/// The words of a page with single blanks, and the parts that they stand in.
#[derive(Default)]
pub struct Flow {
    /// The words. Parts follow each other without anything between.
    pub text: String,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// From `text` to the characters of the source.
    map: OriginMap,
    start: usize,
    blank: Option<Span>,
}

/// A stretch of a page that is one paragraph, list entry, heading, caption, menu entry ...
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Where it stands in [`Flow::text`].
    pub span: Span,
    /// What it would be, if it is body.
    pub kind: BlockKind,
}

/// The body as a document holds it.
#[derive(Default)]
pub struct Body {
    /// Paragraphs, separated by an empty line.
    pub text: String,
    /// One for each kept part.
    pub blocks: Vec<Block>,
    /// To the bytes of the original.
    pub map: OriginMap,
}

impl Flow {
    /// Adds the characters of `source` at `span` to the open part, every run of blanks as one.
    pub fn push(&mut self, source: &str, span: Span) {
        let mut word = span.start;
        for (offset, letter) in source[span.start..span.end].char_indices() {
            let offset = span.start + offset;
            let blank = is_blank(letter);
            if blank || letter == '\u{AD}' {
                self.push_word(source, Span::new(word, offset));
                word = offset + letter.len_utf8();
            }
            if blank {
                let here = Span::new(offset, word);
                self.blank = Some(self.blank.map_or(here, |before| before.join(here)));
            }
        }
        self.push_word(source, Span::new(word, span.end));
    }

    /// Adds `letters` that stand for the characters of the source at `span`, such as an entity.
    pub fn push_instead(&mut self, source: &str, letters: &str, span: Span) {
        if letters.chars().all(is_blank) {
            self.push_blank(span);
        } else if letters != "\u{AD}" && !self.is_cut_short() {
            self.close_blank(source);
            let start = self.text.len();
            self.text.push_str(letters);
            self.map.push(Span::new(start, self.text.len()), span);
        }
    }

    /// Adds a blank, unless the open part is empty or ends with one.
    pub fn push_blank(&mut self, span: Span) {
        self.blank = Some(self.blank.map_or(span, |before| before.join(span)));
    }

    /// Ends the open part; `None` when it has no words.
    pub fn close(&mut self, kind: BlockKind) -> Option<usize> {
        self.blank = None;
        let span = Span::new(self.start, self.text.len());
        self.start = self.text.len();
        if span.is_empty() {
            return None;
        }
        self.parts.push(Part { span, kind });
        Some(self.parts.len() - 1)
    }

    /// Whether no more parts should be begun.
    pub fn is_full(&self) -> bool {
        self.parts.len() >= MAX_PARTS
    }

    /// Number of bytes in the open part.
    pub fn open_len(&self) -> usize {
        self.text.len() - self.start
    }

    /// The words of a part.
    pub fn words(&self, part_idx: usize) -> &str {
        let span = self.parts[part_idx].span;
        &self.text[span.start..span.end]
    }

    /// Where a part stands in the source, from its first word to its last.
    pub fn place_in_source(&self, part_idx: usize) -> Span {
        let part = self.parts[part_idx].span;
        let segments = self.map.segments();
        let first = segments.partition_point(|segment| segment.text.end <= part.start);
        let behind = segments.partition_point(|segment| segment.text.start < part.end);
        match segments.get(first..behind) {
            Some([one]) => one.original,
            Some([first, .., last]) => Span::new(first.original.start, last.original.end),
            _ => Span::new(0, 0),
        }
    }

    /// The body made of the parts that `kept` names, in order.
    pub fn body(&self, kept: impl Iterator<Item = usize>, source: &Source<'_>) -> Body {
        let mut body = Body::default();
        for part_idx in kept {
            let part = self.parts[part_idx];
            if !body.text.is_empty() {
                body.text.push_str("\n\n");
            }
            let start = body.text.len();
            body.text.push_str(&self.text[part.span.start..part.span.end]);
            body.blocks.push(Block { kind: part.kind, span: Span::new(start, body.text.len()) });
            self.trace(part.span, start, source, &mut body.map);
        }
        body
    }

    /// The words of every part.
    pub fn all_words(&self) -> Vec<&str> {
        (0..self.parts.len()).map(|part_idx| self.words(part_idx)).collect()
    }

    /// The first part whose words are these.
    pub fn place_of(&self, words: &str) -> Option<usize> {
        (0..self.parts.len()).find(|part_idx| self.words(*part_idx) == words)
    }

    fn trace(&self, part: Span, start: usize, source: &Source<'_>, map: &mut OriginMap) {
        let first = self.map.segments().partition_point(|segment| segment.text.end <= part.start);
        for segment in self.map.segments()[first..].iter().take_while(|segment| segment.text.start < part.end) {
            let cut = clip(*segment, part);
            let text = Span::new(start + cut.text.start - part.start, start + cut.text.end - part.start);
            source.trace(map, text, cut.original);
        }
    }

    /// Whether the page was so scattered that its end was not read.
    pub fn is_cut_short(&self) -> bool {
        self.map.segments().len() >= MAX_STRETCHES
    }

    fn push_word(&mut self, source: &str, span: Span) {
        if span.is_empty() || self.is_cut_short() {
            return;
        }
        self.close_blank(source);
        let start = self.text.len();
        self.text.push_str(&source[span.start..span.end]);
        self.map.push(Span::new(start, self.text.len()), span);
    }

    /// Writes the blank that was waiting. A plain one is a copy, others (line ends, runs) have no bytes of their own.
    fn close_blank(&mut self, source: &str) {
        let Some(blank) = self.blank.take() else { return };
        if self.open_len() == 0 {
            return;
        }
        let start = self.text.len();
        self.text.push(' ');
        if source.get(blank.start..blank.end) == Some(" ") {
            self.map.push(Span::new(start, start + 1), blank);
        }
    }
}

/// White space, controls (NUL among them) and the byte order mark; not the zero width space, which parts Khmer words.
pub fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || letter == '\u{FEFF}'
}

/// The part of a segment that lies inside `part`.
fn clip(segment: Segment, part: Span) -> Segment {
    let start = segment.text.start.max(part.start);
    let end = segment.text.end.min(part.end);
    if segment.text.len() != segment.original.len() {
        return Segment { text: Span::new(start, end), original: segment.original };
    }
    let shift = segment.original.start;
    let original = Span::new(shift + start - segment.text.start, shift + end - segment.text.start);
    Segment { text: Span::new(start, end), original }
}
