"""The whole file of a matter as one PDF, and the papers of one step as one print."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from huiyin.acts.files import Upload, attach
from huiyin.acts.writing import Moment
from huiyin.papers.binding import Cover, Part, bound
from huiyin.store.matters import Paper
from huiyin.store.readings import Reading
from tests import office
from tests.office import at, someone
from tests.pictures import png

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]


def pages(content: bytes) -> list[str]:
    """Return the words of every page without spaces."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def url(number: str) -> str:
    return f"/desk/matters/{number}/file.pdf"


def test_whole_file_binds_everything_and_its_contents_name_the_right_page(desk: Desk) -> None:
    filed = office.carried_to("served")
    attach(
        filed.matter,
        [Upload("现场.png", png())],
        actor=someone("water.handle", at(0, 8)),
        moment=Moment(at(0, 8), at(0, 8)),
    )

    made = desk("water.handle").post(url(filed.number), {"reason": "归档立卷"})

    held = pages(made.content)
    assert made["Content-Type"] == "application/pdf"
    assert "信访诉求卷宗" in held[0]
    assert filed.number in held[0]
    assert "卷内目录" in held[1]
    titles = ("登记表", "受理告知书", "送达回证", "信访处理意见书", "办理经过", "附件1")
    assert [title for title in titles if title not in held[1]] == []
    assert [text for at_page, text in enumerate(held, 1) if f"卷内第{at_page}页共{len(held)}页" not in text] == []
    assert "家里停水三天了" in held[2]
    assert "周小满" in held[2]
    opinion = next(place for place, text in enumerate(held) if "信访事项处理意见书" in text)
    number = "".join(Paper.objects.get(matter=filed.matter, code="D08").number.split())
    assert f"{number}信访处理意见书2026-08-03{opinion + 1}" in held[1]


def test_every_line_of_the_contents_names_the_page_its_part_begins_on(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    office.signed(filed.matter, "extend", "water.handle", at(3), by="water.sign", extend_by="30", extend_reason="检测")

    held = pages(desk("water.handle").post(url(filed.number), {"reason": "归档立卷"}).content)

    begins = {title: next(place for place, text in enumerate(held, 1) if words in text and place > 2) for title, words in (
        ("登记表", "说了什么"), ("受理告知书", "信访事项受理告知书"), ("延长办理期限告知书", "信访事项延长办理期限告知书"),
        ("文书签发记录", "文书、文号"), ("办理经过", "按记账顺序"), ("卷宗情况说明", "本卷页数"),
    )}  # fmt: skip
    # A line ends with its page, and the next begins with its own place in the list.
    after = {"登记表": 2, "受理告知书": 3, "延长办理期限告知书": 5, "文书签发记录": 7, "办理经过": 8}
    lost = [one for one in after if not re.search(rf"{one}2026-08-\d\d{begins[one]}{after[one]}\D", held[1])]
    assert (lost, begins["卷宗情况说明"]) == ([], len(held))
    record = held[begins["文书签发记录"] - 1]
    assert record.index("water·handle") < record.index("water·sign")


def test_whole_file_needs_a_reason_that_the_person_can_read(desk: Desk) -> None:
    filed = office.carried_to("served")
    client = desk("water.handle")

    without = client.post(url(filed.number), {"reason": " "})
    nothing_read = Reading.objects.count()
    made = client.post(url(filed.number), {"reason": "归档立卷"})

    assert (without.status_code, nothing_read, made.status_code) == (409, 0, 200)
    assert {row.reason for row in Reading.objects.all()} == {"归档立卷", "整卷：归档立卷"}
    assert {row.post for row in Reading.objects.all()} == {"water.handle"}


def test_whole_file_is_not_there_for_who_may_not_know(desk: Desk) -> None:
    filed = office.carried_to("served")

    assert desk("roads.handle").post(url(filed.number), {"reason": "看看"}).status_code == 404
    assert desk("office.admin").post(url(filed.number), {"reason": "看看"}).status_code in (403, 404)
    assert Reading.objects.count() == 0


def test_papers_of_a_step_print_together_each_with_its_proof(desk: Desk) -> None:
    filed = office.carried_to("signed")
    paper = Paper.objects.get(matter=filed.matter, code="D08")

    made = desk("water.handle").get(f"/desk/matters/{filed.number}/papers/{paper.id}/set.pdf")

    held = pages(made.content)
    assert "信访事项处理意见书" in held[0]
    assert "送达回证" in held[-1]
    assert [text for text in held if "受理告知书" in text] == []


def test_what_cannot_be_set_is_listed_without_a_page() -> None:
    cover = Cover("安澜县综治中心", "信访诉求卷宗", (("卷名", "柳树巷"),), date(2026, 10, 14))

    parts = [
        Part("表格", b"x", media="text/csv"),
        Part("坏的", b"%PDF-1.7 broken"),
        Part("照片", png(), media="image/png"),
    ]

    held = pages(bound(cover, parts))

    assert len(held) == 4
    assert "1表格未装订2坏的未装订3照片34卷宗情况说明4" in held[1]
    assert "共4页（含封面、目录和本页）" in held[3]
    assert "2件：表格、坏的，另存" in held[3]
