"""An act that the program did not see is added by hand, with the sentence that tells it; it is told apart everywhere."""

from desk import Journey, twice

WHO = "Orsa Pelim"


class ByHand(Journey):
    def an_act(self, visitor):
        page = visitor.page
        page.get_by_role("link", name="Orvesh police: no one was beaten").first.click()
        page.wait_for_url("**/document/*")
        document = visitor.path().split("#")[0]
        n_cards = page.locator(".card").count()
        visitor.go(f"{document}/mark?for=act")
        self.fair(visitor)

        # Without a passage the form comes back and says what is missing.
        page.locator("#add-part input[name=victims-more]").fill(WHO)
        page.locator("#add-part select[name=type]").select_option("arrest")
        visitor.press("Save", exact=True)
        self.assertEqual(page.locator(".wrong").count(), 1)
        self.assertEqual(page.locator("#add-part input[name=victims-more]").input_value(), WHO)
        # The browser notes the status of the answer; nothing else.
        self.assertTrue(all("422" in complaint for complaint in visitor.complaints), visitor.complaints)
        visitor.complaints.clear()

        page.locator("#add-part input[type=checkbox][name=passage]").first.check()
        page.locator("#add-part select[name=precision]").select_option("day")
        page.locator("#add-part input[name=date]").fill("2031-02-03")
        visitor.press("Save", exact=True)
        self.assertEqual(visitor.path().split("#")[0], document)
        self.assertEqual(page.locator(".card").count(), n_cards + 1)
        card = page.locator(".card.is-by-hand")
        self.assertEqual(card.count(), 1)
        self.assertIn(WHO, card.inner_text())
        self.assertIn("2031-02-03", card.inner_text())
        self.assertEqual(card.locator(".by-hand").count(), 1)
        self.fair(visitor)

    test_with_script, test_without_script = twice(an_act)
