"""MUC-4: why a role filler or an incident's slot is missed or false."""
import re
from finding import C, around, occurrences, pairs, scorer, sentences, text, within


def find(errors, splits, readings):
    s = scorer("muc4")
    splits = [part for split in splits for part in {"dev": "tst1,tst2"}.get(split, split).split(",")]
    for document, reading in pairs("muc4", splits, readings):
        Finder(errors, s, document, reading).all()


class Finder:
    def __init__(self, errors, s, document, reading):
        self.errors, self.s, self.d, self.x = errors, s, document, reading
        self.body, self.sentences = text(reading), sentences(text(reading))
        self.told = [a for a in C.acts(reading, *s["TYPES"]) if a["status"] in s["STAGE"]]
        self.fillers = s["fillers"](reading, self.told)

    def add(self, side, what, cause, detail, span=None, note=""):
        self.errors.add(side, what, cause, detail, self.d["id"], self.body, span, note)

    def all(self):
        norm = self.s["norm"]
        for role in self.s["ROLES"]:
            gold = [{norm(m) for m in entity} for entity in self.d["gold"]["extracts"].get(role, [])]
            given = [norm(t) for t in self.fillers[role]]
            match = C.matching([[j for j, g in enumerate(gold) if t in g] for t in given])
            for j, entity in enumerate(self.d["gold"]["extracts"].get(role, [])):
                if j not in match:
                    self.missed(role, entity)
            for i, words in enumerate(self.fillers[role]):
                if i not in match.values():
                    self.false(role, words, gold)
        self.slots()

    def spans(self, forms):
        return [span for form in forms for span in occurrences(self.body, form)]

    def missed(self, role, entity):
        spans = self.spans(entity)
        if not spans:
            return self.add("missed", role, "gold", "not in the text so")
        parts = [(a, p) for a in self.told for p in a["participants"] if p.get("span") and any(C.overlap(p["span"], sp) for sp in spans)]
        for act, part in parts:
            slot = self.s["slot"](self.x, part)
            given = self.s["norm"](self.s["bare"](C.texts(self.x, part)[0]))
            if slot == role:
                return self.add("missed", role, "name", "other words of it given", part["span"], f"{len(given.split())} words for {len(entity[0].split())}")
        if parts:
            act, part = parts[0]
            slot = self.s["slot"](self.x, part)
            kind = (C.entity(self.x, part.get("entity")) or {}).get("kind")
            if slot is None or part["role"] == "victim":
                return self.add("missed", role, "name", "is a participant, but of another kind or without a name", part["span"], f"{part['role']} {kind} as {slot}")
            return self.add("missed", role, "role attachment", "given in another role", part["span"], f"{part['role']} {kind} as {slot}")
        other = [(a, p) for a in self.x["acts"] for p in a["participants"] if p.get("span") and any(C.overlap(p["span"], sp) for sp in spans)]
        if other:
            act, part = other[0]
            if act["type"] in self.s["TYPES"]:
                return self.add("missed", role, "status", act["status"], act["trigger"], act["rule"].split("/")[-1])
            return self.add("missed", role, "wrong sense", "participant of an act that is no incident", act["trigger"], act["type"])
        near = [(sp, a) for sp in spans for a in within(self.x["acts"], around(self.sentences, sp[0]))]
        for sp, act in near:
            if act in self.told:
                beside = [p for p in act["participants"] if p.get("span") and beside_in_list(self.body, p["span"], sp)]
                if beside:
                    return self.add("missed", role, "coordination", f"beside a given {beside[0]['role']}", sp, act["rule"].split("/")[-1])
        for sp, act in near:
            if act in self.told:
                filled = any(self.s["slot"](self.x, p) == role for p in act["participants"])
                return self.add("missed", role, "role attachment", "the role is given to another there" if filled else "the role is empty there", sp, act["rule"].split("/")[-1])
        for sp, act in near:
            if act["type"] in self.s["TYPES"]:
                return self.add("missed", role, "status", act["status"], act["trigger"], act["rule"].split("/")[-1])
        if near:
            return self.add("missed", role, "wrong sense", "only other acts in its sentence", near[0][0], near[0][1]["type"])
        words = [(sp, m) for sp in spans for b, e in [around(self.sentences, sp[0])] for m in [HARM.search(self.body[b:e])] if m]
        if words:
            return self.add("missed", role, "trigger unknown", "a word of harm in its sentence, no act", words[0][0], words[0][1].group().lower())
        self.add("missed", role, "coreference", "no word of harm in any sentence that names it", spans[0])

    def false(self, role, words, gold):
        norm = self.s["norm"]
        act, part = next((a, p) for a in self.told for p in a["participants"] if self.s["slot"](self.x, p) == role and self.s["bare"]((C.texts(self.x, p) or [""])[0]) == words)
        mine, rule = norm(words), act["rule"].split("/")[-1]
        if not self.d["gold"]["templates"]:
            return self.add("false", role, "background", "gold has no incident in this text", part["span"], rule)
        if any(mine in g for forms in gold for g in forms) or any(g in mine for forms in gold for g in forms if g):
            return self.add("false", role, "name", "other words of a gold filler, or a second time", part["span"], rule)
        for other in self.s["ROLES"]:
            forms = [norm(m) for e in self.d["gold"]["extracts"].get(other, []) for m in e]
            if any(mine == g or g in mine or mine in g for g in forms if g):
                return self.add("false", role, "role attachment", f"gold has it as {other}", part["span"], rule)
        inside = any(C.overlap(around(self.sentences, sp[0]), act["trigger"]) for e in self.d["gold"]["extracts"].values() for f in e for sp in self.spans(f))
        pronoun = (C.surface(self.x, part["span"]).split() or [""])[0].lower()
        kind = (C.entity(self.x, part.get("entity")) or {}).get("kind")
        self.add("false", role, "role attachment" if inside else "background", "gold has other fillers in this sentence" if inside else "gold has nothing in this sentence", part["span"], f"{rule} {kind}")

    def slots(self):
        incidents, used = self.s["incidents"](self.x, self.told), set()
        for template in self.d["gold"]["templates"]:
            best = max(((len(set(template["strings"]) & (set(o["victims"]) | set(o["orgs"]))), -j) for j, o in enumerate(incidents) if j not in used and o["type"] in template["type"]), default=None)
            if best is None:
                if not template["optional"]:
                    types = sorted({o["type"] for o in incidents})
                    self.add("missed", "incident", "wrong sense" if types else "trigger unknown", "/".join(template["type"]), (0, 150), "given " + " ".join(types))
                continue
            incident = incidents[-best[1]]
            used.add(-best[1])
            at = incident["acts"][0]["trigger"]
            if template["date"]:
                when = incident["date"]
                if not when:
                    self.add("missed", "date", "date", "none given", at, f"gold {'a day' if template['date'][0][0] == template['date'][0][1] else 'a window'}")
                elif not any(when[1] == e and (b is None or when[0] == b) for b, e in template["date"]):
                    self.add("missed", "date", "date", "another one given", at, f"{when} for {template['date'][0]}")
            if template["country"] and (incident["country"] or "").upper() not in template["country"]:
                code = re.fullmatch("[A-Z]{2}", incident["country"] or "")
                self.add("missed", "country", "place", "none" if not incident["country"] else "a code of two letters" if code else "another", at, f"{incident['country']} for {template['country'][0]}")
            for alternatives, strings in template["number"]:
                given = [(t, n) for t, n in incident["victims"].items() if t in strings]
                if not given:
                    self.add("missed", "victim count", "role attachment", "the victim is not given in these words", at, strings[0][:30])
                elif not any(n in alternatives for _, n in given):
                    self.add("missed", "victim count", "name", "another count", at, f"{given[0][1]} for {alternatives[0]}")
        for j, incident in enumerate(incidents):
            if j not in used:
                why = "gold has no incident in this text" if not self.d["gold"]["templates"] else "gold has no further one of this type"
                self.add("false", "incident", "background", why, incident["acts"][0]["trigger"], f"{incident['type']} {incident['acts'][0]['rule'].split('/')[-1]}")


def beside_in_list(body, left, right):
    a, b = sorted([tuple(left), tuple(right)])
    between = body[a[1]:b[0]]
    return len(between) < 120 and bool(re.fullmatch(r"[\s\w,;.'’&-]*", between)) and bool(re.search(r",|\bAND\b|\bOR\b", between, re.I)) and not re.search(r"\b(WAS|WERE|IS|ARE|HAS|HAVE|HAD|WHO|THAT|BY|SAID)\b", between, re.I)


HARM = re.compile(r"\b\w*(?:kill|murder|assassin|attack|bomb|explo|dynamit|kidnap|abduct|blow|blew|blast|wound|injur|shot|shoot|fire[ds]?\b|died|dead|death|massacr|destroy|damag|burn|mine|ambush|strafe|machine|grenade|rape|tortur|threat)\w*", re.I)
