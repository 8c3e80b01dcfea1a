"""In a browser: a form that comes too late is offered again, and no page of the desk asks for what the policy refuses."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from huiyin.acts.counters import enrol
from tests import office
from tests.security.conftest import PASSWORD, account

pytest.importorskip("playwright.sync_api", reason="playwright absent: installed with the tests' packages")

from playwright.sync_api import Page, sync_playwright

from tests.browsing import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
WORDS = "楼下的路灯坏了半个月，写到一半被叫走了。"
PAGES = (
    "/desk/", "/desk/matters/", "/desk/account/", "/desk/account/second/", "/desk/security/", "/desk/security/record/",
    "/desk/security/counters/", "/desk/emergency/", "/desk/registers/", "/desk/registers/unit/", "/desk/places/",
    "/desk/calendar/", "/desk/catalogue/appeal/", "/", "/file/", "/track/", "/verify/", "/guide/",
)  # fmt: skip


class Wall:
    """The clock the served pages read: the real one, moved on."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(tz=timezone.get_default_timezone()) + self.ahead


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch, transactional_db: None, settings: Settings) -> Wall:
    """Furnish an office whose clock can be moved on."""
    settings.PROTECTION = replace(settings.PROTECTION, idle_minutes=15, session_hours=10, password_days=0)
    office.furnish()
    for post in ("centre.intake", "office.security"):
        account(post)
    found = Wall()
    monkeypatch.setattr(timezone, "now", found.now)
    return found


@pytest.fixture
def page(wall: Wall, live_server: LiveServer, chromium: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A page of a browser, its complaints gathered."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
        browser.close()


def sign_in(page: Page, post: str) -> None:
    """Fill the sign-in page that is shown."""
    page.fill("[name=username]", post)
    page.fill("[name=password]", PASSWORD)
    follow(page, "main form[action='/login/'] button[type=submit]")


def test_half_typed_words_survive_being_called_away(page: Page, wall: Wall, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/login/?next=/desk/intake/")
    sign_in(page, "centre.intake")
    page.wait_for_url(f"{live_server.url}/desk/intake/**")
    page.fill("[name=words]", WORDS)
    wall.ahead = timedelta(minutes=20)

    follow(page, "button[name=file]")
    told = page.inner_text("main")
    sign_in(page, "centre.intake")
    page.wait_for_url(f"{live_server.url}/desk/intake/**")

    assert "您写的都存下了，登录后接着写" in told
    assert page.input_value("[name=words]") == WORDS


def test_what_is_typed_can_be_shown_and_is_hidden_again_before_it_is_sent(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/login/")
    page.fill("[name=username]", "centre.intake")
    page.fill("[name=password]", PASSWORD)
    key = page.locator("[data-shows=password]")

    key.click()
    shown = (page.get_attribute("[name=password]", "type"), key.inner_text(), page.input_value("[name=password]"))
    page.evaluate(
        "document.querySelector('main form[action]').addEventListener('submit', (event) => event.preventDefault())"
    )
    page.click("main form[action='/login/'] button[type=submit]")

    assert shown == ("text", "不显示", PASSWORD)
    assert (page.get_attribute("[name=password]", "type"), key.inner_text()) == ("password", "显示输入的内容")


def test_a_new_password_says_how_good_it_is_while_it_is_typed(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/login/?next=/desk/account/password/")
    sign_in(page, "centre.intake")
    page.wait_for_url(f"{live_server.url}/desk/account/password/")
    told, asked = page.locator("[data-measures=new_password]"), list[str]()
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))

    said = []
    for typed in ("", "abc", "abcdefghijkl", "Abcdefghijk1", "Abcdefghijk1-马和电池"):
        page.fill("[name=new_password]", typed)
        said.append(told.inner_text())

    assert said == [
        "",
        "还差 9 个字符",
        "还要 2 种字符：小写、大写、数字、其他",
        "可以用；再长一些更好",
        "很好，不容易被猜中",
    ]
    assert [url for url in asked if "/static/" not in url] == []


def test_no_page_asks_for_what_the_policy_refuses(page: Page, live_server: LiveServer) -> None:
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(f"{live_server.url}/login/")
    sign_in(page, "office.security")
    page.wait_for_url(f"{live_server.url}/desk/")

    for url in PAGES:
        assert page.goto(f"{live_server.url}{url}", wait_until="load") is not None

    assert refused == []
    page.evaluate(
        "const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.body.append(one)"
    )
    assert page.evaluate("window.ran === undefined")
    assert len(refused) == 1


def test_the_second_screen_follows_what_is_typed_and_its_yes_is_ticked_for_the_clerk(
    page: Page, live_server: LiveServer
) -> None:
    secret = enrol("综合受理 1 号窗口", actor=office.someone("office.security"))
    page.context.add_cookies([{"name": "huiyin_counter", "value": secret, "url": f"{live_server.url}/login/"}])
    page.goto(f"{live_server.url}/login/?next=/desk/intake/")
    sign_in(page, "centre.intake")
    page.wait_for_url(f"{live_server.url}/desk/intake/**")
    follow(page, "button[name=screen]")
    code = page.get_attribute("button[form=second-screen]", "value")
    browser = page.context.browser
    assert browser is not None
    tablet = browser.new_context().new_page()
    tablet.goto(f"{live_server.url}/screen/")
    tablet.fill("[name=code]", code or "")
    follow(tablet, "main button")

    page.fill("[name=words]", WORDS)
    tablet.wait_for_selector(f"text={WORDS}")
    tablet.click("button[value=right]")
    page.wait_for_selector("text=本人在屏上点了“对，就是这样”")

    assert page.is_checked("input[name=read_back][value=screen]")
    assert [one.get_attribute("href") for one in tablet.locator("a:visible").all()] == ["#main"]
