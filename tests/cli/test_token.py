"""`./huiyin token` as a person types it: the token is shown once, opens the API, and is taken back at once."""

import pytest
from django.test import Client

from huiyin.cli import main
from huiyin.cli import token as verb
from tests import office

pytestmark = pytest.mark.django_db
MAKE = [
    "token",
    "make",
    "hotline",
    "--post",
    "water.handle",
    "--scopes",
    "matters:read,steps:appeal",
    "--label",
    "热线",
]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office, on the test's own database: nothing is started anew."""
    office.furnish()
    for name in ("use_data", "start_django", "require_migrated"):
        monkeypatch.setattr(verb, name, lambda *given: None)


def opens(token: str) -> int:
    """Return what the API answers to a token."""
    return Client().get("/api/v1/kinds", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_token_is_made_used_listed_and_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(MAKE) == 0
    token = capsys.readouterr().out.split()[-1]
    assert opens(token) == 200

    assert main(["token", "list"]) == 0
    listed = capsys.readouterr().out
    assert ("hotline" in listed, "matters:read、steps:appeal" in listed, token in listed) == (True, True, False)

    assert main(["token", "end", "hotline", "--reason", "系统停用"]) == 0
    assert opens(token) == 401


def test_making_it_again_ends_the_earlier_one(capsys: pytest.CaptureFixture[str]) -> None:
    main(MAKE)
    first = capsys.readouterr().out.split()[-1]

    main(["token", "make", "hotline"])

    assert (opens(first), opens(capsys.readouterr().out.split()[-1])) == (401, 200)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["token", "make", "new"], "要写 --post 和 --scopes"),
        (["token", "make", "new", "--post", "nobody", "--scopes", "matters:read"], "“岗位”里没有 nobody"),
        (["token", "make", "new", "--post", "water.handle", "--scopes", "all"], "没有“all”这个权限范围"),
        (["token", "make", "new", "--post", "water.handle", "--scopes", "matters:read", "--days", "0"], "--days"),
        (["token", "end", "nothing", "--reason", "x"], "没有 nothing 这个令牌"),
        (["token"], "请写明要做什么"),
    ],
)
def test_a_mistake_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str], typed: list[str], said: str) -> None:
    assert main(typed) == 2
    assert said in capsys.readouterr().err
