"""The leaders' reception days stand in the residents' guide: post, day and place, what is past left out."""

from datetime import timedelta

import pytest
from django.test import Client

from huiyin.acts import registers
from huiyin.acts.writing import now_at
from huiyin.flow.actor import clockwork
from huiyin.flow.answers import FieldFaults
from tests import office
from tests.office import at

pytestmark = pytest.mark.django_db


def recorded(key: str, days: int, leader: str = "water.sign") -> None:
    values = {
        "leader": leader, "sort": "reception", "day": (at(0, 1).date() + timedelta(days=days)).isoformat(),
        "hours": "9:00—11:30", "place": f"综治中心{key}室",
    }  # fmt: skip
    entry = registers.NewEntry("reception_day", key, values, office.START)
    registers.record_many([entry], actor=clockwork(at(0, 1)), moment=now_at(at(0, 1)))


def test_guide_names_the_days_to_come_by_post(client: Client) -> None:
    recorded("a", 3)
    recorded("b", -3)

    html = client.get("/guide/").content.decode()

    assert "<b>8月6日（周四）</b>" in html
    assert "综治中心a室" in html
    assert "water · sign" in html
    assert "综治中心b室" not in html


def test_guide_says_nothing_of_tasks(client: Client) -> None:
    assert "把要做的事落到一个岗位" not in client.get("/guide/").content.decode()


def test_a_leader_must_be_a_post_there_is() -> None:
    with pytest.raises(FieldFaults):
        recorded("c", 3, leader="nobody.there")
