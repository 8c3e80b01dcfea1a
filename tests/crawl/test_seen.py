"""Every way to a row leads to the same rows: what a post sees does not depend on the index by which it is found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from huiyin.queries import board, seen
from huiyin.queries.acting import actor_of
from huiyin.queries.lights import horizon
from huiyin.queries.matter_list import Wanted, matching
from huiyin.queries.seen import EVERY_ROW, Found, Order, Seen
from huiyin.store import search
from huiyin.store.access import among, numbered, reach, visible
from huiyin.store.calendar import county_calendar
from huiyin.store.matters import MatterRow
from tests import office
from tests.crawl.story import NOW, ROLES, Case, Story

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
WANTED = (
    Wanted(),
    Wanted(whose="todo"),
    Wanted(whose="unsigned"),
    Wanted(whose="open", kind="appeal"),
    Wanted(whose="waiting"),
    Wanted(whose="done", state="open"),
    Wanted(state="open", place=office.TOWN),
    Wanted(state="served", unit="water"),
    Wanted(light="r"),
    Wanted(light="none", place=office.VILLAGE, words="标题"),
    Wanted(light="b"),
    Wanted(said="unsolved"),
    Wanted(channel="walk_in", since=date(2026, 8, 1), until=date(2026, 9, 1)),
    Wanted(words="一件事", category="water"),
    Wanted(place="990121000000"),
)
ORDERS = (Order("received_at"), Order("due_at", down=False), Order("changed_at"), Order("id", down=False))


def ways_to(found: Seen) -> Iterator[Found]:
    """Return the same rows by each finder there is; one with a range as if it led to few, and as if to many."""
    held = reach(found.actor)
    for finder in (*found.by, held.ways, EVERY_ROW):
        for few in {True, not any(way.wide for way in finder)}:
            yield Found(found, held, finder, few)


@pytest.mark.parametrize(
    "post", ["centre.sort", "water.sign", "both", "centre.watch", "discipline.desk", "office.admin"]
)
def test_every_way_leads_to_the_same_rows(story: Story, secret: Case, post: str) -> None:
    actor = actor_of(post, NOW)
    for wanted in WANTED:
        wide = matching(wanted, actor=actor)
        rows = set(wide.rows().values_list("id", flat=True))
        dated = set(wide.rows().filter(due_at__isnull=False).values_list("id", flat=True))

        for found in ways_to(wide):
            by_due = {one.id for one in found.first(ORDERS[1], 99)}
            assert {one.id for one in found.first(ORDERS[0], 99)} == rows, wanted
            assert (found.count(), by_due >= dated) == (len(rows), True), wanted
        assert wide.count() == len(rows)


@pytest.mark.parametrize("post", ["centre.watch", "both"])
def test_every_way_keeps_the_order_and_goes_on_where_a_page_ended(story: Story, secret: Case, post: str) -> None:
    actor = actor_of(post, NOW)
    wide = matching(Wanted(), actor=actor)
    for order in ORDERS:
        held = wide.rows().filter(**{f"{order.field}__isnull": False}).order_by(*order.keys)
        told = list(held.values_list("id", flat=True))
        middle = held[len(told) // 2]
        at = Order(order.field, order.down, getattr(middle, order.field), middle.id)

        for found in ways_to(wide):
            assert [one.id for one in found.first(order, 99) if getattr(one, order.field) is not None] == told
            assert [one.id for one in found.first(at, 2)] == told[len(told) // 2 + 1 :][:2]

            dated = Q(**{f"{order.field}__isnull": False})
            page, count = replace(found, whole=True).page(at, 2, dated)
            assert ([one.id for one in page], count) == (told[len(told) // 2 + 1 :][:2], len(told))


def test_counts_stop_after_a_thousand(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "MOST_COUNTED", 2)
    wide = matching(Wanted(), actor=actor_of("water.sign", NOW))

    assert {found.count() for found in ways_to(wide)} == {3}
    assert wide.rows().count() > 3


def test_words_that_many_hold_lose_no_row(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "MANY", 2)
    monkeypatch.setattr(search, "MANY", 2)
    for wanted in (Wanted(words="标题"), Wanted(words="标题", kind="appeal")):
        wide = matching(wanted, actor=actor_of("centre.sort", NOW))

        assert [one.id for one in wide.first(ORDERS[0], 99)] == list(
            wide.rows().order_by(*ORDERS[0].keys).values_list("id", flat=True)
        )
        assert wide.count() == wide.rows().count() > 2


@pytest.mark.parametrize("post", ROLES)
def test_the_ways_together_are_what_may_be_known(story: Story, secret: Case, post: str) -> None:
    actor = actor_of(post, NOW)
    held = reach(actor)

    for sort in ("asked", "found"):
        by_ways = {
            one
            for way in held.ways
            for one in MatterRow.objects.filter(getattr(way, sort), held.besides).values_list("id", flat=True)
        }
        assert by_ways == set(visible(actor).values_list("id", flat=True))


@pytest.mark.parametrize("post", ["centre.sort", "water.handle", "centre.watch"])
def test_some_matters_are_found_by_their_ids_and_not_by_the_ways(story: Story, post: str) -> None:
    actor = actor_of(post, NOW)
    every = set(MatterRow.objects.values_list("id", flat=True))

    asked = among(actor, every)

    assert set(asked.values_list("id", flat=True)) == set(visible(actor).values_list("id", flat=True))
    if connection.vendor == "sqlite":
        assert "(id=?)" in asked.explain()
        assert "USING INDEX matter_" not in asked.explain()


@pytest.mark.parametrize("post", ["centre.sort", "water.sign", "centre.watch"])
def test_a_board_that_is_asked_for_says_what_one_looked_over_does(
    story: Story, post: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = actor_of(post, NOW)
    edge = horizon(NOW, county_calendar())
    looked_over = board.board(actor, edge, ahead=timedelta(14))
    monkeypatch.setattr(board, "MOST_COUNTED", 1)
    monkeypatch.setattr(board, "_own_dues", lambda actor, due: looked_over.dues)

    with CaptureQueriesContext(connection) as caught:
        asked = board.board(actor, edge, ahead=timedelta(14))

    assert asked == looked_over
    assert looked_over.open > 1
    assert len(caught) <= 6


@pytest.mark.parametrize("post", ["centre.sort", "water.handle", "centre.watch"])
def test_a_number_is_found_by_its_key_and_not_by_the_ways(story: Story, post: str) -> None:
    actor = actor_of(post, NOW)
    assert actor is not None
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A handful of rows is read whole whatever indexes there are, unless that is forbidden.
            cursor.execute("SET LOCAL enable_seqscan = off")

    plan = numbered(actor, ["AL22-0128-0006-9"]).explain()

    assert "matter_number" in plan or "(county=? AND number=?" in plan
    assert "matter_place" not in plan
