"""Data out and in through the program: what is exported loads in DuckDB, pyarrow, R and followthemoney, and comes back as the same acts.

Usage: test_export.py SAKSI    (the binary; R is looked at where Rscript is installed)
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import duckdb
import pyarrow.parquet
from followthemoney import model

HEADERS = "No;Name;Date;What;Place;By whom;Number;Charge;Said by\n"
ROWS = [
    "1;Mira Tol;13/2/2031;taken;Velin;police;;;Radio Horizon",
    "2;Olen Vash;14/2/2031;taken;Velin;police;;incitement;",
    "3;Olen Vash;20/2/2031;beaten;Karsund;police | Unit 5;;;",
    "4;=HYPERLINK(1);1/3/2031;taken;Velin;police;;;",
    "5;;3/2031;taken;Karsund;;34;;",
    "6;ដារ៉ា សុខ;2031;taken;Velin;;;;",
]
MAPPING = """
name = "arrests"
delimiter = ";"
date = "day-month-year"
separator = " | "
origin = "Centre of Karvia"
[columns]
No = "event"
Name = "victim"
Date = "date"
What = "act_type"
Place = "place"
"By whom" = "perpetrator"
Number = "victims_at_least"
Charge = "charge"
"Said by" = "source"
[codes.act_type]
taken = "arrest"
beaten = "assault"
"""


class Program:
    def __init__(self, binary, folder):
        self.binary, self.folder = Path(binary).resolve(), folder
        self.environment = dict(os.environ, SAKSI_PASSPHRASE="three invented words for a test of data", XDG_STATE_HOME=str(folder / "state"))

    def __call__(self, *arguments, fails=False):
        done = subprocess.run([self.binary, *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True)
        assert (done.returncode != 0) == fails, (arguments, done.stdout, done.stderr)
        return done.stdout + done.stderr


def acts(path):
    """The acts of an exported table, without identifiers."""
    columns = "act_type, status, date_earliest, date_latest, place, victim, victim_kind, victims_at_least, victims_at_most, perpetrators, charges"
    return sorted(duckdb.sql(f"select {columns} from read_parquet('{path}')").fetchall(), key=repr)


def check_entities(path):
    """Every entity is one of the model, every value of its type, every reference leads to an entity of the right kind."""
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    proxies = {one["id"]: model.get_proxy(one, cleaned=False) for one in entities}
    assert len(proxies) == len(entities) > 0
    n_values = 0
    for one in entities:
        proxy = proxies[one["id"]]
        assert not proxy.schema.abstract and all(one["properties"].get(name) for name in proxy.schema.required if name != "fileName"), one
        for name, values in one["properties"].items():
            prop = proxy.schema.get(name)
            assert prop is not None and not prop.stub, (one["schema"], name)
            for value in values:
                n_values += 1
                assert prop.type.validate(value), (one["schema"], name, value)
                assert proxy.get(prop), (one["schema"], name, value, "is dropped by the package")
                if prop.range is not None:
                    assert proxies[value].schema.is_a(prop.range), (one["schema"], name, value)
    kinds = sorted({one["schema"] for one in entities})
    print(f"ok: {len(entities)} FollowTheMoney entities ({', '.join(kinds)}), {n_values} values")


def check_r(folder):
    if shutil.which("Rscript") is None:
        return print("NOT LOOKED AT: R is not installed (Debian: apt-get install r-base-core)", file=sys.stderr)
    script = f"""
acts <- read.csv("{folder}/acts.csv", na.strings = "", fileEncoding = "UTF-8", stringsAsFactors = FALSE, encoding = "UTF-8")
acts$date_earliest <- as.Date(acts$date_earliest)
once <- acts[!duplicated(acts$event_id), ]
cat(nrow(acts), nrow(once), length(unique(na.omit(acts$victim_id))), sum(once$act_type == "arrest"), class(acts$victims_at_least), "\\n")
"""
    done = subprocess.run(["Rscript", "--vanilla", "-e", script], capture_output=True, text=True, env=dict(os.environ, LC_ALL="C.UTF-8"))
    assert done.returncode == 0, done.stderr
    rows = duckdb.sql(f"select count(*), count(distinct event_id), count(distinct victim_id), count(distinct event_id) filter (act_type = 'arrest') from '{folder}/acts.csv'").fetchall()[0]
    assert done.stdout.split() == [*map(str, rows), "integer"], (done.stdout, rows)
    print(f"ok: R reads the same {rows[0]} rows")
    check_parquet_in_r(folder.parent / "parquet" / "acts.parquet", rows[0])


def check_parquet_in_r(path, n_rows):
    """With whichever package for Parquet there is; none is in Debian or on PyPI."""
    script = f"""
