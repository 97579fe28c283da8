"""HRDsAttack: why a violation, a victim, the perpetrator's type, a place or a date is missed or false."""
import re
from finding import C, around, form, occurrences, pairs, scorer, sentences, text, within

# Usual words of each violation: only to group what is missed, nothing is scored by them.
USUAL = {
    "arbitrary detention": r"arrest\w*|detain\w*|detention|jail\w*|imprison\w*|prison\w*|custody|behind bars|sentenced|rounded up|locked up|incarcerat\w*",
    "enforced disappearance": r"disappear\w*|missing|whereabouts",
    "kidnapping": r"kidnap\w*|abduct\w*|hostages?|captiv\w*|captors?",
    "killing": r"kill\w*|murder\w*|dead|deaths?|died|assassinat\w*|shot|slain|execut\w+|massacr\w*|gunned|lynch\w*",
    "torture": r"tortur\w*|beat\w*|abus\w*|ill-treat\w*|mistreat\w*|inhuman\w*|electric\w*|waterboard\w*",
    "other": r"threat\w*|harass\w*|attack\w*|assault\w*|beat\w*|injur\w*|wound\w*|raid\w*|intimidat\w*|surveil\w*|rap(?:e|ed)|sexual\w*|seiz\w*|confiscat\w*|"
             r"banned|block\w*|deport\w*|evict\w*|smear\w*|charged|accus\w*|dispers\w*|tear gas|torch\w*|target\w*|crackdown\w*|freez\w*|froz\w*",
}
ALL = USUAL["arbitrary detention"] + "|" + "|".join(USUAL.values())


def find(errors, splits, readings):
    s = scorer("hrdsattack")
    for document, reading in pairs("hrdsattack", splits, readings):
        Finder(errors, s, document, reading).all()


