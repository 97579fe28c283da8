#!/usr/bin/env python3
"""Twenty-four texts by strangers against gold.py, what an experienced documentalist records from them.
    python3 score.py --saksi PATH [--texts FOLDER] [--half open|kept] [--list] [--json]
Texts 000-011 are the open half, 012-023 the kept half: look at the misses of the open one only. --list names every miss
and every spurious act. gold.py is exhaustive (EVENTS and ALSO), so precision is true precision."""
import argparse, os, re, runpy, sys
from pathlib import Path
HERE = Path(__file__).resolve().parent
sys.path.insert(0, os.environ.get("SAKSI_SHARED", str(HERE.parents[2] / "shared")) + "/eval")
import common as C

GOLD = runpy.run_path(str(HERE / "gold.py"))
# Types that a careful coder may exchange without being wrong about what happened: half a hit ('near').
NEAR = [{"arrest", "detention", "mass_roundup", "incommunicado_detention"}, {"bail", "release"}, {"conviction", "sentence"}, {"harassment", "surveillance", "reprisal", "threat", "event_interference"},
        {"confession", "forced_confession"}, {"denial_of_entry", "denial_of_boarding", "travel_ban"}, {"assault", "attempted_killing"}, {"raid", "surveillance"},
        # seen in these texts
        {"assault", "torture_ill_treatment"}, {"killing", "death_in_custody"}, {"killing", "judicial_execution"}, {"abduction", "enforced_disappearance", "incommunicado_detention"}, {"abduction", "arrest"},
        {"force_against_assembly", "assembly_dispersal"}, {"force_against_assembly", "assault"}, {"extradition", "deportation"}, {"appeal_decision", "acquittal_or_charges_dropped"}, {"passport_revocation", "confiscation_asset_freeze_eviction"}]
def many(v): return v if isinstance(v, tuple) else (v,)
PERPETRATOR = ("perpetrator", "authority")
TITLES = re.compile(r"^((the|a|an|king|general|gen|mr|mrs|ms|mme|dr|prime minister|president|spokesman|spokesperson|minister|pm|sir|datuk|barrister|ambassador|honourable|magistrate|sergeant|corporal|private|captain|major|colonel|col|commander|sister|comrade|daw|ko|governor|cameraman)\.?\s+)+", re.I)
C.check_ids([t for e in GOLD["EVENTS"] for t in many(e[1])], [t for e in GOLD["ALSO"] for t in e[1]], [t for f in GOLD["FIGURES"] if f[3] for t in many(f[3])], *NEAR)

p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("--saksi", required=True); p.add_argument("--texts", default=str(HERE / "texts")); p.add_argument("--half", choices=["open", "kept"], help="only 000-011 or only 012-023")
p.add_argument("--list", action="store_true", help="name every miss"); p.add_argument("--json", action="store_true")
a = p.parse_args()
files = [f for f in sorted(Path(a.texts).glob("*.txt")) if not a.half or (f.name < "012") == (a.half == "open")]
KEPT = {f.name[:3] for f in files}   # the gold of the other half is not looked at
for k in ("PUBLISHED", "FURNITURE", "ORIGIN"): GOLD[k] = {d: v for d, v in GOLD[k].items() if d in KEPT}
for k in ("EVENTS", "ALSO", "STATEMENTS", "FIGURES"): GOLD[k] = [v for v in GOLD[k] if v[0] in KEPT]
got, seconds = C.read(a.saksi, files, 1)
X = {f.name[:3]: got.get(f.name) or C.EMPTY for f in files}
RAW = {f.name[:3]: f.read_text(encoding="utf8") for f in files}
r, misses = C.Report(a.json), []
r.put("read", f"{len(got)} of {len(files)} documents in {seconds:.2f} s", read=len(got), of=len(files), seconds=round(seconds, 3))
def miss(what, *more): misses.append(f"{what}: " + " | ".join(str(m) for m in more))

def key(s): return C.fold(TITLES.sub("", " ".join((s or "").split())))
ALIAS = {}
for kind, forms in GOLD["ENTITIES"]:
    for f in forms: ALIAS.setdefault(key(f), set()).update(key(g) for g in forms)
