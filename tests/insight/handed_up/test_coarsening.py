"""Classes of five and more, whatever the county; the blank class takes in what is left, and nobody is counted twice."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.insight.handed_up.coarsening import Cell, Keys, coarsen, months_ready

KEYS = st.tuples(st.sampled_from(("water", "roads", "")), st.sampled_from(("a", "b", "c")), st.sampled_from(("x", "y")))


@st.composite
def cells(draw: st.DrawFn) -> dict[Keys, Cell]:
    found = {}
    for keys in draw(st.sets(KEYS, min_size=1, max_size=12)):
        rows = draw(st.integers(1, 9))
        said = draw(st.integers(0, rows))
        found[keys] = Cell(rows, rows, [(said, draw(st.integers(0, said)))])
    return found


@settings(max_examples=100)
@given(cells())
def test_every_class_holds_five_and_every_matter_stands_once(held: dict[Keys, Cell]) -> None:
    plan = coarsen(held)

    total = sum(cell.rows for cell in held.values())
    if total < 5:
        assert plan is None
        return
    assert plan is not None
    sizes: Counter[Keys] = Counter()
    for keys, told in plan.classes.items():
        sizes[told] += held[keys].rows
        kept = sum(1 for one in told if one)
        assert told[:kept] == keys[:kept] or "" in keys
    assert set(plan.classes) == set(held)
    assert sum(sizes.values()) == total
    assert min(sizes.values()) >= 5


@settings(max_examples=100)
@given(cells())
def test_no_class_goes_across_the_key_kept_apart(held: dict[Keys, Cell]) -> None:
    plan = coarsen(held, apart=1)

    if plan is None:
        return
    sizes: Counter[Keys] = Counter()
    for keys, told in plan.classes.items():
        sizes[told] += held[keys].rows
        assert told[1] in {keys[1], ""}
    assert min(sizes.values()) >= 5
    # A value told anywhere is told everywhere: what is published of it is the whole of it.
    assert all(
        len({told[1] for keys, told in plan.classes.items() if keys[1] == value}) == 1
        for value in "abc"
        if any(keys[1] == value for keys in held)
    )


@settings(max_examples=100)
@given(cells())
def test_filers_words_are_told_for_the_group_or_withheld(held: dict[Keys, Cell]) -> None:
    plan = coarsen(held)

    if plan is None:
        return
    said = sum(cell.said[0][0] for cell in held.values())
    yes = sum(cell.said[0][1] for cell in held.values())
    is_told = said >= 5 and yes >= 3
    assert plan.words == (((said, yes) if is_told else (0, 0)),)
    assert plan.withheld == ((0,) if said and not is_told else ())


@settings(max_examples=100)
@given(cells(), st.data())
def test_classes_never_look_at_what_was_said(held: dict[Keys, Cell], data: st.DataObject) -> None:
    otherwise = {
        keys: Cell(cell.matters, cell.rows, [(data.draw(st.integers(0, 9)), 0)]) for keys, cell in held.items()
    }

    plan, other = coarsen(held), coarsen(otherwise)

    assert (plan and plan.classes) == (other and other.classes)


def test_what_is_too_few_stays_at_home() -> None:
    assert coarsen({("water", "a"): Cell(4, 4)}) is None


def test_left_over_goes_one_column_coarser_and_no_further_than_needed() -> None:
    held = {
        ("water", "a"): Cell(5, 5),
        ("water", "b"): Cell(3, 3),
        ("water", "c"): Cell(2, 2),
        ("roads", "a"): Cell(6, 6),
    }

    plan = coarsen(held)

    assert plan is not None
    assert dict(plan.classes) == {
        ("water", "a"): ("water", "a"), ("water", "b"): ("water", ""), ("water", "c"): ("water", ""),
        ("roads", "a"): ("roads", "a"),
    }  # fmt: skip


def test_few_left_over_take_the_smallest_class_in() -> None:
    held = {("water",): Cell(9, 9), ("roads",): Cell(6, 6), ("schools",): Cell(1, 1)}

    plan = coarsen(held)

    assert plan is not None
    assert dict(plan.classes) == {("water",): ("water",), ("roads",): ("",), ("schools",): ("",)}


def test_rows_of_one_matter_do_not_make_a_class() -> None:
    plan = coarsen({("water",): Cell(matters=1, rows=9), ("roads",): Cell(7, 7)})

    assert plan is not None
    assert set(plan.classes.values()) == {("",)}


def test_month_is_ready_when_it_is_over_and_settled() -> None:
    held = [202512, 202601, 202602, 202603]

    assert months_ready(held, today=20260331, settles=1) == [202512, 202601]
    assert months_ready(held, today=20260401, settles=1) == [202512, 202601, 202602]
    assert months_ready(held, today=20260401, settles=4) == []
