"""Large type: chosen before anything else and remembered; one thing a page, the telephone always at the foot."""

import re

import pytest
from django.test import Client

from huiyin.store.entries import Entry
from tests.office import at, carried_to
from tests.portal.conftest import TYPED, Clock, opened_by, send, text, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def elder(client: Client) -> Client:
    """Return a browser that chose large type."""
    assert client.get("/?look=elder").status_code == 302
    return client


def asked(page: str) -> list[str]:
    """Return the names of the controls a page shows, each once."""
    names = re.findall(r'<(?:input type="(?!hidden)[^>]*|textarea|select)[^>]*? name="(\w+)"', page)
    visible = re.sub(r'<input type="hidden"[^>]*>', "", page)
    return list(dict.fromkeys(name for name in re.findall(r'name="(\w+)"', visible) if name in {*TYPED, *names}))


def test_choice_stands_before_everything_until_it_is_made(client: Client) -> None:
    first = client.get("/").content.decode()

    assert first.index('class="first-choice"') < first.index("<header")
    client.get("/?look=plain")
    assert "first-choice" not in client.get("/").content.decode()


def test_filing_asks_one_thing_a_page_to_the_receipt(elder: Client) -> None:
    token = token_of(elder.get("/file/"))
    order, seen, go = [], [], "story"
    while go != "send":
        page = elder.post("/file/", {**TYPED, "token": token, "from": "x", "go": go}).content.decode()
        seen.append([name for name in asked(page) if name in TYPED])
        order.append(go)
        go = (re.findall(r'class="b b-main[^"]*" type="submit" name="go" value="(\w+)"', page) or ["send"])[0]

    assert order == ["story", "wants", "pieces", "town", "where", "concern", "who", "joint", "check"]
    assert seen == [["words"], ["requests"], [], ["town"], ["village", "place"], ["concern"], ["name", "phone"], [], []]
    assert send(elder, token).status_code == 302


def test_office_is_asked_on_its_own_page_only_where_one_is_complained_of(elder: Client) -> None:
    token = token_of(elder.get("/file/"))
    page = elder.post("/file/", {**TYPED, "concern": "yes", "token": token, "from": "concern", "go": "office"})

    assert [name for name in asked(page.content.decode()) if name in TYPED] == ["office"]


def test_fault_is_told_on_the_page_that_asks_it(elder: Client) -> None:
    token = token_of(elder.get("/file/"))
    page = elder.post("/file/", {**TYPED, "requests": "", "token": token, "from": "wants", "go": "check"})

    assert "“您想要什么结果”还没填" in text(page)
    assert "第 2 步" in text(page)


def test_every_page_keeps_the_telephone_at_the_foot(elder: Client, clock: Clock) -> None:
    mine = carried_to("served")
    clock(at(1))
    browser = opened_by(mine.code)
    browser.cookies["look"] = "elder"
    row = Entry.objects.get(register="unit", key="centre")
    Entry.objects.filter(pk=row.pk).update(values={**row.values, "phone": "8800 0103"})

    for url in ("/", "/file/", "/track/", "/lost/", "/guide/", "/guide/route/", "/my/", "/my/?see=can", "/my/reply/"):
        page = browser.get(url).content.decode()
        assert 'data-look="elder"' in page
        assert "?look=plain" in page
        assert '<a class="e-call" href="tel:8800 0103">' in page


def test_my_matter_has_few_doors_and_each_leads_to_one_thing(clock: Clock) -> None:
    mine = carried_to("served")
    clock(at(1))
    browser = opened_by(mine.code)
    browser.cookies["look"] = "elder"

    first, can, steps = (text(browser.get(url)) for url in ("/my/", "/my/?see=can", "/my/?see=steps"))

    assert "我能做什么评价、没解决，重新办、申请复查" in first
    assert "已收到并登记" not in first
    assert "没解决，重新办写一句哪里没解决就行" in can.replace(" ", "")
    assert "已收到并登记" in steps