class Finder:
    def __init__(self, errors, s, document, reading):
        self.errors, self.s, self.d, self.x, self.gold = errors, s, document, reading, document["gold"]
        self.body, self.given = text(reading), s["record"](reading)
        self.sentences = sentences(self.body)
        self.told = C.acts(reading, status=s["STATUS"])

    def add(self, side, what, cause, detail, span=None, note=""):
        self.errors.add(side, what, cause, detail, self.d["id"], self.body, span, note)

    def all(self):
        gold = set(self.gold["violation_types"])
        for name in gold - self.given["violation_types"]:
            self.missed_violation(name)
        for name in self.given["violation_types"] - gold - {"unknown"}:
            self.false_violation(name)
        for name in self.gold["victims"]:
            if name not in self.given["victims"]:
                self.missed_victim(name)
        for name in self.given["victims"]:
            if name not in self.gold["victims"]:
                self.false_victim(name)
        if self.given["perpetrator_type"] != self.gold["perpetrator_type"]:
            self.add("missed", "perpetrator type", "role attachment", f"gold {self.gold['perpetrator_type']}, given {self.given['perpetrator_type']}")
        for field in ("country", "region", "city"):
            self.place(field)
        for field in ("year", "month", "date"):
            self.date(field)

    # ---- violations
    def missed_violation(self, name):
        if name not in self.s["VIOLATIONS"]:
            return self.add("missed", f"violation {name}", "gold", "no act of ours")
        types = self.s["VIOLATIONS"][name]
        other = C.acts(self.x, *types)
        if other:
            return self.add("missed", f"violation {name}", "status", other[0]["status"], other[0]["trigger"], other[0]["rule"].split("/")[-1])
        words = [m for m in re.finditer(r"\b(?:" + USUAL[name] + r")\b", self.body, re.I)]
        if not words:
            return self.add("missed", f"violation {name}", "trigger unknown", "no usual word", (0, 150))
        near = [(m, within(self.x["acts"], around(self.sentences, m.start()))) for m in words]
        for m, acts in near:
            if acts:
                return self.add("missed", f"violation {name}", "wrong sense", "an act of another type there", m.span(), f"{m.group().lower()} as {acts[0]['type']}")
        self.add("missed", f"violation {name}", "trigger unknown", "usual word, no act", words[0].span(), words[0].group().lower())

    def false_violation(self, name):
        acts = [a for a in self.told if a["type"] in self.s["VIOLATIONS"][name]]
        ranked = sorted(((self.standing(a), a) for a in acts), key=lambda pair: pair[0])
        (_, cause, detail), act = ranked[0]
        self.add("false", f"violation {name}", cause, detail + (", told once" if len(acts) == 1 else ", told again"), act["trigger"], act["rule"].split("/")[-1])

    def standing(self, act):
        """How near an act stands to what the gold tells: rank, cause, detail."""
        victims = C.participants(self.x, act, "victim", "target")
        names = [C.entity(self.x, p.get("entity")) for p in victims]
        named = [e["name"] for e in names if e and e["kind"] == "person" and any(m["form"] == "name" for m in e["mentions"])]
        if any(n in g or g in n for n in named for g in self.gold["victims"]):
            return 0, "wrong sense", "done to a victim of the gold"
        if named:
            return 1, "background", "done to another named person"
        if victims:
            return 2, "background", "done to people without names"
        return 3, "role attachment", "nobody it is done to"

    # ---- victims
    def missed_victim(self, name):
        what = "victim"
        if any(n in name or name in n for n in self.given["victims"]):
            given = next(n for n in self.given["victims"] if n in name or name in n)
            return self.add("missed", what, "name", "another form of the name given", (occurrences(self.body, given) or [None])[0], f"{len(name.split())} words, given {len(given.split())}")
        at = occurrences(self.body, name)
        if not at:
            at = occurrences(self.body, name.split()[-1])
            if not at:
                return self.add("missed", what, "gold", "not in the text so")
            return self.add("missed", what, "gold", "spelt otherwise in the text", at[0])
        entities = [e for e in self.x["entities"] if any(m["form"] == "name" and C.overlap(m["span"], at[0]) for m in e["mentions"])]
        if not entities:
            return self.add("missed", what, "name", "not found as a name", at[0])
        entity = next((e for e in entities if e["kind"] == "person"), None)
        if entity is None:
            return self.add("missed", what, "name", f"taken for {entities[0]['kind']}", at[0])
        self.add("missed", what, *self.why_no_victim(entity, at[0]))

    def why_no_victim(self, entity, at):
        victim_of = [a for a in self.x["acts"] if any(p.get("entity") == entity["id"] for p in C.participants(self.x, a, "victim"))]
        counted = [a for a in victim_of if a["type"] in self.s["VICTIM_ACTS"]]
        if any(a["status"] in self.s["STATUS"] for a in counted):
            return "name", "the person has another name here", at
        if counted:
            return "status", counted[0]["status"], counted[0]["trigger"], counted[0]["rule"].split("/")[-1]
        other = [(p["role"], a) for a in self.told for p in a["participants"] if p.get("entity") == entity["id"] and a["type"] in self.s["VICTIM_ACTS"]]
        if other:
            return "role attachment", "given in another role", other[0][1]["trigger"], f"{other[0][0]} of {other[0][1]['type']}"
        spans = [m["span"] for m in entity["mentions"]]
        near = [a for sp in spans for a in within(self.told, around(self.sentences, sp[0])) if a["type"] in self.s["VICTIM_ACTS"]]
        for act in near:
            for victim in C.participants(self.x, act, "victim"):
                if any(coordinated(self.body, victim["span"], sp) for sp in spans):
                    return "coordination", "beside the given victim", act["trigger"], act["type"]
        for act in near:
            victims = C.participants(self.x, act, "victim")
            if not victims:
                return "role attachment", "an act there without victim", act["trigger"], act["rule"].split("/")[-1]
            pronoun = [v for v in victims if form(self.x, v) in (None, "nominal", "pronoun")]
            if pronoun:
                words = C.surface(self.x, pronoun[0]["span"]).lower()
                return "coreference", f"victim there by {form(self.x, pronoun[0]) or 'words'} of no or another entity", act["trigger"], words.split()[-1][:20] if words else ""
        if near:
            return "role attachment", "another name is the victim there", near[0]["trigger"], near[0]["rule"].split("/")[-1]
        if victim_of:
            return "wrong sense", "victim of an act that does not count", victim_of[0]["trigger"], victim_of[0]["type"]
        rest = [a for sp in spans for a in within(self.x["acts"], around(self.sentences, sp[0]))]
        if rest:
            return "wrong sense", "only other acts near the name", rest[0]["trigger"], f"{rest[0]['type']} {rest[0]['status']}"
        words = [m for sp in spans for b, e in [around(self.sentences, sp[0])] for m in re.finditer(r"\b(?:" + ALL + r")\b", self.body[b:e], re.I)]
        if words:
            return "trigger unknown", "a usual word near the name, no act", at, words[0].group().lower()
        return "coreference", "no act in any sentence that names him", at

    def false_victim(self, name):
        if any(name in g or g in name for g in self.gold["victims"]):
            return self.add("false", "victim", "name", "another form of the gold's name", (occurrences(self.body, name) or [None])[0])
        entity_ids = {e["id"] for e in self.x["entities"] if e["name"] == name}
        acts = [(a, p) for a in self.told if a["type"] in self.s["VICTIM_ACTS"] for p in C.participants(self.x, a, "victim") if p.get("entity") in entity_ids]
        forms = [form(self.x, p) for _, p in acts]
        direct = "name" in forms
        act, _ = acts[forms.index("name")] if direct else acts[0]
        types = "of no violation" if all(not any(a["type"] in t for t in self.s["VIOLATIONS"].values()) for a, _ in acts) else "of a violation"
        if not direct:
            return self.add("false", "victim", "coreference", f"only by {forms[0] or 'words'}", act["trigger"], act["rule"].split("/")[-1])
        where = "gold names nobody" if not self.gold["victims"] else "gold names others"
        self.add("false", "victim", "background", f"by name, {types}, {where}", act["trigger"], act["rule"].split("/")[-1])

    # ---- place and date
    def place(self, field):
        low = lambda v: self.s["COUNTRY"].get(v.lower().strip(), v.lower().strip()) if v else None
        given, gold = self.given.get(field), self.gold[field]
        if low(given) == low(gold):
            return
        at = (occurrences(self.body, gold) or [None])[0] if gold else None
        if given is None:
            return self.add("missed", field, "place" if at else "gold", "none given, its name is in the text" if at else "none given, its name is not in the text", at)
        here = (occurrences(self.body, given) or [None])[0]
        if gold is None:
            return self.add("false", field, "place", "gold has none", here)
        if re.fullmatch(r"[A-Z]{2}", given) and field == "country":
            return self.add("missed", field, "place", "a code of two letters given", at or here, f"{given} for {gold}")
        self.add("missed", field, "place" if at else "gold", "another one given" + ("" if at else ", its name is not in the text"), here, f"{given} for {gold}")

    def date(self, field):
        given, gold = self.given.get(field), self.gold[field]
        if given == gold:
            return
        dated = [a for a in self.told if a["date"]["earliest"] and a["date"]["latest"]]
        if given is None:
            return self.add("missed", field, "date", "no act with both ends" if not dated else "too wide a window", dated[0]["trigger"] if dated else None, f"gold {gold if field == 'year' else ''}")
        if gold is None:
            return self.add("false", field, "date", "gold has none")
        return self.add("missed", field, "date", "another date given", next((a["trigger"] for a in dated), None))


def coordinated(body, left, right):
    """Are two spans members of one list? Only names, commas and `and` between."""
    a, b = sorted([tuple(left), tuple(right)])
    between = body[a[1]:b[0]]
    return 0 < len(between) < 120 and bool(re.fullmatch(r"(?:\s|,|;|\band\b|\bor\b|&|\bas well as\b|[A-Z][\w.'’-]*|\(\w{1,12}\)|\bbin\b|\bal-\w+|\bde\b)*", between)) and bool(re.search(r",|\band\b|&", between))
