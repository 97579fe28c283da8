//! Tables are written as they are, and come back as they were.

use crate::{Cell, Column, ColumnType, Format, Table, csv, parquet, schema};
use proptest::prelude::*;

fn column(name: &str, column_type: ColumnType) -> Column {
    Column { name: name.to_owned(), column_type, huridocs: String::new(), description: "what it is".to_owned() }
}

fn small() -> Table {
    Table {
        name: "small".to_owned(),
        columns: vec![
            column("name", ColumnType::Text),
            column("n", ColumnType::Integer),
            column("x", ColumnType::Number),
            column("yes", ColumnType::Flag),
            column("day", ColumnType::Date),
        ],
        rows: vec![
            vec!["ដារ៉ា, \"Dara\"".into(), Cell::Integer(-3), Cell::Number(0.5), Cell::Flag(true), "2031-02-03".into()],
            vec![Cell::None, Cell::None, Cell::None, Cell::None, Cell::None],
            vec!["=1+1".into(), Cell::Integer(7), Cell::Number(1e300), Cell::Flag(false), "1969-12-31".into()],
        ],
    }
}

#[test]
fn csv_is_what_rfc_4180_says() {
    let written = String::from_utf8(csv::write(&small())).expect("UTF-8");
    let lines: Vec<&str> = written.split("\r\n").collect();
    assert_eq!(lines[0], "name,n,x,yes,day");
    assert_eq!(lines[1], "\"ដារ៉ា, \"\"Dara\"\"\",-3,0.5,true,2031-02-03");
    assert_eq!(lines[2], ",,,,");
    assert!(lines[3].starts_with("'=1+1,7,"), "{}", lines[3]);
    assert_eq!(lines.len(), 5);
}

#[test]
fn no_cell_of_words_begins_as_a_formula_does() {
    for text in ["=1", "+1", "-1", "@x", "\tx", "\r=1", " =1", "'=1", "\u{ff1d}1", "\n@"] {
        let guarded = csv::guarded(text);
        assert!(guarded.starts_with('\''), "{text:?}");
        assert_eq!(csv::unguarded(&guarded), text);
    }
    for text in ["Dara", "'twas", "1-2", "", "a=b"] {
        assert_eq!(csv::guarded(text), text);
        assert_eq!(csv::unguarded(text), text);
    }
}

#[test]
fn parquet_begins_and_ends_as_parquet_does_and_is_the_same_again() {
    let written = parquet::write(&small()).expect("a table");
    assert_eq!((&written[..4], &written[written.len() - 4..]), (&b"PAR1"[..], &b"PAR1"[..]));
    assert_eq!(written, parquet::write(&small()).expect("a table"));
}

#[test]
fn a_cell_of_another_type_is_an_error_with_its_place() {
    let mut table = small();
    table.rows[2][1] = "seven".into();
    let error = parquet::write(&table).expect_err("words are no number").to_string();
    assert!(error.contains("column n, row 3"), "{error}");
}

