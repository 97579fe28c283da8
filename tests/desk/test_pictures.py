"""Pictures start blurred beyond recognition; somebody who chooses to sees a copy without what the camera added. Hostile ones are told."""

import pathlib
import shutil
import struct
import tempfile
import unittest
import zlib

from desk import Room, Served, Visitor

WIDTH, HEIGHT = 1800, 1200


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width, height, rows):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    place = b"Comment\0GPSLatitude 11 33 27 of Tira Moll"
    body = chunk(b"IHDR", head) + chunk(b"tEXt", place) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def photograph():
    """An invented face before a wall: eyes and a mouth, with a place in what the camera adds."""
    def colour(x, y):
        is_eye = abs(y - 500) < 25 and (abs(x - 780) < 40 or abs(x - 1020) < 40)
        is_mouth = abs(y - 760) < 8 and abs(x - 900) < 100
        is_face = ((x - 900) / 300) ** 2 + ((y - 600) / 350) ** 2 < 1
        return b"\x14\x0a\x0a" if is_eye or is_mouth else b"\xcd\xa5\x87" if is_face else b"\x5a\x78\x5a"

    small = [b"".join(colour(x, y) * 10 for x in range(0, WIDTH, 10)) for y in range(0, HEIGHT, 10)]
    return png(WIDTH, HEIGHT, b"".join((b"\0" + row) * 10 for row in small))


def file(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


class Pictures(unittest.TestCase):
    def travel(self, script):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="saksi-pictures-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        whole = photograph()
        files = [
            file(folder, "1-wall.png", whole), file(folder, "2-cut.png", whole[: len(whole) // 2]),
            file(folder, "3-bomb.png", png(60_000, 60_000, b"")), file(folder, "4-page.jpg", b"\xff\xd8\xff<html><script>alert(1)</script>"),
        ]
        room = Room().new(*files)
        self.addCleanup(room.close)
        served = Served(room)
        self.addCleanup(served.close)
        visitor = Visitor(served, script).enter()
        self.addCleanup(visitor.close)
        return visitor

    def look(self, script):
        visitor = self.travel(script)
        page = visitor.page
        rows = page.locator("table.list tbody tr")
        self.assertEqual(rows.count(), 4)
        told = dict(zip(rows.locator("td:first-child").all_inner_texts(), rows.all_inner_texts()))
        self.assertIn("damaged or cut short", told["2"])
        self.assertIn("more pixels", told["3"])
        self.assertIn("damaged or cut short", told["4"])
        rows.filter(has_text="wall").get_by_role("link").first.click()
        page.wait_for_load_state("load")
        blurred = page.locator("figure img")
        self.assertEqual(blurred.evaluate("one => [one.naturalWidth, one.naturalHeight]"), [12, 9])
        self.assertEqual(page.locator("img[src$='/picture']").count(), 0)
        if script:
            self.assertEqual(visitor.axe(), [])
        page.get_by_role("link", name="Show the picture").click()
        page.wait_for_load_state("load")
        clear = page.locator("figure img")
        self.assertEqual(clear.evaluate("one => [one.naturalWidth, one.naturalHeight]"), [1600, 1067])
        answer = visitor.context.request.get(clear.evaluate("one => one.src"), headers={"Sec-Fetch-Site": "same-origin"})
        self.assertEqual(answer.headers["content-type"], "image/jpeg")
        self.assertEqual(answer.headers["cache-control"], "no-store")
        for trace in (b"GPS", b"Comment", b"Moll"):
            self.assertNotIn(trace, answer.body())
        page.get_by_role("link", name="Blur it again").click()
        self.assertEqual(page.locator("figure img.blurred").count(), 1)
        self.assertEqual((visitor.complaints, visitor.dialogs, visitor.foreign()), ([], [], []))

    def test_with_script(self):
        self.look(True)

    def test_without_script(self):
        self.look(False)
