"""A monitor's hour: when the proposals are right, few keys do. `SAKSI_HOUR=FOLDER` counts them on other documents."""

import os
import pathlib

from desk import FIXTURES, Journey, Room, twice

MOST_KEYS = 3
# As many acts as five articles tell of.
N_ARTICLES = 5


class Hour(Journey):
    @classmethod
    def room(cls):
        named = os.environ.get("SAKSI_HOUR")
        return Room().new(*([pathlib.Path(named)] if named else sorted((FIXTURES / "demo").iterdir())[:N_ARTICLES]))

    def all_acts_of_five_articles(self, visitor):
        page, keys = visitor.page, 0
        visitor.go("/review")
        all_acts = int(page.locator(".head progress").get_attribute("max"))
        self.assertGreater(all_acts, 10)
        while page.locator(".proposal").count():
            visitor.key("a")
            keys += 1
            self.assertLessEqual(keys, all_acts * MOST_KEYS)
        done = int(page.locator(".head progress").get_attribute("value"))
        self.assertEqual(done, all_acts)
        self.assertLessEqual(keys / done, MOST_KEYS)
        print(f"{done} acts, {keys} keys: {keys / done:.2f} an act", flush=True)

    test_with_script, test_without_script = twice(all_acts_of_five_articles)
