"""One real message from the counter to the reviewer: registered, handed over, answered twice, rated, taken on."""

import csv
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from tests import office

pytest.importorskip("playwright.sync_api", reason="playwright absent: installed with the tests' packages")

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsing import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
PASSWORD = "carried-in-the-tests-only"
# Which of the messages is carried; any other would do.
CHOSEN = 100
DESK, PHONE, SMALL_PHONE = 1366, 390, 360
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}\b")
PEOPLE = ("centre.intake", "centre.sort", "water.handle", "water.check", "water.sign", "gov.review")
FIRST, SECOND = "经现场查看，情况属实，已经安排处理。", "再次到现场核对，补做了没有做完的部分。"


@pytest.fixture
def message(shared_data: Path) -> dict[str, str]:
    """One of the real messages, read where it lies."""
    place = shared_data / "appeals" / "hot_messages_4326.csv"
    if not place.is_file():
        pytest.skip("shared data absent: no appeals/hot_messages_4326.csv")
    with place.open(encoding="utf-8-sig", newline="") as held:
        return list(csv.DictReader(held))[CHOSEN]


@dataclass
class Town:
    """The running office: a browser and the address it is served at."""

    browser: Browser
    url: str
    shots: Path
    inside: dict[str, "Person"] = field(default_factory=dict)

    def person(self, post: str, *, width: int = DESK) -> "Person":
        """Return somebody who signed in, at the first call by signing in."""
        if post not in self.inside:
            self.inside[post] = self._signed_in(post, width)
        return self.inside[post]

    def _signed_in(self, post: str, width: int) -> "Person":
        page = self._page(width)
        page.goto(f"{self.url}/login/")
        page.fill("[name=username]", post)
        page.fill("[name=password]", PASSWORD)
        follow(page, "main button[type=submit]")
        assert page.url == f"{self.url}/desk/"
        return Person(self, page, post)

    def resident(self, code: str) -> Page:
        """Open the matter by the code of its receipt: a small phone, no script."""
        page = self._page(SMALL_PHONE, script=False)
        page.goto(f"{self.url}/track/")
        page.fill("[name=code]", code)
        follow(page, "main form button[type=submit]")
        assert page.url == f"{self.url}/my/"
        return page

    def _page(self, width: int, *, script: bool = True) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 780}, java_script_enabled=script, locale="zh-CN"
        )
        context.set_default_timeout(15_000)
        return context.new_page()


@dataclass
class Person:
    """Somebody signed in at the desk."""

    town: Town
    page: Page
    post: str

    def opens(self, number: str) -> None:
        """Open a matter from the workbench or, where it is not the person's turn, by its number."""
        self.page.goto(f"{self.town.url}/desk/")
        row = self.page.locator(f"tr:has-text('{number}') a.title")
        if row.count():
            follow(self.page, row.first)
        else:
            self.page.goto(f"{self.town.url}/desk/matters/{number}/")

    def does(self, number: str, step: str, **values: str) -> None:
        """Take a step from the key that leads to it on the matter's page."""
        self.opens(number)
        self.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        follow(self.page, self.page.locator(f"main a[href$='/do/{step}/']").first)
        for name, value in values.items():
            answer(self.page, name, value)
        if self.page.viewport_size and self.page.viewport_size["width"] == PHONE:
            assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE
            self.page.screenshot(path=self.town.shots / f"{step}-at-390.png")
        follow(self.page, self.page.locator("form.step-form button[type=submit]").first)
        assert self.page.url == f"{self.town.url}/desk/matters/{number}/", self.page.inner_text("main")[:600]

    def paper(self, number: str, name: str) -> str:
        """Fetch the newest paper of a name as PDF and return its words."""
        self.page.goto(f"{self.town.url}/desk/matters/{number}/?tab=papers")
        hrefs = [one.get_attribute("href") or "" for one in self.page.locator("main a[href$='.pdf']").all()]
        texts = [pdf_words(self.page, f"{self.town.url}{href}") for href in dict.fromkeys(hrefs)]
        return next(text for text in texts if name in text.replace(" ", ""))


def answer(page: Page, name: str, value: str) -> None:
    """Answer a question of a form, whatever its control is."""
    control = page.locator(f"[name='{name}']").first
    kind = control.evaluate("one => one.tagName + (one.type || '')")
    if kind == "INPUTradio":
        page.locator(f"[name='{name}'][value='{value}']").check(force=True)
    elif kind.startswith("SELECT"):
        control.select_option(value)
    else:
        control.fill(value)


def pdf_words(page: Page, url: str) -> str:
    """Return the words of a PDF as its reader gets them."""
    given = page.context.request.get(url)
    assert given.ok
    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=given.body(), capture_output=True, check=True)
    return made.stdout.decode()


