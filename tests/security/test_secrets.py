"""What is proved with: passwords under a key apart, no hints, tokens that end; and a fault that shows nothing."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password, get_hasher, make_password
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from huiyin.acts.keyed_passwords import KeyedPasswordHasher
from huiyin.acts.passwords import faults_of
from huiyin.acts.tokens import issue_token
from huiyin.config.options import BadOption
from huiyin.config.protection import Protection, read
from huiyin.config.settings import PASSWORD_HASHERS
from huiyin.queries.webhooks import listening
from huiyin.store.interface import TokenDigest
from tests import office
from tests.api.caller import Caller, grant
from tests.security.conftest import PASSWORD, account, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("furnished")]
PLAIN = "django.contrib.auth.hashers.PBKDF2PasswordHasher"


def test_twelve_characters_are_the_least_and_no_office_may_ask_for_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    least = Protection().password_length
    monkeypatch.setenv("HUIYIN_PASSWORD_LENGTH", "11")

    assert least == 12
    assert [one.zh for one in faults_of("Right-hor-7", username="x")] == ["至少要 12 个字符"]
    assert faults_of("Right-hors-7", username="x") == ()
    with pytest.raises(BadOption):
        read(fictional=True)


@pytest.fixture
def quick(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The product's own hashers, with few rounds."""
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    monkeypatch.setattr(KeyedPasswordHasher, "iterations", 10)


def test_a_hash_is_of_no_use_without_the_site_key(quick: None, settings: Settings, tmp_path: Path) -> None:
    encoded = make_password(PASSWORD)
    right = check_password(PASSWORD, encoded)

    other = tmp_path / "site.key"
    other.write_text("ab" * 32, encoding="ascii")
    settings.SITE_KEY_FILE = other

    assert encoded.startswith("pbkdf2_sha256_keyed$")
    assert (right, check_password(PASSWORD, encoded)) == (True, False)


def test_a_hash_made_before_opens_still_and_is_made_anew(quick: None) -> None:
    number = account("water.handle")
    accounts = get_user_model().objects.filter(pk=number)
    plain = get_hasher("pbkdf2_sha256").encode(PASSWORD, "some-salt-of-old-days", 10)
    accounts.update(password=plain)

    client = Client()
    answers = [
        client.post("/login/", {"username": "water.handle", "password": PASSWORD}).status_code,
        client.get("/desk/").status_code,
    ]

    assert answers == [302, 200]
    assert accounts.get().password.startswith("pbkdf2_sha256_keyed$")
    assert Client().post("/login/", {"username": "water.handle", "password": PASSWORD}).status_code == 302


def test_there_is_neither_a_hint_nor_a_secret_question_anywhere() -> None:
    kept = {field.name for field in get_user_model()._meta.get_fields()}
    door = Client().get("/login/").content.decode()
    asked = set(re.findall(r'name="(\w+)"', door)) - {"csrfmiddlewaretoken", "viewport"}

    assert kept == {
        "id", "username", "person", "password", "last_login", "is_active", "opened_at", "used_at", "password_set_at", "must_change",
        "expires_at", "second_key", "second_suite", "second_since", "second_step", "pin", "pin_failures",
    }  # fmt: skip
    assert asked == {"username", "password", "next"}
    wrong = Client().post("/login/", {"username": "water.handle", "password": "wrong"}).content.decode()
    nobody = Client().post("/login/", {"username": "water.nobody", "password": "wrong"}).content.decode()
    assert _without_lottery(wrong) == _without_lottery(nobody).replace("water.nobody", "water.handle")


def _without_lottery(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_a_secret_of_the_interface_ends_by_itself_and_is_collected_anew(settings: Settings) -> None:
    settings.PROTECTION = replace(settings.PROTECTION, token_days=30)
    key = grant("water.handle")
    caller = Caller(issue_token(key, at=office.at(0, 9)))
    before = caller.get("kinds").status_code

    TokenDigest.objects.filter(key=key).update(made_at=office.at(-30, 9))
    ended = caller.get("kinds").status_code
    anew = Caller(issue_token(key, at=office.at(0, 9))).get("kinds").status_code

    assert (before, ended, anew) == (200, 401, 200)
    assert listening(at=office.at(31)) == ()


@pytest.mark.django_db(transaction=True)
def test_an_access_rule_that_cannot_be_asked_opens_nothing() -> None:
    filed = office.carried_to("in_hand")
    desk, program = entered("water.handle"), Caller(issue_token(grant("water.handle"), at=office.at(0, 9)))
    desk.raise_request_exception = program.client.raise_request_exception = False
    shown = desk.get(f"/desk/matters/{filed.number}/").status_code
    with connection.cursor() as cursor:
        # What says whose matters are kept from whom is away.
        cursor.execute("ALTER TABLE exclusion RENAME TO exclusion_away")
    try:
        page, call = desk.get(f"/desk/matters/{filed.number}/"), program.get(f"matters/{filed.number}")
        step = desk.post(f"/desk/matters/{filed.number}/do/note/", {"note": "记一笔"})
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE exclusion_away RENAME TO exclusion")

    assert (shown, page.status_code, call.status_code, step.status_code) == (200, 500, 500, 500)
    assert call.json()["code"] == "broken"
    for answer in (page, call):
        said = answer.content.decode()
        assert not any(word in said for word in (filed.number, "停水", "周小满", "Exclusion", "Traceback"))
