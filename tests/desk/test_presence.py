"""Two people at one matter: each is told of the other, and what was typed is kept when the other was first."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.acts.presence import forget_presence, here
from huiyin.store.desk import Presence
from tests import office
from tests.desk.conftest import NOW
from tests.office import at, step

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Move = Callable[[datetime], None]
SAID = "某water.handle正在填写此件的"


def test_whoever_opens_a_form_is_seen_by_colleagues_for_minutes(desk: Desk, clock: Move) -> None:
    filed = office.carried_to("in_hand")
    page = f"/desk/matters/{filed.number}/"
    desk("water.handle").get(f"{page}do/draft/")

    seen, own = desk("water.sign").get(page).content.decode(), desk("water.handle").get(page).content.decode()
    stranger = desk("roads.handle").get(page)
    clock(NOW.replace(minute=NOW.minute + 4))

    assert (SAID in seen, SAID in own, stranger.status_code) == (True, False, 404)
    assert SAID not in desk("water.sign").get(page).content.decode()


def test_a_page_still_open_says_so_and_taking_the_step_ends_it(desk: Desk) -> None:
    filed = office.carried_to("handed")
    form = f"/desk/matters/{filed.number}/do/sign_for/"
    client = desk("water.handle")

    told = client.post(form, {"here": "1"})
    held = list(Presence.objects.values_list("owner", "step"))
    client.post(form, {"version": "3"})

    assert (told.status_code, told.content, held) == (200, b"", [("water.handle", "sign_for")])
    assert Presence.objects.count() == 0


def test_presence_is_forgotten_within_minutes() -> None:
    filed = office.opened()
    Presence.objects.create(matter=filed.matter, owner="water.handle", step="accept", seen_at=at(0, 1))

    assert (forget_presence(at=at(0, 1.1)), forget_presence(at=at(0, 1.2))) == (0, 1)


def test_who_comes_second_keeps_his_words_and_reads_what_happened(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    client, form = desk("water.handle"), f"/desk/matters/{filed.number}/do/note/"
    step(filed.matter, "urge", "centre.sort", at(0, 8), urge_words="请抓紧")

    answer = client.post(form, {"version": "4", "progress": "去看过了", "progress_public": "已到现场"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "已到现场" in page
    assert "催办" in page


def test_drafting_beside_a_colleague_with_a_half_typed_form_takes_at_most_thirty_queries(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    client = desk("water.handle")
    where = f"/desk/matters/{filed.number}/do/draft/"
    client.post(where, {"found": "写到一半", "keep": "self"})
    here(filed.matter, "note", actor=office.someone("water.sign", NOW))

    with CaptureQueriesContext(connection) as spent:
        page = client.get(where).content.decode()

    assert "正在填写此件的" in page
    assert sum("SAVEPOINT" not in one["sql"] for one in spent.captured_queries) <= 30
