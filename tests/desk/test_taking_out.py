"""Taking sheets and files out: a reason first, a mark on every page, a line in the ledger, nothing that runs."""

from collections.abc import Callable
from io import BytesIO
from re import findall
from zipfile import ZipFile

import pytest
from django.test import Client
from pypdf import PdfReader

from huiyin.ledger.history import newest_of
from huiyin.ledger.replay import replay
from huiyin.ledger.verify import verify
from huiyin.store.events import Event as Line
from huiyin.store.matters import Paper
from huiyin.web.desk.table_sheets import table_sheet
from tests import office
from tests.office import opened
from tests.sheets import REASON, every_row

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Desk = Callable[[str], Client]
MATTERS = "/desk/matters/export.xlsx"
SHEETS = (
    ("centre.sort", MATTERS),
    ("centre.watch", "/desk/charges/export.xlsx"),
    ("centre.sort", "/desk/numbers/export.xlsx"),
    ("centre.sort", "/desk/gaps/export.xlsx"),
    ("centre.sort", "/desk/registers/unit/export.xlsx"),
    ("office.audit", "/desk/audit/draw.xlsx"),
)
MARK = "仅限工作使用　导出：centre · sort 某centre.sort　2026-08-03 18:12　导出号 "


def taken_out() -> list[dict[str, object]]:
    """Return what the ledger says was taken out, the newest first."""
    return [event.body for _, event in newest_of(("export.made",), most=50)]


@pytest.mark.parametrize(("post", "url"), SHEETS)
def test_every_sheet_asks_why_and_is_written_down_with_its_number(desk: Desk, post: str, url: str) -> None:
    opened()
    client = desk(post)

    asked = client.get(url)
    before = taken_out()
    given = client.post(url, REASON)

    assert (asked.status_code, "为什么导出" in asked.content.decode(), before) == (200, True, [])
    rows = every_row(given.content)
    [(stream, event)] = newest_of(("export.made",), most=5)
    assert f"导出号 {stream.hex[-8:].upper()}" in str(rows[0][0])
    assert str(rows[0][0]).endswith("事由：督办、核对　核对台账")
    assert event.body["by"]["person"] == post
    assert event.body["rows"] == len(rows) - 2


@pytest.mark.parametrize("typed", [{}, {"why": "nothing"}, {"why": "other", "words": "  "}])
def test_without_a_reason_nothing_is_given_or_written(desk: Desk, typed: dict[str, str]) -> None:
    answer = desk("centre.sort").post(MATTERS, typed)

    assert answer.status_code == 422
    assert "text/html" in answer["Content-Type"]
    assert taken_out() == []


def test_filters_stay_when_the_reason_is_given(desk: Desk) -> None:
    opened(title="停水三天")
    opened(title="别的")
    client = desk("centre.sort")

    form = client.get(f"{MATTERS}?q=停水").content.decode()
    action = next(one for one in findall(r'action="([^"]+)"', form) if one.startswith(MATTERS))
    rows = every_row(client.post(action, REASON).content)

    assert [row[1] for row in rows[2:]] == ["停水三天"]


def test_the_mark_is_printed_on_every_page_and_holds_no_command(desk: Desk) -> None:
    given = desk("centre.sort").post(MATTERS, {"why": "other", "words": "=1+1 &P\n第二行"})

    sheet = ZipFile(BytesIO(given.content)).read("xl/worksheets/sheet1.xml").decode()
    first = str(every_row(given.content)[0][0])
    assert first.startswith(MARK)
    assert first.endswith("事由：别的事由　=1+1 &P 第二行")
    for part in ("oddHeader", "oddFooter"):
        printed = sheet.split(f"<{part}>")[1].split("<")[0]
        assert printed.startswith(f"&amp;C{MARK}")
        assert "=1+1 ＆P 第二行" in printed


def test_what_was_typed_never_enters_the_ledger_and_the_chain_holds(desk: Desk) -> None:
    desk("centre.sort").post(MATTERS, {"why": "other", "words": "只在纸上的话"})

    assert taken_out() == [
        {
            "what": "matters",
            "rows": 0,
            "why": "other",
            "by": {"person": "centre.sort", "post": "centre.sort", "label": "centre · sort"},
        }
    ]
    assert (verify(county=office.COUNTY[:6]), replay().differences) == ([], [])
    assert [line for line in Line.objects.all() if "只在纸上的话" in f"{line.body}{line.words}"] == []


def test_the_auditor_sees_who_took_out_what(desk: Desk) -> None:
    opened()
    desk("centre.sort").post(MATTERS, REASON)
    number = newest_of(("export.made",), most=1)[0][0].hex[-8:].upper()
    client = desk("office.audit")

    page = client.get("/desk/audit/?since=2026-08-01&until=2026-08-04").content.decode()
    other = client.get("/desk/audit/?since=2026-01-01&until=2026-01-02").content.decode()

    row = page.split('id="exports"')[1]
    assert [one in row for one in (number, "某centre.sort", "事项台账", "督办、核对")] == [True] * 4
    assert (number in other, "这段时间没有人导出过" in other) == (False, True)


def test_who_may_not_have_it_gets_no_form_and_leaves_no_line(desk: Desk) -> None:
    client = desk("water.handle")

    refused = [("/desk/audit/draw.xlsx", 403), ("/desk/numbers/export.xlsx?unit=centre", 404)]

    for url, status in refused:
        assert (client.get(url).status_code, client.post(url, REASON).status_code) == (status, status)
    assert taken_out() == []


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "　＋"])
def test_no_cell_runs(sign: str) -> None:
    text = f"{sign}HYPERLINK(1)"

    rows = every_row(table_sheet("表", [(text, 10)], [(text,)], mark=text))

    assert [str(row[0])[0] for row in rows] == ["'"] * 3


def test_the_public_list_of_personal_data_needs_no_reason() -> None:
    given = Client().get("/catalogue/personal-data.xlsx")

    assert every_row(given.content)[0][:2] == ["事项类型", "收集什么"]
    assert taken_out() == []


def test_a_whole_file_and_a_print_set_are_marked_on_every_page(desk: Desk) -> None:
    filed = office.carried_to("served")
    paper = Paper.objects.get(matter=filed.matter, code="D08")
    client = desk("water.handle")

    whole = client.post(f"/desk/matters/{filed.number}/file.pdf", {"reason": "归档立卷"})
    printed = client.get(f"/desk/matters/{filed.number}/papers/{paper.id}/set.pdf")

    held = [
        ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(one.content)).pages]
        for one in (whole, printed)
    ]
    assert {("仅限工作使用导出：water·handle" in text, "事由：归档立卷" in text) for text in held[0]} == {(True, True)}
    assert {("仅限工作使用" in text, "打印：water·handle" in text) for text in held[1]} == {(False, True)}
    assert [(one["what"], one["why"]) for one in taken_out()] == [("whole_file", "told")]


def test_a_file_without_a_reason_leaves_no_line(desk: Desk) -> None:
    filed = office.carried_to("served")

    assert desk("water.handle").post(f"/desk/matters/{filed.number}/file.pdf", {"reason": " "}).status_code == 409
    assert taken_out() == []
