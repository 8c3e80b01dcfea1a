"""Verifying finds every edit of every column, every deletion, swap and truncation, on a real database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, models, transaction

from huiyin.kit.text import Text
from huiyin.ledger.published import BadPublished, public_text, read_published
from huiyin.ledger.roots import seal
from huiyin.ledger.verify import extent, verify
from huiyin.store.events import Box, Event, Root, StreamKey
from huiyin.store.matters import MatterRow
from huiyin.store.numbers import Series
from huiyin.store.readings import Reading
from tests import office
from tests.ledger.whole import COUNTY, POSTS, a_whole_ledger
from tests.office import at, opened

pytestmark = pytest.mark.django_db
TABLES: tuple[type[models.Model], ...] = (Event, Box, StreamKey, Reading, Root)
OTHER = UUID(int=7)


@pytest.fixture(autouse=True)
def _ledger(db: None) -> None:
    office.furnish(POSTS)
    a_whole_ledger()


def findings() -> list[Text]:
    return verify(county=COUNTY)


@contextmanager
def undone() -> Iterator[None]:
    """Let something happen to the database and take it back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


NO_WORDS = '{"salt":"00112233445566778899aabbccddeeff","values":{}}'


def altered(field: models.Field[Any, Any], value: Any) -> list[Any]:
    """Return other values that the column would take."""
    if field.name == "county":
        return ["990122"]
    if field.name == "suite":
        return [2, 9]
    if value is None:
        return [900 if isinstance(field, models.BigIntegerField) else NO_WORDS]
    return [*([None] if field.null else []), *_others(field.name, value)]


def _others(name: str, value: Any) -> list[Any]:
    match value:
        case bytes() | memoryview():
            held = bytes(value)
            return [bytes([held[0] ^ 1]) + held[1:] if held else b"x", held[:-1] + b"xy"]
        case datetime():
            # An event may not have happened after it was recorded; that the database itself refuses.
            return [value - timedelta(microseconds=1), value + timedelta(days=-1 if name == "at" else 400)]
        case date():
            return [value - timedelta(days=1)]
        case int():
            return [value + 900]
        case str():
            return [value + "x", "x" + value[1:], value.replace(":", ": ", 1) if ":" in value else "y"]
    assert isinstance(value, UUID)
    return [OTHER]


def sample(table: type[models.Model]) -> list[models.Model]:
    """Return some rows of a table: every one of a small table, of the events those of the matters."""
    rows = list(table._default_manager.order_by("pk"))
    return [row for row in rows if not getattr(row, "sort", "").startswith("register:")] + rows[:1]


def test_whole_ledger_has_no_findings() -> None:
    assert findings() == []
    size = extent()
    assert (size.roots, size.readings, size.unsealed) == (2, 4, 2)
    assert size.events == Event.objects.count()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_edit_of_every_column_is_found(table: type[models.Model]) -> None:
    seen, unseen = 0, []
    for row in sample(table):
        # The row's own number says nothing; it is not part of what is proved.
        for field in table._meta.concrete_fields:
            for value in altered(field, getattr(row, field.name)) if field.name != "id" else ():
                if _is_found(row, field.name, value):
                    seen += 1
                else:
                    unseen.append(f"{table.__name__}.{field.name} of {row.pk}: {value!r}")

    assert unseen == []
    assert seen >= 2 * (len(table._meta.concrete_fields) - 1)


def _is_found(row: models.Model, name: str, value: Any) -> bool:
    try:
        with undone():
            type(row)._default_manager.filter(pk=row.pk).update(**{name: value})
            return bool(findings())
    except IntegrityError:
        # The database itself refuses it.
        return True


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_deletion_is_found(table: type[models.Model]) -> None:
    unseen = []
    for row in sample(table):
        with undone():
            table._default_manager.filter(pk=row.pk).delete()
            if not findings():
                unseen.append(f"{table.__name__} {row.pk}")

    assert unseen == []


