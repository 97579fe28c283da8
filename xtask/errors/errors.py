#!/usr/bin/env python3
"""Why a benchmark's answers are missed or false: groups by cause, counts, a few passages.

    errors.py NAME --splits dev --readings FILE --out FOLDER [--passages 4]
    errors.py seeds --saksi PROGRAM --out FOLDER

Reads what `score.py --readings FILE` kept. Writes NAME.errors.md (with passages: for the eye, not for the repository) and
NAME.errors.json (counts by cause), and prints the table. One benchmark, one file beside this one. Standard library only."""
import argparse, importlib, json, sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from finding import Errors


# Lines of the table in the terminal; the file has them all.
IN_TERMINAL = 45


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("name")
    p.add_argument("--splits", default="dev")
    p.add_argument("--readings")
    p.add_argument("--saksi", help="seeds only: the program, for their own scorer")
    p.add_argument("--out", required=True)
    p.add_argument("--passages", type=int, default=4)
    a = p.parse_args()
    title = a.name if a.splits == "dev" else f"{a.name}-{a.splits}"
    errors = Errors(title)
    finder = importlib.import_module(a.name)
    finder.find(errors, a.splits.split(","), a.saksi if a.name == "seeds" else a.readings)
    report = errors.report(a.passages)
    (Path(a.out) / f"{title}.errors.md").write_text(report, encoding="utf8")
    (Path(a.out) / f"{title}.errors.json").write_text(json.dumps(errors.counts()) + "\n", encoding="utf8")
    print("\n".join(report.split("\n## ")[0].splitlines()[:IN_TERMINAL]))


if __name__ == "__main__":
    main()
