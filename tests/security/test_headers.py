"""What every answer tells the browser, from pages to faults; nothing inside a page is ever allowed to run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.test.utils import override_settings

from huiyin.web.headers import POLICY
from tests import office
from tests.security.conftest import entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("furnished")]
EVERYWHERE = ("/", "/login/", "/nowhere/", "/healthz", "/track/", "/desk/")


@pytest.mark.parametrize("url", EVERYWHERE)
def test_every_answer_says_what_to_refuse(url: str) -> None:
    headers = Client().get(url).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("camera=(self), microphone=(self), geolocation=()")


@pytest.mark.parametrize("url", EVERYWHERE)
def test_every_page_names_its_type_and_charset(url: str) -> None:
    answer = Client().get(url)

    assert answer.status_code == 302 or "charset=utf-8" in answer["Content-Type"]


def test_the_policy_allows_nothing_inside_a_page_and_no_frame() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))

    assert not any(word in POLICY for word in ("unsafe", "*", "http", "data:", "nonce", "sha256"))
    assert (rules["default-src"], rules["frame-ancestors"], rules["base-uri"]) == ("'none'", "'none'", "'none'")
    assert {rules["script-src"], rules["style-src"], rules["form-action"]} == {"'self'"}


def test_a_paper_may_be_styled_by_the_browsers_own_reader_and_not_framed() -> None:
    filed = office.carried_to("drafted")
    answer = entered("water.check").get(f"/desk/matters/{filed.number}/draft.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Security-Policy"] == "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@override_settings(SECURE_HSTS_SECONDS=31536000)
def test_https_is_remembered_for_a_year() -> None:
    assert Client().get("/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"


def test_an_office_with_https_has_guarded_cookies(tmp_path: Path) -> None:
    said = "from huiyin.config import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_HSTS_SECONDS)"
    chosen = {
        "HUIYIN_PUBLIC_URL": "https://huiyin.example", "HUIYIN_DATA": str(tmp_path), "PYTHONPATH": ":".join(sys.path),
    }  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUIYIN_")}
    told = subprocess.run(
        [sys.executable, "-c", said], env={**kept, **chosen}, capture_output=True, text=True, check=True
    )

    assert told.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "31536000"]
