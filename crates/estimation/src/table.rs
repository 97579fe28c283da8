//! Tables of who is on which list, as people keep them: one row a person, or one row a history with a count.

use crate::lists::{Cell, Lists, MOST_LISTS};
use std::collections::BTreeMap;

/// Names of a column that holds how many people a row stands for.
const COUNTS: [&str; 6] = ["n", "count", "counts", "freq", "frequency", "number"];

/// Names of a column that tells people apart.
const IDS: [&str; 5] = ["id", "person", "person_id", "record", "record_id"];

/// What a table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The lists.
    pub lists: Lists,
    /// Columns that are no lists and were left out.
    pub left_out: Vec<String>,
    /// The column of counts, when a row stands for more than one person.
    pub counts: Option<String>,
    /// Rows below the heading.
    pub n_rows: usize,
}

/// Why a table cannot be used. Rows are numbered as in the file, the heading is row 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Nothing below the heading, or no heading.
    #[error("there is no row below the heading; the first row names the columns")]
    NoRows,
    /// The bytes are no text.
    #[error("it is not text in UTF-8; save it as CSV UTF-8")]
    NotText,
    /// A row with more or fewer cells than the heading.
    #[error("row {row} has {cells} cells and the heading has {columns}")]
    Width {
        /// Which row.
        row: usize,
        /// Its cells.
        cells: usize,
        /// Cells of the heading.
        columns: usize,
    },
    /// Two columns with one name.
    #[error("two columns are named {name:?}")]
    SameName {
        /// The name.
        name: String,
    },
    /// A column that was asked for is not there.
    #[error("there is no column {name:?}; the columns are {columns}")]
    NoColumn {
        /// The name.
        name: String,
        /// Names of the columns.
        columns: String,
    },
    /// A list holds something else than 0 and 1.
    #[error("row {row}, column {column:?}: only 0 and 1 can stand there; nothing is not the same as 0")]
    NotBinary {
        /// Which row.
        row: usize,
        /// Which column.
        column: String,
    },
    /// A count is no whole number.
    #[error("row {row}, column {column:?}: the count must be a whole number of at most 1,000,000,000")]
    NotCount {
        /// Which row.
        row: usize,
        /// Which column.
        column: String,
    },
    /// Somebody stands in two rows.
    #[error("rows {first} and {second} have the same id: join them, or the person is counted twice")]
    SameId {
        /// The one row.
        first: usize,
        /// The other.
        second: usize,
    },
    /// No column can be a list.
    #[error("no column holds only 0 and 1, so none is a list")]
    NoLists,
    /// More lists than fit.
    #[error("{lists} columns hold only 0 and 1; at most {most} can be lists: name them with --lists")]
    TooManyLists {
        /// How many.
        lists: usize,
        /// Most.
        most: usize,
    },
}

impl TableError {
    /// Its name, for programs and for words in other languages.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoRows => "no-rows",
            Self::NotText => "not-text",
            Self::Width { .. } => "width",
            Self::SameName { .. } => "same-name",
            Self::NoColumn { .. } => "no-column",
            Self::NotBinary { .. } => "not-binary",
            Self::NotCount { .. } => "not-count",
            Self::SameId { .. } => "same-id",
            Self::NoLists => "no-lists",
            Self::TooManyLists { .. } => "too-many-columns",
        }
    }

    /// The values that its sentence names: rows, numbers and names of columns, never a cell.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoRows | Self::NotText | Self::NoLists => Vec::new(),
            Self::Width { row, cells, columns } => {
                vec![("row", row.to_string()), ("cells", cells.to_string()), ("columns", columns.to_string())]
            }
            Self::SameName { name } => vec![("name", name.clone())],
            Self::NoColumn { name, columns } => vec![("name", name.clone()), ("columns", columns.clone())],
            Self::NotBinary { row, column } | Self::NotCount { row, column } => {
                vec![("row", row.to_string()), ("name", column.clone())]
            }
            Self::SameId { first, second } => vec![("first", first.to_string()), ("second", second.to_string())],
            Self::TooManyLists { lists, most } => vec![("lists", lists.to_string()), ("most", most.to_string())],
        }
    }
}

/// Reads a table: comma, semicolon or tab between cells, quotes as in RFC 4180, the first row names the columns.
///
/// `wanted`: names of the columns that are lists; when empty, all that hold only 0 and 1. A column named `n`, `count`, `freq`,
/// `frequency` or `number` says how many people a row stands for. No cell of a person goes into an error.
///
/// # Errors
/// [`TableError`].
pub fn read(bytes: &[u8], wanted: &[String]) -> Result<Table, TableError> {
    let text = std::str::from_utf8(bytes).map_err(|_| TableError::NotText)?;
    let text = text.trim_start_matches('\u{feff}');
    let rows = rows(text, separator(text));
    let (heading, rows) = rows.split_first().ok_or(TableError::NoRows)?;
    if rows.is_empty() {
        return Err(TableError::NoRows);
    }
    let names: Vec<String> = heading.cells.iter().map(|name| name.trim().to_owned()).collect();
    check_shape(&names, rows)?;
    let counts = names.iter().position(|name| is_one_of(name, &COUNTS) && !wanted.contains(name));
    check_ids(&names, rows, counts)?;
    let lists = list_columns(&names, rows, wanted, counts)?;
    let cells = rows.iter().map(|row| cell(&names, row, &lists, counts)).collect::<Result<Vec<_>, _>>()?;
    let is_used = |column: &usize| lists.contains(column) || counts == Some(*column);
    Ok(Table {
        left_out: (0..names.len()).filter(|column| !is_used(column)).map(|column| names[column].clone()).collect(),
        lists: Lists::new(lists.iter().map(|column| names[*column].clone()).collect(), cells),
        counts: counts.map(|column| names[column].clone()),
        n_rows: rows.len(),
    })
}