def known(name): return ALIAS.get(key(name), {key(name)})
def find(x, anchor):
    """Where an anchor stands in the body: blanks and the shape of quotation marks do not matter."""
    rx = re.sub(r"(\\?\s)+", r"\\s+", re.escape(anchor)); rx = re.sub("[’'‘]", "[’'‘]", re.sub("[“”\"]", "[“”\"]", rx))
    m = re.search(rx, x["document"]["text"])
    return m.span() if m else None
def touches(x, record, at, *fields):
    spans = [s for f in fields for s in (([record[f]] if isinstance(record[f][0], int) else record[f]) if record.get(f) else [])]
    return bool(at) and any(C.overlap(s, at) for s in spans)
def same(gold, x, part): return any(same_one(g, x, part) for g in many(gold))
def same_one(gold, x, part):
    """Does a participant (or speaker) carry this name? Named ones by any alias, nominal ones by substring."""
    T = {t for t in C.texts(x, part)}; K = {key(t) for t in T} - {""}
    if K & known(gold): return True
    g = key(gold)
    if g in ALIAS: return any(n in k for k in K for n in known(gold) if len(n) > 5)
    return any(g in k or (len(k) > 3 and g.endswith(k)) for k in K)

# ---- page furniture, publication date, origin
n = d = 0
for doc, (out, body) in GOLD["FURNITURE"].items():
    for s in out: d += 1; ok = X[doc] is not C.EMPTY and not find(X[doc], s); n += ok; ok or miss("furniture left in", doc, s)
    for s in body: d += 1; ok = bool(find(X[doc], s)); n += ok; ok or miss("body text lost", doc, s)
r.part("furniture and body", n, d)
n = wide = false = 0
from datetime import date
for doc, (lo, hi) in GOLD["PUBLISHED"].items():
    t = X[doc]["document"].get("published") or {}; b, e = t.get("earliest"), t.get("latest")
    if not (b and e):
        wide += bool(b or e) and (not b or b <= lo) and (not e or e >= hi); miss("published", doc, "open or unknown", t); continue
    exact = (date.fromisoformat(hi) - date.fromisoformat(lo)).days > 2 and b == e
    if b >= lo and e <= hi and not exact: n += 1
    elif b <= lo and e >= hi: wide += 1; miss("published", doc, "true but wide", b, e)
    else: false += 1; miss("published", doc, "falsely exact" if exact else "wrong", b, e)
r.part("published window", n, len(GOLD["PUBLISHED"]), f"   true but wide or half open {wide}, wrong or falsely exact {false}")
r.all["published window"].update(wide=wide, wrong=false)
n = 0
for doc, o in GOLD["ORIGIN"].items():
    chain = X[doc]["document"].get("origin") or []; ok = bool(chain) and key(chain[-1]) in known(o); n += ok; ok or miss("origin", doc, o, chain)
r.part("origin (last in chain)", n, len(GOLD["ORIGIN"]))

# ---- entities
def occurs(doc, forms):
    """The forms that stand in the text on their own, not inside a longer form."""
    t, out = RAW[doc], []
    for f in sorted(forms, key=len, reverse=True):
        rx = r"\b" + re.escape(f) + r"\b"
        if re.search(rx, t): out.append(f); t = re.sub(rx, lambda m: "\0" * len(m.group()), t)
    return out
def clusters(doc):
    x = X[doc]; out = []
    for e in x.get("entities") or []:
        K = {key(e.get("name"))} | {key(C.surface(x, m["span"])) for m in e.get("mentions") or [] if m.get("form") == "name"}
        out.append((e.get("kind"), K - {""}))
    return out
CL = {doc: clusters(doc) for doc in X}
n = d = mn = md = 0
for kind, forms in GOLD["ENTITIES"]:
    for doc in X:
        here = occurs(doc, forms)
        if not here: continue
        kinds = ("organization", "group") if kind == "organization" else (kind,)
        d += 1; ok = any(k in kinds and K & {key(f) for f in forms} for k, K in CL[doc]); n += ok; ok or miss("entity", doc, forms[0])
        if len(here) > 1:
            md += 1; ok = any({key(f) for f in here} <= K for _, K in CL[doc]); mn += ok; ok or miss("not merged in document", doc, here)