def _swap(first: Event, second: Event, *names: str) -> None:
    # The first is put aside for a moment, because versions and positions are unique.
    aside = {name: 10**6 for name in names if name in ("version", "position")}
    if aside:
        Event.objects.filter(pk=first.pk).update(**aside)
    Event.objects.filter(pk=second.pk).update(**{name: getattr(first, name) for name in names})
    Event.objects.filter(pk=first.pk).update(**{name: getattr(second, name) for name in names})


@pytest.mark.parametrize(
    "names",
    [("version",), ("position",), ("body", "words"), ("version", "prev", "hash"), ("hash",), ("stream", "version")],
    ids="+".join,
)
def test_every_swap_of_two_events_is_found(names: tuple[str, ...]) -> None:
    events = list(Event.objects.exclude(sort__startswith="register:").filter(position__isnull=False).order_by("id"))
    unseen = []
    for first, second in pairwise(events):
        if "version" in names and "stream" not in names and first.stream != second.stream:
            continue
        with undone():
            _swap(first, second, *names)
            if not findings():
                unseen.append((first.pk, second.pk))

    assert len(events) > 5
    assert unseen == []


def test_whole_stream_taken_out_is_found() -> None:
    stream = Event.objects.exclude(sort__startswith="register:").values_list("stream", flat=True)[0]
    for table in (Event, Box, StreamKey):
        table._default_manager.filter(stream=stream).delete()

    assert any("整流被删" in found.zh for found in findings())


def _cut_back_to(root: Root) -> None:
    """Take the ledger back to a root, with every witness, as someone with the database in hand would."""
    Root.objects.filter(number__gt=root.number).delete()
    Series.objects.filter(name="root").update(last=root.number)
    for table in (Event, Reading):
        table._default_manager.filter(models.Q(position__gt=root.last) | models.Q(position=None)).delete()
    left = dict(Event.objects.values_list("stream").annotate(models.Max("version")))
    MatterRow.objects.exclude(id__in=left).delete()
    Box.objects.exclude(stream__in=left).delete()
    StreamKey.objects.exclude(stream__in=left).delete()
    for stream, version in left.items():
        MatterRow.objects.filter(id=stream).update(version=version)
        Box.objects.filter(stream=stream, version__gt=version).delete()
    for series in Series.objects.filter(name__startswith="reading/"):
        day = datetime.strptime(series.name, "reading/%Y%m%d").date()
        last = Reading.objects.filter(day=day).aggregate(last=models.Max("number"))["last"]
        Series.objects.filter(pk=series.pk).update(last=last or 0)
    # What was never written left no series behind.
    Series.objects.filter(last=0).delete()


def test_truncation_after_the_last_published_root_is_found_by_what_hangs_in_the_hall() -> None:
    hall = read_published(public_text(county=COUNTY))
    first = Root.objects.get(number=1)

    _cut_back_to(first)

    assert findings() == []
    assert [found.zh for found in verify(county=COUNTY, published=hall)] == [
        "公示过的第 2 号根不在账本里，账本在公示之后被截短了"
    ]


def test_ledger_written_afresh_after_a_cut_is_found_by_what_hangs_in_the_hall() -> None:
    hall = read_published(public_text(county=COUNTY))
    _cut_back_to(Root.objects.get(number=1))
    opened(at(3))
    seal(at=at(4), county=COUNTY)

    assert findings() == []
    assert [found.zh for found in verify(county=COUNTY, published=hall)] == ["第 2 号根与公示的不一样"]


@pytest.mark.parametrize("what", ["events", "reading"])
def test_tail_cut_before_it_was_sealed_is_found_by_its_witness(what: str) -> None:
    cut: dict[str, Callable[[], object]] = {
        "events": Event.objects.exclude(sort__startswith="register:").filter(position=None).delete,
        "reading": Reading.objects.filter(position=None).delete,
    }
    cut[what]()

    assert len(findings()) == 1


@pytest.mark.parametrize("text", ["1 2 3", "x 1 9 9 1 ab 2026", "<html>"])
def test_text_that_was_never_published_is_refused(text: str) -> None:
    with pytest.raises(BadPublished, match="第 2 行"):
        read_published(["# 回音", text])


def test_findings_stop_where_asked() -> None:
    Event.objects.update(body="{}")

    assert len(verify(county=COUNTY, at_most=5)) == 5
