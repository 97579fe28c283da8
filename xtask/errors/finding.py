"""What the error finders share: the scorers' own tables and functions, sentences, groups of errors with passages.

Passages of the benchmarks go to the terminal and to `target/`, never into the repository. Standard library only."""
import collections, json, os, random, re, sys
from pathlib import Path

BESIDE = [folder / "shared" for folder in Path(__file__).resolve().parents if (folder / "shared").is_dir()]
SHARED = Path(os.environ.get("SAKSI_SHARED") or BESIDE[0])
EVAL = SHARED / "eval"
sys.path.insert(0, str(EVAL))
import common as C  # the scorers' own

# The causes of issue 3; `background` = told by the text, not asked for by the gold; `gold` = the answer is not in the text.
CAUSES = ["trigger unknown", "wrong sense", "role attachment", "coordination", "coreference", "attribution", "status", "date", "place", "name", "background", "gold"]


def scorer(name, end="\na, docs = C.arguments("):
    """Tables and functions of a score.py, without running it."""
    path = EVAL / name / "score.py"
    names = {"__file__": str(path), "__name__": "scorer"}
    exec(compile(path.read_text(encoding="utf8").split(end)[0], str(path), "exec"), names)
    return names


def documents(name, splits):
    paths = [next(p for p in (EVAL / name / f"{s}.jsonl.gz", EVAL / name / f"{s}.jsonl") if p.exists()) for s in splits]
    return [d for p in paths for d in C.lines(p)]


def pairs(name, splits, readings):
    """[(document, its reading)] of what `score.py --readings FILE` kept."""
    kept = {x["name"]: x["reading"] for x in C.lines(readings)}
    return [(d, kept[str(d["id"])]) for d in documents(name, splits) if str(d["id"]) in kept]


def text(reading):
    return reading["document"]["text"]


def sentences(body):
    """Spans of sentences, roughly: ends of paragraphs and stops before a capital."""
    cuts = [m.end() for m in re.finditer(r"[.!?][\"”’')\]]*\s+(?=[A-Z\"“‘(\[])|\n+", body)]
    return [(b, e) for b, e in zip([0, *cuts], [*cuts, len(body)]) if e > b]


def around(spans, at):
    """The span of `spans` that position `at` lies in."""
    return next(((b, e) for b, e in spans if b <= at < e), (at, at + 1))


def occurrences(body, words):
    """Spans of a literal in a text, any case, whole words."""
    rx = r"(?<!\w)" + re.sub(r"(\\?\s)+", r"\\s+", re.escape(words.strip())) + r"(?!\w)"
    return [m.span() for m in re.finditer(rx, body, re.I)]


def within(records, span, field="trigger"):
    """Records whose `field` lies in a span."""
    return [a for a in records if a.get(field) and span[0] <= a[field][0] < span[1]]


def form(reading, participant):
    """name, nominal or pronoun: how a participant is told at its words; None when no entity has a mention there."""
    span = participant.get("span")
    entity = C.entity(reading, participant.get("entity"))
    for mention in (entity or {}).get("mentions") or []:
        if span and C.overlap(mention["span"], span):
            return mention.get("form")
    return None


class Errors:
    """Errors by side (missed, false), what is asked for, cause and detail; each with a passage and a note that is counted."""

    def __init__(self, name):
        self.name, self.groups = name, {}

    def add(self, side, what, cause, detail, document, body, span=None, note=""):
        assert cause in CAUSES, cause
        self.groups.setdefault((side, what, cause, detail), []).append((str(document), passage(body, span), str(note)))

    def counts(self):
        out = {}
        for (side, _, cause, _), group in self.groups.items():
            row = out.setdefault(side, dict.fromkeys(CAUSES, 0))
            row[cause] += len(group)
        return out

    def report(self, n_passages):
        """Markdown: the sums by cause, then every group from the biggest down with passages drawn at random (fixed seed)."""
        lines = [f"# {self.name}: errors by cause", "", "| side | " + " | ".join(CAUSES) + " | all |", "| --- |" + " ---: |" * (len(CAUSES) + 1)]
        lines += [f"| {side} | " + " | ".join(str(row[c]) for c in CAUSES) + f" | {sum(row.values())} |" for side, row in sorted(self.counts().items())]
        lines += ["", "| n | side | asked for | cause | detail | most frequent |", "| ---: | --- | --- | --- | --- | --- |"]
        ordered = sorted(self.groups.items(), key=lambda item: (-len(item[1]), item[0]))
        for (side, what, cause, detail), group in ordered:
            often = collections.Counter(note for _, _, note in group if note).most_common(8)
            lines.append(f"| {len(group)} | {side} | {what} | {cause} | {detail} | " + ", ".join(f"{note} {n}" for note, n in often).replace("|", "/") + " |")
        for (side, what, cause, detail), group in ordered:
            lines += ["", f"## {side} {what}: {cause} ({detail}), {len(group)}"]
            for document, words, note in random.Random(1).sample(group, min(n_passages, len(group))):
                lines.append(f"- `{document}` {note and note + ': '}{words}")
        return "\n".join(lines) + "\n"


def passage(body, span, width=150):
    if not span:
        return ""
    start, end = max(0, span[0]), min(len(body), span[1])
    words = body[max(0, start - width):start] + "[[" + body[start:min(end, start + 200)] + "]]" + body[end:end + width]
    return re.sub(r"\s+", " ", words)
