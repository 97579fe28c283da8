"""CrossNER politics: why a name is missed or false."""
from finding import C, pairs, scorer, text


def find(errors, splits, readings):
    kinds = scorer("crossner")["KIND"]
    for document, reading in pairs("crossner", splits, readings):
        names(errors, kinds, document, reading)


def names(errors, kinds, document, reading):
    align, body = C.Align(document["text"], text(reading)), document["text"]
    gold = {(s, e): k for s, e, k in document["gold"]}
    given, other = {}, []
    for entity in reading.get("entities") or []:
        for mention in entity.get("mentions") or []:
            span = align.span(mention["span"])
            if not span or mention.get("form") != "name":
                continue
            start = span[0] + 4 if body[span[0]:span[0] + 4].lower() == "the " else span[0]
            if entity.get("kind") not in kinds:
                other.append(((start, span[1]), entity["kind"]))
            elif not any(C.overlap((start, span[1]), g) for g in document["ignore"]):
                given[(start, span[1])] = kinds[entity["kind"]]
    for span, kind in gold.items():
        if given.get(span) != kind:
            missed(errors, document, span, kind, given, other, body)
    for span, kind in given.items():
        if not any(C.overlap(span, g) for g in gold):
            errors.add("false", kind, "name", "gold has no name there", document["id"], body, span, body[span[0]:span[1]][:30])
        elif span not in gold:
            errors.add("false", kind, "name", "other borders than the gold's", document["id"], body, span)
        elif gold[span] != kind:
            errors.add("false", kind, "name", f"gold has {gold[span]}", document["id"], body, span)


def missed(errors, document, span, kind, given, other, body):
    add = lambda detail, note="": errors.add("missed", kind, "name", detail, document["id"], body, span, note)
    if span in given:
        return add(f"taken for {given[span]}", body[span[0]:span[1]][:30])
    touching = [g for g in given if C.overlap(g, span)]
    if touching:
        g = touching[0]
        more = "longer" if g[0] <= span[0] and g[1] >= span[1] else "shorter" if g[0] >= span[0] and g[1] <= span[1] else "shifted"
        difference = (body[g[0]:span[0]] + "|" + body[span[1]:g[1]]) if more == "longer" else (body[span[0]:g[0]] + "|" + body[g[1]:span[1]])
        several = " (several)" if len(touching) > 1 else ""
        return add(f"other borders: {more}{several}", difference.strip()[:30])
    taken = [k for sp, k in other if C.overlap(sp, span)]
    if taken:
        return add(f"taken for {taken[0]}", body[span[0]:span[1]][:30])
    add("not found", body[span[0]:span[1]][:30])
