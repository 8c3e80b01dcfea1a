"""The upper level's addresses, walked as the county's are: by nobody, with keys right and wrong, and with what nobody would write."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from django.urls import reverse

from huiyin.cli.facts.sending import pack
from huiyin.config import upper
from huiyin.insight.handed_up.above import FIGURES
from huiyin.insight.handed_up.holding import Registered, home_in, register
from huiyin.insight.handed_up.manifest import MANIFEST, SIGNATURE
from tests.crawl.routes import routes
from tests.crawl.test_hostile import NASTY, answered
from tests.crawl.walk import Browser, Page, Reader, walked
from tests.insight.handed_up.cities import a_county, key_of

pytestmark = pytest.mark.django_db
FICTIONAL = "演示数据：这里的县是虚构的"
# Addresses that take something: whoever only looks is told so.
TAKE_ONLY = {"hand_up"}
NASTY_AT = (
    "/?figure={}&year={}&lang={}",
    "/counties.csv?figure={}&year={}&lang={}",
    "/{}",
    "/hand-up/{}",
    "/counties.csv/{}",
)
UNNAMED = "990122"


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What two made-up counties packed; the second is not registered."""
    place = tmp_path_factory.mktemp("counties")
    return {county: a_county(county, place, kept=0.8, most=9) for county in ("990121", UNNAMED)}


@pytest.fixture
def browser(tmp_path: Path, settings: object) -> Iterator[Browser]:
    """Nobody, at an upper level with its own middleware and templates, where one county is registered."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    register(home_in(tmp_path), Registered("990121", "安澜县", "Anlan", key_of("990121")))
    own = [one for one in upper.MIDDLEWARE if "whitenoise" not in one]
    with override_settings(
        ROOT_URLCONF=upper.ROOT_URLCONF, MIDDLEWARE=own, TEMPLATES=upper.TEMPLATES, FICTIONAL=FICTIONAL
    ):
        yield Browser("")


def packed(folder: Path) -> bytes:
    out = io.BytesIO()
    pack(folder, out)
    return out.getvalue()


def hand_up(browser: Browser, held: bytes) -> Page:
    return browser._page("/hand-up/", lambda: browser.client.post("/hand-up/", held, content_type="application/x-tar"))


@pytest.fixture
def full(browser: Browser, years: dict[str, Path]) -> Browser:
    assert hand_up(browser, packed(years["990121"])).status == 200
    return browser


def test_every_page_and_what_it_leads_to_is_whole(full: Browser) -> None:
    pages = [full.get(reverse(route.name)) for route in routes()]
    pages += [full.get(f"/?figure={figure.id}") for figure in FIGURES]
    pages += walked(full, starts=["/", "/?lang=en"], at_most=30)

    assert {route.name for route in routes()} == {"page", "sheet", "hand_up"}
    assert Reader(frozenset(), {}).faults(pages) == []
    assert {(page.url, page.status) for page in pages if page.status != 200} == {("/hand-up/", 405)}
    assert max(page.queries for page in pages) == 0


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_is_asked_otherwise_is_turned_away(full: Browser, method: str) -> None:
    asked = [route.name for route in routes() if method != "post" or route.name not in TAKE_ONLY]

    assert {getattr(full.client, method)(reverse(name)).status_code for name in asked} == {405}


@pytest.mark.parametrize("nasty", NASTY)
def test_whatever_stands_in_an_address_is_answered(full: Browser, nasty: str) -> None:
    assert answered(full, [url.replace("{}", nasty) for url in NASTY_AT]) == []


def test_only_the_registered_key_hands_up(browser: Browser, years: dict[str, Path], tmp_path: Path) -> None:
    theirs, stranger = years["990121"], years[UNNAMED]
    forged, unsigned = tmp_path / "forged", tmp_path / "unsigned"
    for place in (forged, unsigned):
        place.mkdir()
        for file in theirs.iterdir():
            (place / file.name).write_bytes(file.read_bytes())
    (forged / SIGNATURE).write_bytes((stranger / SIGNATURE).read_bytes())
    (unsigned / SIGNATURE).write_text("")

    said = [hand_up(browser, packed(one)) for one in (stranger, forged, unsigned)]

    assert [page.status for page in said] == [422, 422, 422]
    assert ["没有登记公钥" in said[0].text, "签名对不上" in said[1].text, "签名对不上" in said[2].text] == [True] * 3
    assert "990121" not in browser.get("/counties.csv").text
    assert hand_up(browser, packed(theirs)).status == 200
    assert "990121" in browser.get("/counties.csv").text


@pytest.mark.parametrize("held", [b"\0" * 2048, b"PK\x03\x04", b"x" * 10_000, b"{}"])
def test_what_is_no_packed_year_is_refused_with_a_sentence(browser: Browser, held: bytes) -> None:
    page = hand_up(browser, held)

    assert (page.status, " / " in page.text) == (422, True)


def test_changed_manifest_is_refused(browser: Browser, years: dict[str, Path], tmp_path: Path) -> None:
    for file in years["990121"].iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    manifest = tmp_path / MANIFEST
    manifest.write_bytes(manifest.read_bytes().replace(b'"fictional": true', b'"fictional": false'))

    assert "签名对不上" in hand_up(browser, packed(tmp_path)).text
