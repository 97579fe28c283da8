"""Attacks from pages of somebody else, in the browser of somebody who sits at the desk. None may succeed.

The attackers know more than they could: the port, the secret path, the tokens of the forms. They sit on another port of the
same computer, so that cookies go along, or behind a name that their server of names points at this computer (DNS rebinding).
Each attack is also made on a server without any guard, where it must succeed: else it would prove nothing.
"""

import base64
import hashlib
import http.server
import re
import threading
import unittest
import urllib.parse

from desk import Browser, Served, read_case
from playwright.sync_api import Error

EVIL = "evil.example"
SECRET = "Saksi"


class Quiet(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def reply(self, status, text, **headers):
        body = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Attacker(Quiet):
    """Somebody else's page."""

    def do_GET(self):
        self.reply(200, "<!DOCTYPE html><title>An innocent page</title><p>Hello")


class Unguarded(Quiet):
    """A server as many programs have one on the loopback: it answers whoever asks."""

    def do_GET(self):
        server = self.server
        server.asked.append(self.path)
        if self.headers.get("Upgrade", "").lower() == "websocket":
            key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
            accept = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
            self.send_response(101)
            for name, value in (("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept)):
                self.send_header(name, value)
            self.end_headers()
            self.close_connection = True
            return
        kinds = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
        kind = next((kind for ending, kind in kinds.items() if self.path.endswith(ending)), "text/html")
        body = {"text/html": f"<title>{SECRET}</title><p>{SECRET}", "text/css": "body { margin: 0 }",
                "text/javascript": "1", "image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'}
        origin = self.headers.get("Origin", "*")
        allow = {"Access_Control_Allow_Origin": origin, "Access_Control_Allow_Credentials": "true"}
        self.reply(200, body[kind], Content_Type=kind, Cache_Control="max-age=600", Vary="Origin", **allow)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.changes += 1
        self.reply(200, SECRET)


def serve(handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.changes, server.asked = 0, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Bare:
    """The unguarded server as a target."""

    def __init__(self):
        self.server = serve(Unguarded)
        self.port = self.server.server_port
        self.base = f"http://127.0.0.1:{self.port}/known"

    def changes(self):
        return self.server.changes

    def token(self, _action):
        return "none"

    def link(self):
        return f"{self.base}/open/key"

    def visit(self, page):
        page.goto(self.base)

    def hush(self):
        self.server.shutdown()
        self.server.server_close()

    stop = hush


class Desk:
    """The desk as a target; the victim sits at it in the same browser."""

    def __init__(self):
        self.room = read_case()
        self.served = Served(self.room)
        self.port = int(self.served.host.split(":")[1])
        self.base = self.served.base
        self.page = None

    def changes(self):
        return len(self.room.run("log", self.room.case).splitlines())

    def token(self, action):
        """As if it had been stolen."""
        page = self.page.context.new_page()
        page.goto(self.base + ("/search" if action == "/find" else ""))
        assert SECRET in page.content(), "the victim sees the desk"
        token = page.locator(f"form[action$='{action}'] input[name=token]").first.get_attribute("value")
        page.close()
        return token

    def link(self):
        return self.served.link()

    def visit(self, page):
        self.page = page
        assert page.goto(self.served.link()).status == 200, "the victim is let in"

    def hush(self):
        self.served.close()

    def stop(self):
        self.served.close()
        self.room.close()


def post(kind, fields, null=False):
    """A form that sends itself to a place, in a frame; from a sandbox it comes from nowhere."""
    return """([url, fields, kind, isNull]) => new Promise(done => {
        const escape = text => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
        const inputs = Object.entries(fields).map(([name, value]) =>
            `<input name="${escape(name)}" value="${escape(value)}">`).join('');
        const html = `<form method="post" enctype="${kind}" action="${escape(url)}">${inputs}</form>` +
            '<script>document.forms[0].submit()</script>';
        const frame = document.createElement('iframe');
        if (isNull) frame.sandbox = 'allow-forms allow-scripts';
        frame.srcdoc = html;
        let loads = 0;
        frame.onload = () => { if (++loads > 1) done(); };
        setTimeout(done, 2500);
        document.body.append(frame);
    })""", kind, fields, null


def shown(page, address):
    """What a page shows; nothing when the browser shows an error of its own."""
    try:
        page.goto(address)
    except Error:
        return ""
    return page.content()


FORM, FILES = "application/x-www-form-urlencoded", "multipart/form-data"


class Attacks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        Browser.get()
        # What newer browsers forbid by themselves is allowed here: older ones do not.
        allowed = "--disable-features=LocalNetworkAccessChecks,PrivateNetworkAccessRespectPreflightResults"
        cls.browser = Browser.start(None, f"--host-resolver-rules=MAP {EVIL} 127.0.0.1", allowed)
        cls.attacker = serve(Attacker)
        cls.desk, cls.bare = Desk(), Bare()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.attacker.shutdown()
        cls.attacker.server_close()
        cls.desk.stop()
        cls.bare.stop()

    def attack(self, name, attack, targets=None):
        """On the desk it fails, on the bare server it succeeds."""
        for target, succeeds in zip(targets or (self.desk, self.bare), (False, True)):
            with self.subTest(attack=name, on=type(target).__name__):
                context = self.browser.new_context()
                self.addCleanup(context.close)
                target.visit(context.new_page())
                page = context.new_page()
                page.goto(f"http://127.0.0.1:{self.attacker.server_port}/")
                self.assertEqual(bool(attack(self, target, page)), succeeds, name)

    def rebound(self, target, page):
        """A page whose name points at this computer now: for the browser the desk is its own server."""
        origin = f"http://{EVIL}:{target.port}"
        innocent = "<!DOCTYPE html><title>An innocent page</title>"
        page.route(f"{origin}/innocent", lambda route: route.fulfill(body=innocent, content_type="text/html"))
        page.goto(f"{origin}/innocent")
        return urllib.parse.urlsplit(target.base).path

    def test_reading_by_rebinding(self):
        def attack(self, target, page):
            path = self.rebound(target, page)
            return SECRET in page.evaluate("path => fetch(path).then(r => r.text(), () => '')", path)

        self.attack("rebinding: read", attack)

    def test_using_up_a_link_by_rebinding(self):
        def attack(self, target, page):
            path = self.rebound(target, page)
            link = target.link()
            gone = page.evaluate("path => fetch(path).then(r => r.ok, () => false)", path + "/open/" + link.rsplit("/", 1)[1])
            # The link must still be good for whom it was made.
            honest = page.context.browser.new_context()
            self.assertEqual(honest.new_page().goto(link).status, 200)
            honest.close()
            return gone

        self.attack("rebinding: use up a link", attack)

    def test_changing_by_rebinding(self):
        def attack(self, target, page):
            token, before = target.token("/find"), target.changes()
            path = self.rebound(target, page)
            body = urllib.parse.urlencode({"token": token, "query": "Dresk", "person": "yes"})
            send = "([path, body]) => fetch(path, {method: 'POST', body: new URLSearchParams(body)}).then(() => 0, () => 0)"
            page.evaluate(send, [path + "/find", body])
            return target.changes() > before

        self.attack("rebinding: change", attack)

    def forged(self, name, action, kind, fields, null=False):
        def attack(self, target, page):
            token, before = target.token(action), target.changes()
            script, *rest = post(kind, {"token": token, **fields}, null)
            page.evaluate(script, [target.base + action, rest[1], rest[0], rest[2]])
            return target.changes() > before

        self.attack(name, attack)

    def test_form_of_another_page(self):
        self.forged("form with a stolen token", "/find", FORM, {"query": "Dresk", "person": "yes"})

    def test_form_with_files_of_another_page(self):
        self.forged("form with files", "/add", FILES, {"files": "forged"})

    def test_form_from_nowhere(self):
        self.forged("form from a sandbox, origin null", "/find", FORM, {"query": "Dresk", "person": "yes"}, null=True)

    def test_form_as_a_page_of_its_own(self):
        def attack(self, target, page):
            token, before = target.token("/find"), target.changes()
            form = """([url, token]) => {
                document.body.innerHTML = `<form method="post" action="${url}"><input name="token" value="${token}">
                    <input name="query" value="Dresk"><input name="person" value="yes"></form>`;
                document.forms[0].submit();
            }"""
            page.evaluate(form, [target.base + "/find", token])
            page.wait_for_timeout(1000)
            return target.changes() > before

        self.attack("form that takes the browser along", attack)

    def test_fetch_with_cookies(self):
        def attack(self, target, page):
            read = "url => fetch(url, {credentials: 'include'}).then(r => r.text(), () => '')"
            return SECRET in page.evaluate(read, target.base)

        self.attack("fetch with cookies", attack)

    def test_blind_post_with_cookies(self):
        def attack(self, target, page):
            token, before = target.token("/find"), target.changes()
            send = """([url, body]) => fetch(url, {method: 'POST', mode: 'no-cors', credentials: 'include',
                body: new URLSearchParams(body)}).then(() => 0, () => 0)"""
            page.evaluate(send, [target.base + "/find", f"token={token}&query=Dresk&person=yes"])
            return target.changes() > before

        self.attack("blind post with cookies", attack)

    def loads(self, tag, attribute, path, more=""):
        def attack(self, target, page):
            script = f"""url => new Promise(done => {{
                const one = document.createElement('{tag}');
                one.onload = () => done(true); one.onerror = () => done(false);
                {more}; one.{attribute} = url; document.body.append(one);
            }})"""
            return page.evaluate(script, target.base + path)

        self.attack(f"{tag}: is the desk open?", attack)

    def test_image(self):
        self.loads("img", "src", "/static/icon.svg")

    def test_script(self):
        self.loads("script", "src", "/static/desk.js")

    def test_style(self):
        self.loads("link", "href", "/static/desk.css", "one.rel = 'stylesheet'")

    def test_frame(self):
        def attack(self, target, page):
            page.evaluate("""url => new Promise(done => {
                const frame = document.createElement('iframe');
                frame.onload = done; setTimeout(done, 2500); frame.src = url; document.body.append(frame);
            })""", target.base)
            return any(SECRET in frame.content() for frame in page.frames[1:])

        self.attack("frame", attack)

    def test_window(self):
        def attack(self, target, page):
            with page.expect_popup() as opened:
                page.evaluate("url => { window.open(url); }", target.base)
            opened.value.wait_for_load_state()
            return SECRET in opened.value.content()

        self.attack("window", attack)

    def test_web_socket(self):
        def attack(self, target, page):
            script = """url => new Promise(done => {
                const socket = new WebSocket(url);
                socket.onopen = () => done(true); socket.onerror = () => done(false);
            })"""
            return page.evaluate(script, target.base.replace("http:", "ws:"))

        self.attack("web socket", attack)

    def test_prefetch(self):
        def attack(self, target, page):
            answers = []
            page.on("response", lambda answer: answers.append(answer.status) if target.base in answer.url else None)
            page.evaluate("""url => new Promise(done => {
                const link = document.createElement('link');
                link.rel = 'prefetch'; link.href = url;
                link.onload = link.onerror = done; setTimeout(done, 2500); document.head.append(link);
            })""", target.base)
            page.wait_for_timeout(200)
            return 200 in answers

        self.attack("prefetch", attack)

    def test_what_the_browser_keeps(self):
        def attack(self, target, page):
            target.hush()
            # Nobody answers any more: whatever comes now was kept by the browser.
            read = "url => fetch(url, {cache: 'force-cache', credentials: 'include'}).then(r => r.text(), () => '')"
            return SECRET in page.evaluate(read, target.base) + shown(page.context.new_page(), target.base)

        desk, bare = Desk(), Bare()
        self.addCleanup(desk.room.close)
        self.attack("what the browser keeps", attack, (desk, bare))

    def test_link_again(self):
        def attack(self, target, page):
            link = target.link()
            first = page.context.browser.new_context()
            self.assertEqual(first.new_page().goto(link).status, 200)
            first.close()
            thief = page.context.browser.new_context()
            status = thief.new_page().goto(link).status
            thief.close()
            return status == 200

        self.attack("link used again", attack)

    def test_without_the_cookie(self):
        def attack(self, target, page):
            stranger = page.context.browser.new_context()
            content = shown(stranger.new_page(), target.base)
            stranger.close()
            return re.search(r"<p>Saksi|class=\"list\"", content)

        self.attack("the secret path alone", attack)
