"""The attack of `bench/attack.py`, small: nothing is learned from the exporter as shipped, and every weakness is found."""

import pytest

from bench.adversary import SHIPPED, WEAKENED, Exporter
from bench.attack import attacked, files_say_the_same
from bench.attacked_pages import MOVED, attacked_pages, attacked_weakened
from bench.public_pages import registers
from bench.reading_pages import counts_behind, read, small_sums, worked_out


def learned(exporter: Exporter, *, counties: int) -> dict[str, int]:
    """Return the attacks that succeeded, but for what the rule itself says may show."""
    found = attacked(exporter, counties=counties, seed=1)
    assert len(found) == 9
    return {attack: won for attack, (_, won) in found.items() if won and not attack.startswith("[stated]")}


def test_nothing_is_learned_from_what_is_handed_up() -> None:
    assert learned(SHIPPED, counties=30) == {}


@pytest.mark.parametrize("exporter", WEAKENED, ids=lambda exporter: exporter.name)
def test_weakened_exporter_is_seen_through(exporter: Exporter) -> None:
    assert learned(exporter, counties=8) != {}


def test_what_was_attacked_is_what_the_files_say() -> None:
    assert files_say_the_same(counties=3, seed=1) == 3


HEAD = "quarter,month,place,received,to_15,not_in_60,counted_on"


@pytest.mark.django_db
def test_real_pages_tell_nothing_that_the_files_do_not() -> None:
    registers()

    assert sum(won for _, won in attacked_pages(numbers=range(2, 3), seed=1).values()) == 0


@pytest.mark.django_db
def test_page_made_of_live_tables_is_seen_through() -> None:
    registers()

    assert attacked_weakened("a page of live tables", numbers=range(2, 3), seed=1)[MOVED] == (1, 1)


def test_count_hidden_alone_is_given_back() -> None:
    rows = ["2026Q2,,,20,12,8,x", "2026Q2,202604,,,9,,x", "2026Q2,202605,,9,,6,x", "2026Q2,202606,,0,0,0,x"]

    found = read("", "\n".join([HEAD, *rows]))

    assert worked_out(found) == {("202604", "filed"): 11, ("202604", "not_in_60"): 2, ("202605", "to_15"): 3}


def test_two_hidden_counts_known_to_be_few_together_are_found() -> None:
    rows = ["2026Q2,,A,20,,,x", "2026Q2,,B,9,,,x", "2026Q2,,,29,,,x"]

    assert small_sums(read("", "\n".join([HEAD, *rows]))) == 0
    assert small_sums(read("", "\n".join([HEAD, "2026Q2,,A,3,,,x", *rows[1:]]))) == 1


def test_rate_with_its_interval_gives_its_counts_back() -> None:
    assert counts_behind(("54.5", "28.0", "78.7")) == [(6, 11)]
