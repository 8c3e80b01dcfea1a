"""Signing in: the right password opens the desk, guessing is counted, nobody else sees a page."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.desk.conftest import PASSWORD

TRIES = 5

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _account() -> None:
    account = get_user_model()(username="lin", person="water.handle")
    account.set_password(PASSWORD)
    account.save()


def sign_in(client: Client, password: str, **more: str) -> int:
    return client.post("/login/", {"username": "lin", "password": password, **more}).status_code


def test_right_password_opens_the_workbench() -> None:
    client = Client()

    answer = client.post("/login/", {"username": "lin", "password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert "某water.handle" in client.get("/desk/").content.decode()


def test_wrong_password_is_told_plainly_and_keeps_the_name() -> None:
    answer = Client().post("/login/", {"username": "lin", "password": "no"})

    assert answer.status_code == 401
    assert "用户名或密码不对" in answer.content.decode()
    assert 'value="lin"' in answer.content.decode()


def test_guessing_stops_even_for_the_right_password() -> None:
    client = Client()
    tries = [sign_in(client, f"guess {number}") for number in range(TRIES)]

    assert tries == [401] * TRIES
    assert sign_in(client, PASSWORD) == 429


def test_signing_in_gives_the_tries_back() -> None:
    client = Client()
    for number in range(TRIES - 1):
        sign_in(client, f"guess {number}")

    assert sign_in(client, PASSWORD) == 302
    client.post("/logout/")
    assert sign_in(client, "again wrong") == 401


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ("/desk/matters/?q=1", "/desk/matters/?q=1"),
        ("https://elsewhere.example/", "/desk/"),
        ("//elsewhere.example", "/desk/"),
    ],
)
def test_next_never_leads_outside(wanted: str, where: str) -> None:
    answer = Client().post("/login/", {"username": "lin", "password": PASSWORD, "next": wanted})

    assert answer["Location"] == where


def test_nobody_sees_a_page_without_signing_in() -> None:
    for url in (
        "/desk/",
        "/desk/matters/",
        "/desk/intake/",
        "/desk/matters/AL26-0803-0001-7/",
        "/desk/matters/export.xlsx",
    ):
        answer = Client().get(url)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/login/?next=%2Fdesk%2F")


def test_signing_out_ends_it() -> None:
    client = Client()
    sign_in(client, PASSWORD)

    client.post("/logout/")

    assert client.get("/desk/").status_code == 302
