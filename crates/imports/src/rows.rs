//! Rows of delimited text (RFC 4180) with the place of every cell. Strict: what is torn is a fault, never mended in silence.

use document::Span;
use std::borrow::Cow;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'t> {
    /// What it says, without quotes, trimmed.
    pub value: Cow<'t, str>,
    /// Where its words stand, without quotes.
    pub span: Span,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'t> {
    /// Without its line end.
    pub span: Span,
    /// Its cells.
    pub cells: Vec<Cell<'t>>,
    /// Where a quote stands that fits nothing.
    pub torn: Option<usize>,
}

/// Rows one after the other. Lines with nothing on them are passed over.
#[derive(Clone, Debug)]
pub struct Rows<'t> {
    text: &'t str,
    at: usize,
    delimiter: u8,
}

impl<'t> Rows<'t> {
    /// `delimiter`: an ASCII character.
    #[must_use]
    pub const fn new(text: &'t str, delimiter: u8) -> Self {
        Self { text, at: 0, delimiter }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// How long the line end at a place is.
    fn line_end(&self, at: usize) -> usize {
        match (self.byte(at), self.byte(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\n' | b'\r'), _) => 1,
            _ => 0,
        }
    }

    fn quoted(&self, begins: usize) -> (Cell<'t>, usize, bool) {
        let mut at = begins + 1;
        let mut doubled = false;
        loop {
            match (self.byte(at), self.byte(at + 1)) {
                (Some(b'"'), Some(b'"')) => {
                    doubled = true;
                    at += 2;
                }
                (Some(b'"'), _) => {
                    let cell = self.cell(begins + 1, at, doubled);
                    let after = self.byte(at + 1);
                    let fits = after.is_none() || after == Some(self.delimiter) || self.line_end(at + 1) > 0;
                    return (cell, at + 1, fits);
                }
                (None, _) => return (self.cell(begins + 1, at, doubled), at, false),
                _ => at += 1,
            }
        }
    }

    fn plain(&self, begins: usize) -> (Cell<'t>, usize) {
        let mut at = begins;
        while self.byte(at).is_some_and(|byte| byte != self.delimiter && byte != b'\n' && byte != b'\r') {
            at += 1;
        }
        (self.cell(begins, at, false), at)
    }

    fn cell(&self, begins: usize, ends: usize, doubled: bool) -> Cell<'t> {
        let raw = self.text.get(begins..ends).unwrap_or_default();
        let trimmed = raw.trim_start();
        let start = begins + raw.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        let value = if doubled { Cow::Owned(trimmed.replace("\"\"", "\"")) } else { Cow::Borrowed(trimmed) };
        Cell { value, span: Span::new(start, start + trimmed.len()) }
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Row<'t>;

    fn next(&mut self) -> Option<Row<'t>> {
        while self.line_end(self.at) > 0 {
            self.at += self.line_end(self.at);
        }
        if self.at >= self.text.len() {
            return None;
        }
        let begins = self.at;
        let mut row = Row { span: Span::new(begins, begins), cells: Vec::new(), torn: None };
        loop {
            let (cell, ends) = if self.byte(self.at) == Some(b'"') {
                let opens = self.at;
                let (cell, ends, fits) = self.quoted(opens);
                if !fits {
                    row.torn.get_or_insert(opens);
                }
                // What stands behind the quote is lost with the row; it is not imported.
                let ends = if fits { ends } else { self.plain(ends).1 };
                (cell, ends)
            } else {
                self.plain(self.at)
            };
            row.cells.push(cell);
            self.at = ends;
            if self.byte(ends) != Some(self.delimiter) {
                break;
            }
            self.at += 1;
        }
        row.span.end = self.at;
        self.at += self.line_end(self.at);
        Some(row)
    }
}
