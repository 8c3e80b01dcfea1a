"""Every page of every face once, at 1366 and at 390 pixels: axe-core finds nothing serious, nothing is cut off."""

from pathlib import Path

import pytest

from tests.crawl.conftest import secret, story, told
from tests.crawl.routes import addresses
from tests.crawl.story import Case, Story
from tests.crawl.walk import Browser as Reader
from tests.crawl.walk import resident, staff
from tests.web_look.css import STATIC

pytest.importorskip("playwright.sync_api", reason="playwright absent: installed with the tests' packages")
pytest.importorskip("axe_playwright_python", reason="axe absent: installed with the tests' packages")

import axe_playwright_python
from playwright.sync_api import Page, Route, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# The fixtures of the crawl: the same office, the same matters.
__all__ = ["secret", "story", "told"]
PLACE = "http://huiyin.invalid"
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".js": "text/javascript"}
RULES = (
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'], selectors: false })"
)
WIDTHS = (1366, 390)
CELLS_OUT_OF_LINE = """[...document.querySelectorAll('td, th')]
    .filter(one => one.offsetParent && getComputedStyle(one).display !== 'table-cell').length"""
# A page as long as a catalogue repeats one row: it is read once.
LONG = 15_000
# The public catalogue is the desk's in another frame; one page of it shows the frame.
SKIPPED = frozenset({"rules:clocks", "rules:clock", "rules:register_rules", "rules:calendar", "rules:kind"})
TABS = ("papers", "files", "parties", "links", "voices", "readings", "trail")


@pytest.fixture
def pages(story: Story, secret: Case) -> dict[str, str]:
    """Gather one page of each make as it is served, before a browser is there."""
    clerk, keeper, counter = staff("centre.sort"), staff("office.admin"), staff("centre.intake")
    filer = resident(story.cases["已复"])
    found: dict[str, str] = {}
    for name, url in addresses(story):
        if name in SKIPPED:
            continue
        reader = filer if name.startswith("portal:") else clerk
        reader = {"desk:intake": counter, "house:entry_correct": keeper, "house:entry_new": keeper}.get(name, reader)
        _keep(found, reader, url, under=name)
    for tab in TABS:
        _keep(found, clerk, f"/desk/matters/{story.cases['已复'].number}/?tab={tab}")
    for step in ("hand_over", "assist", "refuse", "extend", "correct"):
        _keep(found, clerk, f"/desk/matters/{story.cases['拟稿'].number}/do/{step}/")
    _keep(found, staff("water.handle"), f"/desk/matters/{story.cases['在办'].number}/do/draft/")
    _keep(found, Reader(""), "/login/")
    _keep(found, Reader(""), "/nowhere/")
    return found


def _keep(found: dict[str, str], reader: Reader, url: str, *, under: str = "") -> None:
    if under in found:
        return
    page = reader.get(url)
    if page.is_html and page.text:
        found[under or url] = page.text


def _answer(pages: dict[str, str], route: Route) -> None:
    path = route.request.url.removeprefix(PLACE)
    if path.startswith("/static/huiyin/"):
        file = STATIC / path.removeprefix("/static/huiyin/")
        route.fulfill(body=file.read_bytes(), content_type=TYPES.get(file.suffix, "text/plain"))
    else:
        route.fulfill(body=pages[path.removeprefix("/page/")], content_type="text/html; charset=utf-8")


def _wrong(page: Page, width: int, *, thoroughly: bool) -> list[str]:
    """Say what is wrong with the page as it stands: cut off, or serious to axe."""
    page.set_viewport_size({"width": width, "height": 768})
    found = []
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("wider than the window")
    if width == WIDTHS[0] and page.evaluate(CELLS_OUT_OF_LINE):
        found.append("cells of a table do not stand in its columns")
    if not thoroughly:
        return found
    told = page.evaluate(RULES)
    found += [
        f"{fault['id']}: {fault['nodes'][0]['html'][:160]}"
        for fault in told["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]
    if "document-title" not in {rule["id"] for rule in told["passes"]}:
        found.append("axe did not read the page")
    return found


def test_axe_finds_nothing_serious_on_any_page(pages: dict[str, str], chromium: str) -> None:
    library = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    wrong: dict[str, list[str]] = {}

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_context().new_page()
        page.route("**/*", lambda route: _answer(pages, route))
        for name in pages:
            page.goto(f"{PLACE}/page/{name}")
            page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
            page.evaluate(library)
            # axe reads a page once, where its marks stand closest; a long one where it is quickest.
            widths = WIDTHS if len(pages[name]) < LONG else WIDTHS[:1]
            for width in widths:
                if found := _wrong(page, width, thoroughly=width == widths[-1]):
                    wrong[f"{name} at {width}"] = found
        browser.close()

    assert len(pages) > 40
    assert wrong == {}, "\n".join(f"{name}: {fault}" for name, found in wrong.items() for fault in found)
