"""The peer's side, one thread: the same model in spaCy 3.8, and trafilatura before it.
    spacy_peer.py time MODEL TEXTS.jsonl     tokens per CPU second, best of three passes
    spacy_peer.py dump MODEL TEXTS.jsonl     every field of every token, one JSON a text
    spacy_peer.py read MODEL FOLDER          pages: text and date by trafilatura, annotations by spaCy, JSON Lines"""
import json, os, sys, time
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"): os.environ[name] = "1"
import spacy
from pathlib import Path

task, model, source = sys.argv[1:4]
nlp = spacy.load(model)

def texts():
    with open(source, encoding="utf8") as lines: return [json.loads(line)["text"] for line in lines]

def fields(doc):
    return {"text": doc.text, "tokens": [t.text for t in doc], "space": [bool(t.whitespace_) for t in doc],
            "tag": [t.tag_ for t in doc], "pos": [t.pos_ for t in doc], "morph": [str(t.morph) for t in doc],
            "lemma": [t.lemma_ for t in doc], "head": [t.head.i for t in doc], "dep": [t.dep_ for t in doc],
            "sentence_start": [bool(t.is_sent_start) for t in doc], "names": [[e.start, e.end, e.label_] for e in doc.ents]}

if task == "time":
    best, all_texts = 0.0, texts()
    for _ in range(3):
        start = time.process_time()
        n = sum(len(doc) for doc in nlp.pipe(all_texts, batch_size=64))
        best = max(best, n / (time.process_time() - start))
    print(json.dumps({"tokens": n, "tokens_per_cpu_s": best}))
elif task == "dump":
    for doc in nlp.pipe(texts(), batch_size=64): print(json.dumps(fields(doc), ensure_ascii=False))
elif task == "read":
    import trafilatura
    for path in sorted(Path(source).iterdir()):
        found = trafilatura.bare_extraction(path.read_text(encoding="utf8"), with_metadata=True, include_comments=False)
        found = found.as_dict() if hasattr(found, "as_dict") else found or {}
        doc = nlp(found.get("text") or "")
        print(json.dumps({"path": str(path), "date": found.get("date"), **fields(doc)}, ensure_ascii=False), flush=True)