for (package in c("nanoparquet", "arrow", "duckdb")) if (requireNamespace(package, quietly = TRUE)) {{
  rows <- switch(package, nanoparquet = nanoparquet::read_parquet("{path}"), arrow = arrow::read_parquet("{path}"),
    duckdb = DBI::dbGetQuery(DBI::dbConnect(duckdb::duckdb()), "select * from '{path}'"))
  cat(package, nrow(rows), class(rows$date_earliest)[1], "\\n")
}}
"""
    told = subprocess.run(["Rscript", "--vanilla", "-e", script], capture_output=True, text=True, check=True).stdout.splitlines()
    for line in told:
        assert line.split()[1:] == [str(n_rows), "Date"], line
        print(f"ok: R reads the Parquet file with {line.split()[0]}")
    if not told:
        print("NOT LOOKED AT: Parquet in R, which has none of nanoparquet, arrow, duckdb", file=sys.stderr)


def main(binary):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "table.csv").write_text(HEADERS + "\n".join(ROWS) + "\n", encoding="utf-8")
        (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
        saksi = Program(binary, folder)
        saksi("new", "one", "--less-memory")
        assert "6 rows as 6 acts" in saksi("import", "one", "table.csv", "--mapping", "mapping.toml")
        for form in ("csv", "huridocs", "parquet", "dataset"):
            saksi("export", "one", "--format", form, "--purpose", "keep", "--out", form)
        saksi("export", "one", "--format", "ftm", "--out", "one.ftm.json")
        saksi("export", "one", "--format", "dataset", "--purpose", "public", "--recipient", "everybody", "--out", "first.zip")
        saksi("export", "one", "--format", "dataset", "--purpose", "public", "--recipient", "everybody", "--out", "second.zip")
        assert (folder / "first.zip").read_bytes() == (folder / "second.zip").read_bytes(), "the same data set is other bytes"
        with zipfile.ZipFile(folder / "first.zip") as archive:
            written = b"".join(name.encode() + archive.read(name) for name in archive.namelist())
        for name in ("Olen", "Vash", "Mira", "HYPERLINK", "ដារ៉ា"):
            assert name.encode() not in written, f"a public data set holds {name!r}"
        assert b"n_" not in written.split(b"What is left out")[1].split(b"In `tally`")[0] and b"Person " in written
        saksi("export", "one", "--format", "csv", "--out", "csv", fails=True)
        assert "exported to" in saksi("log", "one")
        subprocess.run(["sha256sum", "--quiet", "--check", "sha256sums.txt"], cwd=folder / "dataset", check=True)

        tables = sorted(path.stem for path in (folder / "parquet").iterdir())
        assert len(tables) == 10, tables
        for table in tables:
            there = pyarrow.parquet.read_table(folder / "parquet" / f"{table}.parquet")
            n_rows = duckdb.sql(f"select count(*) from '{folder}/parquet/{table}.parquet'").fetchall()[0][0]
            n_lines = duckdb.sql(f"select count(*) from read_csv('{folder}/csv/{table}.csv', header=true, all_varchar=true)").fetchall()[0][0]
            assert there.num_rows == n_rows == n_lines, (table, there.num_rows, n_rows, n_lines)
        print(f"ok: {len(tables)} tables in DuckDB {duckdb.__version__} and pyarrow {pyarrow.__version__}")
        header = (folder / "huridocs" / "acts.csv").read_text(encoding="utf-8").split("\r\n")[0]
        assert "2109_act_type" in header and "2111_date_earliest" in header, header
        assert "'=HYPERLINK" in (folder / "csv" / "acts.csv").read_text(encoding="utf-8")
        assert {row[0] for row in duckdb.sql(f"select entered from '{folder}/parquet/acts.parquet'").fetchall()} == {"import"}
        check_entities(folder / "one.ftm.json")
        check_r(folder / "csv")

        # What goes out comes in again as the same acts, without a mapping of one's own.
        saksi("new", "two", "--less-memory")
        assert "with the mapping saksi-acts" in saksi("import", "two", "csv/acts.csv")
        saksi("export", "two", "--format", "parquet", "--out", "again")
        assert acts(folder / "again/acts.parquet") == acts(folder / "parquet/acts.parquet")
        saksi("new", "three", "--less-memory")
        saksi("import", "three", "one.ftm.json")
        saksi("export", "three", "--format", "parquet", "--out", "entities")
        kept = "select act_type, status, date_earliest, date_latest, victim from read_parquet('{}') where victim_kind = 'person'"
        once, twice = (sorted(duckdb.sql(kept.format(folder / one / "acts.parquet")).fetchall(), key=repr) for one in ("parquet", "entities"))
        assert once == twice, (once, twice)
        print(f"ok: {len(acts(folder / 'again/acts.parquet'))} rows of acts are the same after export and import")


if __name__ == "__main__":
    main(sys.argv[1])
