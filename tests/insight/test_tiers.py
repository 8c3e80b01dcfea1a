"""Tiers: equal units stay together, different ones come apart, and no two whose intervals overlap are ever ranked."""

import random
from math import comb, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.insight.tiers import LEVEL, Counted, exact, tiers


def counted(*pairs: tuple[int, int]) -> list[Counted]:
    """Units named in the order of their names."""
    return [Counted(f"u{one:02}", f"单位{one:02}", hits, n) for one, (hits, n) in enumerate(pairs)]


def told(*pairs: tuple[int, int]) -> tuple[list[list[str]], list[str]]:
    found = tiers(counted(*pairs))
    return [[one.unit for one in tier] for tier in found.tiers], [one.unit for one in found.aside]


OF_SOME = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_units_that_nothing_tells_apart_stand_by_name_and_not_by_rate() -> None:
    assert told((180, 200), (190, 200), (185, 200)) == ([["u00", "u01", "u02"]], [])


def test_unit_that_is_clearly_worse_has_a_tier_of_its_own() -> None:
    assert told((100, 200), (190, 200), (185, 200)) == ([["u01", "u02"], ["u00"]], [])


def test_chain_of_overlapping_units_is_one_tier_although_its_ends_differ() -> None:
    assert told((140, 200), (155, 200), (170, 200), (185, 200)) == ([["u00", "u01", "u02", "u03"]], [])


@pytest.mark.parametrize(
    ("hits", "chained"), [((140, 155, 170, 185), True), ((180, 190, 185), False), ((100, 190, 185), False), ((), False)]
)
def test_tier_says_whether_only_what_lies_between_holds_it_together(hits: tuple[int, ...], chained: bool) -> None:
    found = tiers(Counted(f"u{number}", f"u{number}", one, 200) for number, one in enumerate(hits))

    assert found.chained is chained


def test_small_samples_stand_aside_whatever_their_rate() -> None:
    tiers_of, aside = told((190, 200), (4, 4), (0, 12), (12, 12), (188, 200))

    assert (tiers_of, aside) == ([["u00", "u04"]], ["u01", "u02", "u03"])


def test_nothing_counted_makes_no_tier() -> None:
    assert told() == ([], [])
    assert told((0, 0), (0, 0)) == ([], [])


@pytest.mark.parametrize("one", [(9, 10, 2, 9), (50, 50, 45, 50), (300, 400, 20, 40), (3, 3, 0, 7)])
def test_exact_test_is_twice_fishers_tail(one: tuple[int, int, int, int]) -> None:
    hits, n, other, of = one
    every = comb(n + of, n)
    tail = sum(
        comb(hits + other, x) * comb(n + of - hits - other, n - x) for x in range(hits, min(n, hits + other) + 1)
    )

    assert isclose(exact(*counted((hits, n), (other, of))), min(1, 2 * tail / every), rel_tol=1e-9)


@given(st.lists(OF_SOME, max_size=12))
def test_no_two_whose_intervals_overlap_are_ranked_and_all_are_somewhere(pairs: list[tuple[int, int]]) -> None:
    found = tiers(counted(*pairs))

    for above, below in ((a, b) for i, a in enumerate(found.tiers) for b in found.tiers[i + 1 :]):
        assert min(one.interval[0] for one in above) > max(one.interval[1] for one in below)
    placed = [one.unit for tier in found.tiers for one in tier]
    assert sorted([*placed, *(one.unit for one in found.aside)]) == [one.unit for one in counted(*pairs) if one.n]


@given(st.lists(OF_SOME, max_size=8), st.randoms(use_true_random=False))
def test_order_in_which_units_are_given_changes_nothing(pairs: list[tuple[int, int]], chance: random.Random) -> None:
    held = counted(*pairs)
    shuffled = chance.sample(held, len(held))

    assert tiers(shuffled) == tiers(held)


@pytest.mark.parametrize(("sizes", "share"), [((60,) * 6, 0.8), ((20, 40, 400), 0.95), ((30, 60, 90, 300), 0.9)])
def test_units_of_equal_quality_fall_into_one_tier(sizes: tuple[int, ...], share: float) -> None:
    chance, years = random.Random(20261122), 300
    parted = 0
    for _ in range(years):
        parted += tiers(counted(*((sum(chance.random() < share for _ in range(n)), n) for n in sizes))).told_apart

    assert parted / years <= LEVEL
