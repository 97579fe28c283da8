"""A desk to test: a case made by the real program, `saksi serve`, and a browser that watches every request and every complaint."""

import atexit
import os
import pathlib
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
SAKSI = pathlib.Path(os.environ.get("SAKSI", ROOT / "target" / "debug" / "saksi"))
SHOTS = os.environ.get("SAKSI_SCREENSHOTS")
PASSPHRASE = "nine grey herons over the quiet harbour mill"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
AXE = pathlib.Path(AXE_FILE_PATH).read_text(encoding="utf-8")
# What axe calls serious or critical fails a test.
GRAVE = ("serious", "critical")


def find_chromium():
    """The browser: CHROMIUM, or the first one on the path. Without one the tests fail; they are never skipped by chance."""
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    found = next((path for path in (shutil.which(name) for name in names if name) if path), None)
    if not found:
        sys.exit("tests/desk: there is no Chromium. Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.")
    return found


class Browser:
    """One Chromium for all tests of a run."""

    _running = None

    @classmethod
    def get(cls):
        if cls._running is None:
            playwright = sync_playwright().start()
            cls._running = cls.start(playwright)
            cls._playwright = playwright
            atexit.register(cls._stop)
        return cls._running

    @classmethod
    def start(cls, playwright=None, *arguments):
        """Another one, with arguments of its own. Root has no sandbox to give."""
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
        playwright = playwright or cls._playwright
        return playwright.chromium.launch(executable_path=find_chromium(), args=[*sandbox, *quiet, *arguments])

    @classmethod
    def _stop(cls):
        cls._running.close()
        cls._playwright.stop()


class Room:
    """A folder of its own for a case, what the program keeps beside it, and what it is asked to do."""

    def __init__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="saksi-desk-"))
        self.case = self.path / "case"
        (self.path / "tmp").mkdir()
        self.environment = {
            **os.environ, "SAKSI_PASSPHRASE": PASSPHRASE, "SAKSI_STATE": str(self.path / "state"),
            "TMPDIR": str(self.path / "tmp"),
        }
        self.environment.pop("XDG_RUNTIME_DIR", None)
        self.environment.pop("DISPLAY", None)

    def run(self, *arguments):
        done = subprocess.run([SAKSI, *map(str, arguments)], env=self.environment, capture_output=True, text=True)
        if done.returncode > 1:
            raise AssertionError(f"saksi {arguments}: {done.stderr}")
        return done.stdout

    def new(self, *files):
        """An empty case, or one with these files read."""
        self.run("new", self.case, "--less-memory", "--no-shares")
        if files:
            self.run("add", "--quiet", self.case, *files)
        return self

    def close(self):
        if self.case.exists():
            self.run("lock", self.case)
        shutil.rmtree(self.path, ignore_errors=True)


class Served:
    """`saksi serve` on a case."""

    def __init__(self, room):
        self.room = room
        command = [SAKSI, "serve", "--no-browser", room.case]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, env=room.environment, text=True, **pipes)
        self.lines = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.first = self._line()
        address = urllib.parse.urlsplit(self.first)
        self.host = address.netloc
        self.origin = f"http://{address.netloc}"
        self.prefix = "/" + address.path.split("/")[1]
        self.base = self.origin + self.prefix

    def _listen(self):
        for line in self.process.stdout:
            self.lines.put(line.strip())

    def _line(self):
        try:
            return self.lines.get(timeout=60)
        except queue.Empty:
            raise AssertionError("saksi serve printed no link") from None

    def link(self):
        """A fresh link: the first one, then one for each line that is typed."""
        if self.first:
            link, self.first = self.first, None
            return link
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self._line()

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.process.stdin.close()
        self.process.stdout.close()


class Visitor:
    """Somebody at the desk. Whatever their browser complains of, and wherever it goes, is kept."""

    def __init__(self, served, script=True, viewport=None, browser=None, **options):
        self.served, self.script = served, script
        self.complaints, self.requests, self.dialogs = [], [], []
        browser = browser or Browser.get()
        options = {"locale": "en-GB", "viewport": viewport or WIDE, "java_script_enabled": script, **options}
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(30_000)
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.context.on("requestfailed", self._failed)
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        self.context.on("dialog", self._dialog)
        self.page = self.context.new_page()

    def _said(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _failed(self, request):
        # A page that is left while a refresh is under way is no fault.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def enter(self):
        self.page.goto(self.served.link())
        return self

    def go(self, path):
        return self.page.goto(self.served.base + path.removeprefix("/") if path == "/" else self.served.base + path)

    def path(self):
        """Where they are, without the prefix."""
        return self.page.url.removeprefix(self.served.base)

    def key(self, letter):
        """The key of a button or link: the letter, or without a script the access key of the browser."""
        with self.page.expect_navigation():
            if self.script:
                self.page.keyboard.press(letter)
            else:
                self._access_key(letter)

    def _access_key(self, letter):
        """Alt and a letter. Playwright leaves the letter out when Alt is down, and access keys go by it."""
        session = self.context.new_cdp_session(self.page)
        key = {"modifiers": 1, "key": letter, "code": f"Key{letter.upper()}", "windowsVirtualKeyCode": ord(letter.upper())}
        session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
        session.send("Input.dispatchKeyEvent", {"type": "char", "text": letter, "unmodifiedText": letter, **key})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})

    def press(self, name, **options):
        """Presses a button and waits for the page that comes."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, **options).first.click()

    def foreign(self):
        """Requests to anywhere else than the desk."""
        return [url for url in self.requests if not url.startswith((self.served.origin + "/", "data:", "blob:"))]

    def axe(self):
        """What axe finds grave on this page: rule, and where. Only with a script, which axe itself is."""
        self.page.evaluate(AXE)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        grave = [one for one in found["violations"] if one["impact"] in GRAVE]
        return [f"{one['id']}: {node['html'][:160]}" for one in grave for node in one["nodes"][:3]]

    def close(self):
        self.context.close()


_READ = None


def read_case():
    """A room with the invented documents of `fixtures/` read; made once, then copied."""
    global _READ
    if _READ is None:
        _READ = Room().new(FIXTURES / "demo", FIXTURES / "across")
        _READ.run("lock", _READ.case)
        atexit.register(_READ.close)
    room = Room()
    shutil.copytree(_READ.case, room.case)
    return room


def twice(journey):
    """A journey with script and without, as two tests."""

    def with_script(test):
        test.travel(journey, script=True)

    def without_script(test):
        test.travel(journey, script=False)

    return with_script, without_script


class Journey(unittest.TestCase):
    """What somebody does at the desk; afterwards nothing may have been complained of, and nothing asked of anybody else."""

    @classmethod
    def room(cls):
        return read_case()

    def travel(self, journey, script):
        room = self.room()
        self.addCleanup(room.close)
        served = Served(room)
        self.addCleanup(served.close)
        visitor = Visitor(served, script)
        self.addCleanup(visitor.close)
        journey(self, visitor.enter())
        self.calm(visitor)

    def calm(self, visitor):
        self.assertEqual(visitor.complaints, [])
        self.assertEqual(visitor.dialogs, [])
        self.assertEqual(visitor.foreign(), [])

    def fair(self, visitor):
        """Nothing grave for whoever uses a screen reader, a keyboard, or sees little."""
        if visitor.script:
            self.assertEqual(visitor.axe(), [], visitor.path())


def wait_until(is_so, seconds=300, what="it"):
    """Waits for something that takes its time."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not come within {seconds} s")
        time.sleep(0.05)
