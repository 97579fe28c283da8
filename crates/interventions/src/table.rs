//! Tables of the codebook that people without a programmer's tools can review: tabs between cells, `#` before remarks.

/// A table that cannot be used, with the place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct TableError {
    /// From 1.
    pub line: usize,
    /// Which cell, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
}

impl TableError {
    pub(crate) fn new(line: usize, column: usize, what: impl Into<String>) -> Self {
        Self { line, column, what: what.into() }
    }
}

/// A line with its number and its cells, one for each column that was asked for.
pub(crate) struct Row<'a, const N: usize> {
    pub line: usize,
    pub cells: [&'a str; N],
}

/// Longest table, bytes.
const MAX_TABLE: usize = 1 << 20;

/// The rows below the heads. All `columns` must be there, in any order, and no other.
pub(crate) fn rows<'a, const N: usize>(text: &'a str, columns: [&str; N]) -> Result<Vec<Row<'a, N>>, TableError> {
    if text.len() > MAX_TABLE {
        return Err(TableError::new(1, 1, "a table has at most 1 MB"));
    }
    let mut lines = text.lines().zip(1..).filter(|(line, _)| !line.starts_with('#') && !line.trim().is_empty());
    let Some((head, at)) = lines.next() else { return Err(TableError::new(1, 1, "the table is empty")) };
    let heads: Vec<&str> = head.split('\t').map(str::trim).collect();
    for (head, column) in heads.iter().zip(1..) {
        if !columns.contains(head) {
            return Err(TableError::new(
                at,
                column,
                format!("there is no column `{head}`; the columns are {}", columns.join(", ")),
            ));
        }
    }
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(columns) {
        let found = heads.iter().position(|head| *head == name);
        *place = found.ok_or_else(|| TableError::new(at, heads.len(), format!("the column `{name}` is missing")))?;
    }
    lines.map(|(text, line)| row(text, line, heads.len(), &places)).collect()
}

fn row<'a, const N: usize>(
    text: &'a str,
    line: usize,
    n_heads: usize,
    places: &[usize; N],
) -> Result<Row<'a, N>, TableError> {
    let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
    if cells.len() > n_heads {
        return Err(TableError::new(line, n_heads + 1, "more cells than there are columns"));
    }
    Ok(Row { line, cells: places.map(|place| cells.get(place).copied().unwrap_or_default()) })
}

/// The words of a cell, separated by vertical bars.
pub(crate) fn list(cell: &str) -> Vec<String> {
    cell.split('|').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
