"""What a PDF says to those who cannot see it, read with qpdf: the checks of PDF/UA-1 (ISO 14289-1; numbers of the Matterhorn
Protocol 1.1) that a program can make of papers like ours. veraPDF makes more of them; it is in no registry that we have."""

import base64
import collections
import json
import re
import subprocess
import sys

BLOCKS = {"Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH",
          "TD", "Span", "Quote", "BlockQuote", "Note", "Reference", "Link", "Code", "Caption", "TOC", "TOCI", "Strong", "Em", "Title", "Figure"}
INSIDE = {"LI": {"L"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody"}, "THead": {"Table"}, "TBody": {"Table"}, "TH": {"TR"}, "TD": {"TR"},
          "TOCI": {"TOC"}}


class Pdf:
    """A file as qpdf reads it."""

    def __init__(self, path):
        told = json.loads(subprocess.check_output(["qpdf", "--json", "--json-stream-data=inline", "--decode-level=generalized", path]))
        self.told, self.objects = told, told["qpdf"][1]
        self.root = self.value(self.objects["trailer"]["value"]["/Root"])
        self.elements = []
        self.headings = []
        self.kinds = collections.Counter()

    def value(self, thing):
        """A thing, or what it refers to."""
        if isinstance(thing, str) and re.fullmatch(r"\d+ \d+ R", thing):
            there = self.objects["obj:" + thing]
            return there["value"] if "value" in there else there["stream"]["dict"]
        return thing

    def stream(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    def faults(self):
        """What is wrong, in words; none when everything is right."""
        faults = []
        expect = lambda holds, fault: None if holds else faults.append(fault)
        root = self.root
        expect(text(root.get("/Lang")), "11-006: no language")
        expect(root.get("/MarkInfo", {}).get("/Marked") is True, "06-001: not marked as tagged")
        expect(root.get("/MarkInfo", {}).get("/Suspects") is not True, "06: suspects")
        expect(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is True, "07-001: the title is not shown")
        metadata = self.stream(root["/Metadata"]).decode() if "/Metadata" in root else ""
        expect("<pdfuaid:part>1<" in metadata, "05-001: it does not say that it is PDF/UA-1")
        expect("<dc:title>" in metadata, "07-002: no title")
        for name in ("/OpenAction", "/AA", "/AcroForm", "/Names", "/AF"):
            expect(name not in root, f"{name} stands in the catalog")
        expect("/Outlines" in root, "no bookmarks")
        structure = self.value(root.get("/StructTreeRoot", {}))
        expect(structure, "01-003: no structure")
        self.walk(structure.get("/K", []), None, expect, self.roles(structure, expect))
        self.in_order(expect)
        self.check_tables(expect)
        self.check_notes(expect)
        self.check_pages(expect, structure)
        self.check_fonts(expect)
        return faults

    def roles(self, structure, expect):
        roles = {name[1:]: role[1:] for name, role in (self.value(structure.get("/RoleMap")) or {}).items()}
        for role in roles.values():
            expect(role in BLOCKS, f"02-001: a role that leads to nothing: {role}")
        return roles

    def walk(self, node, parent, expect, roles):
        node = self.value(node)
        if isinstance(node, list):
            for one in node:
                self.walk(one, parent, expect, roles)
        elif isinstance(node, dict) and "/S" in node:
            kind = node["/S"][1:]
            self.kinds[kind] += 1
            expect(kind in BLOCKS, f"02-001: {kind} is no kind of structure")
            expect(kind not in INSIDE or parent in INSIDE[kind], f"09-004: {kind} stands in {parent}")
            if re.fullmatch(r"H\d", kind):
                self.headings.append((int(kind[1]), text(node.get("/T"))))
            if kind == "Figure":
                expect(text(node.get("/Alt")), "13-004: a picture without words")
            self.elements.append((kind, parent, node))
            self.walk(node.get("/K", []), kind, expect, roles)

    def in_order(self, expect):
        levels = [level for level, _ in self.headings]
        expect(levels and levels[0] == 1, "14-002: the first heading is not of the first level")
        for before, after in zip(levels, levels[1:]):
            expect(after <= before + 1, f"14-003: from H{before} to H{after}")

    def check_tables(self, expect):
        for kind, _, node in self.elements:
            if kind == "TH":
                attributes = [self.value(one) for one in listed(self.value(node.get("/A", [])))]
                expect(any("/Scope" in one for one in attributes), "15-003: a head of a table without its scope")
            if kind == "Table":
                rows = [row for part in listed(node["/K"]) for row in listed(self.value(part).get("/K", []))]
                widths = {len(listed(self.value(row)["/K"])) for row in rows}
                expect(len(widths) <= 1, f"15-005: rows of a table of {sorted(widths)} cells")

    def check_notes(self, expect):
        names = [text(node.get("/ID")) for kind, _, node in self.elements if kind == "Note"]
        expect(all(names) and len(set(names)) == len(names), "19-003, 19-004: notes without a name of their own")

    def check_pages(self, expect, structure):
        owners = dict(pairs(self, structure.get("/ParentTree", {})))
        for page in self.told["pages"]:
            about = self.value(page["object"])
            expect(about.get("/Tabs") == "/S" or "/Annots" not in about, "28-008: notes are not reached in order")
            parents = self.value(owners.get(about.get("/StructParents"), []))
            shown, marks = marked(b"\n".join(self.stream(part) for part in page["contents"]))
            expect(not shown, f"01-005: {shown} texts of a page are neither tagged nor furniture")
            for mark in marks:
                expect(mark < len(parents) and parents[mark] is not None, f"01-004: mark {mark} of a page leads nowhere")
            for annotation in map(self.value, listed(self.value(about.get("/Annots", [])))):
                expect(annotation["/Subtype"] == "/Link", f"{annotation['/Subtype']} on a page")
                expect(text(annotation.get("/Contents")), "28-012: a link without words")
                expect(annotation.get("/StructParent") in owners, "28-011: a link outside of the structure")
                expect("/URI" not in str(self.value(annotation.get("/A", {}))), "a link leads out of the file")

    def check_fonts(self, expect):
        for thing in self.objects.values():
            thing = thing.get("value")
            if isinstance(thing, dict) and thing.get("/Type") == "/FontDescriptor":
                expect(any(name in thing for name in ("/FontFile", "/FontFile2", "/FontFile3")), "31-001: a font that is not in the file")
            if isinstance(thing, dict) and thing.get("/Type") == "/Font" and thing.get("/Subtype") == "/Type0":
                expect("/ToUnicode" in thing, "10-001: letters without their meaning")


def main(paths):
    """Says what is wrong with files; nothing when everything is right."""
    faults = [(path, fault) for path in paths for fault in Pdf(path).faults()]
    for path, fault in faults[:20]:
        print(path, fault, file=sys.stderr)
    return 1 if faults else 0


def listed(thing):
    return thing if isinstance(thing, list) else [thing]


def text(thing):
    return thing[2:].strip() if isinstance(thing, str) and thing[:2] in ("u:", "b:") else ""


def pairs(pdf, tree):
    """Entries of a number tree."""
    tree = pdf.value(tree)
    for kid in tree.get("/Kids", []):
        yield from pairs(pdf, kid)
    flat = tree.get("/Nums", [])
    yield from zip(flat[::2], flat[1::2])


def marked(content):
    """How many texts of a page stand outside of all marks, and the numbers of the marks."""
    strings = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>")
    content = strings.sub(b"()", content)
    depth, n_outside, marks = 0, 0, set()
    for line in re.finditer(rb"/MCID\s+(\d+)|\b(BDC|BMC|EMC)\b|\)\s*\]?\s*(TJ|Tj)", content):
        if line[1]:
            marks.add(int(line[1]))
        elif line[2]:
            depth += -1 if line[2] == b"EMC" else 1
        elif depth == 0:
            n_outside += 1
    return n_outside, marks


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
