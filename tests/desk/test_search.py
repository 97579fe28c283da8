"""Looking for words and for people: what was looked for stands in no address, and looking for a person is recorded."""

from desk import Journey, twice


class Search(Journey):
    def words_and_a_person(self, visitor):
        page = visitor.page
        visitor.go("/search")
        self.fair(visitor)
        page.locator("input[name=query]").fill("dockers")
        page.keyboard.press("Enter")
        page.wait_for_selector(".hits mark")
        self.assertGreater(page.locator(".hits li").count(), 0)
        self.assertEqual(page.locator(".hits mark").first.inner_text().lower(), "dockers")
        self.fair(visitor)
        page.locator("input[name=query]").fill("Ilan Dresk")
        page.locator("input[name=person]").check()
        page.locator("input[name=purpose]").fill("checking a name")
        page.keyboard.press("Enter") if visitor.script else visitor.press("Search", exact=True)
        page.wait_for_selector(".names li")
        self.assertIn("Dresk", page.locator(".names").first.inner_text())
        self.assertEqual(page.locator("[role=status]").count(), 1)
        self.assertFalse([url for url in visitor.requests if "dockers" in url.lower() or "dresk" in url.lower()])
        visitor.go("/log")
        self.assertIn("checking a name", page.locator("table.log").inner_text())
        # Nothing is found: the page says what could help.
        visitor.go("/search")
        page.locator("input[name=query]").fill("qzxv")
        visitor.press("Search", exact=True)
        self.assertEqual(page.locator(".empty").count(), 1)

    test_with_script, test_without_script = twice(words_and_a_person)
