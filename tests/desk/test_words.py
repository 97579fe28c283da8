"""No word that somebody reads stays English in another language: every page in Khmer and Thai is looked through for Latin words,
in Indonesian for sentences that are the English ones."""

import re
import unittest

import test_pages

# What is the same in every language: names of the program, of formats, of languages, what is typed at a terminal.
SAME = {
    "saksi", "saksi serve", "sha", "svg", "csv", "pdf", "docx", "html", "json", "english", "bahasa indonesia", "utc", "parquet", "zip",
    "age", "xlsx", "saksi estimate", "sha-", "openstreetmap", "natural earth", "geonames", "cc", "by",
}
# Words of a document that are quoted in a sentence of ours, and names of rules.
QUOTED = re.compile(r"[“«‘\"][^”»’\"]*[”»’\"]|codebook/\S+")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+(?: [A-Za-z][A-Za-z'’-]+)*")
# Text of the page itself: not what documents say, not hashes, not what somebody typed, not languages in their own names.
OURS = """() => {
    const told = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.parentElement;
        if (at.closest('[dir=auto], code, svg, script, style, textarea, option[lang], :is([lang]):not(html)')) continue;
        const text = node.textContent.replace(/[\\u2066-\\u2069]/g, '').trim();
        if (text) told.push(text);
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
        if (one.closest('svg')) continue;
        for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
            const text = one.getAttribute(name);
            if (text && !one.closest('[dir=auto]')) told.push(text);
        }
    }
    return told;
}"""


class Words(unittest.TestCase):
    setUpClass = test_pages.Pages.__dict__["setUpClass"]
    tearDownClass = test_pages.Pages.__dict__["tearDownClass"]
    pages = test_pages.Pages.pages

    def speak(self, language):
        page = self.visitor.page
        self.visitor.go("/")
        page.select_option("#language", language)
        with page.expect_navigation():
            page.locator("footer button").click()

    def told(self, language):
        """What each page says in a language."""
        self.speak(language)
        told = {}
        for name, address in self.pages().items():
            self.visitor.page.goto(address)
            told[name] = self.visitor.page.evaluate(OURS)
        for name, (path, fill, press) in ASKED.items():
            told[name] = self.ask(path, fill, press)
        return told

    def ask(self, path, fill, press):
        """A page that answers a form."""
        page = self.visitor.page
        self.visitor.go(path)
        for field, value in fill.items():
            page.locator(f"main [name={field}]:not([type=hidden])").first.fill(value)
        with page.expect_navigation():
            page.locator(press).first.click()
        return page.evaluate(OURS)

    def test_scripts_of_their_own(self):
        for language in ("km", "th"):
            found = []
            for name, texts in self.told(language).items():
                words = {word for text in texts for word in WORD.findall(QUOTED.sub("", text))}
                found += [f"{language} {name}: {word}" for word in words if not is_same(word)]
            self.assertEqual(sorted(found), [], "\n".join(sorted(found)))

    def test_the_same_script(self):
        english, found = self.told("en"), []
        for name, texts in self.told("id").items():
            same = {text for text in texts if len(text.split()) > 2} & set(english.get(name, ()))
            found += [f"{name}: {text}" for text in same if not is_data(text)]
        self.assertEqual(sorted(found), [], "\n".join(sorted(found)))


# Refusals and empty answers: page, fields, what is pressed.
ASKED = {
    "no-words": ("/search", {"query": "\"\""}, "form[action$='/find'] button"),
    "no-event": ("/search", {"who": "Nobody Atall"}, "form[action$='/find'] button"),
    "no-people": ("/people", {"named": "Nobody Atall"}, "form[action$='/find-people'] button"),
    "verified": ("/log", {}, "form[action$='/verify'] button"),
}


def is_same(word):
    word = word.lower()
    return word in SAME or len(word) < 3 or all(part in SAME for part in word.split())


def is_data(text):
    """A date, a number, a hash."""
    return not re.search(r"[A-Za-z]{3,} [A-Za-z]{2,}", text)