@contextmanager
def running(chromium: str, url: str, shots: Path) -> Iterator[Town]:
    """Open a browser on the running office."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield Town(browser, url, shots)
        browser.close()


@pytest.fixture
def peopled(transactional_db: None) -> None:
    office.furnish()
    account = get_user_model()
    for post in PEOPLE:
        made = account(username=post, person=post)
        made.set_password(PASSWORD)
        made.save()


def registered(town: Town, message: dict[str, str]) -> tuple[str, str]:
    """Register the message at the counter; return its number and the code on the receipt."""
    clerk = town.person("centre.intake")
    clerk.page.goto(f"{town.url}/desk/intake/")
    typed = {
        "channel": "walk_in", "words": message["body"].strip()[:3000], "title": message["title"].strip()[:60],
        "requests": "请到现场查看\n请书面答复", "village": office.VILLAGE, "name": "周小满", "concerns_office": "no", "read_back": "aloud",
    }  # fmt: skip
    for name, value in typed.items():
        answer(clerk.page, name, value)
    follow(clerk.page, "button[name=file]")
    said = clerk.page.inner_text("main")
    number, code = re.search(r"AL\d\d-\d{4}-\d{4}-\d", said), CODE.search(said)
    assert number, said[:600]
    assert code, said[:600]
    printed = clerk.page.locator("main a[href$='receipt.pdf']").first.get_attribute("href")
    slip = pdf_words(clerk.page, f"{town.url}{printed}")
    assert number[0] in slip
    assert code[0] in slip
    clerk.page.screenshot(path=town.shots / "receipt.png")
    return number[0], code[0]


def answered(town: Town, number: str, found: str) -> None:
    """Draft, check, sign on a phone, and serve."""
    outcome: dict[str, Any] = {"outcomes_1": "support", "outcomes_2": "explain"}
    words = {"outcome_words_1": "一周内处理完", "outcome_words_2": "本意见书即为答复"}
    handler = town.person("water.handle")
    handler.does(number, "draft", found=found, **outcome, **words, opinion_basis="城市供水条例")
    town.person("water.check").does(number, "check")
    town.person("water.sign", width=PHONE).does(number, "sign")
    paper = handler.paper(number, "意见书")
    assert found[:12] in "".join(paper.split())
    handler.does(number, "serve", served_way="in_person")


def test_one_message_is_carried_all_the_way(
    message: dict[str, str], peopled: None, live_server: Any, chromium: str, tmp_path: Path
) -> None:
    with running(chromium, live_server.url, tmp_path) as town:
        number, code = registered(town, message)
        sorter = town.person("centre.sort")
        sorter.does(number, "accept")
        sorter.does(number, "hand_over", to_post="water.handle", reason="归水务办")
        town.person("water.handle").does(number, "sign_for")
        answered(town, number, FIRST)
        resident = town.resident(code)
        resident_rates_and_reopens(town, resident)
        answered(town, number, SECOND)
        resident_asks_for_review(town, resident)
        seen = reviewer_sees(town)
        readings = resident_reads_who_read(town, resident)

    assert message["title"].strip()[:12] in seen
    assert "没有说清楚原因" in seen
    assert "办理“拟答复意见”" in readings
    assert "承办" in readings or "handle" in readings


def resident_rates_and_reopens(town: Town, page: Page) -> None:
    """Read the reply, say that it did not help, and ask in one sentence to have it done again."""
    page.goto(f"{town.url}/my/reply/")
    assert FIRST in page.inner_text("main")
    page.goto(f"{town.url}/my/rate/")
    for name, value in {"attitude": "satisfied", "result": "dissatisfied", "solved": "no"}.items():
        answer(page, name, value)
    page.screenshot(path=town.shots / "rate-at-360.png")
    follow(page, "main form button.b-main")
    assert page.url.startswith(f"{town.url}/my/?done=rate"), page.inner_text("main")[:600]
    follow(page, "main a[href$='/reopen/']")
    page.fill("[name=still_wrong]", "第二天又跟原来一样。")
    follow(page, "main form button.b-main")
    assert page.url.startswith(f"{town.url}/my/?done=reopen"), page.inner_text("main")[:600]


def resident_asks_for_review(town: Town, page: Page) -> None:
    """Read the second reply and go to the next-higher body."""
    page.goto(f"{town.url}/my/reply/")
    assert SECOND in page.inner_text("main")
    page.goto(f"{town.url}/my/")
    follow(page, "main a[href$='/ask_review/']")
    page.fill("[name=review_reason]", "没有说清楚原因。")
    follow(page, "main form button.b-main")
    assert page.url.startswith(f"{town.url}/my/?done=ask_review"), page.inner_text("main")[:600]
    page.screenshot(path=town.shots / "progress-at-360.png", full_page=True)


def reviewer_sees(town: Town) -> str:
    """Open the review from the reviewer's workbench and read why it was asked for."""
    page = town.person("gov.review").page
    follow(page, page.locator("tr:has-text('FC') a.title").first)
    title = page.inner_text("main")
    follow(page, page.locator("main a[href$='/do/draft/']").first)
    return title + page.inner_text("main")


def resident_reads_who_read(town: Town, page: Page) -> str:
    """Open the list of who opened the data."""
    page.goto(f"{town.url}/my/readings/")
    return page.inner_text("main")