fn is_one_of(name: &str, known: &[&str]) -> bool {
    known.iter().any(|one| one.eq_ignore_ascii_case(name))
}

fn check_shape(names: &[String], rows: &[Row]) -> Result<(), TableError> {
    for (i, name) in names.iter().enumerate() {
        if names.iter().take(i).any(|earlier| earlier == name) {
            return Err(TableError::SameName { name: name.clone() });
        }
    }
    let columns = names.len();
    match rows.iter().find(|row| row.cells.len() != columns) {
        Some(row) => Err(TableError::Width { row: row.number, cells: row.cells.len(), columns }),
        None => Ok(()),
    }
}

fn check_ids(names: &[String], rows: &[Row], counts: Option<usize>) -> Result<(), TableError> {
    let Some(column) = names.iter().position(|name| is_one_of(name, &IDS)).filter(|_| counts.is_none()) else {
        return Ok(());
    };
    let mut known = BTreeMap::new();
    for row in rows {
        let id = row.cells.get(column).map_or("", |id| id.trim());
        if let Some(first) = known.insert(id, row.number).filter(|_| !id.is_empty()) {
            return Err(TableError::SameId { first, second: row.number });
        }
    }
    Ok(())
}

/// Which columns are lists.
fn list_columns(
    names: &[String],
    rows: &[Row],
    wanted: &[String],
    counts: Option<usize>,
) -> Result<Vec<usize>, TableError> {
    if !wanted.is_empty() {
        let missing = |name: &String| TableError::NoColumn { name: name.clone(), columns: names.join(", ") };
        let column = |name: &String| names.iter().position(|known| known == name).ok_or_else(|| missing(name));
        let mut columns = wanted.iter().map(column).collect::<Result<Vec<_>, _>>()?;
        columns.sort_unstable();
        columns.dedup();
        return at_most(columns);
    }
    let is_binary =
        |column: usize| rows.iter().all(|row| row.cells.get(column).is_some_and(|cell| bit(cell).is_some()));
    let others = |column: &usize| counts != Some(*column) && !is_one_of(&names[*column], &IDS);
    let columns: Vec<usize> = (0..names.len()).filter(others).filter(|column| is_binary(*column)).collect();
    if columns.is_empty() {
        return Err(TableError::NoLists);
    }
    at_most(columns)
}

fn at_most(columns: Vec<usize>) -> Result<Vec<usize>, TableError> {
    match columns.len() > MOST_LISTS {
        true => Err(TableError::TooManyLists { lists: columns.len(), most: MOST_LISTS }),
        false => Ok(columns),
    }
}

fn bit(cell: &str) -> Option<u64> {
    match cell.trim() {
        "0" => Some(0),
        "1" => Some(1),
        _ => None,
    }
}

fn cell(names: &[String], row: &Row, columns: &[usize], counts: Option<usize>) -> Result<Cell, TableError> {
    let mut lists = 0;
    for (i, column) in columns.iter().enumerate() {
        let wrong = || TableError::NotBinary { row: row.number, column: names[*column].clone() };
        lists |= row.cells.get(*column).and_then(|cell| bit(cell)).ok_or_else(wrong)? << i;
    }
    let count = match counts {
        None => 1,
        Some(column) => {
            let count = row.cells.get(column).and_then(|cell| cell.trim().parse().ok());
            let wrong = || TableError::NotCount { row: row.number, column: names[column].clone() };
            count.filter(|count| *count <= 1_000_000_000).ok_or_else(wrong)?
        }
    };
    Ok(Cell { lists, count })
}

/// One row of a file.
struct Row {
    number: usize,
    cells: Vec<String>,
}

/// What stands most often in the first line, of comma, semicolon and tab.
fn separator(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    let often = |separator: &char| first.matches(*separator).count();
    [',', ';', '\t'].into_iter().rev().max_by_key(often).unwrap_or(',')
}

/// Rows that hold something, numbered as lines of a table. Quoted cells may hold separators and line ends.
fn rows(text: &str, separator: char) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut number = 1;
    let mut end = |cells: &mut Vec<String>| {
        let cells = std::mem::replace(cells, vec![String::new()]);
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { number, cells });
        }
        number += 1;
    };
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                add(&mut cells, '"');
            }
            '"' => quoted = !quoted,
            '\n' if !quoted => end(&mut cells),
            '\r' if !quoted => {}
            one if one == separator && !quoted => cells.push(String::new()),
            other => add(&mut cells, other),
        }
    }
    end(&mut cells);
    rows
}

fn add(cells: &mut [String], character: char) {
    if let Some(cell) = cells.last_mut() {
        cell.push(character);
    }
}

#[cfg(test)]
#[path = "table/tests.rs"]
mod tests;
