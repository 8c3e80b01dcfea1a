"""Replaying equals the live rows; whatever is changed in any table is named and mended."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import models, transaction
from pytest_django.plugin import DjangoDbBlocker

from huiyin.ledger import replay as replaying
from huiyin.ledger.replay import TABLES, Table, mend, replay
from huiyin.store.events import Event
from huiyin.store.matters import MatterRow, Paper
from huiyin.store.search import matching
from tests import office
from tests.ledger.whole import POSTS
from tests.office import MORNING, at, carried_to, opened, step

pytestmark = pytest.mark.django_db
REFUSAL = {"refusal_ground": "not_competent", "refusal_facts": "属邻县管", "proper_channel": "邻县信访局"}


@pytest.fixture(scope="module", autouse=True)
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Fill every projected table by real acts, once for the file; what a test changes is undone before."""
    with django_db_blocker.unblock(), transaction.atomic():
        _fill()
        yield
        transaction.set_rollback(True)


def _fill() -> None:
    office.furnish(POSTS)
    served, other = carried_to("served"), opened(concerns_office="yes", concerned_unit="water")
    step(served.matter, "reopen", "filer", at(1), still_wrong="又停水了")
    step(served.matter, "assist", "water.handle", at(1, 1), assist_unit="roads", reason="要开挖")
    step(served.matter, "link", "water.handle", at(1, 2), other=carried_to("in_hand", at(0, 20)).number)
    step(other.matter, "accept", "centre.sort", at(2))
    step(opened(at(2, 1)).matter, "refuse", "centre.sort", at(2, 2), **REFUSAL)


def differences() -> list[str]:
    return [found.zh for found in replay().differences]


def changed(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return (value + "x")[-6:]
        case datetime() | date():
            return value + timedelta(days=1)
        case UUID():
            return uuid4()
        case dict():
            return {**value, "x": 1}
        case list():
            return [*value, ["2026-01-01", None, "x"]]
    assert value is None
    return None


def test_every_table_is_filled_and_equals_its_events() -> None:
    assert [table.model.__name__ for table in TABLES if not table.model._default_manager.exists()] == []
    assert differences() == []
    outcome = replay()
    assert outcome.events == Event.objects.count()
    assert outcome.streams == Event.objects.values("stream").distinct().count()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model.__name__)
def test_every_changed_column_is_named_and_mended(table: Table) -> None:
    for column in table.columns:
        row = table.model._default_manager.exclude(**{column: None}).order_by("pk").first()
        if row is None or column in ("id", "entry_id"):
            continue
        table.model._default_manager.filter(pk=row.pk).update(**{column: changed(getattr(row, column))})

        assert any(table.model._meta.db_table in line for line in differences()), column
        assert mend().differences != []
        assert differences() == [], column


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model.__name__)
def test_row_taken_away_is_named_and_mended(table: Table) -> None:
    row = table.model._default_manager.order_by("pk").first()
    assert row is not None
    table.model._default_manager.filter(pk=row.pk).delete()

    assert any("少了这一行" in line for line in differences())
    mend()
    assert differences() == []


def test_row_without_a_stream_is_named_and_taken_away() -> None:
    row = MatterRow.objects.order_by("id").first()
    assert row is not None
    row.id, row.number = uuid4(), "AL26-0101-0001-0"
    row.save(force_insert=True)

    assert differences() == [f"matter {row.id}：账本里没有这一流"]
    mend()
    assert differences() == []


def test_mended_matter_is_found_by_its_words_again() -> None:
    matter = MatterRow.objects.filter(kind="appeal").order_by("id")[0]
    MatterRow.objects.filter(id=matter.id).update(title="改掉")

    mend()

    assert matter.id in set(MatterRow.objects.filter(id__in=matching("停水")).values_list("id", flat=True))


def test_rows_that_changed_places_between_batches_are_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaying, "BATCH", 1)
    first, second = Paper.objects.exclude(matter=Paper.objects.order_by("matter")[0].matter).order_by("matter")[:2]
    for paper, matter in ((first, uuid4()), (second, first.matter), (first, second.matter)):
        Paper.objects.filter(pk=paper.pk).update(matter=matter)

    mend()

    assert differences() == []


def test_event_that_does_not_fold_is_said_and_left_alone() -> None:
    broken = Event.objects.filter(sort="appeal", version=1).order_by("id")[0]
    Event.objects.filter(pk=broken.pk).update(body="{")

    assert any("请先运行 verify" in line for line in differences())
    mend()
    assert MatterRow.objects.filter(id=broken.stream).exists()
    assert MatterRow.objects.get(id=broken.stream).received_at >= MORNING


def test_columns_leave_out_only_numbers_the_database_gave() -> None:
    left_out = {
        (table.model.__name__, one.attname)
        for table in TABLES
        for one in table.model._meta.concrete_fields
        if one.attname not in table.columns
    }

    assert {name for _, name in left_out} == {"id"}
    assert all(
        isinstance(table.model._meta.pk, models.AutoField | models.BigAutoField)
        for table in TABLES
        if "id" not in table.columns
    )
