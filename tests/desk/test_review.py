"""Twenty proposals reviewed by keyboard alone."""

from desk import Journey, twice

N = 20


class Review(Journey):
    def twenty_by_keyboard(self, visitor):
        visitor.go("/review")
        self.fair(visitor)
        decided = lambda: int(visitor.page.locator(".head progress").get_attribute("value"))
        for n in range(N):
            self.assertEqual(decided(), n)
            self.assertTrue(visitor.page.locator("blockquote mark").inner_text().strip())
            visitor.key("r" if n % 5 == 4 else "a")
        self.assertEqual(decided(), N)
        self.fair(visitor)
        # Skipping decides nothing and shows another one; undo brings the last one back.
        before = visitor.page.locator(".proposal .say").inner_text()
        visitor.key("s")
        self.assertNotEqual(visitor.page.locator(".proposal blockquote").inner_text(), "")
        self.assertEqual(decided(), N)
        visitor.go("/review")
        self.assertEqual(visitor.page.locator(".proposal .say").inner_text(), before)
        visitor.key("z")
        self.assertEqual(decided(), N - 1)
        visitor.key("z")
        self.assertEqual(decided(), N - 2)

    test_with_script, test_without_script = twice(twenty_by_keyboard)
