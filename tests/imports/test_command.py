"""`./huiyin import` as a person types it: what is printed, what is written, and the exit code."""

from pathlib import Path

import pytest

from huiyin.cli import main
from huiyin.papers.tables import read_table
from huiyin.store.matters import MatterRow
from tests import office
from tests.imports.sheets import COLUMNS, MAPPING, cells

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(tmp_path: Path, db: None) -> Path:
    office.furnish()
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def a_file(here: Path, *rows: tuple[str, ...]) -> Path:
    place = here / "工单.csv"
    place.write_text("\n".join(",".join(row) for row in (COLUMNS, *rows)), encoding="gb18030")
    return place


def typed(place: Path, *more: str) -> int:
    return main(["import", str(place), "--mapping", str(place.parent / "m.toml"), "--as", "history", *more])


def test_first_it_only_looks(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(a_file(here, cells("1"), cells("2"))) == 0

    told = capsys.readouterr().out
    assert "试算，没有写入" in told
    assert "共 2 行：登记 2，已有 0，有误 0，空行 0。" in told
    assert "--go" in told
    assert MatterRow.objects.count() == 0


def test_go_writes_and_says_how_to_undo(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = a_file(here, cells("1"), cells("2"))

    assert typed(place, "--go") == 0

    told = capsys.readouterr().out
    batch = told.partition("--undo ")[2].split()[0]
    assert MatterRow.objects.filter(history=True).count() == 2
    assert main(["import", "--undo", batch]) == 0
    assert f"批次 {batch} 撤销 2 件" in capsys.readouterr().out
    assert main(["import", "--batches"]) == 0
    assert f"{batch}  热线工单（history）  0 件，已撤销 2 件" in capsys.readouterr().out
    assert MatterRow.objects.filter(final=False).count() == 0


def test_refused_row_stops_all_and_stands_in_a_copy_of_the_sheet(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = a_file(here, cells("1"), cells("2", 电话="12"))

    assert typed(place, "--go") == 1

    told = capsys.readouterr().out
    copy = read_table((here / "工单-导入结果.csv").read_bytes())
    assert "一行也没有写入" in told
    assert "第 3 行：电话：" in told
    assert MatterRow.objects.count() == 0
    assert copy.columns == (*COLUMNS, "导入结果", "事项编号", "原因")
    assert copy.rows[1].cells[-3] == "有误"
    assert "电话" in copy.rows[1].cells[-1]
    assert copy.encoding == "gb18030"


def test_good_rows_are_filed_and_the_copy_holds_their_numbers(here: Path) -> None:
    place = a_file(here, cells("1"), cells("2", 电话="12"))

    assert typed(place, "--good-rows", "--go", "--report", str(here / "结果.csv")) == 1

    filed, refused = read_table((here / "结果.csv").read_bytes()).rows
    assert filed.cells[-3:-1] == ("登记", MatterRow.objects.get().number)
    assert refused.cells[-3:-1] == ("有误", "")


def test_copy_can_be_mended_and_brought_in_again(here: Path) -> None:
    place = a_file(here, cells("1"), cells("2", 电话="12"))
    typed(place, "--good-rows", "--go")
    copy = here / "工单-导入结果.csv"
    copy.write_bytes(copy.read_bytes().replace(b",12,", b",,"))

    assert typed(copy, "--go") == 0
    assert MatterRow.objects.count() == 2


@pytest.mark.parametrize(
    ("typed_words", "said"),
    [
        (["工单.csv"], "请写明"),
        (["无.csv", "--mapping", "m.toml", "--as", "new"], "读不了"),
        (["工单.csv", "--mapping", "无.toml", "--as", "new"], "读不了"),
        (["工单.csv", "--mapping", "工单.csv", "--as", "new"], "UTF-8"),
        (["工单.csv", "--mapping", "m.toml", "--as", "new", "--post", "nobody"], "没有人任职"),
        (["工单.csv", "--mapping", "m.toml", "--as", "old"], "写得不对"),
        (["--undo", "20260101-1"], "没有导入批次"),
    ],
)
def test_mistake_gets_a_sentence_and_exit_code_two(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, typed_words: list[str], said: str
) -> None:
    a_file(here, cells("1"))
    monkeypatch.chdir(here)

    assert main(["import", *typed_words]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err


def test_post_that_may_not_register_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(a_file(here, cells("1")), "--go", "--post", "water.sign") == 2
    assert "这个岗位不能登记" in capsys.readouterr().err
    assert MatterRow.objects.count() == 0
