"""The files themselves: exact where exactness is promised, told apart from any tampering, and of counts alone."""

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from bench.small_counties import County, Row
from huiyin.insight.handed_up.above import FIGURES, Figure, counts, facts_of, reads_words
from huiyin.insight.handed_up.manifest import MANIFEST, SIGNATURE, Manifest, Refused, digest, public_half
from huiyin.insight.handed_up.schema import MATTER_FACT, WORDS
from huiyin.insight.handed_up.verifying import findings, read_manifest
from tests.insight.handed_up.made_up import SEED, handed_up, sealed, told

KEY = public_half(SEED)
BIG = County(7, most=400)
# In the second month there were two suggestions: they stay at home, and are no part of what is promised exact.
APPEALS = [matter for matter in BIG.matters if matter["kind"] == "appeal"]


@pytest.fixture
def changed(made: tuple[Manifest, Path], tmp_path: Path) -> tuple[Manifest, Path]:
    """A copy of the sound files, to be tampered with."""
    return made[0], shutil.copytree(made[1], tmp_path / "year=2026")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Manifest, Path]:
    return handed_up(BIG.matters, tmp_path_factory.mktemp("made"))


def said_of(folder: Path, manifest: Manifest | None = None) -> list[str]:
    manifest = manifest or read_manifest(folder, key=KEY)
    return [one.en for one in findings(duckdb.connect(), folder, manifest)]


def test_sound_files_give_no_finding(made: tuple[Manifest, Path]) -> None:
    assert said_of(made[1]) == []
    assert read_manifest(made[1], key=KEY) == made[0]


FROM_MATTERS = [figure for figure in FIGURES if "matter_fact" in figure.loaded().sql]


@pytest.mark.parametrize("figure", FROM_MATTERS, ids=lambda figure: figure.id)
def test_measure_gives_above_what_it_gives_in_the_county(figure: Figure, made: tuple[Manifest, Path]) -> None:
    with facts_of(duckdb.connect(), made[1], whole=reads_words(figure.loaded())) as above:
        found = counts(above, figure, year=2026)

    here = duckdb.connect()
    columns = [f"{name} {'VARCHAR' if sort in WORDS else 'INTEGER'}" for name, sort in MATTER_FACT.columns.items()]
    here.execute(f"CREATE TABLE matter_fact ({', '.join(columns)})")
    rest = {"county": "990121", "filed_day": 0, "history": 0, "about_office": 0}
    here.executemany(f"INSERT INTO matter_fact VALUES ({', '.join('?' * len(columns))})",
                     [[{**rest, **matter}[name] for name in MATTER_FACT.columns] for matter in BIG.matters])  # fmt: skip
    assert found == counts(here, figure, year=2026)
    assert found[1] > found[0] > 0


def test_totals_by_month_and_kind_are_those_of_the_county(made: tuple[Manifest, Path]) -> None:
    columns = ("days_to_reply", "sent_back", "urged")
    sums = ", ".join(f"SUM({name})" for name in columns)

    rows = told(made[1], f"SELECT yyyymm, COUNT(*), {sums} FROM told WHERE kind = 'appeal' GROUP BY ALL ORDER BY ALL")

    expected: dict[int, list[int]] = {}
    for matter in APPEALS:
        held = expected.setdefault(matter["yyyymm"], [0] * (1 + len(columns)))
        for place, number in enumerate((1, *(matter[name] for name in columns))):
            held[place] += number
    assert rows == [(month, *held) for month, held in sorted(expected.items())]


def test_columns_that_hang_together_are_counted_together_exactly(made: tuple[Manifest, Path]) -> None:
    query = "COUNT(*) FILTER (replied_day > 0 AND days_to_reply <= 60), COUNT(*) FILTER (replied_day = 0 AND closed_day > 0)"

    assert told(made[1], f"SELECT {query} FROM told WHERE kind = 'appeal'") == [
        (
            sum(1 for one in APPEALS if one["replied_day"] and one["days_to_reply"] <= 60),
            sum(1 for one in APPEALS if one["closed_day"] and not one["replied_day"]),
        )
    ]


