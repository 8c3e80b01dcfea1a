"""Photos of a matter on the desk: one reading opens them, for a quarter of an hour, and nobody else."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from huiyin.store.readings import Reading
from tests.desk.conftest import NOW
from tests.desk.test_files import attached

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]


def pictures(page: Any) -> list[str]:
    """Return the addresses of the pictures on a page."""
    return re.findall(r'<img src="(/desk/[^"]+)"', page.content.decode())


def test_one_reading_shows_the_photos_of_a_matter(desk: Desk) -> None:
    number, _ = attached(desk)
    handler = desk("water.handle")

    page = handler.post(f"/desk/matters/{number}/look/", {"reason": "核实反映的情况"})
    shown = [handler.get(url) for url in pictures(page)]

    assert [answer["Content-Type"] for answer in shown] == ["image/jpeg"]
    assert max(Image.open(BytesIO(shown[0].content)).size) <= 320
    assert [(one.fields, one.way, one.reason) for one in Reading.objects.all()] == [("files", "file", "核实反映的情况")]


def test_no_reading_no_photo(desk: Desk, clock: Callable[[Any], None]) -> None:
    number, _ = attached(desk)
    handler = desk("water.handle")
    silent = handler.post(f"/desk/matters/{number}/look/", {"reason": ""})
    (url,) = pictures(handler.post(f"/desk/matters/{number}/look/", {"reason": "核实"}))

    colleague = desk("water.check").get(url)
    clock(NOW + timedelta(minutes=16))
    later = handler.get(url)

    assert (silent.status_code, pictures(silent)) == (422, [])
    assert (colleague.status_code, later.status_code) == (404, 404)


def test_who_may_not_know_of_the_matter_sees_none(desk: Desk) -> None:
    number, _ = attached(desk)

    answer = desk("roads.handle").post(f"/desk/matters/{number}/look/", {"reason": "看现场"})

    assert answer.status_code == 404
    assert Reading.objects.count() == 0
