//! Tab-separated tables that people without a programmer's tools can review.

use crate::{CodebookError, Files};

/// A `.tsv` file: lines that start with `#` are remarks, the first other line names the columns.
#[derive(Debug)]
pub struct Table<'a> {
    path: &'a str,
    columns: Vec<&'a str>,
    rows: Vec<(usize, Vec<&'a str>)>,
}

/// One line of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t, 'a> {
    table: &'t Table<'a>,
    line: usize,
    cells: &'t [&'a str],
}

impl<'a> Table<'a> {
    /// Reads the table at `path`.
    ///
    /// # Errors
    /// [`CodebookError::Missing`], or [`CodebookError::Line`] when a line has more cells than there are columns.
    pub fn read(files: &'a Files, path: &'a str) -> Result<Table<'a>, CodebookError> {
        let mut lines = files.text(path)?.lines().enumerate().map(|(i, line)| (i + 1, line.trim_end_matches('\r')));
        let mut lines = lines.by_ref().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let columns: Vec<&str> =
            lines.next().map(|(_, line)| line.split('\t').map(str::trim).collect()).unwrap_or_default();
        let mut rows = Vec::new();
        for (line, text) in lines {
            let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
            if cells.len() > columns.len() {
                let what = format!("{} cells, but the table has {} columns", cells.len(), columns.len());
                return Err(CodebookError::Line { path: path.to_owned(), line, what });
            }
            rows.push((line, cells));
        }
        Ok(Table { path, columns, rows })
    }

    /// The lines, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl<'a> Row<'_, 'a> {
    /// The cell in `column`; empty when the line is shorter or the table has no such column.
    pub fn get(&self, column: &str) -> &'a str {
        let position = self.table.columns.iter().position(|name| *name == column);
        position.and_then(|i| self.cells.get(i)).copied().unwrap_or("")
    }

    /// The words of a cell, separated by commas or vertical bars.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'a str> {
        self.get(column).split(['|', ',']).map(str::trim).filter(|word| !word.is_empty())
    }

    /// The cell in `column`, which must not be empty.
    ///
    /// # Errors
    /// [`CodebookError::Line`].
    pub fn required(&self, column: &str) -> Result<&'a str, CodebookError> {
        let cell = self.get(column);
        if cell.is_empty() { Err(self.wrong(format!("the column `{column}` is empty"))) } else { Ok(cell) }
    }

    /// An error about this line.
    pub fn wrong(&self, what: impl Into<String>) -> CodebookError {
        CodebookError::Line { path: self.table.path.to_owned(), line: self.line, what: what.into() }
    }
}
