"""The whole life of one submission at the desk: drafted, agreed to, reviewed by two people, sent, answered with a denial, and a reprisal
that a person marks; and what people send in, which is nowhere shown before somebody admits it."""

import os
import pathlib
import subprocess

from desk import PHONE, SAKSI, SHOTS, Journey, Room, Served, Visitor, twice, wait_until

SECOND = "seven brown otters under the loud mountain bridge"
TEXTS = {
    "arrest.txt": "Police in Marovia arrest student\n\nRadio Horizon, 3 March 2021\n\n"
                  "Police arrested the student Anton Besk in Karsund on 3 March 2021.\n",
    "visit.txt": "Police threaten student\n\nRadio Horizon, 20 May 2021\n\n"
                 "Police in Karsund threatened Anton Besk on 19 May 2021, his lawyer said.\n",
    "reply.txt": "Reply of the Ministry\n\nThe Ministry of Justice of Marovia denied on 2 May 2021 that police arrested Anton Besk.\n",
}


def told(room):
    """A room with the three texts read, and a second member."""
    for name, text in TEXTS.items():
        (room.path / name).write_text(text, encoding="utf-8")
    room.new(*(room.path / name for name in TEXTS))
    reading, writing = os.pipe()
    os.write(writing, f"{SECOND}\n".encode())
    os.close(writing)
    command = [SAKSI, "member", "add", room.case, "--name", "Bo", "--less-memory", "--new-passphrase-fd", str(reading)]
    subprocess.run(command, env=room.environment, check=True, capture_output=True, pass_fds=[reading])
    os.close(reading)
    room.run("lock", room.case)
    return room


def shot(visitor, name):
    if SHOTS:
        visitor.page.screenshot(path=os.path.join(SHOTS, f"{name}.png"), full_page=True)


