"""What a city takes and what it refuses, each refusal with its sentence and nothing left behind."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from huiyin.insight.handed_up.above import FIGURES, require_apart
from huiyin.insight.handed_up.holding import Registered, counted, register, take
from huiyin.insight.handed_up.manifest import MANIFEST, Refused
from huiyin.insight.measures import HEADINGS, BadMeasure, read
from tests.insight.handed_up.cities import MADE_AT, a_county, key_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ANLAN = Registered("990121", "安澜县", "Anlan", key_of("990121"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "upper"
    register(place, ANLAN)
    return place


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_county("990121", tmp_path_factory.mktemp("sound"), kept=0.8, most=20)


def taken(folder: Path, home: Path) -> str:
    return take(duckdb.connect(), folder, home, at=NOW).en


def refused(folder: Path, home: Path) -> str:
    with pytest.raises(Refused) as refusal:
        taken(folder, home)
    assert list((home / "facts").glob(".*")) == []
    return refusal.value.said.en


def test_take_counts_every_figure_from_the_facts(home: Path, sound: Path) -> None:
    assert taken(sound, home) == "Taken: Anlan, 2026: 3 files, 240 rows"

    (year,) = counted(home)["years"]
    read_all = f"SELECT SUM(on_time), COUNT(*) FROM '{sound}/*.parquet' WHERE clock = ?"
    clocks = {"reply": "XF-06", "notice": "XF-03", "registered": "BD-04.1", "contacted": "BD-04.3"}
    assert {figure: year["figures"][figure] for figure in clocks} == {
        figure: [int(one) for one in duckdb.connect().execute(read_all, [clock]).fetchone() or ()]
        for figure, clock in clocks.items()
    }
    assert year["months"]["clock_fact"] == [202601, 202602, 202603]


def test_same_again_changes_nothing(home: Path, sound: Path) -> None:
    taken(sound, home)
    before = counted(home)

    assert taken(sound, home) == "Anlan, 2026: taken before, the same as is held"

    assert counted(home) == before


def test_later_month_is_added(home: Path, sound: Path, tmp_path: Path) -> None:
    months, later = (202601, 202602, 202603, 202604), MADE_AT + timedelta(days=30)
    taken(sound, home)

    taken(a_county("990121", tmp_path, kept=0.8, most=20, months=months, made_at=later), home)

    assert counted(home)["years"][0]["months"]["clock_fact"] == list(months)


def test_unregistered_county_is_refused(tmp_path: Path, sound: Path) -> None:
    register(tmp_path / "upper", Registered("990199", "别县", "Another", key_of("990199")))

    assert refused(sound, tmp_path / "upper") == "990121 has no registered key: not taken"


def test_signature_of_another_key_is_refused(tmp_path: Path, sound: Path) -> None:
    register(tmp_path / "upper", Registered("990121", "安澜县", "Anlan", key_of("990199")))

    assert "does not fit the key" in refused(sound, tmp_path / "upper")


def test_unsigned_folder_is_refused(home: Path, sound: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sound, tmp_path / "year=2026")
    (folder / "manifest.sig").unlink()

    assert refused(folder, home) == "It is not signed"


def test_older_one_is_refused(home: Path, sound: Path, tmp_path: Path) -> None:
    taken(sound, home)

    older = a_county("990121", tmp_path, kept=0.8, most=20, made_at=MADE_AT - timedelta(days=1))

    assert "is held already: this is older" in refused(older, home)


def test_month_that_changed_is_refused_and_the_first_telling_stays(home: Path, sound: Path, tmp_path: Path) -> None:
    taken(sound, home)
    held = (home / "facts/county=990121/year=2026" / MANIFEST).read_bytes()

    changed = a_county("990121", tmp_path, kept=0.5, most=20, made_at=MADE_AT + timedelta(days=1))

    assert refused(changed, home).endswith("is changed or gone: a month handed up is never changed")
    assert (home / "facts/county=990121/year=2026" / MANIFEST).read_bytes() == held


def test_damaged_file_is_refused(home: Path, sound: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sound, tmp_path / "year=2026")
    with (folder / "clock_fact-202602.parquet").open("ab") as out:
        out.write(b"x")

    assert refused(folder, home) == "clock_fact-202602.parquet is not the file the manifest names"


@pytest.mark.parametrize("wrong", [{"county": "99012"}, {"key": "00"}, {"zh": ""}, {"zh": "县" * 41}])
def test_register_refuses_what_is_no_county(wrong: dict[str, str], tmp_path: Path) -> None:
    held = {"county": "990121", "zh": "安澜县", "en": "Anlan", "key": key_of("990121")}

    with pytest.raises(Refused):
        register(tmp_path, Registered(**{**held, **wrong}))


def test_every_figure_on_offer_may_be_counted_above() -> None:
    assert [figure.loaded().id for figure in FIGURES] == [figure.measure for figure in FIGURES]


HEAD = "\n".join(f"-- {name}: 字 | word" for name in HEADINGS)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT SUM(CASE WHEN on_time = 1 THEN days_used END) AS n FROM clock_fact",
        "SELECT SUM(on_time) AS n FROM clock_fact WHERE extended > 0",
        "SELECT extended, COUNT(*) AS n FROM clock_fact GROUP BY extended",
        "SELECT SUM(satisfied) AS n FROM matter_fact WHERE unit = 'water'",
        "SELECT SUM(CASE WHEN rated = 1 THEN resident_solved END) AS n FROM matter_fact",
    ],
)
def test_measure_that_reads_marks_together_is_refused_above(sql: str) -> None:
    with pytest.raises(BadMeasure, match="not above the county"):
        require_apart(read("made_up", f"{HEAD}\n{sql}\n"))
