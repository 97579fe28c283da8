"""PolNeAR: why an attribution, its source, cue or content is missed or false."""
from finding import C, pairs, scorer, text


def find(errors, splits, readings):
    s = scorer("polnear")
    for document, reading in pairs("polnear", splits, readings):
        align = C.Align(document["text"], text(reading))
        given = [(st, s["attribution"](st, align, document["text"])) for st in reading["statements"] if st.get("kind") in s["KINDS"]]
        attributions(errors, s, document, given)


def attributions(errors, s, document, given):
    chars, body, used = s["C_chars"], document["text"], set()
    gold = [{k: chars(g[k]) for k in s["ROLES"]} for g in document["gold"]]
    for statement, mine in given:
        content = chars(mine["content"])
        score, best = max(((s["jaccard"](content, g["content"]), i) for i, g in enumerate(gold) if i not in used), default=(0, -1))
        if score >= .5:
            used.add(best)
            parts(errors, s, document, mine, document["gold"][best], statement)
        else:
            false(errors, document, statement, mine, content, gold, body)
    for i, g in enumerate(document["gold"]):
        if i not in used:
            missed(errors, document, g, gold[i], given, chars)


def words(body, spans):
    return " ".join(" ".join(body[b:e] for b, e in spans).lower().split())


def first(*spans):
    return next((tuple(part[0]) for part in spans if part), None)


def parts(errors, s, document, mine, gold, statement):
    """Matched by content: what of its parts is not exact."""
    body = document["text"]
    for role in s["ROLES"]:
        have, want = sorted(map(tuple, mine[role])), sorted(map(tuple, gold[role]))
        if have == want:
            continue
        a, b = s["C_chars"](have), s["C_chars"](want)
        if not want:
            detail, note = "given, gold has none", words(body, have)[:30]
        elif not have:
            detail, note = "none given", words(body, want)[:30]
        elif not a & b:
            detail, note = "elsewhere", f"{words(body, have)[:24]} for {words(body, want)[:24]}"
        else:
            left, right = edge(min(a) - min(b)), edge(max(b) - max(a))
            detail = f"begins {left}, ends {right}".replace("begins right, ", "").replace(", ends right", "")
            if left == right == "right":
                detail = "a gap inside or not"
            note = difference(body, a, b)
        errors.add("missed", role, "attribution", detail, document["id"], body, first(gold[role], mine[role], gold["cue"]), note)


def edge(distance):
    return "right" if distance == 0 else "too early" if distance < 0 else "too late"


def difference(body, a, b):
    """The words that one has and the other has not."""
    more, less = sorted(a - b), sorted(b - a)
    show = lambda at: " ".join("".join(body[i] if j == 0 or i == at[j - 1] + 1 else " … " + body[i] for j, i in enumerate(at)).lower().split()) if at else ""
    return " ".join(x for x in ("+" + show(more)[:24] if more else "", "-" + show(less)[:24] if less else "") if x)


def false(errors, document, statement, mine, content, gold, body):
    cue = words(body, mine["cue"])[:30]
    at = first(mine["cue"], mine["content"])
    if any(content & g["content"] for g in gold):
        inside = max(gold, key=lambda g: len(content & g["content"]))
        detail = "a piece of the gold's content, or a second statement on it" if len(content) < len(inside["content"]) else "content much longer than the gold's"
        return errors.add("false", "statement", "attribution", detail, document["id"], body, at, cue)
    errors.add("false", "statement", "attribution", "gold has no attribution there", document["id"], body, at, f"{cue} {statement['kind']}")


def missed(errors, document, want, gold, given, chars):
    body, cue = document["text"], words(document["text"], want["cue"])[:30]
    add = lambda cause, detail: errors.add("missed", "attribution", cause, detail, document["id"], body, first(want["cue"], want["content"]), cue or "(no cue)")
    if any(chars(m["cue"]) & gold["cue"] for _, m in given):
        return add("attribution", "cue found, other content")
    if any(chars(m["content"]) & gold["content"] for _, m in given):
        return add("attribution", "content within another statement")
    add("trigger unknown", "no cue" if not want["cue"] else "cue not found")
