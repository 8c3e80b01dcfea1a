"""Accounts kept by the security role, and one's own password: rules, one-time passwords, stale accounts, areas."""

from dataclasses import replace
from datetime import timedelta
from re import findall

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from pytest_django.fixtures import Settings

from huiyin.acts import registers
from huiyin.acts.passwords import faults_of, new_one_time
from huiyin.acts.writing import Moment
from huiyin.flow.actor import clockwork
from huiyin.store.accounts import SignInEvent
from tests import office
from tests.database import places_of
from tests.security.conftest import PASSWORD, Clock, account, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("furnished")]


def held(username: str) -> object:
    return get_user_model().objects.get(username=username)


def opened(client: Client, person: str, username: str) -> str:
    """Open an account at the page and return the one-time password it shows."""
    answer = client.post("/desk/security/open/", {"person": person, "username": username})
    return str(findall(r'no-big">([^<]{14})<', answer.content.decode())[-1])


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Short-7a", "至少要 12 个字符"),
        ("A1-" + "x" * 126, "最多 128 个字符"),
        ("onlysmallletters", "至少要有 3 种"),
        ("lower-and-other", "至少要有 3 种"),
        ("Password123", "太常见"),
        ("Water.handle-7", "不要含用户名"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, why: str) -> None:
    assert any(why in fault.zh for fault in faults_of(password, username="water.handle"))


@pytest.mark.parametrize("password", ["正确的马 battery 7", "A1-" + "x" * 125, "p" * 60 + "Q4", "тест ΔΔ 12345"])
def test_any_character_and_a_long_one_is_taken_whole(password: str) -> None:
    client = entered("water.handle")

    sent = {"password": PASSWORD, "new_password": password, "again_password": password}
    answer = client.post("/desk/account/password/", sent)

    assert answer.status_code == 302
    assert held("water.handle").check_password(password)  # type: ignore[attr-defined]
    assert not held("water.handle").check_password(password[:-1])  # type: ignore[attr-defined]


def test_classes_and_regular_changes_can_be_switched_off(settings: Settings) -> None:
    settings.PROTECTION = replace(settings.PROTECTION, password_classes=1)

    assert faults_of("only small letters here", username="x") == ()


def test_changing_asks_for_the_present_one_and_never_takes_an_old_one() -> None:
    client = entered("water.handle")

    def changed(present: str, new: str) -> int:
        sent = {"password": present, "new_password": new, "again_password": new}
        return int(client.post("/desk/account/password/", sent).status_code)

    assert changed("not it", "Another-horse-8") == 422
    assert changed(PASSWORD, PASSWORD) == 422
    assert changed(PASSWORD, "Another-horse-8") == 302
    assert changed("Another-horse-8", PASSWORD) == 422


def test_changing_it_ends_every_other_sign_in_and_not_this_one() -> None:
    here, there = entered("water.handle"), entered("water.handle")

    here.post(
        "/desk/account/password/",
        {"password": PASSWORD, "new_password": "Another-horse-8", "again_password": "Another-horse-8"},
    )

    assert (here.get("/desk/").status_code, there.get("/desk/").status_code) == (200, 302)


def test_a_one_time_password_is_shown_once_and_changed_before_anything_else(clock: Clock) -> None:
    password = opened(entered("office.security"), "water.handle", "xiaolin")
    client = Client()
    client.post("/login/", {"username": "xiaolin", "password": password})

    assert places_of(password) == []
    assert {client.get(url)["Location"] for url in ("/desk/", "/desk/matters/")} == {"/desk/account/password/"}
    new = {"password": password, "new_password": "My-own-words-5", "again_password": "My-own-words-5"}
    assert client.post("/desk/account/password/", new).status_code == 302
    assert client.get("/desk/").status_code == 200


def test_a_one_time_password_runs_out(clock: Clock) -> None:
    password = opened(entered("office.security"), "water.handle", "xiaolin")
    clock.on(hours=73)

    answer = Client().post("/login/", {"username": "xiaolin", "password": password})

    assert answer.status_code == 401
    assert "这个一次性密码过期了" in answer.content.decode()


def test_one_time_passwords_are_random_and_of_every_class() -> None:
    made = {new_one_time() for _ in range(200)}

    assert len(made) == 200
    assert all(faults_of(one, username="nobody.of.ours") == () for one in made)


def test_a_password_must_be_changed_after_ninety_days(clock: Clock) -> None:
    entered("water.handle")
    clock.on(days=91)

    assert entered("water.handle").get("/desk/")["Location"] == "/desk/account/password/"


def test_the_products_hash_is_slow_and_salted() -> None:
    assert PBKDF2PasswordHasher.iterations >= 600_000
    assert len(PBKDF2PasswordHasher().salt()) >= 16


def test_one_person_has_one_account() -> None:
    client = entered("office.security")
    opened(client, "water.handle", "xiaolin")

    again = client.post("/desk/security/open/", {"person": "water.handle", "username": "xiaolin2"})

    assert again.status_code == 422
    assert "一人一个账号" in again.content.decode()


