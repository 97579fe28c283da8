"""Loads what crates/tables/examples/table_sample.rs wrote with DuckDB and pyarrow. Usage: test_formats.py FOLDER"""

import datetime
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet

ROWS = 120_001


def expected(n):
    if n % 3 == 1:
        return (None, n, None, None, None, None)
    words = '=1+1, "ដារ៉ា"\r\nสวัสดี' if n == 9 else f"row {n}"
    day = datetime.date(2031, 2, 3) if n % 2 == 0 else datetime.date(1904, 2, 29)
    return (None if n % 3 == 1 else words, n, n / 4, n % 2 == 0, day, None)


def main(folder):
    path = folder / "sample.parquet"
    rows = duckdb.sql(f"select * from '{path}'").fetchall()
    assert len(rows) == ROWS, len(rows)
    assert [expected(n) for n in range(ROWS)] == rows, "DuckDB reads something else"
    kinds = dict(duckdb.sql(f"select column_name, column_type from (describe select * from '{path}')").fetchall())
    assert kinds == {"words": "VARCHAR", "n": "BIGINT", "x": "DOUBLE", "yes": "BOOLEAN", "day": "DATE", "nothing": "VARCHAR"}, kinds

    table = pyarrow.parquet.read_table(path)
    assert [tuple(row.values()) for row in table.to_pylist()] == rows, "pyarrow reads something else"
    about = pyarrow.parquet.read_metadata(path).metadata
    assert about[b"huridocs.day"] == b"2111" and about[b"description.n"] == b"a column of type integer", about
    empty = pyarrow.parquet.read_table(folder / "empty.parquet")
    assert (empty.num_rows, empty.column_names) == (0, table.column_names)

    text = duckdb.sql(f"select words from read_csv('{folder / 'sample.csv'}', auto_detect=true) where n = 9").fetchall()[0][0]
    assert text == "'" + expected(9)[0], text
    print(f"ok: {ROWS} rows of six types in DuckDB {duckdb.__version__} and pyarrow {pyarrow.__version__}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
