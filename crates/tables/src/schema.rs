//! Which columns each table has: `codebook/tables/columns.tsv`, built in.

use crate::table::{Column, ColumnType, Table};

const COLUMNS: &str = include_str!("../../../codebook/tables/columns.tsv");
const ACTS: &str = include_str!("../../../codebook/acts.tsv");

/// A table of the schema without rows; no columns when there is none of this name.
#[must_use]
pub fn table(name: &str) -> Table {
    let columns = lines().filter(|(table, _)| *table == name).map(|(_, column)| column).collect();
    Table { name: name.to_owned(), columns, rows: Vec::new() }
}

/// Every table and column of the schema, in order.
pub fn lines() -> impl Iterator<Item = (&'static str, Column)> {
    let lines = COLUMNS.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.filter_map(|line| {
        let mut cells = line.split('\t');
        let (table, name, kind, huridocs, description) =
            (cells.next()?, cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let column_type = ColumnType::from_name(kind)?;
        let (name, huridocs) = (name.to_owned(), huridocs.to_owned());
        Some((table, Column { name, column_type, huridocs, description: description.to_owned() }))
    })
}

/// The number of an act type in the HURIDOCS list of types of acts, where there is one (`codebook/acts.tsv`).
#[must_use]
pub fn huridocs_act(act_type: &str) -> Option<String> {
    act_cell(act_type, "huridocs").filter(|code| code.starts_with(|first: char| first.is_ascii_digit()))
}

/// What an act type is, in one line.
#[must_use]
pub fn gloss(act_type: &str) -> Option<String> {
    act_cell(act_type, "gloss")
}

fn act_cell(act_type: &str, column: &str) -> Option<String> {
    let mut lines = ACTS.lines().filter(|line| !line.starts_with('#'));
    let column = lines.next()?.split('\t').position(|name| name == column)?;
    let line = lines.find(|line| line.split('\t').next() == Some(act_type))?;
    line.split('\t').nth(column).map(str::to_owned)
}