def test_locking_ends_the_sign_in_and_giving_back_opens_again() -> None:
    client, security = entered("water.handle"), entered("office.security")
    wanted = f"/desk/security/{held('water.handle').pk}/do/"  # type: ignore[attr-defined]

    security.post(wanted, {"do": "lock", "reason": "调离"})
    shut = client.get("/desk/").status_code
    tried = Client().post("/login/", {"username": "water.handle", "password": PASSWORD}).status_code
    security.post(wanted, {"do": "unlock"})

    assert (shut, tried) == (302, 401)
    assert Client().post("/login/", {"username": "water.handle", "password": PASSWORD}).status_code == 302
    said = list(SignInEvent.objects.filter(by="office.security").order_by("id").values_list("what", "note"))
    assert said == [("account_locked", "调离"), ("account_unlocked", "")]


def test_security_opens_a_name_locked_by_wrong_tries() -> None:
    number = account("water.handle")
    for _ in range(5):
        Client().post("/login/", {"username": "water.handle", "password": "no"})

    entered("office.security").post(f"/desk/security/{number}/do/", {"do": "unlock"})

    assert Client().post("/login/", {"username": "water.handle", "password": PASSWORD}).status_code == 302


def test_stale_accounts_are_found(clock: Clock, settings: Settings) -> None:
    settings.PROTECTION = replace(settings.PROTECTION, password_days=0)
    entered("water.handle")
    clock.on(days=91)
    entered("roads.handle")

    page = entered("office.security").get("/desk/security/?view=stale").content.decode()

    assert "water.handle" in page
    assert "roads.handle" not in page


@pytest.mark.parametrize("post", ["office.admin", "office.audit", "centre.watch", "water.sign"])
def test_accounts_are_for_the_security_role_alone(post: str) -> None:
    number = account("roads.handle")
    client = entered(post)

    pages = [
        client.get(url).status_code for url in ("/desk/security/", "/desk/security/open/", f"/desk/security/{number}/")
    ]
    acts = [
        client.post(f"/desk/security/{number}/do/", {"do": "lock", "reason": "试试"}).status_code,
        client.post("/desk/security/open/", {"person": "water.handle", "username": "new1"}).status_code,
    ]

    assert pages == [403, 403, 403]
    assert acts == [403, 403]
    assert held("roads.handle").is_active  # type: ignore[attr-defined]


def test_the_record_is_read_by_security_and_audit_only() -> None:
    seen = {post: entered(post).get("/desk/security/record/").status_code for post in (
        "office.security", "office.audit", "office.admin", "water.sign")}  # fmt: skip

    assert seen == {"office.security": 200, "office.audit": 200, "office.admin": 403, "water.sign": 403}


def test_nobody_keeps_his_own_account() -> None:
    client = entered("office.security")
    number = held("office.security").pk  # type: ignore[attr-defined]

    for do in ("unlock", "password", "second", "end_all"):
        answer = client.post(f"/desk/security/{number}/do/", {"do": do})
        assert (answer.status_code, "请另一位安全岗来办" in answer.content.decode()) == (422, True)


def test_a_towns_security_keeps_the_towns_accounts_and_no_others() -> None:
    moment = Moment(office.MORNING, office.MORNING)
    rows = [
        registers.NewEntry("person", "town.guard", {"name": "某镇安全"}, office.START),
        registers.NewEntry("post", "town.guard", {"name": "安全", "unit": "town", "roles": ["security"]}, office.START),
        registers.NewEntry(
            "appointment", "town.guard", {"post": "town.guard", "person": "town.guard", "sort": "正式"}, office.START
        ),
    ]
    registers.record_many(rows, actor=clockwork(office.MORNING), moment=moment)
    town, water = account("town.intake"), account("water.handle")
    client = entered("town.guard")

    def locked(number: int) -> bool:
        client.post(f"/desk/security/{number}/do/", {"do": "lock", "reason": "离岗"})
        return not get_user_model().objects.get(pk=number).is_active

    assert (locked(town), locked(water)) == (True, False)


def test_many_wrong_tries_in_a_day_raise_an_alarm(clock: Clock) -> None:
    account("water.handle")
    for number in range(20):
        Client(REMOTE_ADDR=f"203.0.113.{number}").post("/login/", {"username": f"name{number}", "password": "no"})
    seen = entered("office.security").get("/desk/security/record/").content.decode()
    clock.on(days=2)
    later = entered("office.security").get("/desk/security/record/").content.decode()

    assert "最近一天有 20 次没登上" in seen
    assert "次没登上，请看" not in later


def test_queries_of_the_list_are_flat_in_accounts() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = entered("office.security"), []
    client.get("/desk/security/")
    for posts in (("water.handle",), ("roads.handle", "roads.sign", "water.check", "centre.sort")):
        for post in posts:
            account(post)
        with CaptureQueriesContext(connection) as spent:
            client.get("/desk/security/")
        counts.append(len(spent))

    assert counts[0] == counts[1]
    assert counts[0] <= 30


def test_a_session_of_an_account_without_posts_opens_no_matter(clock: Clock) -> None:
    filed = office.carried_to("in_hand")
    registers.close(
        "appointment", "water.handle", on=(clock.now - timedelta(days=1)).date(), reason="调离",
        actor=clockwork(clock.now), moment=Moment(clock.now, clock.now),
    )  # fmt: skip
    client = entered("water.handle")

    assert client.get(f"/desk/matters/{filed.number}/").status_code == 404
    assert filed.number not in client.get("/desk/matters/").content.decode()
