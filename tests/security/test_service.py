"""Signing in through the office's own service: a real exchange over loopback, existing accounts only, nothing spoiled passes."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import requests
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from huiyin.config import protection
from huiyin.config.options import BadOption
from huiyin.store.accounts import SignIn, SignInEvent
from tests import office
from tests.security.conftest import account
from tests.security.oidc_server import CLIENT, SECRET, Service, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(db: None, settings: Settings) -> Iterator[Service]:
    """The service, known to the office by its settings. Its tokens carry the real time."""
    office.furnish()
    with running() as found:
        oidc = protection.Oidc(found.url, CLIENT, SECRET)
        settings.PROTECTION = replace(settings.PROTECTION, oidc=oidc, step_up_minutes=10)
        yield found


def through(client: Client, to: str = "/desk/matters/") -> tuple[int, str]:
    """Walk to the service and back as a browser does; returns the answer here."""
    sent = client.get("/login/service/", {"next": to})
    assert sent.status_code == 302
    came = requests.get(sent["Location"], allow_redirects=False, timeout=5)
    answer = client.get(urlsplit(came.headers["Location"])._replace(scheme="", netloc="").geturl())
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


def test_an_existing_account_is_let_in_with_state_nonce_and_pkce(service: Service) -> None:
    account("water.handle")
    client = Client()

    answer = through(client)

    assert answer == (302, "/desk/matters/")
    assert "某water.handle" in client.get("/desk/").content.decode()
    asked = service.asked[0]
    assert (asked["response_type"], asked["code_challenge_method"], asked["scope"]) == (
        "code",
        "S256",
        "openid profile",
    )
    assert min(len(asked["state"]), len(asked["nonce"]), len(asked["code_challenge"])) >= 20
    assert SignIn.objects.get().way == "oidc"


def test_the_page_offers_it_only_where_it_is_set(service: Service, settings: Settings) -> None:
    offered = Client().get("/login/").content.decode()
    settings.PROTECTION = replace(settings.PROTECTION, oidc=protection.Oidc())

    assert "用统一身份认证登录" in offered
    assert "统一身份认证" not in Client().get("/login/").content.decode()
    assert Client().get("/login/service/").status_code == 404


def test_somebody_without_an_account_is_not_signed_up(service: Service) -> None:
    service.user = "somebody.new"
    status, said = through(Client())

    assert status == 403
    assert "这里没有您的账号，请找安全岗开户" in said
    assert not get_user_model().objects.exists()
    assert SignInEvent.objects.filter(what="service_refused", worked=False).count() == 1


def test_a_locked_account_stays_out(service: Service) -> None:
    number = account("water.handle")
    get_user_model().objects.filter(pk=number).update(is_active=False)

    assert through(Client())[0] == 403


@pytest.mark.parametrize("spoil", ["issuer", "audience", "late", "nonce", "key"])
def test_a_token_that_is_not_right_lets_nobody_in(service: Service, spoil: str) -> None:
    account("water.handle")
    service.spoil = spoil
    client = Client()

    status, said = through(client)

    assert (status, "统一身份认证没有放行" in said) == (401, True)
    assert client.get("/desk/").status_code == 302


def test_a_code_brought_by_another_browser_is_refused(service: Service) -> None:
    account("water.handle")
    sent = Client().get("/login/service/")
    came = requests.get(sent["Location"], allow_redirects=False, timeout=5).headers["Location"]
    back = urlsplit(came)._replace(scheme="", netloc="").geturl()

    answer = Client().get(back)

    assert answer.status_code == 401
    assert not SignIn.objects.exists()


def test_the_second_factor_is_still_asked_for_unless_the_service_did(service: Service) -> None:
    number = account("water.handle")
    get_user_model().objects.filter(pk=number).update(second_since=timezone.now())

    weak = through(Client())
    service.amr = ("pwd", "otp")
    strong = through(Client())

    assert weak == (302, "/login/second/")
    assert strong == (302, "/desk/matters/")


def test_signing_out_leads_through_the_service(service: Service) -> None:
    account("water.handle")
    client = Client()
    through(client)

    answer = client.post("/logout/")

    assert answer["Location"].startswith(f"{service.url}/out?id_token_hint=ey")
    assert client.get("/desk/").status_code == 302


def test_proving_again_goes_to_the_service_and_asks_it_for_a_fresh_sign_in(service: Service) -> None:
    account("water.handle")
    client = Client()
    through(client)

    page = client.get("/desk/account/prove/?next=/desk/matters/").content.decode()
    answer = through(client, "/desk/matters/")

    assert "到统一身份认证再核验一次" in page
    assert answer == (302, "/desk/matters/")
    assert (service.asked[-1]["prompt"], service.asked[-1]["max_age"]) == ("login", "0")
    assert SignInEvent.objects.filter(what="proven_again").count() == 1


def test_somebody_else_at_the_service_proves_nothing_here(service: Service) -> None:
    account("water.handle")
    account("roads.handle")
    client = Client()
    through(client)
    service.user = "roads.handle"

    assert through(client)[0] == 401
    assert "某water.handle" in client.get("/desk/").content.decode()


def test_a_service_that_is_down_says_so(service: Service, settings: Settings) -> None:
    oidc = protection.Oidc("http://127.0.0.1:9", CLIENT, SECRET)
    settings.PROTECTION = replace(settings.PROTECTION, oidc=oidc)

    answer = Client().get("/login/service/")

    assert answer.status_code == 503
    assert "现在连不上，请用本系统的密码登录" in answer.content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"HUIYIN_OIDC_ISSUER": "https://sso.example"},
        {"HUIYIN_OIDC_ISSUER": "http://sso.example", "HUIYIN_OIDC_CLIENT": "huiyin"},
        {"HUIYIN_SECOND_FACTOR": "king"},
        {"HUIYIN_IDLE_MINUTES": "600"},
        {"HUIYIN_OFFICE_NETWORKS": "the counter"},
        {"HUIYIN_LIMITS": "file=often"},
        {"HUIYIN_LIMITS": "fiel=20/3600"},
        {"HUIYIN_RECORD_DAYS": "30"},
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(BadOption, match=r"HUIYIN_"):
        protection.read(fictional=False)
