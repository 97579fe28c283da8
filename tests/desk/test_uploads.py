"""Ten uploads that are not as they should be: each gets a clear answer, and what was acknowledged is there."""

import shutil
import socket
import tempfile
import pathlib
import unittest

from desk import Room, Served, Visitor, wait_until
from playwright.sync_api import Error

TEXT = "Police arrested Ilan Dresk in Velin on 3 March 2021, a colleague said.\n"
MANY, LARGE = 200, 40 << 20


class Uploads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.room = Room().new()
        cls.served = Served(cls.room)
        cls.visitor = Visitor(cls.served).enter()
        cls.page = cls.visitor.page

    @classmethod
    def tearDownClass(cls):
        cls.visitor.close()
        cls.served.close()
        cls.room.close()

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="saksi-uploads-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.visitor.go("/")
        self.before = self.count()

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def count(self):
        """Documents in the case, as the program counts them."""
        return len(self.room.run("list", self.room.case).splitlines())

    def send(self, files=(), which=0):
        self.visitor.go("/")
        self.page.locator("input[type=file]").nth(which).set_input_files(files)
        self.visitor.press("Add", exact=True)

    def said(self):
        return self.page.locator("[role=status]").first.inner_text()

    def alert(self):
        return self.page.locator("[role=alert]").inner_text()

    def read(self):
        """Waits until all is read; gives the first line of the list that names `name`."""
        wait_until(lambda: "not read" not in self.page.goto(self.served.base).text(), 900, "the readings")

    def test_no_file(self):
        self.send()
        self.assertIn("No file was chosen", self.alert())
        self.assertEqual(self.count(), self.before)

    def test_a_folder(self):
        for n in range(3):
            self.file(f"papers/part{n}/note.txt", f"{TEXT} Folder, part {n}.")
        self.send(self.folder / "papers", which=1)
        self.assertIn("3 documents were added", self.said())

    def test_two_hundred_files(self):
        self.send([self.file(f"{n:03d}.txt", f"{TEXT} Number {n}.") for n in range(MANY)])
        self.assertIn(f"{MANY} documents were added", self.said())
        self.assertEqual(self.count(), self.before + MANY)

    def test_a_large_file(self):
        self.send([self.file("large.txt", TEXT * (LARGE // len(TEXT)))])
        self.assertIn("One document was added", self.said())
        self.assertEqual(self.count(), self.before + 1)

    def test_a_file_that_is_gone(self):
        self.visitor.go("/")
        gone = self.file("gone.txt", TEXT + "Gone.")
        self.page.locator("input[type=file]").first.set_input_files(gone)
        gone.unlink()
        # The browser itself says that the file cannot be opened; the desk goes on as before.
        try:
            self.visitor.press("Add", exact=True)
        except Error as error:
            self.assertRegex(str(error), "ERR_FILE_NOT_FOUND|ERR_ACCESS_DENIED|ERR_UPLOAD_FILE_CHANGED")
            self.page.wait_for_url(lambda url: url.startswith("chrome-error:"))
        self.visitor.complaints.clear()
        self.visitor.go("/")
        self.assertEqual(self.count(), self.before)

    def test_a_file_that_cannot_be_read_as_text(self):
        self.send([self.file("picture.txt", bytes(range(256)) * 64)])
        self.assertIn("One document was added", self.said())
        self.read()
        row = self.page.locator("table.list tr", has_text="picture.txt")
        self.assertTrue(row.locator(".problem").first.inner_text().strip())

    def test_an_empty_file(self):
        self.send([self.file("nothing.txt", b"")])
        self.assertIn("One document was added", self.said())
        self.read()
        self.assertIn("empty", self.page.locator("table.list tr", has_text="nothing.txt").locator(".problem").inner_text())

    def test_the_same_file_twice(self):
        one, same = self.file("one.txt", TEXT + "Twice."), self.file("same.txt", TEXT + "Twice.")
        self.send([one, same])
        self.assertIn("One document was added", self.said())
        self.assertIn("One was here before", self.said())
        self.send([one])
        self.assertIn("Nothing new was added", self.said())
        self.assertEqual(self.count(), self.before + 1)

    def test_a_name_that_turns_around(self):
        self.send([self.file("harmless\u202etxt.exe", b"\x00\x01\x02" * 50)])
        self.read()
        shown = self.page.locator("table.list a", has_text="harmless").inner_text()
        self.assertNotIn("\u202e", shown)
        self.assertIn("txt.exe", shown)

    def test_an_upload_that_breaks_off(self):
        token = self.page.locator("form[action$='/add'] input[name=token]").get_attribute("value")
        cookie = next(one for one in self.visitor.context.cookies() if one["name"] == "desk")["value"]
        part = "--x\r\nContent-Disposition: form-data; name=\"{}\"{}\r\n\r\n{}\r\n"
        whole = part.format("token", "", token) + part.format("files", "; filename=\"whole.txt\"", TEXT + "Whole.")
        half = part.format("files", "; filename=\"half.txt\"", TEXT + "Half of")
        head = (f"POST {self.served.prefix}/add HTTP/1.1\r\nHost: {self.served.host}\r\nOrigin: {self.served.origin}\r\n"
                f"Cookie: desk={cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 9999\r\n\r\n")
        address, port = self.served.host.split(":")
        with socket.create_connection((address, int(port))) as connection:
            connection.sendall((head + whole + half).encode())
        # What came whole is kept and read, the half is not there, and the desk goes on.
        wait_until(lambda: self.count() == self.before + 1, 300, "the whole file")
        self.read()
        self.assertEqual(self.page.locator("table.list", has_text="half.txt").count(), 0)
        self.send([self.file("whole.txt", TEXT + "Whole."), self.file("half.txt", TEXT + "Half of it.")])
        self.assertIn("One document was added", self.said())
        self.assertIn("One was here before", self.said())
