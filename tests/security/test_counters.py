"""Changing places at a shared counter: only there, only after a full sign-in the same day, each in his or her own name."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from huiyin.store.accounts import SignIn, SignInEvent
from tests import office
from tests.database import places_of
from tests.security.conftest import PASSWORD, Clock, account, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("furnished")]
PINS = {"centre.intake": "720418", "centre.sort": "915263"}


@pytest.fixture
def counter() -> Client:
    """A browser the security officer enrolled; two colleagues have set their PINs elsewhere."""
    for post, pin in PINS.items():
        own = entered(post)
        assert own.post("/desk/account/pin/", {"password": PASSWORD, "pin": pin}).status_code == 302
    browser = entered("office.security")
    assert browser.post("/desk/security/counters/", {"label": "综合受理 1 号窗口"}).status_code == 302
    browser.post("/logout/")
    return browser


def number(post: str) -> int:
    return int(get_user_model().objects.get(username=post).pk)


def fully(browser: Client, post: str) -> None:
    """Sign in with the password at this browser."""
    assert browser.post("/login/", {"username": post, "password": PASSWORD}).status_code == 302


def back(browser: Client, post: str, pin: str = "") -> int:
    """Step aside and let somebody come back by PIN."""
    browser.post("/login/aside/")
    return int(browser.post(f"/login/pin/{number(post)}/", {"pin": pin or PINS[post]}).status_code)


def at_desk(browser: Client) -> str:
    answer = browser.get("/desk/")
    return answer.content.decode() if answer.status_code == 200 else ""


def test_two_colleagues_change_places_by_pin(counter: Client) -> None:
    fully(counter, "centre.intake")
    counter.post("/login/aside/")
    fully(counter, "centre.sort")

    first = back(counter, "centre.intake")
    who_first = "某centre.intake" in at_desk(counter)
    second = back(counter, "centre.sort")

    assert (first, second) == (302, 302)
    assert who_first
    assert "某centre.sort" in at_desk(counter)
    assert "某centre.intake" not in at_desk(counter)


def test_each_act_stands_under_the_right_person(counter: Client) -> None:
    filed = office.opened()
    fully(counter, "centre.sort")
    counter.post("/login/aside/")
    fully(counter, "centre.intake")
    back(counter, "centre.sort")

    counter.post(f"/desk/matters/{filed.number}/do/accept/", {"version": "1"})
    page = counter.get(f"/desk/matters/{filed.number}/?tab=trail").content.decode()

    assert office.row(filed.matter).state == "accepted"
    assert "某centre.sort" in page


def test_half_typed_words_come_back_only_to_who_typed_them(counter: Client) -> None:
    fully(counter, "centre.sort")
    counter.post("/login/aside/")
    fully(counter, "centre.intake")
    counter.post("/desk/intake/", {"words": "窗口上说了一半的话", "keep": "1"})
    back(counter, "centre.sort")
    between = counter.get("/desk/intake/").content.decode()
    back(counter, "centre.intake")

    assert "窗口上说了一半的话" not in between
    assert "窗口上说了一半的话" in counter.get("/desk/intake/").content.decode()


def test_a_pin_is_worth_nothing_at_another_browser(counter: Client) -> None:
    fully(counter, "centre.intake")
    elsewhere = Client()

    answer = elsewhere.post(f"/login/pin/{number('centre.intake')}/", {"pin": PINS["centre.intake"]})

    assert (answer.status_code, answer["Location"]) == (302, "/login/")
    assert elsewhere.get("/desk/").status_code == 302


def test_a_pin_is_worth_nothing_without_a_full_sign_in_today(counter: Client, clock: Clock) -> None:
    never = back(counter, "centre.intake")
    fully(counter, "centre.intake")
    clock.on(hours=8)
    tomorrow = back(counter, "centre.intake")

    assert never == 302
    assert tomorrow == 302
    assert at_desk(counter) == ""
    assert SignIn.objects.filter(way="pin").count() == 0


def test_five_wrong_pins_ask_for_the_password(counter: Client) -> None:
    fully(counter, "centre.intake")
    tries = [back(counter, "centre.intake", "000111") for _ in range(5)]
    right = back(counter, "centre.intake")

    assert tries == [401] * 5
    assert right == 302
    assert at_desk(counter) == ""
    assert SignInEvent.objects.filter(what="pin_failed").count() == 5
    fully(counter, "centre.intake")
    assert back(counter, "centre.intake") == 302
    assert "某centre.intake" in at_desk(counter)


def test_a_grave_step_asks_for_the_password_after_a_pin(counter: Client) -> None:
    filed = office.carried_to("registered")
    fully(counter, "centre.sort")
    back(counter, "centre.sort")

    sent = {"turn_reason": "反映干部收钱", "version": "1"}
    answer = counter.post(f"/desk/matters/{filed.number}/do/turn_accusation/", sent)

    assert answer["Location"].startswith("/desk/account/prove/")


def test_signing_out_ends_the_way_back(counter: Client) -> None:
    fully(counter, "centre.intake")
    back(counter, "centre.intake")
    counter.post("/logout/")

    assert "某centre.intake" not in counter.get("/login/").content.decode()
    assert back(counter, "centre.intake") == 302
    assert at_desk(counter) == ""


def test_a_counter_taken_back_is_a_browser_like_any_other(counter: Client) -> None:
    fully(counter, "centre.intake")
    security = entered("office.security")
    page = security.get("/desk/security/counters/").content.decode()
    wanted = page.split('name="revoke" value="')[1].split('"')[0]

    security.post("/desk/security/counters/", {"revoke": wanted})

    assert at_desk(counter) == ""
    assert back(counter, "centre.intake") == 302
    assert at_desk(counter) == ""


def test_elsewhere_nobody_steps_aside_and_leaves_a_sign_in_behind() -> None:
    client = entered("centre.intake")

    client.post("/login/aside/")

    assert "某centre.intake" in at_desk(client)


@pytest.mark.parametrize("pin", ["111111", "123456", "987654", "12345", "12345x", "１２３４５７", "112112"])
def test_an_easy_pin_is_refused(pin: str) -> None:
    answer = entered("centre.intake").post("/desk/account/pin/", {"password": PASSWORD, "pin": pin})

    assert answer.status_code == 422
    assert get_user_model().objects.get(username="centre.intake").pin == ""


def test_neither_pin_nor_cookie_stands_in_any_table(counter: Client) -> None:
    assert places_of(PINS["centre.intake"]) == []
    assert places_of(counter.cookies["huiyin_counter"].value) == []
    cookie = counter.cookies["huiyin_counter"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/login/")


@pytest.mark.parametrize("post", ["office.admin", "centre.intake"])
def test_only_security_enrols(post: str) -> None:
    account(post)

    assert entered(post).post("/desk/security/counters/", {"label": "窗口"}).status_code == 403
