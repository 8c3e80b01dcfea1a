"""Signing in and staying in: lockout, last time, idle, absolute, other places, and what was half-typed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.test.utils import override_settings
from pytest_django.fixtures import Settings

from huiyin.acts.sign_ins import forget_sign_ins
from huiyin.ledger.sign_ins import sign_in_findings
from huiyin.store.accounts import Lockout, SignIn, SignInEvent
from huiyin.store.working import Attempt, Draft
from tests import office
from tests.database import places_of
from tests.security.conftest import PASSWORD, Clock, account, entered

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too, pytest.mark.usefixtures("furnished")]


def tried(name: str, password: str, **where: str) -> int:
    return int(Client(**where).post("/login/", {"username": name, "password": password}).status_code)


def events(what: str) -> int:
    return SignInEvent.objects.filter(what=what).count()


def test_five_wrong_passwords_lock_the_name_for_a_quarter_of_an_hour(clock: Clock) -> None:
    account("water.handle")
    wrong = [tried("water.handle", f"no {n}") for n in range(5)]
    answer = Client().post("/login/", {"username": "water.handle", "password": PASSWORD})

    assert wrong == [401] * 5
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "请 15 分钟后再来；急用请找安全岗解锁" in answer.content.decode()
    assert (events("failed"), events("locked")) == (5, 1)
    clock.on(minutes=14, seconds=59)
    assert tried("water.handle", PASSWORD) == 429
    clock.on(seconds=2)
    assert tried("water.handle", PASSWORD) == 302


def test_asking_while_locked_does_not_lock_for_longer(clock: Clock) -> None:
    account("water.handle")
    for n in range(5):
        tried("water.handle", f"no {n}")
    for _ in range(3):
        clock.on(minutes=4)
        tried("water.handle", "still no")
    clock.on(minutes=3, seconds=1)

    assert tried("water.handle", PASSWORD) == 302


def test_a_name_that_does_not_exist_is_answered_like_one_that_does() -> None:
    account("water.handle")
    said = {
        name: [Client().post("/login/", {"username": name, "password": "no"}).content.decode() for _ in range(6)]
        for name in ("water.handle", "nobody.here")
    }

    plain = [
        [page.replace(name, "NAME").split("<h1>")[1].split("csrfmiddlewaretoken")[0] for page in pages]
        for name, pages in said.items()
    ]
    assert plain[0] == plain[1]


def test_four_wrong_ones_and_the_right_one_open(clock: Clock) -> None:
    account("water.handle")
    for n in range(4):
        tried("water.handle", f"no {n}")

    assert tried("water.handle", PASSWORD) == 302
    assert Lockout.objects.count() == 0


def test_a_counter_behind_one_address_is_not_locked_out_by_one_name(settings: Settings) -> None:
    account("water.handle")
    account("roads.handle")
    for n in range(8):
        tried("water.handle", f"no {n}", REMOTE_ADDR="10.1.2.3")

    assert tried("roads.handle", PASSWORD, REMOTE_ADDR="10.1.2.3") == 302


def test_one_address_cannot_try_name_after_name(settings: Settings) -> None:
    settings.PROTECTION = replace(settings.PROTECTION, limits=(("sign_in", 6, 600),))
    account("water.handle")
    tries = [tried(f"name{n}", "no", REMOTE_ADDR="203.0.113.5") for n in range(7)]
    refused = Client(REMOTE_ADDR="203.0.113.5").post("/login/", {"username": "water.handle", "password": PASSWORD})

    assert tries == [401] * 6 + [429]
    assert (refused.status_code, int(refused["Retry-After"]) <= 600) == (429, True)
    assert tried("water.handle", PASSWORD, REMOTE_ADDR="203.0.113.6") == 302


def test_no_table_holds_an_address_or_a_mistyped_name() -> None:
    account("water.handle")
    tried("My-Secret-Passw0rd", "no", REMOTE_ADDR="203.0.113.77")
    entered("water.handle", REMOTE_ADDR="203.0.113.77")

    assert places_of("203.0.113.77") == []
    assert places_of("My-Secret-Passw0rd") == []
    assert Attempt.objects.exists()


def test_the_last_time_and_failed_tries_are_said_after_signing_in(clock: Clock) -> None:
    entered("water.handle")
    clock.on(hours=20)
    tried("water.handle", "guess")
    tried("water.handle", "guess again")

    page = entered("water.handle").get("/desk/").content.decode()

    assert "上次登录：8月3日 18:12，Chrome · Windows。此后有 2 次没登上" in page


def test_signing_in_takes_a_new_key_and_signing_out_ends_it_on_the_server() -> None:
    account("water.handle")
    client = Client()
    client.get("/login/")
    before = client.cookies.get("sessionid")
    client.post("/login/", {"username": "water.handle", "password": PASSWORD})
    key = client.cookies["sessionid"].value
    client.post("/logout/")
    thief = Client()
    thief.cookies["sessionid"] = key

    assert before is None or before.value != key
    assert len(key) >= 32
    assert thief.get("/desk/").status_code == 302
    assert SignIn.objects.get().ended == "out"


def test_nothing_for_a_quarter_of_an_hour_asks_for_the_password_again(clock: Clock) -> None:
    client = entered("water.handle")
    clock.on(minutes=14)
    still = client.get("/desk/").status_code
    clock.on(minutes=15, seconds=61)

    answer = client.get("/desk/matters/?q=1")

    assert still == 200
    assert answer["Location"] == "/login/?next=%2Fdesk%2Fmatters%2F%3Fq%3D1&why=idle"
    assert "有 15 分钟没有动静" in client.get(answer["Location"]).content.decode()
    assert SignIn.objects.get().ended == "idle"


def test_ten_hours_are_the_longest_however_busy(clock: Clock) -> None:
    client = entered("water.handle")
    for _ in range(50):
        clock.on(minutes=12)
        client.get("/desk/account/")
    answer = [clock.on(minutes=1), client.get("/desk/")][1]

    assert answer["Location"].endswith("why=absolute")


def test_a_form_sent_too_late_is_kept_and_offered_after_signing_in(clock: Clock) -> None:
    filed = office.carried_to("in_hand")
    client = entered("water.handle")
    url = f"/desk/matters/{filed.number}/do/draft/"
    clock.on(minutes=20)
    words = "经现场查看，主管破裂，写到一半去接电话了。"

    late = client.post(url, {"found": words, "version": "3"})
    again = client.post(late["Location"], {"username": "water.handle", "password": PASSWORD, "next": url})
    page = client.get(again["Location"]).content.decode()

    assert late["Location"].startswith("/login/?next=")
    assert late["Location"].endswith("why=idle&kept=1")
    assert again["Location"] == url
    assert words in page
    assert "接着您上次存下的写" in page
    assert office.row(filed.matter).state == "accepted"
    assert Draft.objects.filter(owner="water.handle").count() == 1
    assert places_of("主管破裂，写到一半") == []


def test_what_has_no_draft_of_its_own_waits_on_the_account_page(clock: Clock) -> None:
    client = entered("office.admin")
    clock.on(minutes=20)
    client.post("/desk/registers/category/new/", {"key": "gas", "name": "燃气服务", "password_x": "hidden-thing"})
    client = entered("office.admin")

    home, page = (client.get(url).content.decode() for url in ("/desk/account/", "/desk/account/unsent/"))

    assert "您有一份没交上去的内容" in home
    assert "燃气服务" in page
    assert "hidden-thing" not in page
    client.post("/desk/account/unsent/")
    assert "燃气服务" not in client.get("/desk/account/unsent/").content.decode()


def test_nobody_elses_half_typed_form_is_offered(clock: Clock) -> None:
    client = entered("centre.intake")
    clock.on(minutes=20)
    client.post("/desk/intake/", {"words": "窗口上说了一半的话"})
    client.post("/login/", {"username": "town.intake", "password": PASSWORD})

    other = entered("town.intake").get("/desk/intake/").content.decode()
    own = entered("centre.intake").get("/desk/intake/").content.decode()

    assert "窗口上说了一半的话" not in other
    assert "窗口上说了一半的话" in own


def test_other_places_are_listed_and_ended() -> None:
    here, there, third = entered("water.handle"), entered("water.handle"), entered("water.handle")
    page = here.get("/desk/account/").content.decode()

    here.post("/desk/account/end/", {"place": "all"})

    assert page.count("Chrome · Windows") >= 3
    assert [client.get("/desk/").status_code for client in (here, there, third)] == [200, 302, 302]


def test_nobody_ends_anothers_sign_in_by_its_id() -> None:
    mine, theirs = entered("water.handle"), entered("roads.handle")
    wanted = SignIn.objects.get(account=get_user_model().objects.get(username="roads.handle").pk)

    mine.post("/desk/account/end/", {"place": str(wanted.id)})

    assert theirs.get("/desk/").status_code == 200


def test_a_grave_step_asks_again_and_keeps_the_words(clock: Clock) -> None:
    filed = office.carried_to("registered")
    client = entered("centre.sort")
    clock.on(minutes=12)
    url = f"/desk/matters/{filed.number}/do/turn_accusation/"
    sent = {
        "concerns_office": "yes", "concerned_unit": "roads", "turn_reason": "反映干部收钱，法院已经立案。", "version": "1",
    }  # fmt: skip

    asked = client.post(url, sent)
    wrong = client.post(asked["Location"], {"password": "no"})
    proven = client.post(asked["Location"], {"password": PASSWORD, "next": url})

    assert asked["Location"] == f"/desk/account/prove/?next={url.replace('/', '%2F')}"
    assert wrong.status_code == 422
    assert (proven.status_code, proven["Location"]) == (302, url)
    assert "法院已经立案" in client.get(url).content.decode()
    assert client.post(url, sent)["Location"] != asked["Location"]


def test_signing_a_refusal_is_grave_and_drafting_it_is_not(clock: Clock) -> None:
    url = f"/desk/matters/{office.carried_to('registered').number}/do/"
    sent = {
        "refusal_ground": "not_competent", "refusal_facts": "属邻县管", "proper_channel": "邻县信访局", "version": "1",
    }  # fmt: skip
    sorter, head = entered("centre.sort"), entered("gov.sign")
    clock.on(minutes=12)

    drafted, signed = sorter.post(f"{url}refuse/", sent), head.post(f"{url}sign_refuse/", {"version": "2"})

    assert "/prove/" not in drafted["Location"]
    assert signed["Location"].startswith("/desk/account/prove/")


def test_the_record_finds_an_edit_a_gap_and_a_cut() -> None:
    entered("water.handle")
    tried("water.handle", "no")
    tried("water.handle", "no")
    whole = list(sign_in_findings())
    row = SignInEvent.objects.order_by("id")[1]

    SignInEvent.objects.filter(pk=row.pk).update(worked=True)
    edited = list(sign_in_findings())
    SignInEvent.objects.filter(pk=row.pk).delete()
    gone = list(sign_in_findings())
    SignInEvent.objects.order_by("-id").first().delete()  # type: ignore[union-attr]
    cut = list(sign_in_findings())

    assert whole == []
    assert ["被改过" in one.zh for one in edited] == [True]
    assert ["前面缺记录" in one.zh for one in gone] == [True]
    assert ["末尾的记录被删了" in one.zh for one in cut] == [True]


def test_the_record_is_kept_as_long_as_the_law_asks_and_then_goes_from_the_front(
    clock: Clock, settings: Settings
) -> None:
    settings.PROTECTION = replace(settings.PROTECTION, record_days=184)
    for _ in range(3):
        tried("water.handle", "no")
    clock.on(days=183)
    tried("water.handle", "no")
    early = forget_sign_ins(at=clock.now)
    clock.on(days=2)
    gone = forget_sign_ins(at=clock.now)

    assert (early, gone) == (0, 3)
    assert SignInEvent.objects.count() == 1
    assert list(sign_in_findings()) == []
    assert not SignIn.objects.filter(seen_at__lt=clock.now - timedelta(days=184)).exists()


@override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True)
def test_cookies_are_secure_unreadable_and_same_site() -> None:
    account("water.handle")
    client = Client()
    client.post("/login/", {"username": "water.handle", "password": PASSWORD}, secure=True)

    kept = {name: client.cookies[name] for name in ("sessionid", "csrftoken")}
    assert {(one["secure"], one["httponly"], one["samesite"]) for one in kept.values()} == {(True, True, "Lax")}
