"""Papers at the desk: each kind is looked at before it is made, made, saved and looked into; nobody who did not agree stands in it;
a form says what is missing, an answer that names somebody hidden is not taken, and what was made can be what was sent."""

import io
import os
import subprocess
import tempfile
import zipfile

from desk import PHONE, SHOTS, Journey, Room, Visitor, twice

NAME, OTHER = "Mara Olvin", "Nadi Veluk"
HIDDEN = ["Olvin", "Veluk"]
TEXTS = [
    "Mara Olvin taken\n\nPolice in Velin arrested Mara Olvin, a teacher, on 3 March 2021, her lawyer said.",
    "Nadi Veluk was detained in Orvesh on 1 July 2020, the union said.",
]


def shot(visitor, name):
    if SHOTS:
        visitor.page.screenshot(path=os.path.join(SHOTS, f"{name}.png"), full_page=True)


class Papers(Journey):
    @classmethod
    def room(cls):
        room = Room()
        (room.path / "in").mkdir()
        for n, text in enumerate(TEXTS):
            (room.path / "in" / f"{n}.txt").write_text(text)
        return room.new(room.path / "in")

    def look(self, visitor, **fields):
        """Fills the choice in and sees what would go out."""
        form = visitor.page.locator("form.choose-paper")
        for name, value in fields.items():
            field = form.locator(f"[name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        with visitor.page.expect_navigation():
            form.locator("button").click()

    def make(self, visitor, format):
        """Makes the file, waits for it, saves it: its bytes."""
        page = visitor.page
        with page.expect_navigation():
            page.locator(f"button[name=make][value={format}]").click()
        save = page.locator("a.button[download]")
        save.wait_for(timeout=300_000)
        with page.expect_download() as download:
            save.click()
        self.assertEqual(download.value.suggested_filename.rsplit(".", 1)[1], format)
        self.clean(download.value.suggested_filename)
        with open(download.value.path(), "rb") as file:
            return file.read()

    def clean(self, text):
        self.assertEqual([name for name in HIDDEN if name in text], [])

    def papers_are_made(self, visitor):
        page = visitor.page
        # From the menu: a dossier needs somebody, and says so.
        page.locator("nav a[href$='/papers']").click()
        self.fair(visitor)
        shot(visitor, "papers-choice")
        address = page.url

        # In public nobody is named: the page says so before anything leaves, and the files say the same.
        page.goto(f"{address}?kind=incidents")
        self.look(visitor, purpose="public")
        self.assertEqual(page.locator(".notice.bad").count(), 1)
        self.assertTrue(all("422" in complaint for complaint in visitor.complaints), visitor.complaints)
        visitor.complaints.clear()
        self.look(visitor, purpose="public", recipient="the world")
        self.assertNotIn("world", page.url)
        self.assertIn(NAME, page.locator("#gate").inner_text())
        self.clean(page.locator(".paper-sheet").inner_text())
        self.fair(visitor)
        shot(visitor, "papers-incidents")
        entries = self.entries(visitor)
        pdf = self.make(visitor, "pdf")
        self.assertTrue(pdf.startswith(b"%PDF"))
        self.clean(pdf.decode("latin-1"))
        self.clean(text_of(pdf))
        self.assertIn("the world", page.locator("main").inner_text())
        self.fair(visitor)
        shot(visitor, "papers-made")
        self.assertEqual(self.entries(visitor), entries + 1)

        page.goto(f"{address}?kind=tally")
        self.look(visitor, purpose="public", recipient="the world")
        self.clean(self.make(visitor, "html").decode())

        # A dossier begins on the page of its person; among the members she is named.
        visitor.go("/people")
        page.locator("ol.folk a", has_text=NAME).first.click()
        page.locator("a[href*='kind=dossier']").first.click()
        self.look(visitor)
        self.assertIn(NAME, page.locator(".paper-sheet").inner_text())
        docx = zipfile.ZipFile(io.BytesIO(self.make(visitor, "docx")))
        self.assertIsNone(docx.testzip())
        self.assertIn(NAME, docx.read("word/document.xml").decode())

        # A submission: what is missing, an answer that is taken, one that is not.
        page.goto(page.url.rsplit("/paper/", 1)[0] + "/papers?kind=submission")
        page.locator("select[name=person]").select_option(label=NAME)
        self.look(visitor)
        self.fair(visitor)
        self.assertGreater(page.locator(".asked.missing").count(), 3)
        before = page.locator(".asked.missing").count()
        page.locator("#given-mandates").fill("human rights defenders")
        page.locator("#given-earlier").fill(f"ask {OTHER}")
        with page.expect_navigation():
            page.locator(".form-of .row button").click()
        self.assertEqual(page.locator(".asked.missing").count(), before - 1)
        self.assertEqual(page.locator("#field-earlier .problem").count(), 1)
        self.assertEqual(page.locator("#given-earlier").input_value(), f"ask {OTHER}")
        self.clean(page.locator(".paper-sheet").inner_text())
        shot(visitor, "papers-submission")
        # What is recorded of her is entered by hand, and stays in where no consent covers it.
        page.locator("#field-victim_gender a[href$='#facts']").click()
        page.locator("#facts summary").click()
        page.locator("#facts [name=occupation]").fill("teacher")
        page.locator("#facts [name=defender]").select_option("yes")
        self.fair(visitor)
        with page.expect_navigation():
            page.locator("#facts button").click()
        self.assertEqual(page.locator(".done").count(), 1)
        page.goto(f"{address}?kind=submission")
        page.locator("select[name=person]").select_option(label=NAME)
        self.look(visitor, purpose="keep")
        self.assertIn("teacher", page.locator("#field-victim_occupation .answer").inner_text())
        page.goto(f"{address}?kind=submission")
        page.locator("select[name=person]").select_option(label=NAME)
        self.look(visitor)
        page.locator("#given-mandates").fill("human rights defenders")
        page.locator("#given-earlier").fill("none before")
        submission = self.make(visitor, "docx")
        document = zipfile.ZipFile(io.BytesIO(submission)).read("word/document.xml").decode()
        self.assertIn("human rights defenders", document)
        self.clean(document)

    def entries(self, visitor):
        """How often a file was handed out, as the log of the case has it."""
        room = visitor.served.room
        return room.run("log", room.case).count("export")

    test_with_script, test_without_script = twice(papers_are_made)

    def test_on_a_phone_in_the_dark_and_in_other_languages(self):
        room = self.room()
        self.addCleanup(room.close)
        from desk import Served
        served = Served(room)
        self.addCleanup(served.close)
        for language in ("en-GB", "km", "th", "id"):
            visitor = Visitor(served, viewport=PHONE, locale=language, color_scheme="dark")
            visitor.enter()
            visitor.go("/papers?kind=submission")
            visitor.page.locator("select[name=person]").select_option(label=NAME)
            self.look(visitor)
            wide = visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            self.assertLessEqual(wide, 0, language)
            self.fair(visitor)
            shot(visitor, f"papers-phone-{language}")
            self.calm(visitor)
            visitor.close()


def text_of(pdf):
    """The words of a PDF, as another program reads them."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        return subprocess.run(["pdftotext", file.name, "-"], capture_output=True, text=True, check=True).stdout
