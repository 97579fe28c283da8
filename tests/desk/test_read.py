"""Reading a document: facts marked in place, each with the way to its words, and the original as it came."""

import hashlib
import re

from desk import FIXTURES, Journey, twice


class Read(Journey):
    def a_document_and_its_facts(self, visitor):
        page = visitor.page
        page.get_by_role("link", name="Orvesh police: no one was beaten").first.click()
        self.fair(visitor)
        self.assertGreater(page.locator(".words .trigger").count(), 0)
        self.assertGreater(page.locator(".words .person").count(), 0)
        self.assertGreater(page.locator(".margin .card").count(), 0)

        # A link to a fact opens at its words.
        link = page.locator('.card a[href^="#a"]').first
        act = link.get_attribute("href").removeprefix("#")
        link.click()
        self.assertTrue(page.url.endswith(f"#{act}"))
        self.assertEqual(page.locator(":target").count(), 1)
        box = page.locator(":target").bounding_box()
        self.assertTrue(0 <= box["y"] <= page.viewport_size["height"], box)

        # The chain of custody, and the bytes as they came: a file to keep, never a page.
        page.locator("details.badge summary").click()
        shown = re.search("[0-9a-f]{64}", page.locator("details.badge").inner_text()).group()
        with page.expect_download() as kept:
            page.get_by_role("link", name="Original").click()
        original = kept.value.path().read_bytes()
        self.assertEqual(hashlib.sha256(original).hexdigest(), shown)
        self.assertIn(original, [file.read_bytes() for file in FIXTURES.glob("*/*")])

        # A decision beside the words stays at the words.
        visitor.press("Accept", exact=True)
        self.assertEqual(page.locator(".card.is-accept").count(), 1)

    test_with_script, test_without_script = twice(a_document_and_its_facts)
