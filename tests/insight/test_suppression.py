"""Small counts stay hidden, tried by an adversary who works through every table that fits what was shown."""

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.insight.suppression import Key, Table, Told, UnequalTables, suppress


def test_suppress_hides_a_small_count_and_one_beside_it() -> None:
    told = suppress(Table(("unit",), {("water",): 3, ("roads",): 40, ("schools",): 9}))

    assert (told.at(unit="water"), told.at(unit="schools"), told.at(unit="roads"), told.at()) == (None, None, 40, 52)


def test_suppress_shows_noughts_and_never_hides_behind_them() -> None:
    told = suppress(Table(("unit",), {("water",): 3, ("roads",): 0, ("schools",): 9}))

    assert (told.at(unit="roads"), told.at(unit="schools"), told.at()) == (0, None, 12)


def test_suppress_hides_more_where_the_hidden_counts_together_are_too_few() -> None:
    told = suppress(Table(("unit",), {("water",): 1, ("roads",): 2, ("schools",): 9, ("parks",): 30}))

    assert [told.at(unit=name) for name in ("water", "roads", "schools", "parks")] == [None, None, None, 30]


def test_suppress_hides_the_total_where_nothing_else_covers() -> None:
    told = suppress(Table(("unit",), {("water",): 3, ("roads",): 0}))

    assert (told.at(unit="water"), told.at()) == (None, None)


def test_suppress_covers_a_cell_against_its_row_and_its_column() -> None:
    cells = {("water", "1"): 2, ("water", "2"): 20, ("roads", "1"): 30, ("roads", "2"): 40}

    told = suppress(Table(("unit", "month"), cells))

    assert [told.at(unit=unit, month=month) for unit, month in cells] == [None] * 4
    assert (told.at(unit="water"), told.at(month="1"), told.at()) == (22, 32, 92)


def test_suppress_keeps_a_margin_hidden_in_every_table_that_shares_it() -> None:
    by_month = Table(("unit", "month"), {("water", "1"): 2, ("water", "2"): 1, ("roads", "1"): 30, ("roads", "2"): 40})
    by_town = Table(("unit", "town"), {("water", "A"): 3, ("roads", "A"): 35, ("roads", "B"): 35})

    told = suppress(by_month, by_town)

    assert told.at(unit="water") is None
    assert told.at(unit="roads") is None or told.at() is None


def test_suppress_refuses_tables_that_disagree() -> None:
    with pytest.raises(UnequalTables, match="the total is 3 in one table and 4 in another"):
        suppress(Table(("unit",), {("water",): 3}), Table(("town",), {("A",): 4}))


@settings(max_examples=100)
@given(st.lists(st.integers(0, 7), min_size=6, max_size=6), st.sampled_from([3, 5]))
def test_suppress_leaves_two_answers_for_every_hidden_count(counts: list[int], fewest: int) -> None:
    table = Table(("row", "column"), dict(zip(product("ab", "xyz"), counts, strict=True)))

    told = suppress(table, fewest=fewest)

    truth = suppress(table, fewest=0).shown
    assert all(shown in (None, truth[key]) for key, shown in told.shown.items())
    assert not [key for key, shown in told.shown.items() if shown is not None and 0 < shown < fewest]
    assert [key for key, shown in told.shown.items() if shown is None and not could_be_another(told, truth, key)] == []


def test_hiding_small_counts_alone_would_be_seen_through() -> None:
    truth = suppress(Table(("row", "column"), {("a", "x"): 2, ("a", "y"): 9, ("b", "x"): 9, ("b", "y"): 9}), fewest=0)
    weak = Told({key: None if 0 < (count or 0) < 5 else count for key, count in truth.shown.items()})

    seen_through = [
        key for key, shown in weak.shown.items() if shown is None and not could_be_another(weak, truth.shown, key)
    ]

    assert seen_through == [(("column", "x"), ("row", "a"))]


def could_be_another(told: Told, truth: Mapping[Key, int | None], key: Key) -> bool:
    """Look for another whole table that fits what was shown, by taking one matter to or from each hidden place."""
    cells = [one for one, shown in told.shown.items() if shown is None and len(one) == 2]
    fixed = [one for one, shown in told.shown.items() if shown is not None and len(one) < 2]
    for moves in product((0, 1, -1), repeat=len(cells)):
        moved = dict(zip(cells, moves, strict=True))
        fits = all(_change(moved, one) == 0 for one in fixed)
        if fits and _change(moved, key) and all((truth[cell] or 0) + by >= 0 for cell, by in moved.items()):
            return True
    return False


def _change(moved: Mapping[Key, int], key: Key) -> int:
    return sum(by for cell, by in moved.items() if set(key) <= set(cell))
