//! A table as CSV (RFC 4180): UTF-8, a line of names first, lines end with CR LF, nothing known is an empty cell.
//!
//! Guarded against formulas: words that a spreadsheet would calculate (they begin with `=`, `+`, `-`, `@`, a tabulator or a line
//! break) get an apostrophe in front, and so do words that begin with an apostrophe before one of these; [`unguarded`] takes it
//! away again. Numbers and days are never guarded. Source: OWASP, CSV Injection.

use crate::table::{Cell, Table};
use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula, or throws away to find one.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}'];

/// The table as the bytes of a file.
#[must_use]
pub fn write(table: &Table) -> Vec<u8> {
    let mut out = String::new();
    line(&mut out, table.columns.iter().map(|column| Cow::Borrowed(column.name.as_str())));
    for row in &table.rows {
        line(&mut out, row.iter().map(words));
    }
    out.into_bytes()
}

fn words(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::None => Cow::Borrowed(""),
        Cell::Text(text) => guarded(text),
        Cell::Integer(n) => Cow::Owned(n.to_string()),
        Cell::Number(n) => Cow::Owned(n.to_string()),
        Cell::Flag(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
    }
}

/// Words as they can stand in a cell of a spreadsheet.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if needs_guard(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Words without the guard.
#[must_use]
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if needs_guard(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// Spreadsheets trim white space before they look.
fn needs_guard(text: &str) -> bool {
    text.starts_with(FORMULA) || text.trim_start().starts_with(FORMULA)
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = Cow<'a, str>>) {
    let begins = out.len();
    let mut n_cells = 0;
    for (idx, cell) in cells.enumerate() {
        n_cells += 1;
        if idx > 0 {
            out.push(',');
        }
        field(out, &cell);
    }
    // A line with nothing on it would be no row.
    if n_cells == 1 && out.len() == begins {
        out.push_str("\"\"");
    }
    out.push_str("\r\n");
}

fn field(out: &mut String, cell: &str) {
    let quoted = cell.contains([',', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    if !quoted {
        return out.push_str(cell);
    }
    out.push('"');
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}
