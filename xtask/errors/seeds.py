"""The seed articles: the misses that their own scorer lists, by cause."""
import subprocess, sys
from finding import EVAL

# What the scorer calls a miss -> cause.
CAUSE = {"event": "trigger unknown", "event (near type)": "wrong sense", "event victims": "role attachment", "event perpetrators": "role attachment", "event place": "place",
         "event date inside window": "date", "event status": "status", "statement": "attribution", "published": "date", "entity": "name", "figure": "trigger unknown",
         "not merged in document": "coreference", "origin": "attribution", "furniture left in": "background", "body text lost": "background"}


def find(errors, splits, saksi):
    command = [sys.executable, str(EVAL / "seeds" / "score.py"), "--saksi", saksi, "--list"]
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()
    for line in printed.split("\nmissed:\n")[-1].splitlines():
        what, colon, rest = line.strip().partition(": ")
        if line.startswith("  ") and colon:
            document, _, words = rest.partition(" | ")
            errors.add("missed", what, CAUSE.get(what, "gold"), "listed by the scorer", document, words, (0, len(words)))
