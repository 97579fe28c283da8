"""Files that leave a case, looked at from outside: exiftool reads their metadata, and nobody who did not agree stands in it."""

import json
import pathlib
import shutil
import subprocess
import unittest
import zipfile

from desk import Room

HIDDEN = ["Olvin", "Mara", "Veluk", "Nadi"]
TEXTS = [
    "Mara Olvin taken\n\nPolice in Velin arrested Mara Olvin, a teacher, on 3 March 2021, her lawyer said.",
    "Nadi Veluk was detained in Orvesh on 1 July 2020, the union said.",
]
PAPERS = [("incidents", "incidents.pdf"), ("incidents", "incidents.docx"), ("tally", "tally.html")]


class Leaving(unittest.TestCase):
    @unittest.skipUnless(shutil.which("exiftool"), "exiftool is missing: install libimage-exiftool-perl (.ci/run does)")
    def test_metadata(self):
        room = Room()
        self.addCleanup(room.close)
        (room.path / "in").mkdir()
        for n, text in enumerate(TEXTS):
            (room.path / "in" / f"{n}.txt").write_text(text)
        room.new(room.path / "in")
        out = room.path / "out"
        out.mkdir()
        whom = ["--purpose", "public", "--recipient", "the world"]
        for kind, name in PAPERS:
            room.run("report", kind, room.case, "--out", out / name, *whom)
        room.run("export", room.case, "--purpose", "public", "--to", "the world", "--output", out / "case.json")
        files = sorted(out.iterdir())
        self.assertEqual(len(files), len(PAPERS) + 1)
        told = subprocess.run(["exiftool", "-j", "-a", "-u", "-G1", *files], capture_output=True, text=True, check=False).stdout
        self.assertEqual(len(json.loads(told)), len(files))
        self.clean(told.replace(str(out), ""))
        for file in files:
            self.clean(file.name)
            self.clean(words(file))

        # A control: among the members the same search finds them.
        room.run("export", room.case, "--output", room.path / "kept.json")
        with self.assertRaises(AssertionError):
            self.clean(words(room.path / "kept.json"))

    def clean(self, text):
        self.assertEqual([name for name in HIDDEN if name.lower() in text.lower()], [])


def words(file: pathlib.Path):
    """What stands in a file; of a DOCX in all its parts. Text of a PDF is packed: its writer's own test looks at it."""
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as parts:
            return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return file.read_bytes().decode("utf-8", "replace")
