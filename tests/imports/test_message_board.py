"""The real message board: every row of 4,326 has a fate, none comes twice, nobody's phone is public."""

import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from huiyin.acts import importing
from huiyin.acts.import_mapping import read_mapping
from huiyin.acts.import_rows import Order, Way
from huiyin.cli import import_
from huiyin.kit.days import SHANGHAI
from huiyin.papers.tables import Table, read_table
from huiyin.store.events import Event
from huiyin.store.facts import ClockFact
from huiyin.store.matters import ClockRow, MatterRow
from tests import office
from tests.imports.sheets import silent

pytestmark = pytest.mark.django_db

ROWS = 4_326
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)
MAPPING = Path(import_.__file__).parent / "mappings" / "message_board.toml"
# Written apart from the product's own rules: eleven digits of a mobile, or a landline with its area code.
PHONE_LIKE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")


@pytest.fixture
def board(shared_data: Path) -> Table:
    place = shared_data / "appeals" / "hot_messages_4326.csv"
    if not place.exists():
        pytest.skip("shared data absent: appeals/hot_messages_4326.csv")
    office.furnish()
    return read_table(place.read_bytes())


def brought(table: Table, way: Way) -> Counter[str]:
    order = Order(read_mapping(MAPPING.read_text(encoding="utf-8")), way, NOW)
    done = importing.bring_in_good(table, order, actor=office.someone("centre.intake", NOW), progress=silent)
    return Counter(fate.what for fate in done.fates)


def test_every_row_has_a_fate_and_comes_in_once(board: Table) -> None:
    too_long = sum(len(f"{row.cells[2]}\n{row.cells[4]}") > 4000 for row in board.rows)
    phones = sum(bool(PHONE_LIKE.search(cell)) for row in board.rows for cell in row.cells)
    assert phones > 0

    first = brought(board, "history")
    again = brought(board, "history")

    assert (sum(first.values()), sum(again.values())) == (ROWS, ROWS)
    assert first == {"filed": ROWS - too_long, "refused": too_long}
    assert again == {"already": ROWS - too_long, "refused": too_long}
    assert MatterRow.objects.filter(history=True).count() == ROWS - too_long
    assert (ClockRow.objects.count(), ClockFact.objects.count()) == (0, 0)
    assert phones_in_public() == 0


def phones_in_public() -> int:
    words = MatterRow.objects.values_list("title", "values")
    lines = Event.objects.filter(sort="appeal").values_list("body", "words")
    # Stamps and digests of an event are long runs of hexadecimal digits; what people wrote stands in the words.
    public = [f"{title} {values}" for title, values in words] + [words or "" for _, words in lines]
    return sum(bool(PHONE_LIKE.search(re.sub(r'"salt":"[0-9a-f]+"', "", text))) for text in public)


def test_as_new_the_clocks_start_at_the_import(board: Table) -> None:
    some = replace(board, rows=board.rows[:300])

    fates = brought(some, "new")

    filed = fates["filed"]
    assert sum(fates.values()) == 300
    assert filed > 290
    assert set(MatterRow.objects.values_list("received_at", "history")) == {(NOW, False)}
    assert ClockRow.objects.filter(running=True, clock="XF-03").count() == filed
    assert ClockFact.objects.filter(clock="XF-03").count() == filed
