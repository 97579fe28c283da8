"""Two people are put together by hand and taken apart again; nothing of either is lost."""

from desk import Journey, Room, twice

# A full name and an initial: perhaps one person, and nobody but a person can say so.
TEXTS = [
    "Police in Velin arrested Mara Olvin, a teacher, on 3 March 2021, her lawyer said.",
    "A court in Velin sentenced M. Olvin to two years in prison on 9 May 2021.",
    "Police arrested Teko Sarran in Marowe on 4 June 2021, witnesses said. Teko Sarran is a farmer.",
    "Nadi Veluk was detained in Orvesh on 1 July 2020, the union said.",
]


class People(Journey):
    @classmethod
    def room(cls):
        room = Room()
        (room.path / "in").mkdir()
        for n, text in enumerate(TEXTS):
            (room.path / "in" / f"{n}.txt").write_text(text)
        return room.new(room.path / "in")

    def merge_and_unmerge(self, visitor):
        page = visitor.page
        visitor.go("/people")
        self.assertEqual(page.locator("ol.folk > li").count(), 4)
        self.fair(visitor)
        visitor.go("/pairs")
        self.fair(visitor)
        left, right = (page.locator(f"form[action$='/same'] input[name={side}]").get_attribute("value") for side in ("left", "right"))
        before = self.person(visitor, left), self.person(visitor, right)
        self.assertNotEqual(before[0], before[1])

        # One key says that they are one.
        visitor.go("/pairs")
        visitor.key("s")
        self.assertEqual(self.person(visitor, left), self.person(visitor, right))
        self.assertEqual(page.locator("#decided li").count(), 1)
        self.fair(visitor)

        # What was decided stands on the page of the person, with the way back.
        with page.expect_navigation():
            page.locator("#decided button").first.click()
        self.assertEqual((self.person(visitor, left), self.person(visitor, right)), before)
        self.assertEqual(page.locator("#decided li").count(), 0)

    def person(self, visitor, part):
        """Who holds this part of a document: the spellings and where they stand."""
        visitor.go(f"/person/{part}")
        self.assertTrue(visitor.page.locator("h1").inner_text().strip())
        return visitor.page.locator("table.spellings").inner_text()

    test_with_script, test_without_script = twice(merge_and_unmerge)
