"""The residents' pages in a browser at 360 pixels, script off, under a strict policy; then axe over each of them."""

import re
from pathlib import Path

import pytest
from django.test import Client

from huiyin.web.headers import POLICY
from tests.office import at, carried_to
from tests.portal.conftest import TYPED, Clock, add, filed, opened_by, photo, recording, token_of
from tests.web_look.css import STATIC

pytest.importorskip("playwright.sync_api", reason="playwright absent: installed with the tests' packages")

from playwright.sync_api import Browser, Route, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PLACE = "http://portal.invalid"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".js": "text/javascript"}
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
AXE = pytest.importorskip("axe_playwright_python", reason="axe absent: installed with the tests' packages")
# Those that tests/axe does not open: axe takes its time.
THOROUGHLY = {"/file/faults", "/file/pieces", "/elder/my/", "/elder/file/check", "/en/my/", "/guide/route/"}
RULES = (
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'], selectors: false })"
)


@pytest.fixture
def pages(client: Client, clock: Clock, settings: object) -> dict[str, str]:
    """Gather the pages as they are served, before a browser is there: Django and its loop keep apart."""
    settings.PUBLIC_URL = "http://huiyin.example"  # type: ignore[attr-defined]
    filed(client)
    token = token_of(client.get("/file/"))
    found = {
        "/file/where": client.post("/file/", {**TYPED, "token": token, "from": "story", "go": "where"}),
        "/file/faults": client.post("/file/", {"from": "story", "go": "where"}),
        "/file/check": client.post("/file/", {**TYPED, "token": token, "from": "where", "go": "check"}),
        "/file/receipt/": client.get("/file/receipt/"),
        "/file/pieces": add(client, token, photos=[photo()], voice=recording()),
    }
    client.cookies["look"] = "elder"
    for go in ("story", "pieces", "concern", "who", "check"):
        found[f"/elder/file/{go}"] = client.post("/file/", {**TYPED, "token": token, "from": "x", "go": go})
    mine = carried_to("served")
    clock(at(1))
    browser = opened_by(mine.code)
    found["/my/wrong"] = Client().post("/track/", {"code": "AAAA-AAAA-AA"})
    for url in ("/", "/file/", "/track/", "/guide/", "/verify/", "/my/", "/my/reply/", "/my/readings/",
                "/my/do/0/rate/", "/my/do/0/reopen/", "/forms/", "/lost/"):  # fmt: skip
        found[url] = browser.get(url)
    browser.cookies["look"] = "elder"
    for url in ("/", "/file/", "/my/", "/guide/", "/lost/"):
        found[f"/elder{url}"] = browser.get(url)
    found["/elder/can"], found["/elder/steps"] = browser.get("/my/?see=can"), browser.get("/my/?see=steps")
    browser.cookies["look"], browser.cookies["lang"] = "plain", "en"
    for url in ("/", "/file/", "/my/", "/my/reply/", "/guide/"):
        found[f"/en{url}"] = browser.get(url)
    browser.cookies["lang"] = "zh"
    found["/guide/route/"] = browser.get("/guide/route/?about=labour")
    return {url: response.content.decode() for url, response in found.items()}


def looked_at(browser: Browser, pages: dict[str, str], *, script: bool) -> dict[str, list[str]]:
    """Open every page and return what is wrong with each."""
    context = browser.new_context(viewport={"width": 360, "height": 720}, java_script_enabled=script)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(PLACE).split("?")[0]
        if path in pages:
            headers = {"Content-Security-Policy": POLICY}
            route.fulfill(body=pages[path], content_type="text/html; charset=utf-8", headers=headers)
            return
        if path.startswith("/file/pieces/"):
            route.fulfill(body=photo().read(), content_type="image/jpeg")
            return
        file = STATIC / path.removeprefix("/static/huiyin/")
        route.fulfill(body=file.read_bytes(), content_type=TYPES.get(file.suffix, "text/plain"))

    wrong: dict[str, list[str]] = {}
    # One page goes through them all: a new one is a new process of the browser.
    page = context.new_page()
    page.route("**/*", answer)
    page.on("console", lambda message: complaints.append(message.text))
    for url in pages:
        complaints = wrong.setdefault(url, [])
        page.goto(PLACE + url)
        if script and page.evaluate("document.documentElement.scrollWidth") > 360:
            complaints.append("wider than 360 pixels")
        if script and url in THOROUGHLY:
            page.evaluate((Path(AXE.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
            found = page.evaluate(RULES)["violations"]
            complaints += [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
        if not script and not page.locator("h1").first.is_visible():
            complaints.append("no heading without a script")
    context.close()
    return {url: complaints for url, complaints in wrong.items() if complaints}


def test_pages_fit_360_pixels_need_no_script_and_pass_axe(pages: dict[str, str], chromium: str) -> None:
    assert len(pages) == 36
    assert set(pages) >= THOROUGHLY
    assert all(re.search("<h1[ >]", page) for page in pages.values())

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        plain = looked_at(browser, pages, script=False)
        full = looked_at(browser, pages, script=True)
        browser.close()

    assert (plain, full) == ({}, {})
