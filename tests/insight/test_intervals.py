"""Wilson's interval against its own equation, and the words for a rate."""

from math import isclose, sqrt

import pytest

from huiyin.insight.intervals import Z_95, in_words, rate, wilson


@pytest.mark.parametrize(("hits", "n"), [(1, 5), (48, 50), (95, 100), (5, 1000), (999, 1000), (7, 14)])
def test_ends_of_the_interval_are_where_the_score_test_just_accepts(hits: int, n: int) -> None:
    for end in wilson(hits, n):
        score = abs(hits / n - end) / sqrt(end * (1 - end) / n)
        assert isclose(score, Z_95, rel_tol=1e-9)


@pytest.mark.parametrize("n", [1, 5, 100])
def test_interval_stays_within_nothing_and_all(n: int) -> None:
    low, high = wilson(0, n)
    assert low == 0
    assert 0 < high < 1
    low, high = wilson(n, n)
    assert 0 < low < 1
    assert high == 1


@pytest.mark.parametrize(
    ("hits", "n", "said"),
    [
        (4, 4, "样本太小（4 件）"),
        (0, 0, "样本太小（0 件）"),
        (5, 5, "100.0%（56.6%～100.0%）"),
        (48, 50, "96.0%（86.5%～98.9%）"),
        (0, 10, "0.0%（0.0%～27.8%）"),
        (99_999, 100_000, ">99.9%（>99.9%～>99.9%）"),
        (1, 11_027, "<0.1%（<0.1%～0.1%）"),
    ],
)
def test_rate_is_said_with_its_interval_or_not_at_all(hits: int, n: int, said: str) -> None:
    assert in_words(hits, n).zh == said


def test_more_hits_than_counted_are_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        rate(6, 5)
