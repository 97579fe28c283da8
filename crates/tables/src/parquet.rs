//! A table as Parquet (format 2, plain encoding, not compressed), which DuckDB, R and Python load with types.
//!
//! Written here because the crate `parquet` takes two minutes to compile and brings 25 packages for what is 250 lines: flat
//! columns, each of which may lack values. Source: <https://github.com/apache/parquet-format>. The same table gives the same bytes.
//! `tests/data/tables.py` loads what is written with DuckDB and pyarrow.

mod thrift;

use crate::table::{Cell, Column, ColumnType, Table};
use jiff::civil::{Date, date};
use thrift::{Struct, Value};

/// What every Parquet file begins and ends with.
const MAGIC: &[u8; 4] = b"PAR1";
/// So many rows stand together.
const GROUP: usize = 50_000;
/// Types of `SchemaElement` and `ColumnMetaData`.
const BOOLEAN: i64 = 0;
const INT32: i64 = 1;
const INT64: i64 = 2;
const DOUBLE: i64 = 5;
const BYTE_ARRAY: i64 = 6;
/// Encodings.
const PLAIN: i64 = 0;
const RLE: i64 = 3;

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ParquetError {
    /// Two gigabytes of words in fifty thousand rows.
    #[error("column {column} has too much text for a Parquet file; write CSV")]
    TooLong {
        /// Its name.
        column: String,
    },
    /// A cell that is not of the type of its column: a bug of ours.
    #[error("column {column}, row {row} holds what its type does not allow; please report this")]
    Mismatch {
        /// Its name.
        column: String,
        /// From 1.
        row: usize,
    },
}

/// The table as the bytes of a file.
///
/// # Errors
/// [`ParquetError`].
pub fn write(table: &Table) -> Result<Vec<u8>, ParquetError> {
    let mut file = MAGIC.to_vec();
    let mut groups = Vec::new();
    for (idx, rows) in table.rows.chunks(GROUP).enumerate() {
        groups.push(group(&mut file, table, rows, idx * GROUP)?);
    }
    let footer = Value::Struct(metadata(table, groups)).to_bytes();
    let length = u32::try_from(footer.len()).map_err(|_| too_long(table.columns.first()))?;
    file.extend_from_slice(&footer);
    file.extend_from_slice(&length.to_le_bytes());
    file.extend_from_slice(MAGIC);
    Ok(file)
}

fn too_long(column: Option<&Column>) -> ParquetError {
    ParquetError::TooLong { column: column.map(|column| column.name.clone()).unwrap_or_default() }
}

/// Some rows, column after column.
fn group(file: &mut Vec<u8>, table: &Table, rows: &[Vec<Cell>], before: usize) -> Result<Value, ParquetError> {
    let begins = file.len();
    let mut chunks = Vec::new();
    for (idx, column) in table.columns.iter().enumerate() {
        chunks.push(chunk(file, column, idx, rows, before)?);
    }
    let size = wide(file.len() - begins);
    Ok(Value::Struct(
        Struct::new().list(1, chunks).i64(2, size).i64(3, wide(rows.len())).i64(5, wide(begins)).i64(6, size),
    ))
}

/// One column of some rows: one page.
fn chunk(
    file: &mut Vec<u8>,
    column: &Column,
    idx: usize,
    rows: &[Vec<Cell>],
    before: usize,
) -> Result<Value, ParquetError> {
    let cells: Vec<&Cell> = rows.iter().map(|row| row.get(idx).unwrap_or(&Cell::None)).collect();
    let mut page = levels(&cells);
    values(&mut page, column, &cells, before)?;
    let size = i32::try_from(page.len()).map_err(|_| too_long(Some(column)))?;
    let n_rows = wide(rows.len());
    let data = Struct::new().i32(1, n_rows).i32(2, PLAIN).i32(3, RLE).i32(4, RLE);
    let header = Struct::new().i32(1, 0).i32(2, i64::from(size)).i32(3, i64::from(size)).put(5, Value::Struct(data));
    let at = wide(file.len());
    file.extend_from_slice(&Value::Struct(header).to_bytes());
    file.extend_from_slice(&page);
    let length = wide(file.len()) - at;
    let meta = Struct::new()
        .i32(1, physical(column.column_type))
        .list(2, vec![Value::I32(PLAIN), Value::I32(RLE)])
        .list(3, vec![Value::Text(column.name.clone())])
        .i32(4, 0)
        .i64(5, n_rows)
        .i64(6, length)
        .i64(7, length)
        .i64(9, at);
    Ok(Value::Struct(Struct::new().i64(2, at).put(3, Value::Struct(meta))))
}

