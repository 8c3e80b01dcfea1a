"""The second factor: bound, asked for, once a code, recovery, required by role, lost and taken away."""

from dataclasses import replace
from datetime import datetime
from re import findall

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django.fixtures import Settings

from huiyin.store.accounts import RecoveryCode, SignIn, SignInEvent
from tests.database import places_of
from tests.security.conftest import PASSWORD, Clock, account, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("furnished")]


def code_of(secret: bytes, at: datetime) -> str:
    """What the telephone shows at a moment: the standard's own function, not ours."""
    return TOTP(secret, 6, SHA1(), 30).generate(int(at.timestamp())).decode()


def bound(post: str, clock: Clock) -> tuple[bytes, list[str]]:
    """Bind a second factor at the page; returns the secret and the recovery codes."""
    client = entered(post)
    client.get("/desk/account/second/")
    secret = bytes.fromhex(client.session["second_secret"])
    answer = client.post("/desk/account/second/", {"password": PASSWORD, "code": code_of(secret, clock.now)})
    codes = findall(r'class="leaf">([a-z0-9-]{23})<', answer.content.decode())
    assert len(codes) == 10
    client.post("/logout/")
    clock.on(seconds=31)
    return secret, codes


def at_the_door(post: str) -> Client:
    """Give the right password."""
    client = Client()
    answer = client.post("/login/", {"username": post, "password": PASSWORD, "next": "/desk/matters/"})
    assert (answer.status_code, answer["Location"]) == (302, "/login/second/")
    return client


def test_the_password_alone_opens_nothing_and_the_code_opens(clock: Clock) -> None:
    secret, _ = bound("water.sign", clock)
    client = at_the_door("water.sign")
    before = client.get("/desk/").status_code

    answer = client.post("/login/second/", {"code": code_of(secret, clock.now)})

    assert before == 302
    assert (answer.status_code, answer["Location"]) == (302, "/desk/matters/")
    assert client.get("/desk/").status_code == 200


def test_a_code_works_once(clock: Clock) -> None:
    secret, _ = bound("water.sign", clock)
    code = code_of(secret, clock.now)
    at_the_door("water.sign").post("/login/second/", {"code": code})

    again = at_the_door("water.sign").post("/login/second/", {"code": code})

    assert again.status_code == 401
    assert "这个验证码用过了" in again.content.decode()
    assert SignInEvent.objects.filter(what="code_again").count() == 1


@pytest.mark.parametrize("wait", [-90, 90, 3600])
def test_a_code_lives_for_half_a_minute_and_one_step_beside_it(clock: Clock, wait: int) -> None:
    secret, _ = bound("water.sign", clock)
    clock.on(minutes=5)
    client = at_the_door("water.sign")
    code = code_of(secret, clock.now)
    clock.on(seconds=wait if wait < 3600 else 200)

    assert client.post("/login/second/", {"code": code}).status_code == 401


def test_wrong_codes_lock_the_name_like_wrong_passwords(clock: Clock) -> None:
    secret, _ = bound("water.sign", clock)
    client = at_the_door("water.sign")
    tries = [client.post("/login/second/", {"code": "000000"}).status_code for _ in range(4)]

    assert tries == [401, 401, 401, 401]
    assert client.post("/login/second/", {"code": code_of(secret, clock.now)}).status_code == 429
    assert Client().post("/login/", {"username": "water.sign", "password": PASSWORD}).status_code == 429


def test_a_recovery_code_works_once_in_place_of_the_telephone(clock: Clock) -> None:
    _, codes = bound("water.sign", clock)
    first = at_the_door("water.sign").post("/login/second/", {"code": codes[3].upper().replace("-", " ")})

    again = at_the_door("water.sign").post("/login/second/", {"code": codes[3]})

    assert (first.status_code, again.status_code) == (302, 401)
    assert RecoveryCode.objects.exclude(used_at=None).count() == 1


def test_neither_the_secret_nor_a_recovery_code_stands_in_any_table(clock: Clock) -> None:
    secret, codes = bound("water.sign", clock)

    assert places_of(secret.hex()) == []
    assert not any(places_of(one) or places_of(one.replace("-", "")) for one in codes)
    assert len(codes[0].replace("-", "")) == 20


def test_a_role_that_must_have_one_binds_it_before_anything_else(clock: Clock, settings: Settings) -> None:
    settings.PROTECTION = replace(settings.PROTECTION, second_factor=frozenset({"admin", "security", "audit", "sign"}))
    signer, handler = entered("water.sign"), entered("water.handle")

    asked = {url: signer.get(url).headers.get("Location") for url in ("/desk/", "/desk/matters/", "/desk/registers/")}

    assert set(asked.values()) == {"/desk/account/second/"}
    assert signer.get("/desk/account/second/").status_code == 200
    assert handler.get("/desk/").status_code == 200


@pytest.mark.parametrize("post", ["office.admin", "office.security", "office.audit"])
def test_administrative_pages_are_shut_until_it_is_bound(clock: Clock, settings: Settings, post: str) -> None:
    settings.PROTECTION = replace(settings.PROTECTION, second_factor=frozenset({"admin", "security", "audit", "sign"}))
    client = entered(post)

    pages = ("/desk/registers/unit/new/", "/desk/security/", "/desk/security/record/")

    assert {client.get(url).headers.get("Location") for url in pages} == {"/desk/account/second/"}


def test_a_wrong_first_code_binds_nothing(clock: Clock) -> None:
    client = entered("water.sign")
    client.get("/desk/account/second/")

    answer = client.post("/desk/account/second/", {"password": PASSWORD, "code": "000000"})

    assert answer.status_code == 422
    assert get_user_model().objects.get(username="water.sign").second_since is None


def test_a_lost_telephone_is_dealt_with_by_another_and_ends_every_sign_in(clock: Clock) -> None:
    secret, _ = bound("water.sign", clock)
    client = at_the_door("water.sign")
    client.post("/login/second/", {"code": code_of(secret, clock.now)})
    lost = get_user_model().objects.get(username="water.sign").pk

    entered("office.security").post(f"/desk/security/{lost}/do/", {"do": "second"})

    assert client.get("/desk/").status_code == 302
    assert Client().post("/login/", {"username": "water.sign", "password": PASSWORD})["Location"] == "/desk/"
    assert RecoveryCode.objects.count() == 0


def test_an_old_session_without_the_factor_stands_no_longer(clock: Clock) -> None:
    client = entered("water.sign")
    SignIn.objects.update(full_at=None)
    get_user_model().objects.filter(username="water.sign").update(second_since=clock.now)

    assert client.get("/desk/")["Location"].endswith("why=unproven")


def test_proving_again_asks_for_both(clock: Clock) -> None:
    secret, _ = bound("office.security", clock)
    client = at_the_door("office.security")
    client.post("/login/second/", {"code": code_of(secret, clock.now)})
    other = account("water.handle")
    clock.on(minutes=12)

    asked = client.post(f"/desk/security/{other}/do/", {"do": "password"})
    alone = client.post(asked["Location"], {"password": PASSWORD})
    both = client.post(asked["Location"], {"password": PASSWORD, "code": code_of(secret, clock.now)})

    assert asked["Location"].startswith("/desk/account/prove/")
    assert (alone.status_code, both.status_code) == (422, 302)
