"""Collecting a token at the desk: by who holds the post, after proving oneself, shown on that one answer."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.api.caller import Caller, grant
from tests.crawl.walk import staff

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
SHOWN = re.compile(r"huiyin_[0-9A-Za-z_-]{43}")


def test_the_holder_collects_and_sees_it_once(call: Callable[..., Caller]) -> None:
    key = grant("water.handle", "matters:read")
    browser: Client = staff("water.handle").client

    before = browser.get("/desk/account/tokens/").content.decode()
    made = browser.post("/desk/account/tokens/", {"token": key}).content.decode()
    after = browser.get("/desk/account/tokens/").content.decode()

    token = SHOWN.findall(made)
    assert (len(token), SHOWN.findall(before), SHOWN.findall(after)) == (1, [], [])
    assert Caller(token[0]).get("matters").status_code == 200
    assert "只显示这一次" in made


@pytest.mark.parametrize("post", ["roads.handle", "office.admin", "office.security"])
def test_nobody_else_sees_nor_collects_it(post: str) -> None:
    key = grant("water.handle", "matters:read")
    browser: Client = staff(post).client

    assert key not in browser.get("/desk/account/tokens/").content.decode()
    refused = browser.post("/desk/account/tokens/", {"token": key})
    assert (refused.status_code, SHOWN.findall(refused.content.decode())) == (404, [])