class Submission(Journey):
    @classmethod
    def room(cls):
        return told(Room())

    def take(self, visitor, step, **fields):
        """Opens the form of a step, fills it in and records it."""
        page = visitor.page
        page.goto(f"{self.address}?step={step}")
        form = page.locator("form.step-form")
        for name, value in fields.items():
            field = form.locator(f"[name={name}]").first
            kind = field.evaluate("field => field.type")
            if kind == "file":
                field.set_input_files({"name": "letter.pdf", "mimeType": "application/pdf", "buffer": value.encode()})
            elif kind == "select-one":
                field.select_option(value)
            elif kind == "checkbox":
                field.check()
            else:
                field.fill(value)
        with page.expect_navigation():
            form.locator("button").click()

    def wrong(self, visitor, words):
        """The page says what is wrong and what was filled in is still there; the browser notes the status, nothing else."""
        self.assertIn(words, visitor.page.locator(".notice.bad").inner_text())
        self.assertTrue(all("422" in complaint for complaint in visitor.complaints), visitor.complaints)
        visitor.complaints.clear()

    def second_person(self, visitor):
        """The first one goes, and Bo comes to the desk with a passphrase of their own."""
        room = visitor.served.room
        visitor.served.close()
        room.run("lock", room.case)
        room.environment["SAKSI_PASSPHRASE"] = SECOND
        served = Served(room)
        self.addCleanup(served.close)
        other = Visitor(served, visitor.script)
        self.addCleanup(other.close)
        self.address = served.base + "/intervention/" + self.address.rsplit("/", 1)[1]
        return other.enter()

    def a_life(self, visitor):
        page = visitor.page
        visitor.go("/interventions")
        self.assertEqual(page.locator(".empty").count(), 1)
        self.fair(visitor)
        visitor.go("/people")
        page.get_by_role("link", name="Anton Besk").first.click()
        page.wait_for_url("**/person/*")
        page.locator("#actions a.button").click()
        page.wait_for_url("**/interventions?person=*")
        self.fair(visitor)
        page.locator("#new input[name=title]").fill("Arrest in Karsund")
        page.locator("#new input[name=recipient]").fill("Special Procedures")
        # What comes later is no part of it.
        page.locator("#new label", has_text="Threat").locator("input[name=event]").uncheck()
        page.locator("#new input[name=date]").fill("2021-03-05")
        visitor.press("Begin", exact=True)
        page.wait_for_url("**/intervention/*")
        self.address = page.url.split("?")[0]
        self.assertIn("Anton Besk", page.locator("aside").inner_text())
        self.assertGreaterEqual(page.locator("aside a[href*='/event/']").count(), 1)

        # What cannot be yet is not offered, and refused when somebody asks all the same.
        self.assertEqual(page.locator("a[href*='step=submitted']").count(), 0)
        self.take(visitor, "consent", date="2021-03-06")
        self.wrong(visitor, "who agreed, and how")
        self.take(visitor, "consent", date="2021-03-06", note="told us in person")
        self.take(visitor, "reviewed", sha256="a letter", date="2021-03-07")
        self.take(visitor, "reviewed", sha256="a letter", date="2021-03-07")
        self.wrong(visitor, "A second person has to")
        self.take(visitor, "submitted", channel="web form", sha256="a letter", date="2021-03-09")
        self.wrong(visitor, "A second person has to")
        self.calm(visitor)

        visitor = self.second_person(visitor)
        page = visitor.page
        self.take(visitor, "reviewed", sha256="a letter", date="2021-03-08")
        self.take(visitor, "submitted", channel="web form", sha256="another letter", date="2021-03-09")
        self.wrong(visitor, "not the file that was reviewed")
        self.take(visitor, "submitted", channel="web form", sha256="a letter", copy="an embassy; a lawyer", date="2021-03-09")
        self.assertIn("Submitted", page.locator("table.stages").inner_text())
        self.assertIn("an embassy; a lawyer", page.locator("table.stages").inner_text())
        self.take(visitor, "acknowledged", reference="K-17", date="2021-03-12")
        self.take(visitor, "letter_sent", letter="JUA", reference="JUA MRV 1/2021", date="2021-04-01")
        due = page.locator(".due-list").inner_text()
        self.assertIn("2021-05-31", due)
        self.assertIn("over", due)
        self.assertEqual(page.locator("svg.drawing").count(), 1)
        self.fair(visitor)

        # The reply is a document; what it denies stays.
        page.goto(f"{self.address}?step=reply")
        reply = page.locator("select[name=document] option", has_text="Reply of the Ministry").get_attribute("value")
        self.take(visitor, "reply", reply="partial", date="2021-05-02")
        self.wrong(visitor, "the document that holds the reply")
        page.locator("form.step-form select[name=document]").select_option(reply)
        page.locator("form.step-form label", has_text="2021-03").locator("input[name=denies]").check()
        visitor.press("Record", exact=True)
        self.assertIn("Partial reply", page.locator("table.stages").inner_text())
        page.locator("table.stages .happenings a[href*='/event/']").first.click()
        page.wait_for_url("**/event/*")
        self.assertIn("its reply denies this", page.locator("#actions").inner_text())
        self.assertIn("Anton Besk", page.locator("h1").inner_text())
        self.fair(visitor)

        # The threat came after it was sent: proposed, and marked by a person only.
        page.goto(self.address)
        self.assertNotIn("Possible reprisal", page.locator("table.stages").inner_text())
        candidate = page.locator(".candidate").first
        self.assertIn("against Anton Besk", candidate.inner_text())
        shot(visitor, "intervention")
        candidate.locator("input[name=note]").fill("they named the letter")
        with page.expect_navigation():
            candidate.get_by_role("button", name="We conclude it").click()
        self.assertIn("Possible reprisal: We conclude it", page.locator("table.stages").inner_text())
        self.assertEqual(page.locator(".candidate").count(), 0)
        self.fair(visitor)

        self.take(visitor, "closed", outcome="partly_settled", date="2022-01-10")
        visitor.go("/interventions")
        self.assertIn("Closed", page.locator(".doings").inner_text())
        self.assertIn("1 possible", page.locator(".doings").inner_text())
        self.fair(visitor)
        shot(visitor, "interventions")
        # Taken back, it goes on.
        page.goto(self.address)
        page.locator("table.stages tr", has_text="Closed").get_by_role("button", name="Take back").click()
        page.wait_for_url("**done=true")
        self.assertNotIn("Closed", page.locator("table.stages").inner_text())
        self.calm(visitor)

    test_with_script, test_without_script = twice(a_life)


