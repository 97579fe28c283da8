"""TimeBank and AQUAINT: why a time expression or its value is missed or false."""
import re
from finding import C, pairs, scorer, text


def find(errors, splits, readings):
    s = scorer("timeml")
    splits = [part for split in splits for part in {"dev": "timebank,aquaint"}.get(split, split).split(",")]
    for document, reading in pairs("timeml", splits, readings):
        expressions(errors, s, document, reading)


def expressions(errors, s, document, reading):
    align, body = C.Align(document["text"], text(reading)), document["text"]
    gold = [(trim(body, b, e), kind, value) for b, e, kind, value in document["gold"]]
    given = sorted((sp, m.get("type"), m.get("value")) for m in reading.get("times") or [] for sp in [align.span(m["span"])] if sp)
    used = set()
    for span, kind, value in gold:
        best = max(((x[0] == span, min(x[0][1], span[1]) - max(x[0][0], span[0]), -j) for j, x in enumerate(given) if j not in used and C.overlap(x[0], span)), default=None)
        words = " ".join(body[span[0]:span[1]].lower().split())
        if best is None:
            errors.add("missed", "expression", "trigger unknown", kind, document["id"], body, span, shape(words))
            continue
        used.add(-best[2])
        x = given[-best[2]]
        if x[2] != value:
            errors.add("missed", "value", "date", f"{kind} {why(x[1], x[2], kind, value, x[0] == span)}", document["id"], body, span, f"{shape(words)} {x[2]} for {value}")
    for j, (span, kind, _) in enumerate(given):
        if j not in used:
            errors.add("false", "expression", "wrong sense", str(kind), document["id"], body, span, shape(" ".join(body[span[0]:span[1]].lower().split())))


def trim(body, b, e):
    while b < e and body[b].isspace():
        b += 1
    while e > b and body[e - 1].isspace():
        e -= 1
    return b, e


def shape(words):
    return re.sub(r"\d+", "9", words)[:30]


def why(kind, value, gold_kind, gold, same_span):
    """What is wrong with a value."""
    where = "" if same_span else ", other words"
    if value is None:
        return "no value" + where
    if kind != gold_kind:
        return f"taken for {kind}" + where
    if grain(value) != grain(gold):
        return "another grain" + where
    if "X" in gold or "_REF" in gold:
        return "resolved, gold leaves it open" + where
    if "X" in value or "_REF" in value:
        return "left open" + where
    if value[:4] != gold[:4]:
        return "another year" + where
    return "another day, week or month" + where


def grain(value):
    return re.sub(r"[\dX]", "9", value or "")
