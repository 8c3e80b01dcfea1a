"""Bringing a sheet in: every row has a fate, nothing comes in twice, history rings no bell, a batch can be undone."""

import threading
from datetime import timedelta

import pytest

from huiyin.acts import importing
from huiyin.acts.importing import NotAllGood, Undone, undo_batch
from huiyin.acts.writing import NotFound, now_at
from huiyin.kit.days import SHANGHAI
from huiyin.ledger.history import history
from huiyin.papers.tables import Row, Table
from huiyin.store.events import Event
from huiyin.store.facts import ClockFact
from huiyin.store.imports import ImportBatch, ImportRow
from huiyin.store.matters import ClockRow, MatterRow
from huiyin.store.working import Message
from tests import office
from tests.imports.sheets import (
    MAPPING,
    NOW,
    a_clerk,
    a_table,
    an_order,
    brought,
    cells,
    checked,
    silent,
    whats,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    office.furnish()


def only() -> MatterRow:
    return MatterRow.objects.get()


def test_dry_run_says_the_fate_of_each_row_and_writes_nothing() -> None:
    before = Event.objects.count()
    table = a_table(cells("1"), cells("2", 电话="1390"), ("", "  ", "", "", "", ""), cells("1"), cells("3", 标题=""))

    fates = checked(table)

    assert whats(fates) == ["filed", "refused", "blank", "already", "refused"]
    assert [fate.row for fate in fates] == [2, 3, 4, 5, 6]
    assert "电话" in fates[1].reason.zh
    assert "第 2 行" in fates[3].reason.zh
    assert (MatterRow.objects.count(), ImportBatch.objects.count(), Event.objects.count()) == (0, 0, before)


def test_dry_run_says_what_the_writing_then_does() -> None:
    table = a_table(cells("1"), cells("2", 村="没有的村"), cells("1"), cells("", 标题="无号"), cells("4", 时间="昨天"))

    foreseen = checked(table)

    assert whats(brought(table).fates) == whats(foreseen) == ["filed", "refused", "already", "refused", "refused"]


def test_history_keeps_the_source_date_and_names_it() -> None:
    done = brought(a_table(cells("7")))

    row = only()
    (event,) = history(row.id)
    assert row.received_at.astimezone(SHANGHAI).isoformat() == "2026-07-01T08:30:00+08:00"
    assert event.recorded_at == NOW
    assert event.body["source"] == f"来源日期：热线工单（导入批次 {done.batch}）"
    assert (row.history, row.turn, row.due_at) == (True, "", None)


def test_history_runs_no_clock_enters_no_figure_and_rings_nobody() -> None:
    brought(a_table(cells("7"), cells("8")), "history")

    assert (ClockRow.objects.count(), ClockFact.objects.count(), Message.objects.count()) == (0, 0, 0)


def test_new_is_received_at_the_import_moment_and_its_clocks_start() -> None:
    brought(a_table(cells("7")), "new")

    row = only()
    clocks = set(ClockRow.objects.filter(matter=row.id, running=True).values_list("clock", flat=True))
    assert (row.received_at, row.history, row.turn) == (NOW, False, "centre/sort")
    assert clocks == {"XF-01", "XF-02", "XF-03", "BD-04.2", "BD-04.3", "BD-04.4"}
    # XF-01 has no due day, so nothing is counted of it.
    day = {"BD-04.1", "BD-04.2", "BD-04.3", "BD-04.4"}
    assert set(ClockFact.objects.values_list("clock", flat=True)) == {"XF-02", "XF-03", *day}
    assert "来源日期 2026-07-01 08:30" in history(row.id)[0].body["source"]


def test_new_needs_no_date_history_does() -> None:
    undated = a_table(cells("1", 时间=""))

    (fate,) = checked(undated, "history")

    assert fate.reason.zh == "没有来源日期，不能作为历史导入"
    assert whats(checked(undated, "new")) == ["filed"]


def test_history_of_tomorrow_is_refused() -> None:
    (fate,) = checked(a_table(cells("1", 时间="2026-08-03 09:13")))

    assert (fate.what, fate.reason.zh) == ("refused", "来源日期 2026-08-03 09:13 还没有到")


def test_same_sheet_again_files_nothing_and_says_which_matter_it_is() -> None:
    table = a_table(cells("1"), cells("2"))
    first = brought(table)

    again = brought(table, "new", hours=1)

    assert (again.batch, whats(again.fates)) == ("", ["already", "already"])
    assert [fate.number for fate in again.fates] == [fate.number for fate in first.fates]
    assert first.batch in again.fates[0].reason.zh
    assert (MatterRow.objects.count(), ImportBatch.objects.count()) == (2, 1)


def test_mended_row_comes_in_with_the_next_import() -> None:
    brought(a_table(cells("1"), cells("2", 电话="12")))

    again = brought(a_table(cells("1"), cells("2")), hours=1)

    assert whats(again.fates) == ["already", "filed"]


def test_second_row_with_the_same_id_is_filed_where_the_first_was_refused() -> None:
    first_slice = [cells("1", 电话="12"), *(cells(f"a{number}") for number in range(importing.SLICE - 1))]

    done = brought(a_table(*first_slice, cells("1")))

    assert (done.fates[0].what, done.fates[-1].what) == ("refused", "filed")


def test_same_id_of_another_source_is_another_row() -> None:
    brought(a_table(cells("1")))
    other = an_order(text=MAPPING.replace('"hotline"', '"another"'))

    done = importing.bring_in_good(a_table(cells("1")), other, actor=a_clerk(), progress=silent)

    assert whats(done.fates) == ["filed"]


def test_ids_of_rows_are_kept_as_keyed_digests_only() -> None:
    brought(a_table(cells("工单-20260701-0042")))

    (digest,) = ImportRow.objects.values_list("digest", flat=True)
    assert len(digest) == 64
    assert "0042" not in digest


def test_all_or_nothing_files_none_when_one_is_refused() -> None:
    before = Event.objects.count()
    table = a_table(*(cells(str(number)) for number in range(importing.SLICE + 5)), cells("x", 电话="12"))

    with pytest.raises(NotAllGood) as raised:
        importing.bring_in_all(table, an_order(), actor=a_clerk(), progress=silent)

    assert len(raised.value.fates) == importing.SLICE + 6
    assert (MatterRow.objects.count(), ImportRow.objects.count(), Event.objects.count()) == (0, 0, before)


def test_all_or_nothing_files_all_when_all_are_right() -> None:
    done = importing.bring_in_all(a_table(cells("1"), cells("2")), an_order(), actor=a_clerk(), progress=silent)

    assert whats(done.fates) == ["filed", "filed"]
    assert MatterRow.objects.count() == 2


def test_numbers_have_no_gap_where_rows_are_refused() -> None:
    table = a_table(cells("1"), cells("2", 电话="12"), cells("3"))

    done = brought(table)

    serials = [fate.number.split("-")[2] for fate in done.fates if fate.number]
    assert [int(serial) for serial in serials] == [1, 2]


def test_category_is_guessed_from_the_register_and_left_open_otherwise() -> None:
    brought(a_table(cells("1", 标题="井坏了", 内容="一直停水"), cells("2", 标题="路不平", 内容="坑多")))

    by_title = dict(MatterRow.objects.values_list("title", "category"))
    assert by_title == {"井坏了": "water", "路不平": ""}


def test_village_is_found_by_name_by_code_or_taken_as_the_whole_county() -> None:
    rows = [cells("1"), cells("2", 村="青石桥镇柳溪村"), cells("3", 村=office.VILLAGE), cells("4", 村="")]

    brought(a_table(*rows))

    divisions = list(MatterRow.objects.order_by("id").values_list("division", flat=True))
    assert divisions == [office.VILLAGE] * 3 + [office.COUNTY]


def test_phone_in_a_title_does_not_reach_public_words() -> None:
    brought(a_table(cells("1", 标题="停水 打 13900000002", 内容="找 13900000003")))

    row, event = only(), Event.objects.get(sort="appeal")
    assert row.title == "停水 打 ***********"
    for phone in ("13900000001", "13900000002", "13900000003"):
        assert phone not in f"{row.title}{row.values}{event.body}{event.words}"


def test_shifted_row_and_lost_digits_are_refused() -> None:
    good = cells("1")
    table = Table(
        a_table().columns,
        (Row(2, good, surplus=1), Row(3, cells("2"), spoiled=("编号",)), Row(4, cells("3"), spoiled=("别的",))),
    )

    fates = checked(table)

    assert whats(fates) == ["refused", "refused", "filed"]
    assert "串" in fates[0].reason.zh
    assert "15 位" in fates[1].reason.zh


def test_statements_are_flat_in_the_rows_of_a_slice(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    table = a_table(*(cells(str(number), 时间=f"2026-0{1 + number % 6}-01 08:30") for number in range(importing.SLICE)))

    with django_assert_max_num_queries(40):
        brought(table)


def test_undoing_ends_each_matter_by_an_event_and_frees_its_row() -> None:
    table = a_table(cells("1"), cells("2"))
    done = brought(table, "new")

    undone = undo_batch(done.batch, actor=a_clerk(), moment=now_at(NOW + timedelta(hours=1)))

    assert undone == Undone(2, ())
    for row in MatterRow.objects.all():
        assert (row.state, row.final, row.turn, row.due_at) == ("archived", True, "", None)
        last = history(row.id)[-1]
        assert (last.type, last.body["source"]) == (
            "appeal.import_undone",
            f"撤销导入批次 {done.batch}（centre · intake）",
        )
    assert ClockFact.objects.count() == 0
    assert ClockRow.objects.filter(running=True).count() == 0
    assert whats(brought(table, hours=2).fates) == ["filed", "filed"]


def test_undoing_keeps_what_was_acted_on_since() -> None:
    done = brought(a_table(cells("1"), cells("2")), "new")
    touched = MatterRow.objects.order_by("id")[0]
    office.step(touched.id, "clarify", "centre.sort", NOW + timedelta(minutes=30), concerns_office="no")

    undone = undo_batch(done.batch, actor=a_clerk(), moment=now_at(NOW + timedelta(hours=1)))

    assert undone == Undone(1, (touched.number,))
    assert office.row(touched.id).state == "registered"
    assert set(ClockFact.objects.values_list("matter", flat=True)) == {touched.id}
    assert undo_batch(done.batch, actor=a_clerk(), moment=now_at(NOW + timedelta(hours=2))) == Undone(
        0, (touched.number,)
    )


def test_unknown_batch_cannot_be_undone() -> None:
    with pytest.raises(NotFound):
        undo_batch("20260101-9", actor=a_clerk(), moment=now_at(NOW))


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_sheet_at_once_file_each_row_once() -> None:
    from django.db import connection

    table, found = a_table(*(cells(str(number)) for number in range(30))), []

    def bring() -> None:
        try:
            found.extend(brought(table).fates)
        finally:
            connection.close()

    threads = [threading.Thread(target=bring) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(whats(tuple(found))) == ["already"] * 30 + ["filed"] * 30
    assert MatterRow.objects.count() == 30
