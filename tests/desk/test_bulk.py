"""One step on many matters: looked at row by row first, each row its own act, nothing twice, nothing lost."""

from collections.abc import Callable
from datetime import datetime
from re import findall
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.acts import bulk
from huiyin.acts.bulk import Bulk, begin, carry_on
from huiyin.flow.bulk import one_by_one
from huiyin.flow.scene import NotAllowed
from huiyin.kinds import ALL
from huiyin.ledger.history import history
from huiyin.store.desk import BulkRun
from tests import office
from tests.office import at, opened, row, someone, step
from tests.sheets import taken

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Desk = Callable[[str], Client]
Move = Callable[[datetime], None]
TYPED = {"kind": "appeal", "step": "accept"}


def chosen_page(client: Client, *numbers: str, step: str = "") -> str:
    asked = "&".join(f"number={number}" for number in numbers) + (f"&kind=appeal&step={step}" if step else "")
    return client.get(f"/desk/matters/bulk/?{asked}").content.decode()


def rows_of(page: str) -> list[str]:
    return findall(r'name="row" value="([^"]+)"', page)


def test_the_preview_says_row_by_row_what_may_be_done_and_why_not(desk: Desk) -> None:
    fresh, accepted = opened(), office.carried_to("accepted")
    client = desk("centre.sort")

    choices = chosen_page(client, fresh.number, accepted.number)
    preview = chosen_page(client, fresh.number, accepted.number, step="accept")

    assert "受理" in choices
    assert rows_of(preview) == [f"{fresh.number}~1"]
    assert len(findall("不能：现在是“[^”]+”，这一步不适用", preview)) == 1
    assert (row(fresh.matter).state, BulkRun.objects.count()) == ("registered", 0)


def test_each_row_is_its_own_act_and_one_refused_does_not_stop_the_others(desk: Desk) -> None:
    first, moved, last = opened(), opened(), opened()
    client = desk("centre.sort")
    seen = [f"{one.number}~1" for one in (first, moved, last)]
    step(moved.matter, "accept", "centre.sort", at(0, 1))

    answer = client.post("/desk/matters/bulk/", {**TYPED, "token": str(uuid4()), "row": seen})
    page = client.get(answer.headers["location"]).content.decode()

    assert [row(one.matter).state for one in (first, moved, last)] == ["accepted"] * 3
    assert [row(one.matter).version for one in (first, moved, last)] == [2, 2, 2]
    assert "办了 2 件，1 件没办成" in page
    assert "有人刚刚改过这件事" in page


def test_pressed_twice_it_is_done_once(desk: Desk) -> None:
    filed, token = opened(), str(uuid4())
    client, typed = desk("centre.sort"), {**TYPED, "row": [f"{filed.number}~1"]}

    both = [client.post("/desk/matters/bulk/", {**typed, "token": token}).headers["location"] for _ in range(2)]

    assert both[0] == both[1]
    assert [event.type for event in history(filed.matter)] == ["appeal.registered", "appeal.accepted"]
    assert "办了 1 件" in client.get(both[0]).content.decode()


def test_what_was_cut_off_goes_on_where_it_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    filed = [opened() for _ in range(3)]
    run, actor = uuid4(), someone("centre.sort", at(0, 2))
    begin(run, Bulk("appeal", "accept", {}, [(one.number, 1) for one in filed]), actor=actor)
    real, calls = bulk._mark, []

    def cut_off(*args: object) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(*args)

    monkeypatch.setattr(bulk, "_mark", cut_off)
    with pytest.raises(KeyboardInterrupt):
        carry_on(run, actor=actor)
    monkeypatch.setattr(bulk, "_mark", real)

    # The act of the second row was taken back together with its mark.
    assert [row(one.matter).version for one in filed] == [2, 1, 1]
    assert carry_on(run, actor=actor) == 2
    assert [row(one.matter).version for one in filed] == [2, 2, 2]


def test_many_are_left_to_the_worker(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huiyin.web.desk.bulk.MOST_AT_ONCE", 2)
    filed = [opened() for _ in range(3)]
    client = desk("centre.sort")
    typed = {**TYPED, "token": str(uuid4()), "row": [f"{one.number}~1" for one in filed]}

    answer = client.post("/desk/matters/bulk/", typed)

    run = BulkRun.objects.get()
    assert [one["how"] for one in run.rows] == ["done", "done", ""]
    from huiyin.jobs.bulk import carry_on_bulk

    assert carry_on_bulk.func(str(run.id), "centre.sort") == 1
    assert "办了 3 件" in client.get(answer.headers["location"]).content.decode()


def test_answers_to_mend_are_said_and_nothing_begins(desk: Desk) -> None:
    filed = office.carried_to("accepted")
    typed = {"kind": "appeal", "step": "hand_over", "token": str(uuid4()), "row": [f"{filed.number}~2"]}

    answer = desk("centre.sort").post("/desk/matters/bulk/", typed)

    assert (answer.status_code, BulkRun.objects.count()) == (422, 0)
    assert rows_of(answer.content.decode()) == [f"{filed.number}~2"]


def test_what_was_typed_is_sealed_and_the_result_is_ones_own(desk: Desk) -> None:
    filed = office.carried_to("accepted")
    client = desk("centre.sort")
    typed = {"kind": "appeal", "step": "hand_over", "to_post": "water.handle", "reason": "供水归水务局管"}

    answer = client.post("/desk/matters/bulk/", {**typed, "token": str(uuid4()), "row": [f"{filed.number}~2"]})

    run = BulkRun.objects.get()
    assert "供水归水务局管".encode() not in bytes(run.sealed)
    assert row(filed.matter).pending_post == "water.handle"
    assert desk("centre.intake").get(answer.headers["location"]).status_code == 404
    lines = taken(client, f"/desk/matters/bulk/{run.id}.xlsx")
    assert [line[0] for line in lines] == ["编号", filed.number]
    assert lines[1][3] == "办了"


def test_a_matter_one_may_not_know_of_is_a_number_that_is_not_there(desk: Desk) -> None:
    hidden = opened(concerns_office="yes", concerned_unit="water")

    page = chosen_page(desk("water.handle"), hidden.number)

    assert "还没有选事项" in page
    run, actor = uuid4(), someone("water.handle", at(0, 2))
    begin(run, Bulk("appeal", "urge", {"reason": "快办"}, [(hidden.number, 1)]), actor=actor)
    assert BulkRun.objects.get().rows[0]["zh"] == "没有找到这件事，请核对编号"


@pytest.mark.parametrize("name", ["draft", "sign", "check", "note"])
def test_what_must_be_read_or_written_one_by_one_is_refused(name: str) -> None:
    filed = opened()

    with pytest.raises(NotAllowed):
        begin(uuid4(), Bulk("appeal", name, {}, [(filed.number, 1)]), actor=someone("centre.sort"))


def test_no_step_on_many_takes_private_words() -> None:
    for kind in ALL.values():
        for one in kind.steps:
            if one_by_one(one) is None:
                assert [field.id for field in one.fields if field.private] == [], (kind.id, one.id)


def test_queries_are_flat_in_the_rows_chosen(desk: Desk) -> None:
    client, counts, numbers = desk("centre.sort"), [], []
    for more in (1, 2):
        numbers += [opened().number for _ in range(more)]
        with CaptureQueriesContext(connection) as caught:
            chosen_page(client, *numbers, step="accept")
        counts.append(len(caught))

    assert counts[0] == counts[1] < 30
