"""Controls that are small in code and easily lost: told of changes, nothing sent along, no tokens in addresses."""

from re import findall

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests import office
from tests.security.conftest import PASSWORD, account, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("furnished")]


def test_people_see_what_was_done_to_their_credentials() -> None:
    number = account("water.handle")
    security = entered("office.security")
    answer = security.post(f"/desk/security/{number}/do/", {"do": "password"})
    security.post(f"/desk/security/{number}/do/", {"do": "second"})
    password = findall(r'no-big">([^<]{14})<', answer.content.decode())[-1]
    client = Client()
    client.post("/login/", {"username": "water.handle", "password": password})

    page = client.get("/desk/account/").content.decode()

    assert "发了一次性密码" in page
    assert "解除了第二道验证" in page
    assert "某office.security" in page


@pytest.mark.parametrize(
    "sent", [{"person": "water.sign"}, {"roles": "sign"}, {"post": "water.sign"}, {"actor": "water.sign"}]
)
def test_who_one_is_cannot_be_sent_along(sent: dict[str, str]) -> None:
    filed = office.carried_to("checked")
    client = entered("water.handle")
    version = str(office.row(filed.matter).version)

    answer = client.post(f"/desk/matters/{filed.number}/do/sign/", {"version": version, **sent})
    chosen = client.post("/desk/post/", {"post": "water.sign"})

    assert answer.status_code == 403
    assert chosen.status_code == 404
    assert office.row(filed.matter).state == "checked"


def test_no_address_carries_a_session() -> None:
    client = entered("water.handle")
    key = client.session.session_key or ""
    pages = [client.get(url) for url in ("/desk/", "/desk/account/", "/desk/matters/", "/login/")]

    assert len(key) >= 32
    assert not any(key in page.headers.get("Location", "") + page.content.decode() for page in pages)


@pytest.mark.parametrize(
    "url", ["/static/", "/static/huiyin/", "/.git/config", "/data/site.key", "/static/../data/site.key"]
)
def test_no_directory_is_listed_and_no_file_beside_the_pages_is_given(url: str) -> None:
    assert Client().get(url).status_code == 404


def test_a_password_manager_finds_its_way() -> None:
    door = Client().get("/login/").content.decode()
    change = entered("water.handle").get("/desk/account/password/").content.decode()

    assert 'autocomplete="username"' in door
    assert 'autocomplete="current-password"' in door
    assert change.count('autocomplete="new-password"') == 2
    assert "onpaste" not in door + change


def test_resetting_never_shows_the_present_password() -> None:
    number = account("water.handle")

    answer = entered("office.security").post(f"/desk/security/{number}/do/", {"do": "password"})

    assert PASSWORD not in answer.content.decode()
    assert not get_user_model().objects.get(pk=number).check_password(PASSWORD)


def test_a_new_office_has_no_account_at_all() -> None:
    assert not get_user_model().objects.exists()
