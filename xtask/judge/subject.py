#!/usr/bin/env python3
"""Mean word vectors of sentences with what kind of text they come from, for `cargo xtask fit leaning`.

    subject.py --program PROGRAM        one line a sentence: 1 (rights reports) or 0 (ordinary texts), then the numbers

PROGRAM is the example `sentence_vectors` of the crate `pipeline`. Train parts only; of the saved pages the half that may be learned
from. Prints numbers, never words. The label is the kind of the text and not of the sentence. Standard library only."""
import argparse, random, subprocess, tempfile
from pathlib import Path
import judge

# Part, label, how many documents at most. ECB+ and TimeBank also tell of crimes and wars: the model has to live with that.
PARTS = [("hrdsattack:train", 1, 300), ("muc4:train", 1, 120), ("bodies:fitted", 0, 200), ("polnear:train", 0, 120), ("timeml:timebank", 0, 100),
         ("crossner:train", 0, 200), ("ecbplus:train", 0, 150)]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--program", required=True)
    program = p.parse_args().program
    with tempfile.TemporaryDirectory() as folder:
        labels = {}
        for part, label, most in PARTS:
            documents = judge.documents(part)
            for n, (_, _, document, _) in enumerate(random.Random(1).sample(documents, min(most, len(documents)))):
                form = "txt" if part.startswith("muc4") else "html"
                path = Path(folder) / f"{part.replace(':', '-')}-{n:04d}.{form}"
                path.write_text(judge.page(document, form), encoding="utf8")
                labels[str(path)] = label
        paths = list(labels)
        for start in range(0, len(paths), 200):
            printed = subprocess.run([program, *paths[start:start + 200]], stdout=subprocess.PIPE, check=True).stdout.decode()
            for line in printed.splitlines():
                path, _, numbers = line.partition("\t")
                print(f"{labels[path]}\t{numbers}")


if __name__ == "__main__":
    main()
