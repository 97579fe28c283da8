"""Somebody asks how many are on no list: lists chosen, ways side by side with what they rest on, or no number and why."""

import itertools

from desk import Journey, Room, twice

# How many people have each combination of four invented registers.
COUNTS = {
    "1000": 410, "0100": 380, "0010": 290, "0001": 150, "1100": 120, "1010": 95, "1001": 44, "0110": 88, "0101": 40,
    "0011": 31, "1110": 36, "1101": 15, "1011": 12, "0111": 11, "1111": 5,
}
NAMES = ["North Register", "Court Roll", "Ward Book", "Union Rolls"]


def table(counts, n_lists=4):
    rows = [",".join([*NAMES[:n_lists], "n"])]
    return "\n".join(rows + [",".join([*which[:n_lists], str(n)]) for which, n in counts.items()]) + "\n"


class Estimate(Journey):
    @classmethod
    def room(cls):
        return Room().new()

    def asked_for_and_let_go_of(self, visitor):
        page = visitor.page
        # It stands in no menu; the counts say where it can be asked for, and show none.
        visitor.go("/counts")
        self.assertEqual(page.locator(".estimates").count(), 0)
        page.locator(".reading a[href$='/estimate']").click()
        self.fair(visitor)

        # A faulty table is refused with its line, and nothing of it stays.
        self.give(visitor, "id,North Register,Court Roll\n7,1,0\n7,0,1\n")
        says = page.locator("[role=alert]").inner_text()
        self.assertTrue("2" in says and "3" in says, says)
        self.fair(visitor)

        # Two lists: no number, and why.
        self.give(visitor, table({"10": 40, "01": 30, "11": 9}, 2))
        self.begin(visitor)
        refused = page.locator(".refused")
        refused.wait_for(timeout=300_000)
        self.assertIn("three", refused.inner_text())
        self.assertEqual(page.locator("table.estimates, .estimates circle, .assumed").count(), 0)
        self.fair(visitor)
        self.let_go(visitor)

        # Four lists: the desk answers while they are worked out.
        self.give(visitor, table(COUNTS))
        self.assertEqual(page.locator("input[name=list]").count(), 4)
        self.assertEqual(page.locator("dl.pairs div").count(), len(list(itertools.combinations(NAMES, 2))))
        self.fair(visitor)
        self.begin(visitor)
        visitor.go("/people")
        self.assertEqual(page.locator("h1").count(), 1)
        visitor.go("/estimate")
        rows = page.locator("table.estimates tbody tr")
        rows.first.wait_for(timeout=300_000)
        self.assertEqual(rows.count(), 5)
        numbers = page.locator("table.estimates td.num:not(:empty)").count()
        self.assertGreaterEqual(numbers, 4, "at least two ways, each with its interval")
        self.assertEqual(page.locator(".assumed li").count(), 6)
        self.assertEqual(page.locator("figure.drawn svg.estimates").count(), 1)
        self.assertGreater(page.locator("figure.drawn svg.estimates circle").count(), 1)
        self.fair(visitor)

        # Fewer lists of the same table.
        page.locator(".estimate-forget button[name=keep]").click()
        page.locator("input[name=list]").nth(0).uncheck()
        page.locator("input[name=list]").nth(1).uncheck()
        self.begin(visitor)
        page.locator(".refused").wait_for(timeout=300_000)
        self.let_go(visitor)
        page.locator("input[type=file][name=file]").wait_for(timeout=300_000)

    def give(self, visitor, text):
        page = visitor.page
        page.locator("input[type=file][name=file]").set_input_files(
            {"name": "lists.csv", "mimeType": "text/csv", "buffer": text.encode()}
        )
        with page.expect_navigation():
            page.locator("form.estimate-table button").click()

    def begin(self, visitor):
        page = visitor.page
        page.locator("input[name=origins]").check()
        with page.expect_navigation():
            page.locator("form.estimate-lists button").click()

    def let_go(self, visitor):
        page = visitor.page
        with page.expect_navigation():
            page.locator(".estimate-forget button:not([name])").click()

    test_with_script, test_without_script = twice(asked_for_and_let_go_of)
