"""IndiaPoliceEvents: why a sentence's label is missed or false."""
import re
from finding import C, pairs, scorer, text

LABELS = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
USUAL = {
    "KILL": r"\w*kill\w*|died|dead|deaths?|shot|firing",
    "ARREST": r"arrest\w*|detain\w*|round\w* up|held|custody|nabbed|apprehend\w*|picked up|booked",
    "FAIL": r"fail\w*|inaction|mute|spectat\w*|nothing|refus\w*|did not|late|despite|absen\w*|stood|watch\w*|delay\w*",
    "FORCE": r"fir(?:e|ed|ing)|teargas\w*|tear\w*|shell\w*|lathi\w*|charg\w*|baton\w*|burst\w*|shot|beat\w*|kill\w*|dispers\w*|force",
    "ANY_ACTION": r"register\w*|deploy\w*|patrol\w*|seiz\w*|recover\w*|said|told|raid\w*|search\w*|investigat\w*|rescu\w*|escort\w*|impos\w*|cordon\w*|reach\w*|rush\w*|control|chas\w*|book\w*|lodged|guard\w*|protect\w*|question\w*|warn\w*",
}


def find(errors, splits, readings):
    s = scorer("indiapolice")
    for document, reading in pairs("indiapolice", splits, readings):
        sentences(errors, s, document, reading)


def sentences(errors, s, document, reading):
    body, align = document["text"], C.Align(document["text"], text(reading))
    acts = [(align.span(a.get("trigger")), a) for a in reading["acts"]]
    said = [(align.span(st.get("cue") or st.get("speaker_span")), st) for st in reading["statements"]]
    for start, end, labels in document["gold"]:
        gold = set(labels.split())
        here = [a for sp, a in acts if sp and start <= sp[0] < end]
        speaks = [st for sp, st in said if sp and start <= sp[0] < end]
        given = given_labels(s, reading, here, speaks)
        for label in LABELS:
            if label in gold - given:
                missed(errors, s, document, reading, label, here, speaks, start, end)
            if label in given - gold:
                false(errors, s, document, reading, label, here, gold, start, end)


def given_labels(s, reading, acts, statements):
    out = set()
    for act in acts:
        if act["status"] in s["STATUS"] and (act["type"] == "failure_to_protect" or s["police"](reading, act)):
            out |= {k for k, types in s["LABELS"].items() if act["type"] in types}
            out |= {"ANY_ACTION"} - ({"ANY_ACTION"} if act["type"] == "failure_to_protect" else set())
    if any(speaker_is_police(s, reading, st) for st in statements):
        out.add("ANY_ACTION")
    return out


def speaker_is_police(s, reading, statement):
    return any(s["POLICE"].search(t) for t in C.texts(reading, {"entity": statement.get("speaker"), "span": statement.get("speaker_span")}))


def missed(errors, s, document, reading, label, acts, statements, start, end):
    words, of_label = document["text"][start:end], [a for a in acts if a["type"] in s["LABELS"].get(label, ())]
    add = lambda cause, detail, note="": errors.add("missed", label, cause, detail, document["id"], document["text"], (start, end), note)
    rule = lambda act: act["rule"].split("/")[-1]
    if of_label and all(a["status"] not in s["STATUS"] for a in of_label):
        return add("status", of_label[0]["status"], rule(of_label[0]))
    if of_label:
        agents = C.participants(reading, of_label[0], "perpetrator", "authority")
        return add("role attachment", "no agent" if not agents else "an agent that is no police", rule(of_label[0]))
    if label == "ANY_ACTION" and acts:
        return add("role attachment", "an act without police as agent", rule(acts[0]))
    if acts:
        return add("wrong sense", "only acts of other types", rule(acts[0]))
    if label == "ANY_ACTION" and statements:
        return add("attribution", "a speaker that is no police", C.surface(reading, statements[0].get("cue")))
    usual = re.search(r"\b(?:" + USUAL[label] + r")\b", words, re.I)
    police = bool(s["POLICE"].search(words))
    add("trigger unknown", "usual word" if usual else "no usual word" + (", police named" if police else ", police not named"), usual.group().lower() if usual else "")


def false(errors, s, document, reading, label, acts, gold, start, end):
    act = next((a for a in acts if a["status"] in s["STATUS"] and (label == "ANY_ACTION" or a["type"] in s["LABELS"][label])), None)
    span, note = (start, end), act["rule"].split("/")[-1] if act else "statement"
    detail = "sentence has other labels" if gold else "sentence has none"
    agentless = act is not None and not C.participants(reading, act, "perpetrator", "authority")
    cause = "attribution" if act is None else "role attachment" if agentless else "wrong sense"
    errors.add("false", label, cause, detail + (", no agent given" if agentless else ""), document["id"], document["text"], span, note)
