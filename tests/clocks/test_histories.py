"""The engine and the slow counter agree on random histories."""

from random import Random

import pytest

from tests.clocks.histories import disagreement, random_history


@pytest.mark.parametrize("seed", range(10))
def test_engine_equals_the_slow_counter_on_random_histories(seed: int) -> None:
    random = Random(seed)

    found = [disagreement(random_history(random), with_strip=True) for _ in range(500)]

    assert [words for words in found if words] == []
