"""Opening a matter: by the code alone, a limited number of times, in a visit apart from any staff sign-in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django.fixtures import Settings

from huiyin.acts.limits import LIMITS, Channel, Limit
from tests import office
from tests.office import at, carried_to
from tests.portal.conftest import Clock, filed, opened_by, text

pytestmark = pytest.mark.django_db

PAGES = ("/my/", "/my/readings/", "/my/reply/", "/my/do/0/urge/", "/my/rate/")


def test_code_opens_however_it_is_typed(client: Client) -> None:
    number, code, _ = filed(client)
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), f" {code} "):
        assert number in text(opened_by(typed).get("/my/"))


def test_number_phone_and_nonsense_open_nothing_with_the_same_words(client: Client) -> None:
    number, code, _ = filed(client)
    said = set()
    for typed in (number, "0026", "13800000026", code[:-1], "AAAA-AAAA-AA", "'; drop table"):
        other = Client()
        response = other.post("/track/", {"code": typed})
        assert response.status_code == 200
        assert other.get("/my/")["Location"] == "/track/?to=my"
        said.add(text(response).replace(typed, ""))

    assert len(said) == 1
    assert "没有对上" in said.pop()


def test_wrong_codes_are_limited_per_address_and_the_right_one_waits(
    client: Client, clock: Clock, settings: Settings
) -> None:
    settings.PROTECTION = replace(settings.PROTECTION, limits=(("track", 3, 900),))
    _, code, _ = filed(client)
    other = Client()
    tried = [other.post("/track/", {"code": "AAAA-AAAA-AA"}).status_code for _ in range(3)]
    refused = other.post("/track/", {"code": code})

    assert tried == [200, 200, 200]
    assert refused.status_code == 429
    assert "试得太多了" in text(refused)
    assert Client(REMOTE_ADDR="203.0.113.9").post("/track/", {"code": code}).status_code == 302
    clock(at(0, 1.5))
    assert other.post("/track/", {"code": code}).status_code == 302


def test_wrong_codes_are_limited_for_the_whole_site(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, Channel.TRACK, Limit(20, 900, site=5))
    _, code, _ = filed(client)
    for number in range(5):
        Client(REMOTE_ADDR=f"203.0.113.{number}").post("/track/", {"code": "AAAA-AAAA-AA"})

    assert Client(REMOTE_ADDR="203.0.113.99").post("/track/", {"code": code}).status_code == 429


def test_address_behind_the_proxy_of_this_machine_is_counted_by_itself(client: Client, settings: Settings) -> None:
    settings.PROTECTION = replace(settings.PROTECTION, limits=(("track", 1, 900),))
    _, code, _ = filed(client)

    def tried(address: str, **more: str) -> int:
        return int(Client(**more).post("/track/", {"code": code}, HTTP_X_FORWARDED_FOR=address).status_code)

    assert [tried("198.51.100.1"), tried("198.51.100.1"), tried("198.51.100.2")] == [302, 429, 302]
    # Anybody can write that header; from elsewhere it is not believed.
    far = {"REMOTE_ADDR": "203.0.113.7"}
    assert [tried("198.51.100.3", **far), tried("198.51.100.4", **far)] == [302, 429]


def test_another_matters_pages_are_out_of_reach(client: Client) -> None:
    mine = filed(client)
    theirs = carried_to("served")
    paper = f"/my/paper/{_paper(theirs.matter)}.pdf"
    browser = opened_by(mine[1])

    for url in (*PAGES, "/my/do/1/rate/"):
        assert theirs.number not in browser.get(url, follow=True).content.decode()
    assert browser.get(paper).status_code == 404
    assert browser.get("/my/do/1/rate/").status_code == 404
    assert browser.post("/my/do/0/rate/", {"attitude": "fair", "result": "fair", "solved": "no"}).status_code == 200
    assert opened_by(theirs.code).get(paper)["Content-Type"] == "application/pdf"


def _paper(matter: object) -> object:
    from huiyin.store.matters import Paper

    return Paper.objects.filter(matter=matter, code="D08").values_list("id", flat=True).get()


def test_no_page_of_a_matter_opens_without_its_code() -> None:
    carried_to("served")
    for url in PAGES:
        response = Client().get(url)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/track/")


def test_visit_ends_after_half_an_hour_of_silence(client: Client, clock: Clock) -> None:
    _, code, _ = filed(client)
    browser = opened_by(code)
    start = at(0, 1)
    for minutes in (25, 50):
        clock(start + timedelta(minutes=minutes))
        assert browser.get("/my/").status_code == 200
    clock(start + timedelta(minutes=81))
    assert browser.get("/my/")["Location"] == "/track/?to=my"


def test_leaving_ends_the_visit_on_the_server_too(client: Client) -> None:
    _, code, _ = filed(client)
    browser = opened_by(code)
    key = browser.cookies["huiyin_visit"].value
    browser.post("/my/leave/")
    thief = Client()
    thief.cookies["huiyin_visit"] = key

    assert browser.get("/my/").status_code == 302
    assert thief.get("/my/").status_code == 302


def test_each_opening_has_a_key_of_its_own(client: Client) -> None:
    _, code, _ = filed(client)
    browser = opened_by(code)
    first = browser.cookies["huiyin_visit"].value
    browser.post("/track/", {"code": code})
    cookie = browser.cookies["huiyin_visit"]

    assert cookie.value != first
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/my/", True, "Lax")


def test_staff_sign_in_and_a_residents_visit_do_not_mix(client: Client) -> None:
    number, code, _ = filed(client)
    account = get_user_model().objects.create(username="water.handle", person="water.handle")
    browser = Client()
    browser.force_login(account)

    assert browser.get("/my/")["Location"] == "/track/?to=my"
    browser.post("/track/", {"code": code})
    browser.post("/my/do/0/urge/", {"urge_words": "请快些", "version": "1"})
    by = office.row(_matter(number)).version, _last_hand(number)
    assert by == (2, {"person": ""})
    assert browser.session["_auth_user_id"] == str(account.pk)
    browser.post("/my/leave/")
    assert browser.session["_auth_user_id"] == str(account.pk)


def _matter(number: str) -> object:
    from huiyin.store.matters import MatterRow

    return MatterRow.objects.get(number=number).id


def _last_hand(number: str) -> object:
    from huiyin.ledger.history import history

    return history(_matter(number))[-1].body["by"]  # type: ignore[arg-type]


def test_code_cannot_be_had_by_a_forged_form(client: Client) -> None:
    _, code, _ = filed(client)
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/track/", {"code": code}).status_code == 403


def test_where_to_go_after_the_code_is_one_of_ours(client: Client) -> None:
    _, code, _ = filed(client)
    led: Callable[[str], str] = lambda to: Client().post("/track/", {"code": code, "to": to})["Location"]  # noqa: E731

    assert [led("readings"), led("//evil.example"), led("")] == ["/my/readings/", "/my/", "/my/"]
