#!/usr/bin/env python3
"""The status page in headless Chromium: layout at 1366 and 390 pixels, filters, keyboard, links, no error on the console.

    check_status.py CHROMIUM PAGE [FOLDER FOR PICTURES]

Speaks the DevTools protocol over a pipe, so that it needs nothing but Python and the browser.
"""

import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse


class Browser:
    """A page in a headless browser."""

    def __init__(self, program):
        self.profile = tempfile.TemporaryDirectory()
        to_browser, self.out = os.pipe()
        self.inp, from_browser = os.pipe()

        def pipes_in_place():
            # Chromium reads from descriptor 3 and writes to 4. Copies first: either may be in the way of the other.
            reading, writing = os.dup(to_browser), os.dup(from_browser)
            os.dup2(reading, 3)
            os.dup2(writing, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             f"--user-data-dir={self.profile.name}"],
            preexec_fn=pipes_in_place, close_fds=False, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.rest, self.number, self.session, self.events = b"", 0, None, []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(f"{domain}.enable")

    def close(self):
        self.session = None
        self.call("Browser.close")
        self.process.wait(timeout=20)

    def receive(self):
        while b"\0" not in self.rest:
            chunk = os.read(self.inp, 1 << 16)
            if not chunk:
                raise RuntimeError("the browser has gone")
            self.rest += chunk
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, address, width, height=900, scripts=True):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.events.clear()
        self.call("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.receive())

    def value(self, expression):
        answer = self.call("Runtime.evaluate", expression=f"(() => {{ {expression} }})()", returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def key(self, key, code, number, text=None):
        common = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        self.call("Input.dispatchKeyEvent", type="keyDown", **common, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def picture(self, path):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 12000), "scale": 1}
        data = self.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def complaints(self):
        found = []
        for event in self.events:
            method, params = event.get("method"), event.get("params", {})
            if method in ("Runtime.exceptionThrown", "Log.entryAdded") or (
                    method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert")):
                found.append(json.dumps(params)[:300])
            if method == "Network.requestWillBeSent" and not params["request"]["url"].startswith(("file:", "data:")):
                found.append(f"asks the network for {params['request']['url']}")
        return found


FAILURES = []


def expect(condition, words):
    if not condition:
        FAILURES.append(words)
        print(f"FAILED: {words}")


SHOWN = "return document.querySelectorAll('#danh-sach-van-de tbody tr:not([hidden])').length"
SET = """const form = document.getElementById('loc-van-de'), field = form.elements[{name}];
field.value = {value}; field.dispatchEvent(new Event('input', {{ bubbles: true }}));"""


def choose(browser, name, value):
    browser.value(SET.format(name=json.dumps(name), value=json.dumps(value)))


def layout(browser, address, width, pictures):
    browser.open(address, width)
    overflow = browser.value("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    expect(overflow <= 0, f"{width} px: {overflow} px wider than the window")
    small = browser.value("""return [...document.querySelectorAll('body *')].filter((element) => element.children.length === 0
        && element.textContent.trim() && element.offsetParent && parseFloat(getComputedStyle(element).fontSize) < 12)
        .map((element) => element.textContent.trim()).slice(0, 5)""")
    expect(not small, f"{width} px: letters under 12 px: {small}")
    if pictures:
        browser.picture(f"{pictures}/status-{width}.png")
    for words in browser.complaints():
        expect(False, f"{width} px: {words}")


def filters(browser, address):
    browser.open(address, 1366)
    everything = browser.value(SHOWN)
    expect(everything > 0, "there are findings to filter")
    for field in ["kind", "level", "agency"]:
        options = browser.value(f"return [...document.getElementById('loc-van-de').elements.{field}.options].map((o) => o.value)")
        counts = []
        for option in options[1:]:
            choose(browser, field, option)
            counts.append(browser.value(SHOWN))
        expect(all(0 < count <= everything for count in counts), f"{field}: every choice shows something: {counts}")
        if field == "kind":
            expect(sum(counts) == everything, f"the kinds add up to {everything}: {counts}")
        choose(browser, field, "")
    # Text is found without its diacritics, whatever the case.
    probe = browser.value("""const cell = document.querySelector('#danh-sach-van-de td[data-label="Nội dung"]');
        return cell.textContent.trim().split(/\\s+/).slice(0, 4).join(' ')""")
    bare = browser.value(f"return {json.dumps(probe)}.normalize('NFD').replace(/[\\u0300-\\u036f]/g, '').replace(/đ/gi, 'd').toUpperCase()")
    choose(browser, "text", bare)
    expect(0 < browser.value(SHOWN) <= everything, f"“{bare}” finds “{probe}”")
    choose(browser, "text", "zzz không có gì như vậy")
    expect(browser.value(SHOWN) == 0, "nonsense finds nothing")
    expect(browser.value("return !document.querySelector('#danh-sach-van-de .nothing').hidden"), "and that is said")
    expect(browser.value("return document.querySelector('#loc-van-de .count').textContent").startswith("Đang hiện 0/"), "the count follows")
    browser.value("document.querySelector('#loc-van-de button[type=reset]').click(); return new Promise((done) => setTimeout(done, 50))")
    expect(browser.value(SHOWN) == everything, "without filters everything is back")
    before = browser.value("return document.querySelectorAll('#danh-sach-van-de tr[data-severity=error]:not([hidden])').length")
    browser.value("document.querySelector('input[name=severity][value=error]').click()")
    expect(browser.value(SHOWN) == everything - before, "a severity can be taken out")
    browser.value("document.querySelector('#loc-van-de button[type=reset]').click(); return new Promise((done) => setTimeout(done, 50))")
    # From a body to its findings.
    agency = browser.value("""const link = document.querySelector('a[data-show-agency]');
        link.click(); return new Promise((done) => setTimeout(() => done(link.dataset.showAgency), 50))""")
    strange = browser.value(f"""return [...document.querySelectorAll('#danh-sach-van-de tbody tr:not([hidden])')]
        .filter((row) => row.dataset.agency !== {json.dumps(agency)}).length""")
    expect(strange == 0 and browser.value(SHOWN) > 0, f"the findings of {agency} alone")
    for words in browser.complaints():
        expect(False, f"filters: {words}")


def keyboard(browser, address):
    browser.open(address, 1366)
    browser.key("Tab", "Tab", 9)
    expect(browser.value("return document.activeElement.className") == "skip", "the first stop leads past the contents")
    browser.key("/", "Slash", 191, "/")
    expect(browser.value("return document.activeElement.name") == "text", "the slash leads to the search")
    for letter in "zzz":
        browser.key(letter, f"Key{letter.upper()}", ord(letter.upper()), letter)
    expect(browser.value(SHOWN) == 0, "what is typed filters")
    browser.key("Escape", "Escape", 27)
    browser.value("return new Promise((done) => setTimeout(done, 50))")
    expect(browser.value(SHOWN) > 0, "Escape takes the filters away")
    # Everything that can be done with a mouse has a stop; each stop shows where it is.
    stops, unseen = set(), []
    for _ in range(browser.value("return document.querySelectorAll('a, select, input, button, summary').length") + 5):
        browser.key("Tab", "Tab", 9)
        stop = browser.value("""const at = document.activeElement, style = getComputedStyle(at);
            return [at.tagName, at.name || at.getAttribute('href') || at.textContent.trim().slice(0, 40), style.outlineStyle !== 'none']""")
        stops.add((stop[0], stop[1]))
        if stop[0] != "BODY" and not stop[2]:
            unseen.append(stop)
    for wanted in ["severity", "kind", "level", "agency", "text", "state"]:
        expect(any(name == wanted for _, name in stops), f"the filter {wanted} can be reached by keyboard")
    expect(any(tag == "SUMMARY" for tag, _ in stops), "groups can be reached by keyboard")
    expect(not unseen, f"stops that do not show: {unseen[:3]}")


def links(browser, address):
    browser.open(address, 1366)
    for href in browser.value("return [...document.querySelectorAll('a[href]')].map((a) => a.href)"):
        parts = urllib.parse.urlsplit(href)
        if parts.fragment and href.split("#")[0] == address:
            there = browser.value(f"return !!document.getElementById({json.dumps(urllib.parse.unquote(parts.fragment))})")
            expect(there, f"{href} leads somewhere on the page")
        else:
            expect(parts.scheme == "file" and os.path.exists(urllib.parse.unquote(parts.path)), f"{href} leads to a file")


def without_scripts(browser, address):
    browser.open(address, 1366, scripts=False)
    # The evaluation below is the debugger's; the page's own scripts did not run.
    expect(browser.value("return document.getElementById('loc-van-de').hidden"), "no filters are offered that would not work")
    expect(browser.value(SHOWN) > 0, "and the findings are there")
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


def contrast(browser, address):
    """Text against its background, in both schemes (WCAG 2.1, 1.4.3)."""
    for scheme in ["light", "dark"]:
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        browser.open(address, 1366)
        weak = browser.value("""
            const part = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
            const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
            const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
            const ground = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
                if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
            return [...document.querySelectorAll('body *')].filter((e) => e.offsetParent && !['OPTION', 'SCRIPT', 'STYLE'].includes(e.tagName)
                && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
                .map((e) => { const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
                    return [(a + 0.05) / (b + 0.05), e.tagName + ' ' + e.textContent.trim().slice(0, 30)]; })
                .filter(([ratio]) => ratio < 4.5).slice(0, 5)""")
        expect(not weak, f"{scheme}: too little contrast: {weak}")
    browser.call("Emulation.setEmulatedMedia", features=[])


def main():
    program, page = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    address = page.as_uri()
    browser = Browser(program)
    try:
        for width in [1366, 390, 320]:
            layout(browser, address, width, pictures)
        filters(browser, address)
        keyboard(browser, address)
        links(browser, address)
        without_scripts(browser, address)
        contrast(browser, address)
    finally:
        browser.close()
    print(f"{page.name}: {'well' if not FAILURES else f'{len(FAILURES)} failures'}")
    sys.exit(1 if FAILURES else 0)


main()
