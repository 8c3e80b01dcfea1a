"""A made-up workbook of hotline orders and its mapping, to bring in."""

from datetime import datetime, timedelta
from io import BytesIO
from random import Random

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
