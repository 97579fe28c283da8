//! Byte offsets to code point offsets.

use domain::Span;

/// Code point positions of a text; a lookup costs at most [`STRIDE`] bytes.
pub struct Positions<'a> {
    text: &'a str,
    /// Code points before each multiple of [`STRIDE`] bytes.
    counts: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'a> Positions<'a> {
    pub fn new(text: &'a str) -> Positions<'a> {
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            counts.push(count);
            count += code_points(chunk);
        }
        counts.push(count);
        Positions { text, counts }
    }

    /// Code points before byte `offset`.
    fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let start = offset / STRIDE * STRIDE;
        self.counts[offset / STRIDE] + code_points(&self.text.as_bytes()[start..offset])
    }

    /// `[start, end)` in code points.
    pub fn span(&self, span: Span) -> [usize; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// Bytes that start a code point.
fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
