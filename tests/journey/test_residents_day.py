"""A resident's whole day on a small phone: filing with photos and a recording, the code, the reply, rating, reopening."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.db import connections
from PIL import Image

from huiyin.kit.days import SHANGHAI
from huiyin.ledger import files
from huiyin.store.matters import MatterRow
from huiyin.store.working import Draft, SealedFile
from tests import office
from tests.portal.conftest import TYPED, photo, recording

pytest.importorskip("playwright.sync_api", reason="playwright absent: installed with the tests' packages")

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsing import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}\b")
QUESTION = "哪天您在家？我们上门看水管。"
Found = TypeVar("Found")


@pytest.fixture
def furnished(transactional_db: None) -> None:
    office.furnish()


@pytest.fixture
def browser(furnished: None, chromium: str) -> Iterator[Browser]:
    """Return a browser; the office is furnished before its loop begins."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


def beside(work: Callable[[], Found]) -> Found:
    """Do something in the office on a thread of its own: the browser's loop and the database keep apart."""

    def done() -> Found:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as one:
        return one.submit(done).result()


def phone(browser: Browser, *, script: bool) -> Page:
    """Return a page of a small phone."""
    context = browser.new_context(
        viewport={"width": 360, "height": 720}, java_script_enabled=script, locale="zh-CN", accept_downloads=True
    )
    context.set_default_timeout(20_000)
    return context.new_page()


def as_file(upload: Any) -> dict[str, Any]:
    """Return an upload as the browser's file chooser takes it."""
    return {"name": upload.name, "mimeType": upload.content_type, "buffer": upload.read()}


def told(page: Page, url: str) -> None:
    """Type the first page and go on."""
    page.goto(f"{url}/file/")
    page.fill("[name=words]", TYPED["words"])
    page.fill("[name=requests]", TYPED["requests"])
    page.select_option("[name=town]", TYPED["town"])
    follow(page, "button.b-main")


def sent(page: Page) -> str:
    """Say where, look it over, send it; return the code of the receipt."""
    follow(page, "button.b-main")
    page.select_option("[name=village]", TYPED["village"])
    page.check("[name=concern][value=no]", force=True)
    page.fill("[name=name]", TYPED["name"])
    follow(page, "button.b-main")
    follow(page, "button[value=send]")
    found = CODE.search(page.inner_text("main"))
    assert found, page.inner_text("main")[:400]
    return found[0]


def written_to(matter: Any) -> None:
    """Let the office ask the resident something."""
    office.step(matter, "write_filer", "centre.sort", datetime.now(SHANGHAI), letter=QUESTION)


def answered(matter: Any) -> None:
    """Let the office handle and answer the matter."""
    now = datetime.now(SHANGHAI)
    steps: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("accept", "centre.sort", {}),
        ("hand_over", "centre.sort", {"to_post": "water.handle", "reason": "归水务办"}),
        ("sign_for", "water.handle", {}),
        ("draft", "water.handle", office.OPINION),
        ("check", "water.check", {}),
        ("sign", "water.sign", {}),
        ("serve", "water.handle", {"served_way": "in_person"}),
    )
    for number, (step, post, values) in enumerate(steps):
        office.step(matter, step, post, now + timedelta(milliseconds=number), **values)


def test_a_day_without_a_script(browser: Browser, live_server: Any, tmp_path: Path) -> None:
    url = live_server.url
    page = phone(browser, script=False)
    told(page, url)
    page.set_input_files("[name=photos]", [as_file(photo()), as_file(photo(colour="blue"))])
    page.set_input_files("[name=voice]", as_file(recording()))
    follow(page, "button[name=add]")
    assert page.locator(".pieces img").count() == 2
    code = sent(page)
    matter = beside(lambda: MatterRow.objects.get().id)
    medias = beside(lambda: sorted(SealedFile.objects.filter(matter=matter).values_list("media", flat=True)))

    beside(lambda: written_to(matter))
    page = phone(browser, script=False)
    page.goto(f"{url}/track/")
    page.fill("[name=code]", code)
    follow(page, "main form button[type=submit]")
    letter = page.inner_text("main")
    follow(page, "main a[href$='/answer_letter/'] >> nth=0")
    page.fill("[name=letter_answer]", "周六下午在家。")
    follow(page, "main form button.b-main")
    written = page.inner_text("main")
    beside(lambda: answered(matter))
    page.goto(f"{url}/my/")
    follow(page, "a.reply-door")
    reply = page.inner_text("main")
    follow(page, "main a[href$='/rate/']")
    for name, value in {"attitude": "satisfied", "result": "dissatisfied", "solved": "no"}.items():
        page.check(f"[name={name}][value={value}]", force=True)
    follow(page, "main form button.b-main")
    follow(page, "main a[href$='/reopen/'] >> nth=0")
    page.fill("[name=still_wrong]", "第二天又停水了。")
    follow(page, "main form button.b-main")
    after = page.inner_text("main")
    page.screenshot(path=tmp_path / "after.png", full_page=True)

    assert medias == ["audio/wav", "image/jpeg", "image/jpeg"]
    assert QUESTION in letter
    assert "周六下午在家。" in written
    assert "部分同意" in reply
    assert "经现场查看，主管破裂，已更换。" in reply
    assert "已经交给原单位重新办" in after
    assert beside(lambda: MatterRow.objects.values_list("state", "round", "resident_says").get()) == (
        "accepted",
        2,
        "no",
    )


def test_a_face_is_black_before_the_photo_leaves_the_phone(browser: Browser, live_server: Any) -> None:
    url = live_server.url
    page = phone(browser, script=True)
    bodies: list[bytes] = []
    page.on("request", lambda one: bodies.append(one.post_data_buffer or b""))
    told(page, url)
    original = as_file(photo("我家老人.jpg"))
    page.set_input_files("[name=photos]", original)
    page.wait_for_selector(".boxes canvas")
    assert page.evaluate("document.querySelector('[name=photos]').files.length") == 0
    page.locator(".boxes .buttons button >> nth=1").click()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    page.locator(".boxes .b-main").click()
    page.wait_for_selector("[name=photos][data-ready='1']")
    sent(page)

    def kept() -> Image.Image:
        row = SealedFile.objects.get()
        return Image.open(BytesIO(files.get(row.matter, row.id, row.stored))).convert("RGB")

    picture = beside(kept)
    assert picture.getpixel((190, 240)) == (0, 0, 0)
    assert picture.getpixel((600, 60))[0] > 200  # type: ignore[index]
    assert not any(original["buffer"][:2000] in body or "老人".encode() in body for body in bodies)


def test_typing_survives_a_closed_browser_without_a_key_pressed(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 720}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{live_server.url}/file/")
    page.fill("[name=words]", TYPED["words"])
    page.wait_for_selector("[data-half-said]:has-text('已替您存着')", timeout=15_000)
    stored = page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie")
    page.close()

    again = context.new_page()
    again.goto(f"{live_server.url}/file/")

    assert again.input_value("[name=words]") == TYPED["words"]
    assert stored == "{}{}"
    assert beside(lambda: Draft.objects.filter(form="half").count()) == 1
