"""Sets a long dossier and says what it took. Usage: measure.py PAPER.json FACTS SET FOLDER    (SET: the example of crates/typeset)"""

import os
import pathlib
import re
import subprocess
import sys
import time

WANTED = {"seconds": 10, "MB": 500}


def main(paper, n_facts, program, folder):
    folder = pathlib.Path(folder)
    long, file = folder / "dossier.json", folder / "dossier.pdf"
    stretch = pathlib.Path(__file__).with_name("stretch.py")
    long.write_bytes(subprocess.check_output([sys.executable, stretch, paper, n_facts]))
    at = time.monotonic()
    with long.open("rb") as source, file.open("wb") as to:
        child = subprocess.Popen([program], stdin=source, stdout=to)
        _, status, used = os.wait4(child.pid, 0)
    seconds = time.monotonic() - at
    assert status == 0, f"it ended with {status}"
    bytes_of_file = file.read_bytes()
    n_pages = max(int(n) for n in re.findall(rb"/Type/Pages/Count (\d+)", bytes_of_file))
    assert b"/StructTreeRoot" in bytes_of_file and b"/MarkInfo" in bytes_of_file, "it is not tagged"
    subprocess.run(["qpdf", "--check", file], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, pathlib.Path(__file__).with_name("tagged.py"), file], check=True)
    # Linux gives kilobytes.
    megabytes = used.ru_maxrss * 1024 / 1e6
    print(f"| {n_facts} facts | wanted | measured |\n| --- | --- | --- |")
    print(f"| pages | 500 | {n_pages} |\n| file, MB | | {len(bytes_of_file) / 1e6:.1f} |")
    print(f"| time on the clock, s | {WANTED['seconds']} | {seconds:.1f} |")
    print(f"| processor, s | | {used.ru_utime + used.ru_stime:.1f} |")
    print(f"| memory at most, MB | {WANTED['MB']} | {megabytes:.0f} |")
    print(f"load while it ran: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:5])