def test_file_does_not_depend_on_whose_marks_they_are(tmp_path: Path) -> None:
    # Two matters of one class exchange what became of them: if the file were of matters, it would change.
    matters = [dict(one) for one in BIG.matters]
    one, other = [matter for matter in matters if is_common(matter)][:2]
    assert {name for name in one if one[name] != other[name]} >= {"days_to_reply", "replied_day"}
    for name in ("replied_day", "closed_day", "days_to_reply", "reopened", "rated", "satisfied"):
        one[name], other[name] = other[name], one[name]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    before, _ = handed_up(BIG.matters, tmp_path / "a")
    after, _ = handed_up(matters, tmp_path / "b")

    assert [file.sha256 for file in after.files] == [file.sha256 for file in before.files]


def is_common(matter: Row) -> bool:
    return (matter["yyyymm"], matter["kind"], matter["unit"], matter["category"], matter["channel"], matter["town"]) == (
        202601, "appeal", "water", "city.road", "walk_in", "990121001000",
    )  # fmt: skip


def test_signature_of_another_county_is_refused(made: tuple[Manifest, Path]) -> None:
    with pytest.raises(Refused, match="does not fit the key"):
        read_manifest(made[1], key=public_half(bytes(32)))


def test_unsigned_folder_is_refused(changed: tuple[Manifest, Path]) -> None:
    _, folder = changed
    (folder / SIGNATURE).unlink()

    with pytest.raises(Refused, match="not signed"):
        read_manifest(folder, key=KEY)


def test_manifest_with_a_further_word_is_refused(changed: tuple[Manifest, Path]) -> None:
    _, folder = changed
    written = (folder / MANIFEST).read_text().replace('"calendar"', '"who": "张伟",\n "calendar"')
    (folder / MANIFEST).write_text(written)

    with pytest.raises(Refused, match="more than its form"):
        read_manifest(folder, key=None)


CHANGES = {
    "a value out of its form": (
        "CASE WHEN unit = 'water' THEN '13800138000' ELSE unit END AS unit",
        "column unit holds",
    ),
    "a day": ("CASE WHEN replied_day > 0 THEN replied_day + 6 ELSE 0 END AS replied_day", "column replied_day holds"),
    "a kind that is confined": ("'accusation' AS kind", "column kind holds"),
    "real rows": ("CAST(hash(unit, n) % 3 AS INTEGER) AS urged", "may be of one matter"),
    "small classes": ("CASE WHEN n % 97 = 0 THEN 'schools' ELSE unit END AS unit", "fewer than 5"),
    "a bare word": ("0 AS satisfied", "would show what a filer said in rated"),
    "words by unit": ("CASE WHEN unit = 'water' THEN 1 ELSE 0 END AS rated", "may be of one matter"),
    "a loose mark": ("1 AS office_solved", "office_solved stands where office_said does not"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_change_of_the_rows_is_found_even_when_signed(name: str, changed: tuple[Manifest, Path]) -> None:
    change, expected = CHANGES[name]
    manifest, folder = changed
    file = folder / manifest.files[0].name
    rewrite(file, change)

    files = tuple(replace(one, sha256=digest(folder / one.name)) for one in manifest.files)
    sealed(replace(manifest, files=files), folder)

    assert [one for one in said_of(folder) if expected in one] != []


def rewrite(file: Path, change: str) -> None:
    duck = duckdb.connect()
    read = f"read_parquet('{file}', hive_partitioning = false)"
    duck.execute(f"CREATE TABLE held AS SELECT *, row_number() OVER () AS n FROM {read}")
    column = change.rpartition(" AS ")[2]
    duck.execute(f"COPY (SELECT * EXCLUDE (n) REPLACE ({change}) FROM held ORDER BY n) TO '{file}' (FORMAT parquet)")
    assert column in MATTER_FACT.columns


def test_changed_missing_and_added_files_are_found(changed: tuple[Manifest, Path]) -> None:
    manifest, folder = changed
    rewrite(folder / manifest.files[0].name, "0 AS urged")
    (folder / manifest.files[1].name).unlink()
    (folder / "names.csv").write_text("张伟")

    assert said_of(folder) == [
        "A file the manifest does not name: 'names.csv'",
        f"{manifest.files[0].name} is not the file the manifest names",
        f"{manifest.files[1].name} is missing",
    ]