class Intake(Journey):
    @classmethod
    def room(cls):
        return told(Room())

    def the_queue(self, visitor):
        page = visitor.page
        visitor.go("/intake")
        self.assertEqual(page.locator(".empty").count(), 1)
        self.fair(visitor)
        page.locator("form[action$='/intake-form'] select[name=as]").select_option("text")
        with page.expect_download() as download:
            page.get_by_role("button", name="Make the form").click()
        blank = download.value
        self.assertEqual(blank.suggested_filename, "form.txt")
        text = pathlib.Path(blank.path()).read_text(encoding="utf-8")
        self.assertNotIn("saksi", text.lower())

        # Half filled in, nothing of it is taken.
        self.send(visitor, text)
        self.assertIn("has no answer", page.locator(".notice.bad").inner_text())
        self.assertRegex(page.locator(".notice.bad").inner_text(), r"Line \d+, column 1")
        self.assertTrue(all("422" in complaint for complaint in visitor.complaints), visitor.complaints)
        visitor.complaints.clear()
        answers = {
            "what": "Soldiers beat Orvin Talleck in Drummet on 4 April 2021. <script>alert(1)</script><img src=x onerror=alert(1)>",
            "contact": "behind the bakery", "consent_keep": "yes", "consent_public": "no",
        }
        lines = []
        for line in text.splitlines():
            lines.append(line)
            lines += [answer for field, answer in answers.items() if line.startswith(f"[{field}]")]
        self.send(visitor, "\n".join(lines))
        self.assertIn("It waits", page.locator(".done").inner_text())
        self.fair(visitor)
        for path in ("/", "/people", "/events", "/counts", "/log", "/review", "/timeline", "/map", "/network", "/interventions", "/intake"):
            visitor.go(path)
            self.assertNotIn("Talleck", page.content(), path)
        visitor.go("/search")
        page.locator("main input[name=query]").first.fill("Talleck")
        visitor.press("Search")
        self.assertEqual(page.locator(".hits > li").count(), 0)

        visitor.go("/intake")
        page.locator(".came a").first.click()
        page.wait_for_url("**/intake/*")
        self.assertIn("Orvin Talleck", page.locator("pre.account").first.inner_text())
        self.assertIn("<script>", page.locator("pre.account").first.inner_text())
        self.assertIn("behind the bakery", page.locator("main").inner_text())
        self.fair(visitor)
        shot(visitor, "intake")
        visitor.press("Admit it as a document")
        self.assertIn("Admitted", page.locator(".came").inner_text())
        address = page.locator(".came a[href*='/document/']").get_attribute("href")

        def is_read():
            page.goto(visitor.served.origin + address)
            return "Orvin Talleck" in page.locator("main").inner_text()

        wait_until(is_read, 300, "the reading")
        self.assertNotIn("behind the bakery", page.content())

    def send(self, visitor, text):
        visitor.go("/intake")
        form = visitor.page.locator("form[action$='/intake-add']")
        form.locator("input[name=file]").set_input_files({"name": "back.txt", "mimeType": "text/plain", "buffer": text.encode()})
        form.locator("input[name=channel]").fill("by hand")
        with visitor.page.expect_navigation():
            form.locator("button").click()

    test_with_script, test_without_script = twice(the_queue)

    def test_on_a_phone(self):
        room = self.room()
        self.addCleanup(room.close)
        served = Served(room)
        self.addCleanup(served.close)
        visitor = Visitor(served, viewport=PHONE)
        self.addCleanup(visitor.close)
        visitor.enter()
        for path in ("/interventions", "/intake"):
            visitor.go(path)
            wide = visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            self.assertLessEqual(wide, 0, path)
        self.calm(visitor)
