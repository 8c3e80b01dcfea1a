"""Mappings: what is wrong with one is said before a row is read, and what a rule does to a cell."""

from pathlib import Path

import pytest

from huiyin.acts.import_mapping import BadMapping, answers, read_mapping, require_columns, row_key, source_date
from huiyin.cli import import_
from huiyin.kit.text import Text
from tests.imports.sheets import MAPPING, mapping

SHIPPED = sorted((Path(import_.__file__).parent / "mappings").glob("*.toml"))
ROW = {"编号": "7", "标题": "修井；说明原因", "内容": "三天了", "时间": "", "电话": "", "村": ""}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("key =", "key !", "TOML"),
        ('kind = "appeal"', 'kind = "letter"', "appeal"),
        ('source = "hotline"', "", "source"),
        ("key = ", "keys = ", "keys"),
        ('key = "编号"', "key = []", "列名"),
        ("[fields.phone]", "[fields.telephone]", "telephone"),
        ("shorten = 20", 'shorten = "20"', "字数"),
        ('constant = "transfer_12345"', 'column = "渠道"\nconstant = "web"', "二者取一"),
        ('[fields.words]\ncolumns = ["标题", "内容"]', "", "说了什么"),
        ("[date]", "[[date]]", "date"),
    ],
)
def test_faulty_mapping_is_named(old: str, new: str, words: str) -> None:
    assert old in MAPPING

    with pytest.raises(BadMapping, match=words):
        read_mapping(MAPPING.replace(old, new, 1))


def test_sheet_without_a_column_or_with_it_twice_is_refused() -> None:
    with pytest.raises(BadMapping, match="没有这些列：电话、村"):
        require_columns(mapping(), ("编号", "标题", "内容", "时间"))
    with pytest.raises(BadMapping, match="重名的列：标题"):
        require_columns(mapping(), ("编号", "标题", "标题", "内容", "时间", "电话", "村"))


def test_rules_join_split_shorten_and_fall_back() -> None:
    said = answers(mapping(), {**ROW, "标题": "字" * 30})

    assert said["words"] == "字" * 30 + "\n三天了"
    assert said["title"] == "字" * 19 + "…"
    assert said["village"] == "990121000000"
    assert answers(mapping(), ROW)["requests"] == ["修井", "说明原因"]


def test_map_translates_and_lets_the_unknown_show() -> None:
    text = MAPPING.replace('constant = "transfer_12345"', 'column = "村"\nmap = { "电话" = "phone" }')

    assert answers(mapping(text), {**ROW, "村": "电话"})["channel"] == "phone"
    assert answers(mapping(text), {**ROW, "村": "飞鸽"})["channel"] == "飞鸽"


def test_key_of_a_row_holds_its_source_and_is_empty_when_a_part_is() -> None:
    assert row_key(mapping(), ROW) == "hotline\x1f7"
    assert row_key(mapping(), {**ROW, "编号": " "}) == ""


def test_dates_are_read_by_the_formats_named_or_as_iso() -> None:
    assert source_date(mapping(), {**ROW, "时间": "2026-07-01 08:30"}) == source_date(
        mapping(), {**ROW, "时间": "2026-07-01T00:30:00+00:00"}
    )
    assert source_date(mapping(), ROW) is None
    assert isinstance(source_date(mapping(), {**ROW, "时间": "七月一日"}), Text)


@pytest.mark.parametrize("place", SHIPPED, ids=lambda place: place.stem)
def test_shipped_mapping_is_sound(place: Path) -> None:
    read = read_mapping(place.read_text(encoding="utf-8"))

    assert read.key
    assert "user" not in read.columns
