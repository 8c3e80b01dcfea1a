"""A ledger taken in parts says what it says as a whole, wherever the borders lie, and in processes of their own as well."""

from collections.abc import Callable
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from huiyin.kit.text import Text
from huiyin.ledger import parts
from huiyin.ledger.parts import Span, spans
from huiyin.ledger.replay import replay
from huiyin.ledger.verify import verify
from huiyin.store.events import Box, Event, StreamKey
from huiyin.store.matters import ClockRow, MatterRow
from tests import office
from tests.ledger.whole import COUNTY, POSTS, a_whole_ledger

MANY = 1000


@pytest.fixture
def _in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LEAST_EVENTS", 1)
    monkeypatch.setattr(parts, "PARTS_EACH", 1)


@pytest.fixture
def _ledger(db: None, _in_small_parts: None) -> None:
    office.furnish(POSTS)
    a_whole_ledger()


def streams() -> list[UUID]:
    return sorted(set(Event.objects.values_list("stream", flat=True)))


def matters() -> list[UUID]:
    return sorted(MatterRow.objects.values_list("id", flat=True))


def _without_events(stream: UUID) -> None:
    Event.objects.filter(stream=stream).delete()


def _without_last_event(stream: UUID) -> None:
    Event.objects.filter(stream=stream).order_by("-version")[0].delete()


def _with_another_body(stream: UUID) -> None:
    Event.objects.filter(stream=stream, version=1).update(body="{}")


def _without_boxes(stream: UUID) -> None:
    Box.objects.filter(stream=stream).delete()


def _with_a_key_of_nobody(stream: UUID) -> None:
    # Right behind a stream that is there: the first id of what may be another part.
    StreamKey.objects.create(stream=UUID(int=stream.int + 1), county=COUNTY, suite=1, wrapped=b"x")


def _with_another_title(stream: UUID) -> None:
    MatterRow.objects.filter(id=stream).update(title="改掉")


def _without_clocks(stream: UUID) -> None:
    ClockRow.objects.filter(matter=stream).delete()


def _with_a_row_of_nobody(stream: UUID) -> None:
    row = MatterRow.objects.get(id=stream)
    row.id, row.number = UUID(int=stream.int + 1), f"AL26-0101-{uuid4().hex[:4]}-0"
    row.save(force_insert=True)


def _found(processes: int) -> tuple[list[Text], list[Text]]:
    whole = replay(processes=processes)
    assert whole.events == Event.objects.count()
    assert whole.streams == len(streams())
    # Of one row the columns that differ come in no order.
    return verify(county=COUNTY, processes=processes), sorted(whole.differences, key=lambda one: one.zh)


@pytest.mark.usefixtures("_ledger")
@pytest.mark.django_db
def test_ranges_hold_every_stream_once() -> None:
    taken = spans(MANY)

    assert {span.first for span in taken} >= set(streams()[1:])
    assert (taken[0].first, taken[-1].end) == (None, None)
    assert all(before.end == after.first for before, after in pairwise(taken))
    assert [one for span in taken for one in span.of(MatterRow.objects.order_by("id"), "id")] == list(
        MatterRow.objects.order_by("id")
    )
    assert spans(1) == [Span()]


@pytest.mark.usefixtures("_ledger")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "alter",
    [_without_events, _without_last_event, _with_another_body, _without_boxes, _with_a_key_of_nobody,
     _with_another_title, _without_clocks, _with_a_row_of_nobody],
    ids=lambda alter: alter.__name__.strip("_"),
)  # fmt: skip
def test_what_was_altered_is_found_at_every_border(alter: Callable[[UUID], None]) -> None:
    for stream in matters():
        with transaction.atomic():
            alter(stream)
            whole = _found(1)

            assert whole != ([], [])
            assert _found(MANY) == whole
            transaction.set_rollback(True)


@pytest.mark.usefixtures("_in_small_parts")
@pytest.mark.django_db(transaction=True)
def test_processes_of_their_own_find_the_same() -> None:
    office.furnish(POSTS)
    a_whole_ledger()
    assert _found(2) == ([], [])

    for stream, alter in zip(matters(), (_with_another_body, _with_a_row_of_nobody), strict=True):
        alter(stream)

    verified, replayed = _found(2)
    assert verified != []
    assert (verified, replayed) == _found(1)
    assert verify(county=COUNTY, processes=2, at_most=1) == verified[:1]
