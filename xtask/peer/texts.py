"""Writes the texts of a bench run: pages of about 500 words and single paragraphs, from the example documents and, when
they are there, the news pages of the evaluation. Same input, same texts. Standard library only.
    texts.py ROOT SHARED|- OUT N_PAGES N_PARAGRAPHS"""
import gzip, html, json, random, re, sys
from pathlib import Path

root, shared, out, n_pages, n_paragraphs = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])

def demo():
    for file in sorted((root / "fixtures/demo").iterdir()):
        text = file.read_text(encoding="utf8")
        if file.suffix == ".html":
            yield from (html.unescape(re.sub(r"<[^>]+>", "", p)) for p in re.findall(r"<p>(.*?)</p>", text, re.S))
        else:
            yield from re.split(r"\n\s*\n", text)

def news():
    file = Path(shared) / "eval/bodies/dev.jsonl.gz"
    if shared != "-" and file.exists():
        with gzip.open(file, "rt", encoding="utf8") as lines:
            for line in lines:
                yield from re.split(r"\n+", json.loads(line)["gold"])

pool = {" ".join(p.split()): None for source in (demo(), news()) for p in source}
pool = [p for p in pool if 12 <= len(p.split()) <= 150]
rng = random.Random(2026)
(out / "html").mkdir(parents=True, exist_ok=True)
for old in (out / "html").iterdir(): old.unlink()

MENU = "".join(f'<li><a href="/{w}">{w.title()}</a></li>' for w in ("politics", "courts", "business", "culture", "weather", "subscribe"))
texts = []
for n in range(n_pages):
    paragraphs, words = [], 0
    while words < 500:
        p = rng.choice(pool); paragraphs.append(p); words += len(p.split())
    texts.append("\n\n".join(paragraphs))
    body = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in paragraphs)
    page = (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Report {n} | The Velin Post</title>'
            f'<meta property="article:published_time" content="2021-03-{n % 28 + 1:02d}T08:00:00Z"></head><body>'
            f'<header><nav><ul>{MENU}</ul></nav></header><article><h1>Report {n}</h1><div class="share"><a href="#">Share on Facebook</a>'
            f' <a href="#">Tweet</a></div>{body}</article><aside><h3>Most read</h3><ol><li><a href="/1">Fuel prices to rise</a></li>'
            f'</ol></aside><footer>© 2021 The Velin Post. All rights reserved.</footer></body></html>')
    (out / "html" / f"{n:05d}.html").write_text(page, encoding="utf8")
def lines(name, items):
    (out / name).write_text("".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in items), encoding="utf8")
lines("texts.jsonl", texts)
lines("paragraphs.jsonl", rng.sample(pool, min(n_paragraphs, len(pool))))
print(f"{n_pages} pages, {sum(len(t.split()) for t in texts)} words, {min(n_paragraphs, len(pool))} paragraphs of {len(pool)}")
