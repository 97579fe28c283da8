#!/usr/bin/env python3
"""Stretches the dossier of the invented case to N facts, for measuring. `cargo xtask bench dossier` does it all; by hand:

  cargo run -p drafting --example paper_sample -- dossier > paper.json
  python3 tests/papers/stretch.py paper.json 4150 > long.json
  cargo build --profile quick -p typeset --example set && /usr/bin/time -v target/quick/examples/set < long.json > long.pdf
"""
import json, sys

paper, n = json.load(open(sys.argv[1])), int(sys.argv[2])
is_fact = lambda block: block["block"] == "paragraph" and block.get("number")
facts = [block for block in paper["blocks"] if is_fact(block)]
rest = [block for block in paper["blocks"] if not is_fact(block)]
long = []
for at in range(n):
    fact = json.loads(json.dumps(facts[at % len(facts)]))
    fact["number"] = at + 1
    # No two paragraphs are the same, so that nothing is set once and remembered.
    for run in fact["runs"]:
        if run["run"] == "text":
            run["text"] = run["text"].replace("Orlo", f"Orlo {at}")
    if at % 200 == 0:
        long.append({"block": "heading", "level": 2, "text": str(2000 + at // 200)})
    long.append(fact)
place = next(at for at, block in enumerate(rest) if block["block"] == "heading" and "order of time" in block["text"]) + 1
for block in rest:
    if block["block"] == "table" and block["caption"].startswith("Passages"):
        rows = block["rows"]
        number = lambda at: [{"run": "text", "text": f"P{at + 1}", "face": "plain"}]
        block["rows"] = [[number(at), *rows[at % len(rows)][1:]] for at in range(n)]
paper["blocks"] = rest[:place] + long + rest[place:]
json.dump(paper, sys.stdout)
