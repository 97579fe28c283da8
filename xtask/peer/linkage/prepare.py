"""Writes the sets of records as comma-separated files with the true entity in the column `truth`: prepare.py SETS OUT.

SETS is the folder with the sets, OUT gets historical.csv, rldata.csv, febrl.csv and fake.csv. Rows are put in an order
that has nothing to do with the truth: in some sets the records of one person stand together. Needs duckdb.
"""

import pathlib
import sys

import duckdb


def main():
    sets, out = (pathlib.Path(argument) for argument in sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    read = {
        "historical": f"select * exclude (cluster), cluster as truth from '{sets}/historical_figures_with_errors_50k.parquet'",
        "rldata": f"select * exclude (ent_id), ent_id as truth from read_csv('{sets}/RLdata10000.csv', all_varchar=true)",
        "febrl": "select *, split_part(rec_id, '-', 2) as truth from "
        f"(select * from read_csv('{sets}/dataset3.csv', all_varchar=true, normalize_names=false))",
        "fake": f"select * exclude (cluster), cluster as truth from read_csv('{sets}/fake_1000.csv', all_varchar=true)",
    }
    for name, query in read.items():
        rows = duckdb.sql(query)
        trimmed = ", ".join(f'trim("{column}") as "{column.strip()}"' for column in rows.columns)
        rows.query("rows", f"select {trimmed} from (select *, row_number() over () as place from rows) order by hash(place * 7919 + 13)").write_csv(str(out / f"{name}.csv"))


main()
