"""The filler of the benchmarks makes what it says, by the acts: a mixture of matters whose ledger and rows agree."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from huiyin.cli.county.model import County
from huiyin.ledger.replay import replay
from huiyin.queries.progress import standing
from huiyin.store.matters import ClockRow, MatterRow

pytestmark = pytest.mark.django_db
BENCH = Path(__file__).resolve().parent.parent.parent / "bench"


@pytest.fixture
def stock(loaded: County, db: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The filler's recipe with a batch of a hundred and two long matters of nine events."""
    monkeypatch.syspath_prepend(BENCH)
    import stock

    for name, value in {"BATCH": 100, "LONG": 2, "LONG_EVENTS": 9, "_county": lambda: loaded}.items():
        monkeypatch.setattr(stock, name, value)
    return stock


def test_a_batch_left_open_runs_its_clocks(stock: Any) -> None:
    stock.open_batch(0, seed=7, total=2)

    assert set(MatterRow.objects.values_list("state", "version", "final")) == {("registered", 1, False)}
    assert MatterRow.objects.count() == 100
    assert ClockRow.objects.filter(running=True).count() == 8 * 100
    held = standing(stock.OPEN_NAME)
    assert held is not None
    assert (held.done, held.total) == (1, 2)


def test_a_batch_is_a_mixture_and_its_ledger_agrees_with_its_rows(stock: Any) -> None:
    stock.play_batch(0, seed=7, total=3)

    rows = MatterRow.objects.values_list("kind", "history", "final", "version")
    assert Counter((kind, history) for kind, history, _, _ in rows) == {
        ("appeal", True): 60, ("appeal", False): 27, ("order", False): 8, ("suggestion", False): 5,
    }  # fmt: skip
    assert sum(final for kind, _, final, version in rows if version == 2) == 17
    assert MatterRow.objects.filter(state="accepted", version=9).count() == 2
    assert replay().differences == []
    held = standing(stock.NAME)
    assert held is not None
    assert (held.done, held.total) == (1, 3)


def test_the_same_number_and_seed_give_the_same_words(stock: Any) -> None:
    first, again, other = (stock.scripts_of(number, seed=7) for number in (4, 4, 5))

    assert first == again
    assert {one.words for one in first} != {one.words for one in other}


def test_later_batches_are_what_an_older_system_held(stock: Any) -> None:
    stock.play_batch(stock.OLDER_FROM, seed=7, total=1000)

    rows = MatterRow.objects.values_list("kind", "history")
    assert Counter(rows) == {("appeal", True): 94, ("appeal", False): 4, ("order", False): 1, ("suggestion", False): 1}