r.part("entity recall", n, d)
r.part("merged in a document", mn, md)
DISTINCT = GOLD["DISTINCT"] + [(f[0], g[0]) for i, (_, f) in enumerate(GOLD["ENTITIES"]) for _, g in GOLD["ENTITIES"][:i]]
def merges(where, K): return [f"{where}: {p} = {q}" for p, q in DISTINCT if known(p) & K and known(q) & K]
bad = [m for doc in X for _, K in CL[doc] for m in merges(doc, K)]

# ---- events
matched, gold_at = {}, {}
for i, g in enumerate(GOLD["EVENTS"]): gold_at[i] = [find(X[g[0]], t) for t in many(g[2])]
def meets(x, act, ats, *fields): return any(touches(x, act, at, *fields) for at in ats)
def near_to(t, types): return any({t, u} <= s for u in types for s in NEAR)
def quality(g, act):
    x = X[g[0]]; P = act.get("participants") or []
    # of several mentions of one event the best told one counts
    t = act.get("date") or {}; dated = bool(g[6]) and bool(t.get("earliest") and t.get("latest")) and t["earliest"] >= g[6][0] and t["latest"] <= g[6][1]
    placed = bool(g[5]) and any(same(g[5], x, {"entity": e}) for e in act.get("places") or [])
    return sum(any(p.get("role") == "victim" and same(v, x, p) for p in P) for v in g[3]) * 2 + sum(any(p.get("role") in PERPETRATOR and same(v, x, p) for p in P) for v in g[4]) + dated + placed
near = total = right = right_near = 0; per_doc, spurious = {}, []
for doc, x in X.items():
    A, G = x.get("acts") or [], [i for i, g in enumerate(GOLD["EVENTS"]) if g[0] == doc]
    on = {i: [j for j, act in enumerate(A) if meets(x, act, gold_at[i], "evidence", "trigger")] for i in G}
    # an act whose trigger stands in the anchor goes before one that only shares the sentence
    edges = [sorted((j for j in on[i] if A[j].get("type") in many(GOLD["EVENTS"][i][1])), key=lambda j, i=i: (-meets(x, A[j], gold_at[i], "trigger"), -quality(GOLD["EVENTS"][i], A[j]))) for i in G]
    for j, u in C.matching(edges).items(): matched[G[u]] = A[j]
    for i in G:
        if i in matched: continue
        ok = any(near_to(A[j].get("type"), many(GOLD["EVENTS"][i][1])) for j in on[i]); near += ok
        miss("event" + (" (near type)" if ok else ""), doc, GOLD["EVENTS"][i][1], GOLD["EVENTS"][i][2], "given there: " + (", ".join(sorted({str(A[j].get("type")) for j in on[i]})) or "nothing"))
    total += len(A); per_doc[doc] = 0
    also = [(types, [find(x, at)], st) for d, types, at, st in GOLD["ALSO"] if d == doc]
    for act in A:
        t, st = act.get("type"), act.get("status")
        places = [(many(GOLD["EVENTS"][i][1]), gold_at[i], None) for i in G] + also
        if any(t in types and (s is None or st in s) and meets(x, act, ats, "evidence", "trigger") for types, ats, s in places): right += 1
        elif any(near_to(t, types) and (s is None or st in s) and meets(x, act, ats, "trigger" if act.get("trigger") else "evidence") for types, ats, s in places): right_near += 1
        else: per_doc[doc] += 1; spurious.append(f"{doc} | {t} {st} | {C.surface(x, act.get('trigger') or (act.get('evidence') or [[0, 0]])[0])!r} | {act.get('rule')} | {' '.join(C.surface(x, (act.get('evidence') or [[0, 0]])[0]).split())[:160]}")
r.part("event recall", len(matched), len(GOLD["EVENTS"]), f"   + {near} of a near type"); r.all["event recall"]["near"] = near
r.part("precision", right + right_near, total, f"   acts on a gold event or mention, {right_near} of them of a near type"); r.part("precision, one to one", len(matched), total, "   matched acts of all acts: repeats and optional ones count against it")
r.put("spurious acts", "   ".join(f"{k}: {v}" for k, v in per_doc.items()), **per_doc)
c = {k: [0, 0] for k in ("victims", "perpetrators", "place", "date inside window", "date equal", "status")}
def count(k, ok, *what):
    c[k][0] += bool(ok); c[k][1] += 1; ok or miss("event " + k, *what)
