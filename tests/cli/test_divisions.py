"""`./huiyin divisions load` as a person types it: a folder, one file, a list again, a list that cannot stand."""

import gzip
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from huiyin.cli import divisions as verb
from huiyin.cli import main
from huiyin.store.divisions import Division
from huiyin.store.events import Event

pytestmark = pytest.mark.django_db
LISTED = {
    "provinces.csv": "code,name\n99,示例省\n",
    "cities.csv": "code,name,provinceCode\n9901,云汀市,99\n9902,没有县的市,99\n",
    "areas.csv": 'code,name\n990121,"安澜县"\n990200,没有县的市\n',
    "streets.csv": "code,name\n990121100,青石桥镇\n990200001,城东街道\n",
    "villages.csv.gz": "代码,名称\n990121100201,柳溪村\n990121100202,枫林村\n990200001001,东门社区\n",
}


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own database: nothing is started anew."""
    for name in ("use_data", "start_django", "require_migrated"):
        monkeypatch.setattr(verb, name, lambda *given: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A nation of nine divisions, a file a level."""
    for name, text in LISTED.items():
        held = text.encode()
        (tmp_path / name).write_bytes(gzip.compress(held) if name.endswith(".gz") else held)
    return tmp_path


def load(place: Path, *more: str) -> int:
    """Load a list of the last day of June 2023."""
    return main(["divisions", "load", str(place), "--on", "2023-06-30", *more])


def standing() -> dict[str, tuple[str, str, str]]:
    """Return what stands now: name, level and parent by code."""
    rows = Division.objects.filter(valid_to__isnull=True)
    return {row.code: (row.name, row.level, row.parent) for row in rows}


def test_a_folder_is_loaded_with_levels_and_parents_from_the_codes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(folder, "--source", "示例代码表") == 0

    assert standing() == {
        "990000000000": ("示例省", "province", ""),
        "990100000000": ("云汀市", "city", "990000000000"),
        "990121000000": ("安澜县", "county", "990100000000"),
        "990121100000": ("青石桥镇", "town", "990121000000"),
        "990121100201": ("柳溪村", "village", "990121100000"),
        "990121100202": ("枫林村", "village", "990121100000"),
        "990200000000": ("没有县的市", "city", "990000000000"),
        "990200001000": ("城东街道", "town", "990200000000"),
        "990200001001": ("东门社区", "village", "990200001000"),
    }
    assert "9 new, 0 changed, 0 ended" in capsys.readouterr().out
    event = Event.objects.get(type="divisions.loaded")
    assert ('"added":9' in event.body, '"source":"示例代码表"' in event.body) == (True, True)


def test_the_next_list_changes_only_what_changed_and_former_places_keep_their_names(folder: Path) -> None:
    load(folder)
    Division.objects.filter(code="990121100201").update(outline=[1, 2, 3, 4, 5, 6], urban_class="220")
    text = LISTED["villages.csv.gz"].replace("990121100202,枫林村\n", "990121100203,新枫社区\n").replace("东门", "东关")
    (folder / "villages.csv.gz").write_bytes(gzip.compress(text.encode()))

    assert main(["divisions", "load", str(folder), "--on", "2024-06-30", "--even-so"]) == 0

    kept = Division.objects.get(code="990121100201")
    assert (kept.outline, kept.urban_class, kept.valid_from) == ([1, 2, 3, 4, 5, 6], "220", date(2023, 6, 30))
    former = Division.objects.get(code="990121100202")
    assert (former.name, former.valid_to) == ("枫林村", date(2024, 6, 30))
    assert Division.objects.get(code="990121100203").valid_from == date(2024, 6, 30)
    assert Division.objects.get(code="990200001001").name == "东关社区"


def test_a_place_that_comes_back_stands_again(folder: Path) -> None:
    load(folder)
    Division.objects.filter(code="990121100202").update(valid_to=date(2024, 1, 1))

    load(folder)

    assert "990121100202" in standing()


def test_a_look_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert load(folder, "--dry-run") == 0

    assert "9 new" in capsys.readouterr().out
    assert (Division.objects.count(), Event.objects.filter(type="divisions.loaded").count()) == (0, 0)


def test_a_part_can_be_loaded_and_ends_nothing_elsewhere(folder: Path) -> None:
    load(folder)
    (folder / "areas.csv").write_text("code,name\n990121,安澜县\n", encoding="utf-8")
    (folder / "villages.csv.gz").write_bytes(gzip.compress("code,name\n990121100201,柳溪村\n".encode()))

    assert load(folder, "--below", settings.COUNTY, "--even-so") == 0

    assert "990121100202" not in standing()
    assert "990200001001" in standing()


def test_a_part_taken_for_the_whole_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(folder)

    assert load(folder / "provinces.csv") == 2

    assert "9 个区划里有 8 个不在这份表里" in capsys.readouterr().err
    assert len(standing()) == 9


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("villages.csv.gz", "code,name\n99012110020x,柳溪村\n", "第 2 行：“99012110020x”不是区划代码"),
        ("villages.csv.gz", "code,name\n990121100201,\n", "990121100201 没有名称"),
        ("villages.csv.gz", "code,name\n990121100201,柳\n990121100201,溪\n", "有两个名字：柳、溪"),
        ("villages.csv.gz", "code,name\n990121555201,柳溪村\n", "表里没有它的上级 990121555000"),
        ("areas.csv", f"code,name\n990121,{'长' * 61}\n", "名称超过 60 个字"),
    ],
)
def test_a_line_that_cannot_stand_is_named_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    held = text.encode()
    (folder / name).write_bytes(gzip.compress(held) if name.endswith(".gz") else held)

    assert load(folder) == 1

    assert said in capsys.readouterr().err
    assert Division.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "held", "said"),
    [
        (["load", "nowhere"], b"", "没有 CSV 文件"),
        (["load", "list.csv"], b"a,b\n1,2\n", "要有“代码”和“名称”两列"),
        (["load", "list.csv"], "代码,名称\n99,示例省".encode("gb18030"), "要 UTF-8"),
        (["load", "list.csv.gz"], b"code,name\n", "读不了"),
        (["load", "list.csv", "--below", "12345"], b"code,name\n", "不是区划代码"),
        (["load", "list.csv", "--below", "11"], "code,name\n99,示例省\n".encode(), "里没有 110000000000 区划"),
        ([], b"", "divisions load"),
    ],
)
def test_a_mistake_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    typed: list[str], held: bytes, said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    if len(typed) > 1 and typed[1] != "nowhere":
        Path(typed[1]).write_bytes(held)

    assert main(["divisions", *typed]) == 2

    assert said in capsys.readouterr().err


def test_a_real_province_is_loaded(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Hainan, which has a prefecture without counties and counties without a prefecture."""
    assert load(shared_data / "divisions", "--below", "46") == 0

    assert "3,571 new" in capsys.readouterr().out
    parents = set(Division.objects.values_list("parent", flat=True)) - {""}
    assert parents <= set(Division.objects.values_list("code", flat=True))
