"""A proposal whose day is wrong is put right, and both stay visible: what was read, and who says otherwise."""

from desk import Journey, twice

DAY = "2031-02-03"


class Amend(Journey):
    def a_date(self, visitor):
        page = visitor.page
        visitor.go("/review")
        address = page.locator(".proposal a[href*='/document/']").first.get_attribute("href")
        visitor.key("e")
        self.fair(visitor)
        precision = page.locator("form.amend select[name=precision]")
        if precision.count():
            precision.select_option("day")
        page.locator("form.amend input[name=date]").fill(DAY)
        page.locator("form.amend input[name=reason]").fill("the register of the court")
        visitor.press("Save", exact=True)
        page.goto(visitor.served.origin + address)
        card = page.locator(".card.is-amend")
        self.assertEqual(card.count(), 1)
        self.assertIn(DAY, card.inner_text())
        self.assertIn("when", card.locator(".verdict").inner_text().lower())
        visitor.go("/log")
        self.assertIn("the register of the court", page.locator("table.log").inner_text())

    test_with_script, test_without_script = twice(a_date)
