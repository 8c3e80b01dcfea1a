"""The tick: what ran out takes its step once, however many tick at the same time, and a day is sealed once."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string
from pytest_django import DjangoAssertNumQueries

from huiyin.jobs.sealing import seal_daily
from huiyin.jobs.ticks import tick
from huiyin.ledger.lapses import due_lapses
from huiyin.ledger.replay import replay
from huiyin.store.events import Event, Root
from huiyin.store.matters import ClockRow, MatterRow
from tests import office
from tests.office import at, carried_to, opened, row, step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    office.furnish()


def plan_of(sql: str) -> str:
    """Return how the database goes about a query where it may not read a table through unless it must."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        word = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{word} {sql.replace('%', '%%')}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def types(kind: str) -> int:
    return Event.objects.filter(type=kind).count()


def test_settings_name_this_tick() -> None:
    assert import_string(settings.TICK) is tick


def test_unsigned_hand_over_bounces_at_the_tick_and_only_then() -> None:
    filed = carried_to("handed")
    due = ClockRow.objects.get(matter=filed.matter, clock="BD-01").due_at
    assert due is not None

    assert tick(at=due) == 0
    assert tick(at=due + timedelta(seconds=1)) == 1

    bounced = Event.objects.get(type="appeal.bounced")
    assert (bounced.at, bounced.recorded_at) == (due + timedelta(seconds=1),) * 2
    assert row(filed.matter).pending_post == ""
    assert tick(at=due + timedelta(seconds=2)) == 0
    assert types("appeal.bounced") == 1


def test_answered_matter_is_archived_when_the_time_to_ask_for_review_ran_out() -> None:
    filed = carried_to("served")

    assert tick(at=at(25)) == 1
    assert row(filed.matter).state == "served"
    assert tick(at=at(40)) == 1

    held = row(filed.matter)
    assert (held.state, held.final) == ("lapsed", True)
    assert not ClockRow.objects.filter(matter=filed.matter, running=True).exists()
    assert replay().differences == []


def test_lapse_seen_before_somebody_acted_is_left_alone() -> None:
    filed = carried_to("handed")
    [seen] = due_lapses(at=at(5))
    step(filed.matter, "take_back", "centre.sort", at(4, 23))
    step(filed.matter, "hand_over", "centre.sort", at(4, 23.5), to_post="roads.handle", reason="换一家")

    from huiyin.jobs.ticks import _take

    assert _take(seen, at(5)) is False
    assert row(filed.matter).pending_post == "roads.handle"


def test_merged_matter_takes_no_step_of_its_own() -> None:
    other, filed = opened(), carried_to("handed")
    step(filed.matter, "merge", "centre.sort", at(0, 5), other=other.number, reason="同一件事")

    assert tick(at=at(9)) == 0


def test_step_that_cannot_be_taken_is_logged_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    stuck, filed = carried_to("handed"), carried_to("handed", at(0, 1))
    ClockRow.objects.filter(matter=stuck.matter, clock="BD-01").update(lapse="lapse")
    # The register of loggers under test is silent unless asked.
    with caplog.at_level(logging.WARNING, logger="huiyin.tick"):
        assert tick(at=at(9)) == 1

    assert "BD-01 could not take lapse" in caplog.text
    assert row(filed.matter).pending_post == ""


def test_nothing_due_costs_one_indexed_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    carried_to("handed")
    connection.ensure_connection()

    with django_assert_num_queries(1) as asked:
        assert list(due_lapses(at=at(0, 5))) == []
    assert "clock_to_lapse" in plan_of(asked[0]["sql"])


# What stays small however many matters there are: what is under way this day, and what the administrator set.
STAYS_SMALL = frozenset(
    {"draft", "emergency_opening", "counter_screen", "signing_key", "outgoing", "delivery", "notice_choice"}
)


def test_tick_reads_through_no_table_that_grows_with_the_matters() -> None:
    carried_to("handed")
    tick(at=at(0, 5))

    with CaptureQueriesContext(connection) as asked:
        assert tick(at=at(0, 6)) == 0

    plans = [plan_of(one["sql"]) for one in asked if one["sql"].startswith(("SELECT", "UPDATE", "DELETE"))]
    scanned = {name for plan in plans for name in re.findall(r"(?:SCAN|Seq Scan on) (\w+)", plan)}
    assert len(plans) > 10
    assert scanned - STAYS_SMALL == set()


def test_more_lapses_than_a_page_are_all_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huiyin.ledger.lapses.PAGE", 2)
    for hour in range(5):
        carried_to("handed", at(0, hour))

    assert tick(at=at(9)) == 5


def test_ledger_is_sealed_once_a_day() -> None:
    opened()

    def sealed(when: datetime) -> bool:
        return seal_daily(at=when) is not None

    assert [sealed(at(0, 1)), sealed(at(0, 2)), sealed(at(1))] == [True, False, False]
    opened(at(1, 1))
    assert [sealed(at(1, 2)), sealed(at(1, 3))] == [True, False]
    assert Root.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_ticks_at_the_same_time_take_each_step_once() -> None:
    for hour in range(4):
        carried_to("handed", at(0, hour))

    def work(_: int) -> int:
        try:
            return tick(at=at(9))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        taken = sum(pool.map(work, range(4)))

    assert taken == 4
    assert types("appeal.bounced") == 4
    assert Root.objects.count() == 1
    assert not MatterRow.objects.exclude(pending_post="").exists()
    assert replay().differences == []
