"""What one has in hand given to several successors: in heaps, looked at first, each row its own act, and taken back."""

from collections.abc import Callable
from datetime import datetime
from re import findall

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.store.desk import BulkRun
from tests import office
from tests.office import at, row, step

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Desk = Callable[[str], Client]
Move = Callable[[datetime], None]
TEAM, ROADS = "water-team · handle", "roads · handle"


def in_hand(*titles: str) -> list[str]:
    """Matters the water office's handler has signed for; returns their numbers."""
    return [office.carried_to("in_hand", at(0, -1)).number for _ in titles]


def previewed(client: Client, by: str, **to: str) -> list[str]:
    """Say who gets which heap; returns the rows of the preview."""
    page = client.post("/desk/share/", {"by": by, "reason": "轮岗", **to})
    assert page.status_code == 200
    return findall(r'name="row" value="([^"]+)"', page.content.decode())


def given(client: Client, rows: list[str]) -> str:
    """Give the rows of a preview; returns the address of the result."""
    token = "7f2b7f4c-7d8e-4c55-9d52-2f6f5d8c1a01"
    answer = client.post("/desk/share/", {"do": "1", "token": token, "reason": "轮岗", "row": rows})
    return str(answer["Location"])


def test_one_by_one_each_goes_to_its_own_successor_who_signs_for_it(desk: Desk) -> None:
    first, second, kept = in_hand("一", "二", "三")
    client = desk("water.handle")

    rows = previewed(client, "each", **{f"to_{first}": TEAM, f"to_{second}": ROADS, f"to_{kept}": ""})
    result = client.get(given(client, rows)).content.decode()

    assert rows == [f"appeal~{first}~4~team.handle", f"appeal~{second}~4~roads.handle"]
    pending = {one: row_of(one).pending_post for one in (first, second, kept)}
    assert pending == {first: "team.handle", second: "roads.handle", kept: ""}
    assert {row_of(one).lead_post for one in (first, second, kept)} == {"water.handle"}
    assert "转办：办了 2 件" in result


def row_of(number: str):  # type: ignore[no-untyped-def]
    from huiyin.store.matters import MatterRow

    return MatterRow.objects.get(number=number)


def test_a_heap_goes_as_a_whole_and_what_cannot_go_says_why(desk: Desk) -> None:
    numbers = in_hand("一", "二")
    drafted = office.carried_to("drafted", at(0, -1))
    client = desk("water.handle")

    page = client.get("/desk/share/?by=kind").content.decode()
    heap = findall(r'name="to_([^"]+)"', page)
    rows = previewed(client, "kind", **{f"to_{heap[0]}": TEAM})

    assert len(heap) == 1
    assert {one.split("~")[1] for one in rows} == set(numbers)
    assert "现在交不出去的 1 件" in page
    assert drafted.number in page


def test_pressed_twice_it_is_given_once(desk: Desk) -> None:
    (number,) = in_hand("一")
    client = desk("water.handle")
    rows = previewed(client, "each", **{f"to_{number}": TEAM})

    both = {given(client, rows), given(client, rows)}

    assert (len(both), BulkRun.objects.count(), row_of(number).version) == (1, 1, 5)


def test_what_nobody_signed_for_is_taken_back_and_the_rest_says_why(desk: Desk) -> None:
    first, second = in_hand("一", "二")
    client = desk("water.handle")
    where = given(client, previewed(client, "each", **{f"to_{first}": TEAM, f"to_{second}": TEAM}))
    step(row_of(first).id, "sign_for", "team.handle", at(0, 9))

    back = client.get(client.post(where, {"back": "1"})["Location"]).content.decode()

    assert "撤回转办：办了 1 件，1 件没办成" in back
    assert (row_of(first).lead_post, row_of(second).pending_post) == ("team.handle", "")
    assert row_of(second).lead_post == "water.handle"


def test_a_unit_complained_of_is_refused_row_by_row(desk: Desk) -> None:
    filed = office.opened(at(0, -1), concerns_office="yes", concerned_unit="roads")
    for step_id, post, values in (
        ("accept", "centre.sort", {}),
        ("hand_over", "centre.sort", {"to_post": "water.handle", "reason": "供水归水务"}),
        ("sign_for", "water.handle", {}),
    ):
        step(filed.matter, step_id, post, at(0, -1), **values)
    client = desk("water.handle")

    result = client.get(given(client, previewed(client, "each", **{f"to_{filed.number}": ROADS}))).content.decode()

    assert "不能交给它办" in result
    assert row(filed.matter).pending_post == ""


@pytest.mark.parametrize(("typed", "said"), [("没有的岗位", "没有对上岗位"), ("", "请至少给一堆写上交给谁")])
def test_what_is_typed_wrong_is_said_and_nothing_is_given(desk: Desk, typed: str, said: str) -> None:
    (number,) = in_hand("一")

    page = desk("water.handle").post("/desk/share/", {"by": "each", "reason": "轮岗", f"to_{number}": typed})

    assert (page.status_code, said in page.content.decode()) == (422, True)
    assert BulkRun.objects.count() == 0


def test_it_is_for_those_who_handle_and_of_their_own_posts_alone(desk: Desk) -> None:
    (number,) = in_hand("一")

    assert desk("office.admin").get("/desk/share/").status_code == 403
    assert number not in desk("roads.handle").get("/desk/share/").content.decode()
    assert desk("roads.handle").get("/desk/share/done/").status_code == 404


def test_the_page_costs_the_same_for_one_and_for_three(desk: Desk) -> None:
    client = desk("water.handle")
    counts = []
    for more in (1, 2):
        in_hand(*["事"] * more)
        with CaptureQueriesContext(connection) as spent:
            client.get("/desk/share/?by=place")
        counts.append(len(spent))

    assert counts[0] == counts[1] <= 30
