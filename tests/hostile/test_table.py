"""The table of docs/hostile-inputs.md, line by line, against what really comes back."""

from pathlib import Path

import pytest

from huiyin.store.events import Event
from tests.hostile.inputs import INPUTS

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parent.parent.parent / "docs" / "hostile-inputs.md"
LINES = [
    line.strip("| ").split(" | ", 1) for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
]
TABLE = {name: words for name, words in LINES if ": " in name}


@pytest.mark.parametrize("name", INPUTS)
def test_hostile_input_meets_its_sentence(name: str) -> None:
    assert INPUTS[name]() == TABLE[name]


def test_every_line_of_the_table_is_sent_in() -> None:
    assert list(TABLE) == list(INPUTS)
    assert len(TABLE) >= 60


def test_no_sentence_is_a_bare_refusal() -> None:
    assert {name: words for name, words in TABLE.items() if len(words) < 5} == {}


def test_what_is_refused_at_a_door_writes_nothing() -> None:
    before = Event.objects.count()

    for name, send in INPUTS.items():
        if name.startswith(("intake", "register", "portal", "sign-in", "sheet", "mapping")):
            send()

    assert Event.objects.count() == before
