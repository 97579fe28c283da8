#!/usr/bin/env python3
"""Acts judged by hand: draw a sample, score today's program on it, hand rows to `cargo xtask fit`.

    judge.py sample --program PROGRAM BENCH:SPLIT[:FORM] N [--seed 1] [--each 4] [--skip FILE] [--not-from FILE]   what a person reads and judges
    judge.py score  --program PROGRAM FILE                            share accepted, calibration, what is not judged yet
    judge.py rows   --program PROGRAM FILE                            one line an act: verdict, prior, properties
    judge.py pairs  --program PROGRAM FILE                            one line an act: verdict, confidence

PROGRAM is the example `act_features` of the crate `pipeline`. A judgement file holds ids and spans only, no words:
benchmark, document, type, start, end (code points of the trigger in the benchmark's own text), verdict (right, wrong), fault.
`right` = a careful reader agrees that the text tells this act at these words, that each participant it gives is right
(a missing one is no fault), and that status and date are not wrong. Standard library only."""
import argparse, json, math, os, random, subprocess, sys, tempfile
from pathlib import Path

SHARED = Path(os.environ.get("SAKSI_SHARED", Path(__file__).resolve().parents[3] / "shared"))
sys.path.insert(0, str(SHARED / "eval"))
import common as C

COLUMNS = ["benchmark", "document", "type", "start", "end", "verdict", "fault"]


def documents(name):
    """`hrdsattack:dev`, `bodies:dev:html` -> [(benchmark, id, document, form)].

    The saved pages have one part only, so they are halved by their ids: `bodies:fitted` may be learned from, `bodies:held` is measured on."""
    bench, split, *form = name.split(":")
    if split in ("fitted", "held"):
        return [d for d in documents(":".join([bench, "dev", *form])) if (int(d[1][:4], 16) % 2 == 0) == (split == "fitted")]
    path = next(p for p in (SHARED / "eval" / bench / f"{split}{end}" for end in (".jsonl.gz", ".jsonl")) if p.exists())
    return [(f"{bench}:{split}", str(d["id"]), d, form[0] if form else "html") for d in C.lines(path)]


def page(document, form):
    """The file that the program gets: the saved page itself, or the benchmark's text as a page with its date."""
    return document.get("html") or (C.page(document) if form == "html" else document["text"] + "\n")


WEIGHTS = Path(__file__).resolve().parents[2] / "codebook/weights/act_confidence.tsv"


def confidence(prior, properties):
    """As `coding::confidence` computes it; PROGRAM runs without weights."""
    rows = (line.rstrip("\n").split("\t") for line in open(WEIGHTS, encoding="utf8") if "\t" in line and not line.startswith(("#", "property")))
    weights = confidence.weights = getattr(confidence, "weights", None) or {name: float(weight) for name, weight in rows}
    prior = min(.99, max(.01, prior))
    total = weights.get("prior", 1) * math.log(prior / (1 - prior)) + sum(weights.get(p, 0) for p in properties)
    return min(.99, max(.01, 1 / (1 + math.exp(-total)))), weights.get("least", 0)


def own_text(document):
    """The text that spans of a judgement file count in: the body as people wrote it out, where there is one."""
    return document["gold"] if isinstance(document["gold"], str) else document["text"]


