//! Writes a table with every type of cell as CSV and Parquet into a folder, for `tests/data/test_formats.py` to load.

use std::path::Path;
use tables::{Cell, Column, ColumnType, Table};

/// More rows than stand in one group of a Parquet file.
const ROWS: i64 = 120_001;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder")?;
    let folder = Path::new(&folder);
    let table = sample();
    std::fs::write(folder.join("sample.csv"), tables::csv::write(&table))?;
    std::fs::write(folder.join("sample.parquet"), tables::parquet::write(&table)?)?;
    let empty = Table { rows: Vec::new(), ..table };
    Ok(std::fs::write(folder.join("empty.parquet"), tables::parquet::write(&empty)?)?)
}

fn sample() -> Table {
    let types = [
        ("words", ColumnType::Text),
        ("n", ColumnType::Integer),
        ("x", ColumnType::Number),
        ("yes", ColumnType::Flag),
        ("day", ColumnType::Date),
        ("nothing", ColumnType::Text),
    ];
    let column = |(name, column_type): (&str, ColumnType)| Column {
        name: name.to_owned(),
        column_type,
        huridocs: if name == "day" { "2111".to_owned() } else { String::new() },
        description: format!("a column of type {}", column_type.name()),
    };
    let rows = (0..ROWS).map(|n| {
        let known = n % 3 != 1;
        let day = if n % 2 == 0 { "2031-02-03" } else { "1904-02-29" };
        let words =
            if n == 9 { "=1+1, \"ដារ៉ា\"\r\nสวัสดี".to_owned() } else { format!("row {n}") };
        let cell = |cell: Cell| if known { cell } else { Cell::None };
        let x = f64::from(i32::try_from(n).unwrap_or(0)) / 4.0;
        vec![
            cell(words.into()),
            Cell::Integer(n),
            cell(Cell::Number(x)),
            cell(Cell::Flag(n % 2 == 0)),
            cell(day.into()),
            Cell::None,
        ]
    });
    Table { name: "sample".to_owned(), columns: types.map(column).to_vec(), rows: rows.collect() }
}
