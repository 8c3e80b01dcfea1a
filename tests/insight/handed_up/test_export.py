"""From the county's tables to the files and on: what goes, what stays at home, and that a month told is told for good."""

from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from bench.small_counties import CATEGORIES, UNITS, County, Row
from huiyin.cli import CliError
from huiyin.cli.facts import exporting, keeping
from huiyin.insight.handed_up.manifest import public_half
from huiyin.insight.handed_up.verifying import read_manifest
from huiyin.insight.measures import load, run
from huiyin.kit.days import SHANGHAI
from huiyin.queries.figures import reader
from huiyin.store.entries import Entry
from huiyin.store.facts import ClockFact, MatterFact
from huiyin.store.matters import Exclusion
from tests.insight.handed_up.made_up import told

JULY, AUGUST = datetime(2026, 7, 1, tzinfo=SHANGHAI), datetime(2026, 8, 1, tzinfo=SHANGHAI)
BIG = County(7, most=400)


@pytest.fixture
def home(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county whose registers know the made-up keys, with a data directory of its own."""
    monkeypatch.setattr(settings, "DATA", tmp_path)
    for register, keys in (("unit", UNITS), ("category", CATEGORIES)):
        Entry.objects.bulk_create(
            Entry(id=uuid4(), county="990121", register=register, key=key, label=key, division="", version=1,
                  valid_from="2020-01-01", values={}) for key in keys
        )  # fmt: skip
    place = tmp_path / "handed_up"
    place.mkdir()
    return place


def keep(matters: list[Row], **changed: object) -> None:
    """Lay matters into the county's fact table."""
    rest = {"county": "990121", "event_version": 1, "edition": 1, "history": 0, "about_office": 0, "filed_day": 0}
    MatterFact.objects.bulk_create(
        MatterFact(matter=uuid4(), **{**rest, **{name: one for name, one in row.items() if name != "first"}, **changed})
        for row in matters
    )


def export(home: Path, at: datetime) -> list[str]:
    return [one.name for one in exporting.make_ready(home, data=home.parent, at=at)]


def test_month_is_told_once_and_what_changes_later_is_not(home: Path) -> None:
    keep(BIG.matters)
    assert export(home, JULY) == ["matter_fact-202601.parquet", "matter_fact-202602.parquet"]
    folder = home / "county=990121" / "year=2026"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    MatterFact.objects.update(satisfied=0, unit="roads")
    keep(County(8, months=(202601,)).matters)

    assert export(home, AUGUST) == []
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_later_month_joins_the_same_manifest(home: Path) -> None:
    keep(BIG.matters)
    export(home, datetime(2026, 6, 30, tzinfo=SHANGHAI))

    assert export(home, JULY) == ["matter_fact-202602.parquet"]

    manifest = read_manifest(home / "county=990121/year=2026", key=public_half(keeping.seed(home.parent)))
    assert [file.month for file in manifest.files] == [202601, 202602]


def test_matters_about_an_office_and_history_stay_at_home(home: Path) -> None:
    keep(BIG.matters)
    keep(BIG.matters[:50], about_office=1)
    keep(BIG.matters[:50], history=1)

    export(home, JULY)

    appeals = [matter for matter in BIG.matters if matter["kind"] == "appeal"]
    query = "SELECT COUNT(*) FROM told WHERE kind = 'appeal'"
    assert told(home / "county=990121" / "year=2026", query) == [(len(appeals),)]


def test_key_that_is_no_plain_code_of_the_register_is_blanked(home: Path) -> None:
    for unit in ("张伟", "13800138000", "zhangwei"):
        keep([{**row, "unit": unit} for row in BIG.matters[:20]])

    export(home, JULY)

    assert told(home / "county=990121/year=2026", "SELECT DISTINCT unit FROM told") == [("",)]


def test_clock_measure_gives_the_county_total_of_every_month(home: Path) -> None:
    clocks = [row for row in BIG.matters if row["kind"] == "appeal"]
    ClockFact.objects.bulk_create(_clock(row, number) for number, row in enumerate(clocks))
    # A complaint about an office has the same clock, and stays at home.
    hidden = ClockFact.objects.bulk_create([_clock(clocks[0], 999)])[0]
    Exclusion.objects.create(matter=hidden.matter, unit="water")

    export(home, JULY)

    params = {"clock": "XF-06", "as_of": 20260701}
    with reader() as lent:
        here = _by_month(run(load("on_time_rate"), lent.connection, dialect=lent.dialect, params=params))
    above = told(
        home / "county=990121/year=2026",
        "SELECT yyyymm, COUNT(*), SUM(on_time), SUM(CASE WHEN stopped_day = 0 THEN 1 ELSE 0 END) FROM told GROUP BY 1 ORDER BY 1",
    )
    left_out = [(202601, 1, hidden.on_time, int(hidden.stopped_day == 0)), (202602, 0, 0, 0)]
    assert above == [
        tuple(a if place == 0 else a - b for place, (a, b) in enumerate(zip(all_of_it, less, strict=True)))
        for all_of_it, less in zip(here, left_out, strict=True)
    ]


def _clock(row: Row, number: int) -> ClockFact:
    stopped = row["replied_day"]
    return ClockFact(
        county="990121", matter=uuid4(), clock="XF-06", round=1, event_version=1, kind="appeal", edition=1, unit=row["unit"],
        town=row["town"], category=row["category"], due_day=row["yyyymm"] * 100 + 9, stopped_day=stopped,
        yyyymm=row["yyyymm"], on_time=int(bool(stopped) and number % 3 > 0), days_used=row["days_to_reply"], extended=0,
    )  # fmt: skip


def _by_month(rows: list[Row]) -> list[tuple[int, ...]]:
    months = sorted({row["yyyymm"] for row in rows})
    return [
        (month, *(sum(row[name] for row in rows if row["yyyymm"] == month) for name in ("n", "on_time_n", "open_n")))
        for month in months
    ]


def test_copy_refuses_a_file_changed_at_home(home: Path, tmp_path: Path) -> None:
    keep(BIG.matters)
    export(home, JULY)
    (home / "county=990121/year=2026/matter_fact-202601.parquet").write_bytes(b"PAR1")

    with pytest.raises(CliError, match="was changed: restore it"):
        exporting.copy_out(home, "990121", to=tmp_path / "out", year=None)


def test_key_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    first = keeping.seed(tmp_path)

    assert keeping.seed(tmp_path) == first
    assert (tmp_path / "facts.key").stat().st_mode & 0o777 == 0o600
