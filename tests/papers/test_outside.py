"""Papers and data of a case as programs of others see them: qpdf and pdftotext (PDF), LibreOffice (DOCX), exiftool and mat2 (what a
file says about itself), all made by the program from the invented documents of fixtures/.

Usage: test_outside.py SAKSI [FOLDER]    (the binary; the files are kept in FOLDER)
A program that is missing is told loudly; .ci/run installs all of them.
"""

import hashlib
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

from tagged import Pdf

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "fixtures"
FORMATS = ("pdf", "docx", "html")
# Who agreed to nothing: no file for the public may hold a part of their names.
HIDDEN = ("Ilan", "Dresk", "Daven", "Orlo", "Sabine")
# What a PDF may say about itself; everything else is a fault until somebody looked at it.
MAY_SAY = {"SourceFile", "ExifTool:ExifToolVersion", "PDF:PDFVersion", "PDF:Linearized", "PDF:PageCount", "PDF:Language", "PDF:TaggedPDF",
           "PDF:Title", "XMP-x:XMPToolkit", "XMP-dc:Title", "XMP-dc:Language", "XMP-dc:Format", "XMP-pdfuaid:Part", "XMP-xmpTPg:NPages",
           "XMP-xmpMM:InstanceID", "XMP-xmpMM:DocumentID", "XMP-xmpMM:RenditionClass", "XMP-pdf:PDFVersion",
           "XML:XMLName", "XMP-dc:title", "XMP-dc:language"}
OF_THE_SYSTEM = ("System:", "File:", "ZIP:", "HTML:", "HTTP-equiv:", "JSON:")


def has(program, package):
    if shutil.which(program):
        return True
    print(f"NOT LOOKED AT: {program} is not installed (Debian: apt-get install {package})", file=sys.stderr)
    return False


