"""Somebody agrees to be named to one recipient; another recipient sees a pseudonym; the agreement is taken back."""

from desk import Journey, Room, twice

NAME = "Mara Olvin"
TEXTS = [
    "Police in Velin arrested Mara Olvin, a teacher, on 3 March 2021, her lawyer said.",
    "Nadi Veluk was detained in Orvesh on 1 July 2020, the union said.",
]


class Consent(Journey):
    @classmethod
    def room(cls):
        room = Room()
        (room.path / "in").mkdir()
        for n, text in enumerate(TEXTS):
            (room.path / "in" / f"{n}.txt").write_text(text)
        return room.new(room.path / "in")

    def agreed_and_taken_back(self, visitor):
        page = visitor.page
        # From the page of the person to her consent.
        visitor.go("/people")
        page.locator("ol.folk a", has_text=NAME).first.click()
        page.locator("a[href*='/consent/']").first.click()
        self.fair(visitor)
        consent = visitor.path()
        before = page.locator("#recorded tbody tr").count()

        self.record(visitor, "given", "partner", "Court of Velin")
        self.assertEqual(page.locator("#recorded tbody tr").count(), before + 1)
        self.fair(visitor)

        # Named for the one, not for another. The recipient stands in no address.
        self.assertEqual(self.goes(visitor, "partner", "Court of Velin"), NAME)
        self.assertNotIn("Court", page.url)
        self.fair(visitor)
        self.assertNotIn("Olvin", self.goes(visitor, "partner", "Bureau North"))
        self.assertNotIn("Olvin", self.goes(visitor, "public", "the world"))

        visitor.go(consent)
        self.record(visitor, "withdrawn", "partner", "Court of Velin")
        self.assertNotIn("Olvin", self.goes(visitor, "partner", "Court of Velin"))

        # One member alone names nobody.
        visitor.go(consent)
        page.locator("#overrides summary").click()
        form = page.locator("#overrides details form")
        form.locator("select[name=purpose]").select_option("public")
        form.locator("input[name=recipient]").fill("the world")
        form.locator("input[name=reason]").fill("her family speaks of it")
        with page.expect_navigation():
            form.locator("button").click()
        self.assertEqual(page.locator("#overrides button[value=confirm]").count(), 0)
        self.assertNotIn("Olvin", self.goes(visitor, "public", "the world"))

    def record(self, visitor, state, purpose, recipient):
        page = visitor.page
        form = page.locator("#record form")
        form.locator("select[name=state]").select_option(state)
        form.locator("select[name=purpose]").select_option(purpose)
        form.locator("input[name=recipient]").fill(recipient)
        form.locator("input[name=how]").fill("in writing")
        with page.expect_navigation():
            form.locator("button").click()

    def goes(self, visitor, purpose, recipient):
        """As what she goes out."""
        page = visitor.page
        visitor.go("/goes-out")
        page.locator("main select[name=purpose]").select_option(purpose)
        page.locator("main input[name=recipient]").fill(recipient)
        with page.expect_navigation():
            page.locator("main form[action$='/goes-out-to'] button").click()
        return page.locator("table.going tr", has_text=NAME).first.locator("td").first.inner_text().strip()

    test_with_script, test_without_script = twice(agreed_and_taken_back)
