"""One process may answer for some doors only; what lies behind the others is not there."""

import pytest
from django.test import Client
from pytest_django import Settings

from huiyin.config.doors import door_of
from huiyin.config.options import BadOption, doors

PAGES = {"desk": "/login/", "portal": "/guide/", "api": "/api/v1/openapi.json"}


@pytest.mark.django_db
@pytest.mark.parametrize("served", ["desk", "portal"])
def test_closed_door_is_not_found(served: str, settings: Settings) -> None:
    settings.DOORS = frozenset({served})

    answers = {door: Client().get(page).status_code for door, page in PAGES.items()}

    assert answers == {door: 200 if door == served else 404 for door in PAGES}
    assert Client().get("/healthz").status_code == 200


@pytest.mark.django_db
def test_desk_alone_leads_from_its_root_to_the_desk(settings: Settings) -> None:
    settings.DOORS = frozenset({"desk"})

    assert Client().get("/").headers["Location"] == "/desk/"


@pytest.mark.parametrize(
    ("path", "door"),
    [("/desk/matters/", "desk"), ("/login/", "desk"), ("//desk/", "desk"), ("/api/v1/matters", "api"), ("/my/", "portal"),
     ("/", "portal"), ("/static/x.css", ""), ("/healthz", "")],
)  # fmt: skip
def test_address_belongs_to_a_door(path: str, door: str) -> None:
    assert door_of(path) == door


def test_unknown_door_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_DOORS", "portal, hall")

    with pytest.raises(BadOption, match="'hall'"):
        doors("HUIYIN_DOORS")
