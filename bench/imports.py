"""Bringing in a sheet of Excel: dry run, as history and as new, in rows a second, with the bare floor of the same run beside.

Usage: python bench/imports.py --rows 20000
       python bench/imports.py --file board.csv --mapping message_board.toml
The floor is Django's own bulk_create of one matter row and one event row, 200 a transaction.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import ground

THINGS = ("路灯不亮", "井盖松动", "下水堵了", "停水", "垃圾没人收", "路面塌陷", "工地夜里吵", "楼道堆杂物")
PLACES = ("桥头", "菜场北门", "三组晒场", "小学门口", "河边步道", "老供销社后面")
WISHES = ("请尽快修", "请回电说明", "请定个日子", "请派人来看")
MAPPING = """
name = "热线工单"
source = "bench-{way}"
kind = "appeal"
key = "编号"
[date]
column = "时间"
[category]
hints = ["标题", "内容"]
[fields.channel]
constant = "transfer_12345"
[fields.title]
column = "标题"
[fields.words]
columns = ["标题", "内容"]
[fields.requests]
column = "诉求"
[fields.phone]
column = "电话"
[fields.name]
column = "姓名"
[fields.village]
constant = "990121100201"
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000, help="rows of the made-up sheet")
    parser.add_argument("--file", type=Path, help="a sheet of your own, read in place")
    parser.add_argument("--mapping", type=Path, help="its mapping")
    asked = parser.parse_args()
    held = ground.prepare()
    print(ground.machine())
    content = asked.file.read_bytes() if asked.file else a_sheet(asked.rows)
    mapping = asked.mapping.read_text(encoding="utf-8") if asked.mapping else MAPPING
    show(content, mapping)
    held.cleanup()


def a_sheet(rows: int) -> bytes:
    """Return a made-up workbook: the same for the same number of rows."""
    import xlsxwriter

    random, held = Random(1), BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("编号", "时间", "姓名", "电话", "标题", "内容", "诉求"))
    began = datetime(2024, 1, 1, 8)
    for number in range(1, rows + 1):
        what, where, wish = random.choice(THINGS), random.choice(PLACES), random.choice(WISHES)
        words = "，".join(f"{random.choice(PLACES)}也{random.choice(THINGS)}" for _ in range(random.randint(2, 20)))
        when = began + timedelta(minutes=40 * number % 1_000_000)
        phone = f"1390000{number % 10_000:04}"
        sheet.write_row(number, 0, (f"G{number:07}", when, "某住户", phone, f"{where}{what}", words, wish))
    book.close()
    return held.getvalue()


def show(content: bytes, text: str) -> None:
    """Time each way of bringing the sheet in and print a table."""
    from huiyin.acts.import_mapping import read_mapping
    from huiyin.acts.import_rows import Order
    from huiyin.acts.importing import bring_in_good, check_rows
    from huiyin.kit.days import SHANGHAI
    from huiyin.papers.tables import read_table
    from tests import office

    at = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)
    clerk = office.someone("centre.intake", at)
    table, seconds = timed(lambda: read_table(content))
    rows = len(table.rows)
    print(f"\n{rows:,} rows{'':<32}{'seconds':>10}{'rows/s':>10}{'x floor':>10}")
    floor = timed(lambda: bare(rows, at))[1]
    line("bare floor: bulk_create, matter and event row", rows, floor, floor)
    line("read the sheet", rows, seconds, floor)
    for way in ("history", "new"):
        order = Order(read_mapping(text.replace("{way}", way).replace('"message_board"', f'"board-{way}"')), way, at)
        for name, act in (("dry run", check_rows), ("write", bring_in_good)):
            done, spent = timed(lambda act=act, order=order: act(table, order, actor=clerk, progress=lambda done: None))
            line(f"{name}, as {way} (reading included)", rows, spent + seconds, floor)
        print(f"    fates: {dict(Counter(fate.what for fate in done.fates))}")


def bare(rows: int, at: Any) -> None:
    """Insert as many bare rows as the sheet has, 200 a transaction."""
    from acts import bare_event, bare_matter
    from django.db import transaction

    from huiyin.store.events import Event
    from huiyin.store.matters import MatterRow

    for first in range(0, rows, 200):
        keys = [uuid4() for _ in range(min(200, rows - first))]
        with transaction.atomic():
            MatterRow.objects.bulk_create(MatterRow(**bare_matter(key, "路灯不亮", at)) for key in keys)
            Event.objects.bulk_create(Event(**bare_event(key, at)) for key in keys)


def timed(do: Callable[[], Any]) -> tuple[Any, float]:
    """Return what was done and the seconds it took by the wall."""
    began = time.perf_counter()
    return do(), time.perf_counter() - began


def line(name: str, rows: int, seconds: float, floor: float) -> None:
    """Print one line of the table."""
    print(f"{name:<45}{seconds:>10.2f}{rows / seconds:>10,.0f}{seconds / floor:>10.2f}", flush=True)


if __name__ == "__main__":
    main()
