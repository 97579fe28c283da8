"""Runs both sides on the same texts, one after the other, and prints a table.
    bench.py SAKSI DUMP MODEL_FOLDER PEER_PYTHON PEER_MODEL FOLDER
FOLDER holds what texts.py wrote. Linux: memory is the largest sum of PSS over a program and its children."""
import json, os, re, subprocess, sys, threading, time
from pathlib import Path

saksi, dump, model, python, peer_model, folder = sys.argv[1:7]
folder, peer = Path(folder), str(Path(__file__).with_name("spacy_peer.py"))
pages = sorted((folder / "html").iterdir())

def threads_children(pid):
    """Children of every thread, not only of the first one."""
    found = {pid}
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try: found.update(int(c) for c in task.read_text().split())
        except OSError: pass
    return found

def pss(pid):
    try: return int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M).group(1))
    except (OSError, AttributeError): return 0

def run(command, env=None):
    """Wall and CPU seconds with all children, seconds to the first line, peak memory in MB, lines."""
    start, peak, done = time.time(), [0], threading.Event()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env=env)
    def watch():
        while not done.wait(0.05): peak[0] = max(peak[0], sum(pss(p) for p in threads_children(child.pid)))
    watcher = threading.Thread(target=watch); watcher.start()
    first, n = None, 0
    for _ in child.stdout: first = first or time.time() - start; n += 1
    _, status, usage = os.wait4(child.pid, 0); done.set(); watcher.join()
    if status: sys.exit(f"{command[0]} failed")
    return {"wall": time.time() - start, "cpu": usage.ru_utime + usage.ru_stime, "first": first or 0, "memory": peak[0] / 1024, "lines": n}

def printed(*command): return subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf8").stdout

rows = []
def row(what, ours, theirs, note=""): rows.append((what, ours, theirs, note)); print(f"{what}: {ours} | {theirs} {note}", file=sys.stderr)

# Engine: tokens per CPU second, the same model, one thread
ours = max(float(x) for x in re.findall(r"([\d.]+) tokens/CPU s", printed(dump, "--time", model, str(folder / "texts.jsonl"))))
theirs = json.loads(printed(python, peer, "time", peer_model, str(folder / "texts.jsonl")))["tokens_per_cpu_s"]
row("engine, tokens per CPU second", f"{ours:,.0f}", f"{theirs:,.0f}", f"{ours / theirs:.1f} x")

# Parity: every field of every token
paragraphs = str(folder / "paragraphs.jsonl")
a, b = (printed(*c).splitlines() for c in ((dump, model, paragraphs), (python, peer, "dump", peer_model, paragraphs)))
differing = [(x, y) for x, y in zip(map(json.loads, a), map(json.loads, b)) if any(x.get(k) != y[k] for k in y)]
row("engine, paragraphs with every field equal", f"{min(len(a), len(b)) - len(differing)} of {len(b)}", "", "")
for x, y in differing[:3]: print("differs in", [k for k in y if x.get(k) != y[k]], ":", y["text"][:100], file=sys.stderr)

# The whole way
files, peer_read = [str(p) for p in pages], [python, peer, "read", peer_model, str(folder / "html")]
run([saksi, "read", "--quiet", "--jobs", "1", files[0]])
one, two, other = run([saksi, "read", "--quiet", "--jobs", "1", *files]), run([saksi, "read", "--quiet", "--jobs", "2", *files]), run(peer_read)
ours, theirs = len(files) / one["cpu"], len(files) / other["cpu"]
row("pages of 500 words to records, per CPU second", f"{ours:.1f}", f"{theirs:.1f}", f"{ours / theirs:.1f} x; the peer makes text, date and annotations only")
row("pages per second, one job", f"{len(files) / one['wall']:.1f}", f"{len(files) / other['wall']:.1f}")
row("pages per second, two jobs", f"{len(files) / two['wall']:.1f}", "")
row("seconds from start to the first record", f"{one['first']:.2f}", f"{other['first']:.2f}")
row("peak memory, MB, one job", f"{one['memory']:.0f}", f"{other['memory']:.0f}", "sum of PSS with child processes")
row("peak memory, MB, two jobs", f"{two['memory']:.0f}", "")

table = "| measure | saksi | Python peer | |\n| --- | ---: | ---: | --- |\n" + "".join(f"| {' | '.join(r)} |\n" for r in rows)
(folder / "table.md").write_text(table, encoding="utf8")
print(table)
