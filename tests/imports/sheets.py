"""Sheets and mappings made up for the tests of importing."""

from datetime import datetime, timedelta

from huiyin.acts import importing
from huiyin.acts.import_mapping import Mapping, read_mapping
from huiyin.acts.import_rows import Fate, Order, Way
from huiyin.flow.actor import Actor
from huiyin.papers.tables import Row, Table
from tests import office

NOW = office.MORNING
COLUMNS = ("编号", "标题", "内容", "时间", "电话", "村")
MAPPING = """
name = "热线工单"
source = "hotline"
kind = "appeal"
key = "编号"
[date]
column = "时间"
formats = ["%Y-%m-%d %H:%M"]
[category]
hints = ["标题", "内容"]
[fields.channel]
constant = "transfer_12345"
[fields.title]
column = "标题"
shorten = 20
[fields.words]
columns = ["标题", "内容"]
[fields.requests]
column = "标题"
split = "；"
[fields.phone]
column = "电话"
[fields.village]
column = "村"
otherwise = "990121000000"
"""


def mapping(text: str = MAPPING) -> Mapping:
    return read_mapping(text)


def cells(key: str, **changed: str) -> tuple[str, ...]:
    said = {
        "编号": key, "标题": f"{key} 号井停水", "内容": "三天了", "时间": "2026-07-01 08:30", "电话": "13900000001", "村": "柳溪村",
    }  # fmt: skip
    return tuple({**said, **changed}.values())


def a_table(*rows: tuple[str, ...]) -> Table:
    return Table(COLUMNS, tuple(Row(number, row) for number, row in enumerate(rows, start=2)), "utf-8-sig", ",")


def an_order(way: Way = "history", *, at: datetime = NOW, text: str = MAPPING) -> Order:
    return Order(mapping(text), way, at)


def a_clerk(at: datetime = NOW) -> Actor:
    return office.someone("centre.intake", at)


def silent(done: int) -> None:
    """Take no notice of the progress."""


def checked(table: Table, way: Way = "history") -> tuple[Fate, ...]:
    return importing.check_rows(table, an_order(way), actor=a_clerk(), progress=silent)


def brought(table: Table, way: Way = "history", *, hours: float = 0) -> importing.Brought:
    at = NOW + timedelta(hours=hours)
    return importing.bring_in_good(table, an_order(way, at=at), actor=a_clerk(at), progress=silent)


def whats(fates: tuple[Fate, ...]) -> list[str]:
    return [fate.what for fate in fates]
