"""Every page as people meet it: wide, on a phone, in the dark; for screen readers too. With --screenshots each is kept."""

import io
import pathlib
import re
import unittest

from desk import PHONE, SHOTS, WIDE, Served, Visitor, read_case

# Pages that no menu shows, and where a link to one of them is found.
INSIDE = {
    "document": ("/", "table.list a[href*='/document/']"),
    "person": ("/people", "main a[href*='/person/']"),
    "event": ("/events", "main a[href*='/event/']"),
    "pairs": ("/people", "main a[href$='/pairs']"),
    "amend": ("/review", "main a[href*='amend=true']"),
}
DARK = ("review", "person")
MOST = 150_000
KEY = re.compile(r"[a-z]+(-[a-z]+)+")


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.room = read_case()
        cls.served = Served(cls.room)
        cls.visitor = Visitor(cls.served).enter()

    @classmethod
    def tearDownClass(cls):
        cls.visitor.close()
        cls.served.close()
        cls.room.close()

    def pages(self):
        """Name and address of every page."""
        page = self.visitor.page
        self.visitor.go("/")
        menu = page.locator("header nav a").evaluate_all("all => all.map(one => one.href)")
        pages = {address.removeprefix(self.served.base).strip("/") or "inbox": address for address in menu}
        for name, (path, link) in INSIDE.items():
            self.visitor.go(path)
            found = page.locator(link)
            if found.count():
                pages[name] = found.first.evaluate("one => one.href")
        if "person" in pages:
            pages["consent"] = pages["person"].split("?")[0].replace("/person/", "/consent/")
        pages["goes-out"] = self.served.base + "/goes-out"
        return pages

    def test_every_page(self):
        page, found = self.visitor.page, []
        pages = self.pages()
        for known in ("inbox", "document", "review", "amend", "search", "log"):
            self.assertIn(known, pages)
        for name, address in pages.items():
            answer = page.goto(address)
            self.assertEqual(answer.status, 200, name)
            found += [f"{name}: {one}" for one in self.visitor.axe()]
            self.keep(name)
            page.emulate_media(color_scheme="dark")
            found += [f"{name}, dark: {one}" for one in self.visitor.axe()]
            if name in DARK:
                self.keep(f"{name}-dark")
            page.emulate_media(color_scheme="light")
            page.set_viewport_size(PHONE)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found += [f"{name}: {wide} px too wide for a phone"] if wide > 0 else []
            found += [f"{name}, phone: {one}" for one in self.visitor.axe()]
            self.keep(f"{name}-phone")
            page.set_viewport_size(WIDE)
        self.assertEqual(found, [], "\n".join(found))
        self.assertEqual((self.visitor.complaints, self.visitor.foreign()), ([], []))

    def test_every_language(self):
        """No word is missing: a key in the place of words has no spaces and a hyphen."""
        page, missing = self.visitor.page, []
        for language in ("km", "th", "id", "en"):
            self.visitor.go("/")
            page.select_option("#language", language)
            with page.expect_navigation():
                page.locator("footer button").click()
            self.assertEqual(page.locator("html").get_attribute("lang"), language)
            for name, address in self.pages().items():
                page.goto(address)
                texts = page.locator("h1, h2, th, label, button, dt, summary").all_inner_texts()
                missing += [f"{language} {name}: {text}" for text in texts if KEY.fullmatch(text.strip())]
        self.assertEqual(missing, [])

    def keep(self, name):
        """A picture of the page with few colours, small enough for the repository."""
        if not SHOTS:
            return
        from PIL import Image

        folder = pathlib.Path(SHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        # The addresses and times of a run would change every picture.
        shot = self.visitor.page.screenshot(full_page=True, animations="disabled")
        picture = Image.open(io.BytesIO(shot)).convert("RGB")
        picture = picture.crop((0, 0, picture.width, min(picture.height, 2200)))
        for colours in (64, 32, 16, 8):
            kept = io.BytesIO()
            picture.quantize(colours, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
            if kept.tell() < MOST:
                break
        (folder / f"{name.replace('/', '-')}.png").write_bytes(kept.getvalue())
