"""The kit page as a person meets it: it fits its window, every part can be reached by keyboard, and nothing is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from huiyin.web import kit_page
from tests.web_look.css import STATIC

pytest.importorskip("playwright.sync_api", reason="playwright absent: installed with the tests' packages")

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, Route, sync_playwright

pytestmark = pytest.mark.browser
PLACE = "http://look.invalid"
FLAGS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".js": "text/javascript"}
PAGES = {
    "/kit": "pages/kit.html",
    "/desk": "base/desk.html",
    "/portal": "base/portal.html",
    "/elder": "base/portal.html",
}
RULES = (
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'], selectors: false })"
)
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser that meets only what the test answers."""
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """One page for all that only look: a new one is a new process of the browser."""
    return listening(browser, script=True)


def listening(browser: Browser, *, script: bool) -> Page:
    """Return a new page that is answered from the checkout."""
    page = browser.new_context(java_script_enabled=script).new_page()
    page.route("**/*", answer)
    return page


def answer(route: Route) -> None:
    """Serve pages and static files from the checkout under a policy stricter than any office would set."""
    path = route.request.url.removeprefix(PLACE).split("?")[0]
    if path in PAGES:
        html = get_template(PAGES[path]).render(
            {**kit_page.sample(), "elder": path == "/elder"}, RequestFactory().get("/")
        )
        route.fulfill(
            body=str(html), content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY}
        )
        return
    file = STATIC / path.removeprefix("/static/huiyin/")
    if file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=TYPES.get(Path(path).suffix, "text/plain"))
    else:
        route.fulfill(status=404, body="")


def opened(page: Page, path: str, *, width: int) -> Page:
    """Open an address at a width; anything the browser complains of fails the test."""
    complaints: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    def came(response: Response) -> None:
        if response.status >= 400:
            complaints.append(response.url)

    page.on("console", said)
    page.on("response", came)
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(PLACE + path)
    page.remove_listener("console", said)
    page.remove_listener("response", came)
    assert complaints == []
    return page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_its_window(page: Page, path: str) -> None:
    opened(page, path, width=1366)

    for width in (1366, 1024, 768, 390, 360):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.evaluate("(m => m.scrollWidth - m.clientWidth)(document.querySelector('main'))") <= 0, width


def test_a_phone_opens_the_menu_without_a_script(browser: Browser) -> None:
    page = opened(listening(browser, script=False), "/desk", width=390)

    page.locator(".desk-fold summary").click()

    assert page.locator(".desk-fold nav a").first.is_visible()
    boxes = [link.bounding_box() for link in page.locator(".desk-fold nav a").all()]
    assert all(box and box["height"] >= 44 and box["x"] + box["width"] <= 390 for box in boxes)


def test_the_keyboard_meets_the_skip_link_first_and_a_ring_is_seen(page: Page) -> None:
    opened(page, "/desk", width=1366)

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).boxShadow") != "none"


def test_verbs_and_choices_are_large_enough_for_a_thumb(page: Page) -> None:
    opened(page, "/kit", width=390)

    boxes = [item.bounding_box() for item in page.locator("a.verb, .pick label, .verbs-rest > summary").all()]

    assert boxes
    assert [box for box in boxes if box and box["height"] < 40] == []


def test_icons_are_drawn(page: Page) -> None:
    opened(page, "/portal", width=1366)

    width = page.evaluate("document.querySelector('.mark use').getBBox().width")

    assert width > 0


def test_on_paper_the_lights_are_words_and_the_menu_is_gone(browser: Browser) -> None:
    page = opened(listening(browser, script=True), "/kit", width=1366)

    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.querySelector('.light-g > b'), '::before').content") == '"【"'
    assert not page.locator(".desk-top").is_visible()
    assert not page.locator(".verbs").first.is_visible()
    assert page.locator(".fictional").is_visible()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing_serious(page: Page, path: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe absent: installed with the tests' packages")
    opened(page, path, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))

    told = page.evaluate(RULES)

    found = [
        (fault["id"], fault["nodes"][0]["html"])
        for fault in told["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]
    assert found == []
    assert "color-contrast" in {rule["id"] for rule in told["passes"]}
