"""Addresses and forms nobody would write by hand: always an answer with a sentence, never a fault of ours."""

import pytest
from django.test import Client

from tests.crawl.routes import NOBODY
from tests.crawl.story import Case, Story
from tests.crawl.walk import Browser, resident, staff
from tests.sheets import REASON

pytestmark = pytest.mark.django_db
NASTY = (
    "%00", "%27%22%3Cscript%3Ealert(1)%3C/script%3E", "9" * 400, "-1", "%F0%9F%98%80", "%FF%FE", "..%2F..%2Fetc", "A" * 5000,
    "%27%20OR%201=1--", "1e309", "%E2%80%AE", "%0d%0aSet-Cookie:x=y", "NaN", "%25",
)  # fmt: skip
ASKED = (
    "/desk/?tab={}", "/desk/matters/?q={}", "/desk/matters/?whose={}&kind={}&state={}&light={}", "/desk/matters/?place={}",
    "/desk/matters/?since={}&until={}", "/desk/matters/?before={}", "/desk/matters/?after={}&sort=due",
    "/desk/matters/?category={}&unit={}&channel={}", "/desk/matters/export.xlsx?q={}&since={}",
    "/desk/gaps/?on={}&town={}&sort={}", "/desk/places/?on={}", "/desk/calendar/?year={}",
    "/desk/registers/unit/?q={}&page={}&on={}", "/desk/registers/unit/export.xlsx?q={}&on={}",
    "/desk/catalogue/clocks/XF-06/?from={}&suspend={}&extend={}", "/login/?next={}",
    "/?look={}", "/track/?to={}", "/my/?done={}", "/my/readings/?before={}", "/catalogue/calendar/?year={}",
)  # fmt: skip
PATHS = (
    "/desk/matters/{}/", "/desk/matters/{}/clocks/", "/desk/places/{}/", "/desk/units/{}/", "/desk/registers/{}/",
    "/desk/catalogue/{}/", "/desk/registers/unit/{}/", "/my/do/0/{}/", "/nowhere/{}",
)  # fmt: skip
ANSWERS = {200, 302, 400, 403, 404}


def answered(browser: Browser, urls: list[str]) -> list[str]:
    """Return the addresses that were answered with neither a page nor a sentence."""
    found = []
    for url in urls:
        page = browser.get(url)
        said = page.status == 302 or "spreadsheet" in page.media or "<h1" in page.text
        # Above the county a refusal is one plain sentence, and a sheet is text.
        said = said or (page.media.startswith("text/") and not page.is_html and len(page.text) > 1)
        if page.status not in ANSWERS or not said or "<script>alert" in page.text:
            found.append(f"{page.status} {url[:120]}")
    return found


# What PostgreSQL refuses and SQLite takes, or the other way about.
OF_A_DATABASE = frozenset({"%00", "9" * 400, "-1", "%FF%FE", "1e309", "NaN"})


@pytest.mark.parametrize(
    "nasty", [pytest.param(one, marks=pytest.mark.postgres_too) if one in OF_A_DATABASE else one for one in NASTY]
)
def test_whatever_stands_in_an_address_is_answered(story: Story, nasty: str) -> None:
    urls = [url.replace("{}", nasty) for url in (*ASKED, *PATHS)]

    assert answered(staff("centre.sort"), [url for url in urls if url.startswith(("/desk/", "/login/"))]) == []
    assert answered(resident(story.cases["已复"]), [url for url in urls if not url.startswith("/desk/")]) == []


@pytest.mark.postgres_too
@pytest.mark.parametrize("nasty", ["\x00", "9" * 400, "😀" * 3000, "<b>", "\u202e", "-1", "%s%n"])
def test_whatever_is_sent_in_a_form_is_answered(story: Story, nasty: str) -> None:
    number = story.cases["在办"].number
    names = ("reason", "to_post", "other", "version", "words", "requests", "village", "phone", "group", "reason_words",
             "happened_at", "found", "outcomes_1", "token", "code", "leaf", "username", "password", "next", "file")  # fmt: skip
    sent = dict.fromkeys(names, nasty)
    browser = staff("water.handle")

    pages = [
        browser.post(f"/desk/matters/{number}/{where}", sent)
        for where in ("read/", "do/draft/", "do/hand_over/", "do/link/", "do/note/", f"files/{NOBODY}/")
    ]
    pages += [staff("centre.intake").post("/desk/intake/", {**sent, "suggest": "1"})]
    pages += [Browser("").post(url, sent) for url in ("/track/", "/verify/", "/login/", "/file/")]

    assert {page.status for page in pages} <= {200, 302, 400, 401, 403, 404, 409, 422, 429}
    assert [page.url for page in pages if page.status != 302 and "<h1" not in page.text] == []
    assert [page.url for page in pages if "<b><b>" in page.text] == []


def test_a_list_takes_as_many_queries_at_thirty_matters_as_at_three(story: Story) -> None:
    from tests import office
    from tests.crawl.story import Teller

    urls = (
        "/desk/",
        "/desk/?tab=open",
        "/desk/matters/",
        "/desk/matters/?sort=due",
        "/desk/matters/?q=的标题",
    )
    browser = staff("centre.sort")
    sheet = "/desk/matters/export.xlsx"
    before = [*(browser.get(url).queries for url in urls), browser.post(sheet, REASON).queries]
    few = browser.get("/desk/matters/").text.count("AL26-")

    for number in range(30):
        Teller(f"多{number}", start=office.at(63, number / 60), phone=100 + number)

    after = [*(browser.get(url).queries for url in urls), browser.post(sheet, REASON).queries]
    # A full page looks for nothing to fill it with: the workbench may take one query less.
    assert [then - now in (0, 1) for then, now in zip(before, after, strict=True)] == [True] * len(before)
    assert browser.get("/desk/matters/").text.count("AL26-") > few


def test_a_form_without_its_token_is_refused_with_a_sentence(story: Story) -> None:
    browser = Browser("")
    browser.client.handler.enforce_csrf_checks = True

    page = browser.post("/track/", {"code": "AAAA-AAAA-AA"})

    assert page.status == 403
    assert "这一页开得太久" in page.text
    assert "演示数据" in page.text


def test_an_address_that_leads_nowhere_says_so(story: Story, secret: Case) -> None:
    page = Browser("").get("/nowhere/at/all/")

    assert (page.status, "没有这一页" in page.text, "演示数据" in page.text) == (404, True, True)


@pytest.mark.parametrize("address", ["/track/?x=%00", "/%00/", "/file/?a%00=1"])
def test_a_zero_character_is_turned_away_with_a_sentence(story: Story, address: str) -> None:
    seen = Client().get(address)

    assert seen.status_code == 400
    assert "这次交上来的看不懂" in seen.content.decode()
