"""A page on paper: the words are there, menus and forms are not."""

import re

from desk import Journey, twice


class Print(Journey):
    def a_document(self, visitor):
        page = visitor.page
        page.get_by_role("link", name="Orvesh police: no one was beaten").first.click()
        printed = page.pdf(format="A4")
        self.assertTrue(printed.startswith(b"%PDF-"))
        self.assertGreaterEqual(len(re.findall(rb"/Type\s*/Page\b", printed)), 1)
        page.emulate_media(media="print")
        self.assertTrue(page.locator("h1").is_visible())
        self.assertTrue(page.locator(".words").first.is_visible())
        for gone in ("header nav", "main form", "footer form"):
            self.assertFalse(page.locator(gone).first.is_visible(), gone)
        page.emulate_media(media="screen")
        # An empty sheet is much smaller.
        page.goto("about:blank")
        self.assertGreater(len(printed), 3 * len(page.pdf(format="A4")))

    test_with_script, test_without_script = twice(a_document)