for i, act in matched.items():
    doc, ty, anchor, vs, ps, pl, win, st = GOLD["EVENTS"][i]; x = X[doc]; P = act.get("participants") or []
    for v in vs: count("victims", any(p.get("role") == "victim" and same(v, x, p) for p in P), doc, ty, anchor, v, "given: " + ", ".join((C.texts(x, p) or ["?"])[0] for p in P if p.get("role") == "victim"))
    for v in ps: count("perpetrators", any(p.get("role") in PERPETRATOR and same(v, x, p) for p in P), doc, ty, anchor, v, "given: " + ", ".join((C.texts(x, p) or ["?"])[0] for p in P if p.get("role") in PERPETRATOR))
    if pl: count("place", any(same(q, x, {"entity": e}) for q in many(pl) for e in act.get("places") or []) or any(p.get("role") == "place" and same(q, x, p) for q in many(pl) for p in P), doc, ty, pl, "given: " + ", ".join((C.entity(x, e) or {}).get("name", "?") for e in act.get("places") or []))
    if win:
        t = act.get("date") or {}; b, e = t.get("earliest"), t.get("latest")
        count("date inside window", b and e and b >= win[0] and e <= win[1], doc, ty, anchor, win, [b, e]); c["date equal"][0] += [b, e] == win; c["date equal"][1] += 1
    if st: count("status", act.get("status") in many(st), doc, ty, anchor, st, act.get("status"))
for k, (n, d) in c.items(): r.part("event " + k, n, d, "   of the matched")

# ---- statements
n = sp = kd = both = 0
for doc, kind, who, anchor in GOLD["STATEMENTS"]:
    x, at = X[doc], find(X[doc], anchor); S = [s for s in x.get("statements") or [] if touches(x, s, at, "evidence", "content")]
    speaker = [who is None or same(who, x, {"entity": s.get("speaker"), "span": s.get("speaker_span")}) for s in S]
    n += bool(S); sp += any(speaker); kd += any(s.get("kind") in many(kind) for s in S); ok = any(q and s.get("kind") in many(kind) for q, s in zip(speaker, S)); both += ok
    ok or miss("statement", doc, kind, who, anchor, "given: " + (", ".join(f"{s.get('kind')} by {(C.texts(x, {'entity': s.get('speaker'), 'span': s.get('speaker_span')}) or ['nobody'])[0]}" for s in S) or "nothing"))
d = len(GOLD["STATEMENTS"])
r.part("statement found", n, d); r.part("statement speaker", sp, d); r.part("statement kind", kd, d); r.part("statement speaker + kind", both, d)

# ---- figures: as a figure, or as the count of a participant in an act of that type
n = ty = 0
for doc, lo, hi, of, anchor in GOLD["FIGURES"]:
    x, at = X[doc], find(X[doc], anchor)
    cand = [(f.get("count") or {}, f.get("act_type")) for f in x.get("figures") or [] if touches(x, f, at, "evidence")]
    cand += [(q.get("count") or {}, act.get("type")) for act in x.get("acts") or [] for q in act.get("participants") or [] if q.get("count") and touches(x, q, at, "span")]
    also = {lo, lo + 1} if hi is None else {lo}   # "more than 130" may be read as 131
    right = [t for k, t in cand if k.get("at_least") in also and (k.get("at_most") is None if hi is None else k.get("at_most") == hi)]
    n += bool(right); ty += bool(right) and (of is None or bool(set(many(of)) & set(right))); right or miss("figure", doc, anchor, [k for k, _ in cand])
r.part("figures", n, len(GOLD["FIGURES"])); r.part("figures with act type", ty, len(GOLD["FIGURES"]))

bad = list(dict.fromkeys(bad))
r.put("FALSE ENTITY MERGES", f"{len(bad)}" + "".join(f"\n    {b}" for b in bad), n=len(bad), list=bad)
if a.list: print("\nmissed:"); [print("  " + m) for m in misses]; print("\nspurious:"); [print("  " + m) for m in spurious]
r.end()