def read(program, docs, everything=False):
    """Runs the program; yields, without what is too doubtful to be given unless `everything`, (benchmark, id, document, reading, [(act, prior, properties, span in the benchmark's text)])."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n, (_, _, document, form) in enumerate(docs):
            path = Path(folder) / f"{n:05d}.{'html' if document.get('html') else form}"
            path.write_text(page(document, form), encoding="utf8")
            paths.append(str(path))
        lines = [line for chunk in range(0, len(paths), 200)
                 for line in subprocess.run([program, *paths[chunk:chunk + 200]], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()]
    for (bench, name, document, _), line in zip(docs, lines):
        record = json.loads(line)
        reading = record["reading"]
        align = C.Align(own_text(document), reading["document"]["text"])
        acts = []
        for act, row in zip(reading["acts"], record["acts"]):
            act["confidence"], least = confidence(row["prior"], row["properties"])
            if act["confidence"] >= least or everything:
                acts.append((act, row["prior"], row["properties"], align.span(act["trigger"])))
        yield bench, name, document, reading, acts


def load(path):
    if not path or not Path(path).exists():
        return {}
    rows = (line.rstrip("\n").split("\t") for line in open(path, encoding="utf8") if not line.startswith("#"))
    return {(r[0], r[1], r[2], int(r[3])): r for r in rows if r[0] != "benchmark"}


def sample(a):
    known, others = load(a.skip), {key[:2] for key in load(a.not_from)}
    docs = [d for d in documents(a.benchmark) if d[:2] not in others]
    chosen = random.Random(a.seed).sample(docs, min(len(docs), a.documents))
    draw, acts = random.Random(a.seed), []
    for x in read(a.program, chosen):
        new = [act for act in x[4] if act[3] and (x[0], x[1], act[0]["type"], act[3][0]) not in known]
        acts += [(x, act) for act in draw.sample(new, min(a.each, len(new)))]
    for x, (act, _, _, span) in draw.sample(acts, min(a.n, len(acts))):
        show(x, act, span)


def show(x, act, span):
    bench, name, _, reading, _ = x
    text, names = reading["document"]["text"], lambda p: (C.texts(reading, p) or ["?"])[0]
    print("\t".join([bench, name, act["type"], str(span[0]), str(span[1]), "?", ""]))
    people = "; ".join(f"{p['role']}={names(p)!r} ({C.surface(reading, p['span'])!r})" for p in act["participants"])
    places = ", ".join(C.entity(reading, i)["name"] for i in act["places"])
    date = act["date"]
    print(f"#  {act['status']}; {people}; place {places or '-'}; date {date['earliest']}..{date['latest']} of {reading['document']['published']['earliest']}; charges {act['charges']}; {act['rule']}")
    start, end = act["trigger"]
    print("#  " + text[max(0, start - 260):start].replace("\n", " ") + "[[" + text[start:end] + "]]" + text[end:end + 220].replace("\n", " "))


def judged(a, everything=False):
    """(row, act, prior, properties) of every judged act that the program still gives; and how many are gone, and new."""
    known, found, new = load(a.file), [], 0
    wanted = {(key[0], key[1]) for key in known}
    for bench in sorted({b for b, _ in wanted}):
        docs = [d for d in documents(bench) if (d[0], d[1]) in wanted]
        for b, name, _, _, acts in read(a.program, docs, everything):
            for act, prior, properties, span in acts:
                row = known.get((b, name, act["type"], span[0])) if span else None
                if row and row[5] in ("right", "wrong"):
                    found.append((row, act, prior, properties))
                else:
                    new += 1
    return found, len(known) - len(found), new


def score(a):
    found, gone, new = judged(a)
    right = sum(row[5] == "right" for row, *_ in found)
    print(f"judged acts given {len(found)}, of them right {right} = {100 * right / max(1, len(found)):.1f} %; no longer given {gone}; in the same documents not judged {new}")
    error, bins = 0.0, {}
    for row, act, *_ in found:
        bins.setdefault(min(9, int(act["confidence"] * 10)), []).append((act["confidence"], row[5] == "right"))
    for b in sorted(bins):
        said, was = (sum(v[i] for v in bins[b]) / len(bins[b]) for i in (0, 1))
        error += abs(said - was) * len(bins[b]) / len(found)
        print(f"  confidence {b / 10:.1f}-{(b + 1) / 10:.1f}: said {said:.2f}, was {was:.2f}, n {len(bins[b])}  {'#' * round(20 * was)}")
    print(f"expected calibration error {error:.3f} (10 equal bins)")
    faults = {}
    for row, *_ in found:
        if row[5] == "wrong":
            faults[row[6] or "?"] = faults.get(row[6] or "?", 0) + 1
    print("faults: " + ", ".join(f"{k} {v}" for k, v in sorted(faults.items(), key=lambda x: -x[1])))


def rows(a):
    for row, _, prior, properties in judged(a, everything=True)[0]:
        print("\t".join([str(int(row[5] == "right")), f"{prior:.6f}", *properties]))


def pairs(a):
    for row, act, *_ in judged(a)[0]:
        print(f"{int(row[5] == 'right')}\t{act['confidence']:.4f}")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("command", choices=["sample", "score", "rows", "pairs"])
    p.add_argument("--program", required=True)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--documents", type=int, default=100, help="sample: from how many documents")
    p.add_argument("--each", type=int, default=4, help="sample: at most so many acts of one document")
    p.add_argument("--skip", help="sample: leave out what this file has")
    p.add_argument("--not-from", help="sample: leave out every document of which this file has an act")
    p.add_argument("file", metavar="BENCH:SPLIT[:FORM] | FILE")
    p.add_argument("n", type=int, nargs="?", default=200)
    a = p.parse_args()
    a.benchmark = a.file
    {"sample": sample, "score": score, "rows": rows, "pairs": pairs}[a.command](a)


if __name__ == "__main__":
    main()
