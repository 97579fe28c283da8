//! Rows of delimited text (RFC 4180): commas, quotes doubled inside of quotes, line ends of any kind.

/// Rows one after the other, with the line that each begins on.
pub(super) struct Rows<'a> {
    rest: &'a str,
    line: usize,
}

/// All rows of `text`. A quote that is never closed ends with the text.
pub(super) fn rows(text: &str) -> Rows<'_> {
    Rows { rest: text.strip_prefix('\u{feff}').unwrap_or(text), line: 1 }
}

impl Rows<'_> {
    /// The next row into `cells`, which keep their memory; gives its line, from 1. Empty lines are passed over.
    pub(super) fn next_into(&mut self, cells: &mut Vec<String>) -> Option<usize> {
        while let Some(rest) = self.rest.strip_prefix("\r\n").or_else(|| self.rest.strip_prefix('\n')) {
            self.rest = rest;
            self.line += 1;
        }
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        let mut n_cells = 0;
        loop {
            if n_cells == cells.len() {
                cells.push(String::new());
            }
            let Some(cell) = cells.get_mut(n_cells) else { break };
            cell.clear();
            n_cells += 1;
            if !self.cell(cell) {
                break;
            }
        }
        cells.truncate(n_cells);
        Some(line)
    }

    /// Reads one cell; whether another one follows in this row.
    fn cell(&mut self, cell: &mut String) -> bool {
        let trimmed = self.rest.trim_start_matches([' ', '\t']);
        if let Some(quoted) = trimmed.strip_prefix('"') {
            self.quoted(quoted, cell);
        }
        let end = self.rest.find([',', '\n']).unwrap_or(self.rest.len());
        let (plain, rest) = self.rest.split_at(end);
        cell.push_str(plain.trim_matches([' ', '\t', '\r']));
        let more = rest.starts_with(',');
        self.line += usize::from(rest.starts_with('\n'));
        self.rest = rest.get(1..).unwrap_or_default();
        more
    }

    /// Reads up to the closing quote.
    fn quoted(&mut self, quoted: &str, cell: &mut String) {
        let mut rest = quoted;
        while let Some((inside, after)) = rest.split_once('"') {
            cell.push_str(inside);
            self.line += inside.matches('\n').count();
            let Some(again) = after.strip_prefix('"') else {
                self.skip_to(after);
                return;
            };
            cell.push('"');
            rest = again;
        }
        cell.push_str(rest);
        self.line += rest.matches('\n').count();
        self.skip_to("");
    }

    /// Goes on with `rest`, the end of what is left.
    fn skip_to(&mut self, rest: &str) {
        let at = self.rest.len() - rest.len().min(self.rest.len());
        self.rest = self.rest.get(at..).unwrap_or_default();
    }
}