class Program:
    def __init__(self, binary, folder):
        self.binary, self.folder = pathlib.Path(binary).resolve(), folder
        self.environment = dict(os.environ, SAKSI_PASSPHRASE="three invented words for a test of papers", SAKSI_STATE=str(folder / "state"))

    def __call__(self, *arguments):
        done = subprocess.run([self.binary, *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout + done.stderr


def make(binary, folder):
    """Every paper in every format, for a partner and for the public, and the data; gives the files for the public."""
    saksi = Program(binary, folder)
    saksi("new", "case", "--less-memory")
    saksi("add", "case", FIXTURES / "interview-letter.txt", *sorted((FIXTURES / "across").iterdir()))
    saksi("consent", "case", "give", "Daven Orlo", "--purpose", "partner", "--to", "Special Procedures", "--how", "in writing")
    for audience, *whom in (("partner", "--purpose", "partner", "--recipient", "Special Procedures"), ("public", "--purpose", "public", "--recipient", "everybody")):
        (folder / audience).mkdir()
        for ending in FORMATS:
            for kind, *about in (("dossier", "--person", "Ilan Dresk"), ("incidents",), ("tally",), ("submission", "--person", "Daven Orlo")):
                saksi("report", kind, "case", *about, *whom, "--out", folder / audience / f"{kind}.{ending}")
    (folder / "keep").mkdir()
    saksi("report", "dossier", "case", "--person", "Ilan Dresk", "--purpose", "keep", "--out", folder / "keep" / "dossier.html")
    (folder / "texts.jsonl").write_text(saksi("read", *sorted((FIXTURES / "across").iterdir())), encoding="utf-8")
    whom = ("--purpose", "public", "--to", "everybody")
    saksi("export", "case", "--output", folder / "public" / "case.json", *whom)
    for form, name in (("csv", "tables.zip"), ("parquet", "parquet.zip"), ("dataset", "dataset.zip"), ("ftm", "entities.ftm.json")):
        saksi("export", "case", "--format", form, "--out", folder / "public" / name, *whom)
    return sorted((folder / "public").iterdir())


def flat(text):
    return re.sub(r"\s+", "", text)


def page(path):
    """Headings, numbered sentences and notes of a page, in order."""
    source = path.read_text(encoding="utf-8")
    words = lambda found: html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<sup>.*?</sup>", "", found)))
    headings = [(int(level) - 1, words(text)) for level, text in re.findall(r"<h(\d) id=\"h\d+\">(.*?)</h\d>", source)]
    # Up to the first note, whose number would stand among the words of a PDF.
    sentences = [words(text.split("<sup>")[0]) for text in re.findall(r"<p class=\"numbered\" id=\"p\d+\"><span class=\"number\">\d+\.</span> (.*?)</p>", source, re.S)]
    notes = [words(text).rsplit(" ", 1)[0] for text in re.findall(r"<li id=\"n\d+\">(.*?)</li>", source, re.S)]
    return headings, sentences, notes


def in_order(wanted, text, what):
    at = 0
    for one in wanted:
        found = text.find(flat(one), at)
        assert found >= 0, f"{what}: not there in order: {one!r}"
        at = found + 1


def check_pdf(path):
    """Whole, tagged, and read in the order in which the page has it."""
    subprocess.run(["qpdf", "--check", path], check=True, stdout=subprocess.DEVNULL)
    pdf = Pdf(path)
    faults = pdf.faults()
    assert not faults, (path.name, faults)
    headings, sentences, notes = page(path.with_suffix(".html"))
    assert pdf.headings == headings, (path.name, pdf.headings, headings)
    assert pdf.kinds["Note"] == len(notes), (path.name, pdf.kinds["Note"], len(notes))
    if has("pdftotext", "poppler-utils"):
        text = flat(subprocess.check_output(["pdftotext", path, "-"], text=True))
        in_order([text for _, text in headings], text, path.name)
        # A sentence may go on behind the foot of a page: its beginning is looked for.
        in_order([one[:24] for one in sentences], text, path.name)
    return len(headings), len(notes)


def check_faults(path):
    """Each fault that is made on purpose is found."""
    def broken(change):
        pdf = Pdf(path)
        change(pdf)
        return pdf.faults()

    first = lambda pdf, wanted: next(thing["value"] for thing in pdf.objects.values() if wanted(thing.get("value")))
    is_link = lambda value: isinstance(value, dict) and value.get("/Subtype") == "/Link"
    is_kind = lambda kind: lambda value: isinstance(value, dict) and value.get("/S") == kind and "/P" in value
    changes = {
        "11-006": lambda pdf: pdf.root.pop("/Lang"),
        "06-001": lambda pdf: pdf.root["/MarkInfo"].pop("/Marked"),
        "28-012": lambda pdf: first(pdf, is_link).pop("/Contents"),
        "15-003": lambda pdf: first(pdf, is_kind("/TH")).pop("/A"),
        "14-003": lambda pdf: first(pdf, is_kind("/H2")).update({"/S": "/H3"}),
        "09-004": lambda pdf: first(pdf, is_kind("/LBody")).update({"/S": "/TD"}),
        "19-003": lambda pdf: first(pdf, is_kind("/Note")).pop("/ID"),
        "01-004": lambda pdf: pdf.root.update({"/StructTreeRoot": {**pdf.value(pdf.root["/StructTreeRoot"]), "/ParentTree": {}}}),
    }
    for number, change in changes.items():
        assert any(number in fault for fault in broken(change)), f"{number} was not noticed"


def check_traces(path, texts):
    """Every sentence leads by its note to a document, characters of its text, and the hash of just these words."""
    texts = [json.loads(line)["document"]["text"] for line in texts.read_text(encoding="utf-8").splitlines()]
    _, sentences, notes = page(path)
    n_passages = 0
    assert sentences and len(notes) >= len(sentences)
    for note in notes:
        there = re.findall(r"D\d+, P\d+, characters (\d+)–(\d+): “(.*?)” ([0-9a-f]{16})…", note, re.S)
        assert there, note
        for first, last, words, digits in there:
            of_it = [text[int(first):int(last)] for text in texts]
            found = [one for one in of_it if hashlib.sha256(one.encode()).hexdigest().startswith(digits)]
            assert found and (flat(words.removesuffix("[…]")) in flat(found[0])), (first, last, words)
            n_passages += 1
    print(f"ok: {len(sentences)} sentences lead to {n_passages} passages by characters and hash")


def check_docx(files, folder):
    """LibreOffice opens them, and what it makes of them has our headings and footnotes as headings and footnotes."""
    out = folder / "by-libreoffice"
    tagged = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    home = f"-env:UserInstallation=file://{folder}/libreoffice"
    done = subprocess.run(["soffice", home, "--headless", "--norestore", "--convert-to", tagged, "--outdir", out, *files], capture_output=True, text=True, timeout=420, check=False)
    for file in files:
        there = out / f"{file.stem}.pdf"
        assert there.exists(), (file.name, done.stdout, done.stderr)
        headings, sentences, notes = page(file.with_suffix(".html"))
        pdf = Pdf(there)
        pdf.walk(pdf.value(pdf.root["/StructTreeRoot"])["/K"], None, lambda holds, fault: None, {})
        levels = [level for level, _ in headings]
        assert [level for level, _ in pdf.headings] == levels, (file.name, [level for level, _ in pdf.headings], levels)
        assert pdf.kinds["Note"] == len(notes), (file.name, pdf.kinds["Note"], len(notes))
        text = flat(subprocess.check_output(["pdftotext", there, "-"], text=True))
        in_order([text for _, text in headings], text, file.name)
        for one in [*(note[:40] for note in notes), *(sentence[:40] for sentence in sentences)]:
            assert flat(one) in text, (file.name, one)
    print(f"ok: {len(files)} DOCX opened by LibreOffice, with their headings and footnotes")


def says(path):
    """What exiftool and mat2 see in a file beside its words."""
    told = ""
    if has("exiftool", "libimage-exiftool-perl"):
        lines = subprocess.check_output(["exiftool", "-a", "-u", "-G1", "-s", path], text=True).splitlines()
        fields = {"{}:{}".format(*re.match(r"\[(.*?)\]\s+(\w+)", line).groups()): line.split(":", 1)[1] for line in lines}
        odd = [name for name in fields if name not in MAY_SAY and not name.startswith(OF_THE_SYSTEM)]
        assert not odd, (path.name, odd)
        told += "\n".join(name + value for name, value in fields.items() if not name.startswith("System:Directory"))
    # Others it does not know.
    if path.suffix in (".pdf", ".docx", ".zip", ".html") and has("mat2", "mat2"):
        told += subprocess.check_output(["mat2", "--show", path.name], text=True, cwd=path.parent, stderr=subprocess.STDOUT)
    return told


def check_metadata(files):
    for path in files:
        told = says(path)
        for name in HIDDEN:
            assert name.lower() not in (told + path.name).lower(), (path.name, "a name in what the file says about itself")
        words = everything(path)
        assert words.strip(), path.name
        for name in HIDDEN:
            assert name.lower() not in words.lower(), (path.name, "a name in the file")
    print(f"ok: {len(files)} files say nothing about anybody who did not agree, neither in words nor about themselves")


def everything(path):
    if path.suffix in (".docx", ".zip"):
        with zipfile.ZipFile(path) as parts:
            return "".join(name + parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if path.suffix == ".pdf":
        return subprocess.check_output(["pdftotext", path, "-"], text=True) if has("pdftotext", "poppler-utils") else "?"
    return path.read_text(encoding="utf-8", errors="replace")


def main(binary, folder):
    at = time.monotonic()
    files = make(binary, folder)
    print(f"made in {time.monotonic() - at:.0f} s")
    if has("qpdf", "qpdf"):
        pdfs = sorted(folder.glob("*/*.pdf"))
        counts = [check_pdf(path) for path in pdfs]
        check_faults(folder / "partner" / "incidents.pdf")
        n_headings, n_notes = (sum(part) for part in zip(*counts))
        print(f"ok: {len(pdfs)} PDFs whole and tagged (PDF/UA-1 as far as looked at): {n_headings} headings, {n_notes} notes, in order")
    check_metadata(files)
    check_traces(folder / "keep" / "dossier.html", folder / "texts.jsonl")
    # A control: among those whom the person agreed to, the same search finds the name in every paper about them.
    for ending in FORMATS:
        assert "Orlo" in everything(folder / "partner" / f"submission.{ending}"), ending
    at = time.monotonic()
    if has("soffice", "libreoffice-writer-nogui"):
        check_docx(sorted((folder / "partner").glob("*.docx")), folder)
        print(f"LibreOffice: {time.monotonic() - at:.0f} s")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        kept = pathlib.Path(sys.argv[2])
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        main(sys.argv[1], kept.resolve())
    else:
        with tempfile.TemporaryDirectory() as name:
            main(sys.argv[1], pathlib.Path(name))
