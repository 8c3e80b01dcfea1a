"""The attack of `bench/attack.py`, small: nothing is learned from the exporter as shipped, and every weakness is found."""

import pytest

from bench.adversary import SHIPPED, WEAKENED, Exporter
from bench.attack import attacked, files_say_the_same


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