#[test]
fn every_column_of_the_schema_can_be_read_and_stands_once() {
    let lines: Vec<(&str, Column)> = schema::lines().collect();
    let n_written = include_str!("../../../codebook/tables/columns.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .count();
    assert_eq!(lines.len() + 1, n_written, "a line of columns.tsv cannot be read");
    for (idx, (table, column)) in lines.iter().enumerate() {
        assert!(column.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'));
        assert!(!column.description.is_empty());
        let same = |(other_table, other): &(&str, Column)| other_table == table && other.name == column.name;
        assert!(!lines.iter().skip(idx + 1).any(same), "{table}.{} stands twice", column.name);
    }
}

#[test]
fn names_after_huridocs_begin_with_its_number() {
    let acts = schema::table("acts").with_numbers();
    let names: Vec<&str> = acts.columns.iter().map(|column| column.name.as_str()).collect();
    assert!(names.contains(&"2109_act_type") && names.contains(&"status"), "{names:?}");
}

/// Everything that is written of a disclosure, names of files among it, as words to be searched.
fn everything(disclosed: &disclosure::Disclosed) -> Vec<(Format, String)> {
    let words = |format: Format| {
        let files = crate::files(disclosed, format).expect("tables can be written");
        let texts = files.iter().map(|(name, bytes)| format!("{name}\n{}\n", String::from_utf8_lossy(bytes)));
        (format, texts.collect())
    };
    Format::ALL.into_iter().map(words).collect()
}

/// All 5,000 states are in `crates/cli/tests/leaving.rs`, with every other way out.
#[test]
fn no_format_holds_what_consent_does_not_cover() {
    let mut n_rows = 0;
    for seed in 0..500 {
        let planted = disclosure::testing::planted(seed);
        let disclosed = disclosure::disclose(&planted.material, &planted.ask, &planted.consents(), &planted.key);
        let forbidden = disclosure::testing::forbidden(&planted);
        n_rows += disclosed.events().len();
        for (format, text) in everything(&disclosed) {
            let found = disclosure::testing::findings(&forbidden, &text);
            assert!(found.is_empty(), "seed {seed}, {format:?}: {found:?}");
        }
    }
    assert!(n_rows > 500, "hardly anything was planted");
}

#[test]
fn the_same_disclosure_gives_the_same_bytes() {
    for seed in 0..20 {
        let planted = disclosure::testing::planted(seed);
        let disclose = || disclosure::disclose(&planted.material, &planted.ask, &planted.consents(), &planted.key);
        for format in Format::ALL {
            let written = crate::export(&disclose(), format).expect("tables can be written");
            assert!(written == crate::export(&disclose(), format).expect("tables can be written"), "{format:?}");
        }
    }
}

#[test]
fn every_row_has_a_cell_for_every_column_of_its_type() {
    for seed in 0..50 {
        let planted = disclosure::testing::planted(seed);
        let disclosed = disclosure::disclose(&planted.material, &planted.ask, &planted.consents(), &planted.key);
        for table in crate::disclosed::tables(&disclosed) {
            assert!(!table.columns.is_empty(), "{}", table.name);
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
            parquet::write(&table).expect("cells are of the type of their column");
        }
    }
}

#[test]
fn a_data_set_has_no_small_number_and_says_its_limits() {
    for seed in 0..200 {
        let planted = disclosure::testing::planted(seed);
        let disclosed = disclosure::disclose(&planted.material, &planted.ask, &planted.consents(), &planted.key);
        let files = crate::files(&disclosed, Format::Dataset).expect("tables can be written");
        let file = |wanted: &str| {
            let found = files.iter().find(|(name, _)| name == wanted).expect("a file");
            String::from_utf8(found.1.clone()).expect("UTF-8")
        };
        let limits = file("limits.md");
        assert!(!limits.contains("{{") && limits.contains("What it is not"), "{limits}");
        let tally = file("csv/tally.csv");
        let mut reader = ::csv::Reader::from_reader(tally.as_bytes());
        for row in reader.records().map(|row| row.expect("RFC 4180")) {
            let small =
                |cell: Option<&str>| cell.is_some_and(|n| n.parse::<u64>().is_ok_and(|n| n < crate::dataset::SMALLEST));
            assert!(!small(row.get(3)) && !small(row.get(4)), "{tally}");
        }
        let book = file("codebook.csv");
        assert!(book.contains("acts,act_type,text,2109,"), "{book}");
        assert_eq!(file("sha256sums.txt").lines().count(), files.len() - 1);
    }
}

proptest! {
    #[test]
    fn whatever_is_written_as_csv_is_read_again(rows in prop::collection::vec(prop::collection::vec(".{0,12}", 3), 0..8)) {
        let columns = ["a", "b", "c"].map(|name| column(name, ColumnType::Text)).to_vec();
        let cells = |row: &Vec<String>| row.iter().map(|text| Cell::Text(text.clone())).collect();
        let table = Table { name: "t".to_owned(), columns, rows: rows.iter().map(cells).collect() };
        let written = csv::write(&table);
        let mut reader = ::csv::ReaderBuilder::new().has_headers(true).from_reader(written.as_slice());
        let read: Vec<Vec<String>> = reader
            .records()
            .map(|record| record.expect("RFC 4180").iter().map(|cell| csv::unguarded(cell).to_owned()).collect())
            .collect();
        prop_assert_eq!(read, rows);
    }
}
