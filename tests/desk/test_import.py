"""Files dropped in: stored, then read while the page tells how far it is."""

from desk import FIXTURES, Journey, Room, twice, wait_until

FILES = sorted((FIXTURES / "demo").iterdir())[:6]


class Import(Journey):
    @classmethod
    def room(cls):
        return Room().new()

    def six_files(self, visitor):
        page = visitor.page
        self.assertEqual(page.locator(".empty").count(), 1)
        self.fair(visitor)
        page.locator("input[name=source]").fill("a colleague in Velin")
        page.locator("input[name=files]").first.set_input_files(FILES)
        visitor.press("Add", exact=True)
        self.assertIn("6 documents were added", page.locator("[role=status]").inner_text())
        self.assertEqual(page.locator("table.list tbody tr").count(), 6)

        # The page asks again by itself until all is read, without a script too.
        wait_until(lambda: page.locator(".notice").count() == 0 and page.locator("table.list").count(), 300, "the readings")
        acts = [int(cell.inner_text()) for cell in page.locator("table.list tbody td:nth-child(4)").all()]
        self.assertEqual(len(acts), 6)
        self.assertGreater(sum(acts), 5)
        self.fair(visitor)

        # The same ones again are known.
        visitor.go("/")
        page.locator("input[name=files]").first.set_input_files(FILES[:2])
        visitor.press("Add", exact=True)
        self.assertIn("2 were here before", page.locator("[role=status]").inner_text())
        self.assertEqual(page.locator("table.list tbody tr").count(), 6)

        # What was written beside them is kept with each.
        page.locator("table.list tbody a").first.click()
        self.assertIn("a colleague in Velin", page.locator(".meta").inner_text())

    test_with_script, test_without_script = twice(six_files)
