"""The base pages: what every page of a face has, with and without what the view may leave out."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from huiyin.web import kit_page
from tests.web_look.css import STATIC

BASES = ["base/desk.html", "base/portal.html", "base/field.html", "base/print.html", "base/document.html"]
VOID = {"meta", "link", "input", "br", "hr", "img", "path", "use", "line", "rect", "polygon"}


def page(base: str, **context: Any) -> str:
    """Render a base as it stands."""
    return str(get_template(base).render(context, RequestFactory().get("/")))


class Balance(HTMLParser):
    """Notes tags that are closed in the wrong order, and ids used twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("full", [True, False])
def test_a_base_is_well_formed(base: str, full: bool) -> None:
    balance = Balance()

    balance.feed(page(base, **(kit_page.frame() if full else {})))

    assert balance.wrong == []
    assert balance.open == []
    assert len(balance.ids) == len(set(balance.ids))


def test_the_kit_page_is_well_formed() -> None:
    balance = Balance()

    balance.feed(page("pages/kit.html", **kit_page.sample()))

    assert balance.wrong == []
    assert len(balance.ids) == len(set(balance.ids))


@pytest.mark.parametrize("base", BASES)
def test_every_page_of_a_demonstration_says_that_it_is_one(base: str) -> None:
    assert "安澜县是虚构的" in page(base, **kit_page.frame())
    assert "fictional" not in page(base)


@pytest.mark.parametrize("base", BASES)
def test_no_page_carries_inline_script_or_style(base: str) -> None:
    html = page(base, **kit_page.frame()) + page("pages/kit.html", **kit_page.sample())

    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=|javascript:", html) == []


@pytest.mark.parametrize("base", BASES)
def test_every_asset_named_is_shipped(base: str) -> None:
    html = page(base, **kit_page.frame())

    named = {name for name in re.findall(r"/?static/huiyin/([\w./-]+)", html)}

    assert {name for name in named if not (STATIC / name).is_file()} == set()
    assert len(named) >= 6


def test_every_icon_used_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="(\w+)"', (STATIC / "icons" / "sprite.svg").read_text(encoding="utf-8")))
    html = "".join(page(base, **kit_page.frame()) for base in BASES) + page("pages/kit.html", **kit_page.sample())

    assert set(re.findall(r"sprite\.svg#(\w+)", html)) - sprite == set()


def test_the_skip_link_leads_to_the_page() -> None:
    for base in ("base/desk.html", "base/portal.html", "base/field.html", "base/print.html"):
        html = page(base)
        assert html.index('class="skip" href="#main"') < html.index('id="main"')


def test_the_elder_version_marks_the_page_and_leads_back() -> None:
    html = page("base/portal.html", **kit_page.frame(), elder=True)

    assert '<html lang="zh-Hans" data-look="elder">' in html
    assert 'href="?look=plain"' in html
    assert "打电话" in html
    assert 'href="?look=elder"' not in html


def test_the_menu_opens_without_a_script() -> None:
    html = page("base/desk.html", **kit_page.frame())

    assert re.search(r"<details class=\"desk-fold only-narrow\"><summary>", html)
    assert html.count('aria-current="page"') == 2
