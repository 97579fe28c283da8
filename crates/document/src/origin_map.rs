//! The way back from the body to the original bytes.

use crate::Span;
use serde::{Deserialize, Serialize};

/// Which bytes of the original each stretch of the body was made from, in order of the body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginMap {
    segments: Vec<Segment>,
}

/// A stretch of the body and the bytes that it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Bytes of [`Document::text`](crate::Document::text).
    pub text: Span,
    /// Bytes of the original. Of the same length when copied as it is; else (entities, other encodings, joined
    /// blanks) the whole stretch stands for the whole.
    pub original: Span,
}

impl OriginMap {
    /// Adds the next stretch; neighbours that continue each other byte for byte become one.
    pub fn push(&mut self, text: Span, original: Span) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.segments.last_mut() {
            let verbatim = last.text.len() == last.original.len() && text.len() == original.len();
            if verbatim && last.text.end == text.start && last.original.end == original.start {
                last.text.end = text.end;
                last.original.end = original.end;
                return;
            }
        }
        self.segments.push(Segment { text, original });
    }

    /// The stretches, in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The bytes of the original that `span` was made from, or `None` when nothing is known of it.
    pub fn original(&self, span: Span) -> Option<Span> {
        let first = self.segments.partition_point(|segment| segment.text.end <= span.start);
        self.segments[first..]
            .iter()
            .take_while(|segment| segment.text.start < span.end)
            .map(|segment| segment.original_of(span))
            .reduce(Span::join)
    }
}

impl Segment {
    /// The part of the original that stands for the part of this stretch inside `span`.
    fn original_of(&self, span: Span) -> Span {
        if self.text.len() != self.original.len() {
            return self.original;
        }
        let start = span.start.max(self.text.start) - self.text.start;
        let end = span.end.min(self.text.end) - self.text.start;
        Span::new(self.original.start + start, self.original.start + end)
    }
}