/// Which cells hold something: runs of 1 and 0 after their length (RLE of bit width 1).
fn levels(cells: &[&Cell]) -> Vec<u8> {
    let mut runs = Vec::new();
    for same in cells.chunk_by(|one, other| is_none(one) == is_none(other)) {
        thrift::varint(&mut runs, (same.len() as u64) << 1);
        runs.push(u8::from(!same.first().is_some_and(|cell| is_none(cell))));
    }
    let mut out = u32::try_from(runs.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
    out.extend_from_slice(&runs);
    out
}

const fn is_none(cell: &Cell) -> bool {
    matches!(cell, Cell::None)
}

fn values(page: &mut Vec<u8>, column: &Column, cells: &[&Cell], before: usize) -> Result<(), ParquetError> {
    let mut flags = Vec::new();
    for (idx, cell) in cells.iter().enumerate() {
        match (column.column_type, cell) {
            (_, Cell::None) => {}
            (ColumnType::Text, Cell::Text(text)) => {
                let length = u32::try_from(text.len()).map_err(|_| too_long(Some(column)))?;
                page.extend_from_slice(&length.to_le_bytes());
                page.extend_from_slice(text.as_bytes());
            }
            (ColumnType::Date, Cell::Text(text)) => {
                let days = text.parse().ok().and_then(days).ok_or_else(|| mismatch(column, before + idx))?;
                page.extend_from_slice(&days.to_le_bytes());
            }
            (ColumnType::Integer, Cell::Integer(n)) => page.extend_from_slice(&n.to_le_bytes()),
            (ColumnType::Number, Cell::Number(n)) => page.extend_from_slice(&n.to_le_bytes()),
            (ColumnType::Flag, Cell::Flag(yes)) => flags.push(*yes),
            _ => return Err(mismatch(column, before + idx)),
        }
    }
    let byte = |bits: &[bool]| bits.iter().enumerate().fold(0_u8, |byte, (at, bit)| byte | (u8::from(*bit) << at));
    page.extend(flags.chunks(8).map(byte));
    Ok(())
}

fn mismatch(column: &Column, row: usize) -> ParquetError {
    ParquetError::Mismatch { column: column.name.clone(), row: row + 1 }
}

/// Days since 1970.
fn days(day: Date) -> Option<i32> {
    date(1970, 1, 1).until(day).ok().map(|span| span.get_days())
}

const fn physical(column_type: ColumnType) -> i64 {
    match column_type {
        ColumnType::Text => BYTE_ARRAY,
        ColumnType::Integer => INT64,
        ColumnType::Number => DOUBLE,
        ColumnType::Flag => BOOLEAN,
        ColumnType::Date => INT32,
    }
}

fn wide(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The footer: names and types, where the groups lie, what the columns mean.
fn metadata(table: &Table, groups: Vec<Value>) -> Struct {
    let root = Struct::new().put(4, Value::Text(table.name.clone())).i32(5, wide(table.columns.len()));
    let mut schema = vec![Value::Struct(root)];
    schema.extend(table.columns.iter().map(element));
    Struct::new()
        .i32(1, 2)
        .list(2, schema)
        .i64(3, wide(table.rows.len()))
        .list(4, groups)
        .list(5, about(table))
        .put(6, Value::Text(format!("saksi {}", env!("CARGO_PKG_VERSION"))))
}

/// A column that may lack values.
fn element(column: &Column) -> Value {
    let element = Struct::new().i32(1, physical(column.column_type)).i32(3, 1).put(4, Value::Text(column.name.clone()));
    let logical = |kind: i16| Value::Struct(Struct::new().put(kind, Value::Struct(Struct::new())));
    Value::Struct(match column.column_type {
        ColumnType::Text => element.i32(6, 0).put(10, logical(1)),
        ColumnType::Date => element.i32(6, 6).put(10, logical(6)),
        _ => element,
    })
}

/// What each column means and its HURIDOCS number, as key and value.
fn about(table: &Table) -> Vec<Value> {
    let pair = |key: String, value: &str| {
        Value::Struct(Struct::new().put(1, Value::Text(key)).put(2, Value::Text(value.to_owned())))
    };
    let described = table.columns.iter().flat_map(|column| {
        let says = pair(format!("description.{}", column.name), &column.description);
        let code = (!column.huridocs.is_empty()).then(|| pair(format!("huridocs.{}", column.name), &column.huridocs));
        std::iter::once(says).chain(code)
    });
    described.collect()
}
