"""The ledger of numbers: complete, each void with its reason, and not a word to who may not know of a matter."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.acts.matters import Filed
from huiyin.queries.number_ledger import number_ledger
from huiyin.queries.papers import paper_pdf
from huiyin.store.matters import Exclusion, Paper
from huiyin.store.numbers import Series
from tests import office
from tests.office import at, someone, step
from tests.sheets import taken

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Desk = Callable[[str], Client]
Move = Callable[[datetime], None]


def accepted(times: int) -> list[Filed]:
    filed = []
    for number in range(times):
        filed.append(office.opened(at(0, number / 10)))
        step(filed[-1].matter, "accept", "centre.sort", at(0, 1 + number / 10))
    return filed


def test_numbers_run_on_and_a_void_one_stays_with_its_reason() -> None:
    filed = accepted(3)
    step(
        filed[1].matter, "void_paper", "centre.sort", at(0, 3), void_number="安centre受〔2026〕2号", reason="写错了办理单位"
    )  # fmt: skip

    found = number_ledger("centre", 2026, actor=someone("centre.sort", at(0, 4)))

    assert found is not None
    assert [(one.code, one.last, one.void, one.missing) for one in found.series] == [("D02", 3, 1, ())]
    assert [(one.number, one.void, one.reason, one.matter) for one in found.lines] == [
        ("安centre受〔2026〕3号", False, "", filed[2].number),
        ("安centre受〔2026〕2号", True, "写错了办理单位", filed[1].number),
        ("安centre受〔2026〕1号", False, "", filed[0].number),
    ]


def test_a_number_that_is_lost_is_shown_as_missing() -> None:
    filed = accepted(3)
    Paper.objects.filter(matter=filed[1].matter).delete()

    found = number_ledger("centre", 2026, actor=someone("centre.sort", at(0, 4)))

    assert found is not None
    assert found.series[0].missing == (2,)


def test_a_reprint_makes_no_number() -> None:
    filed = accepted(1)[0]
    paper = Paper.objects.get(matter=filed.matter)

    prints = {paper_pdf(paper.id, actor=someone("centre.sort", at(0, 4))) for _ in range(2)}

    assert len(prints) == 1
    assert Series.objects.get(name="安centre受/2026").last == 1


def test_only_the_own_unit_sees_its_numbers(desk: Desk) -> None:
    accepted(1)

    assert number_ledger("centre", 2026, actor=someone("water.handle", at(0, 4))) is None
    assert number_ledger("centre", 2026, actor=someone("office.admin", at(0, 4))) is None
    assert desk("water.handle").get("/desk/numbers/export.xlsx?unit=centre").status_code == 404
    assert "安centre" not in desk("water.handle").get("/desk/numbers/?unit=centre").content.decode()


def test_of_a_matter_one_may_not_know_only_the_number_is_seen() -> None:
    filed = accepted(2)
    Exclusion.objects.create(matter=filed[0].matter, unit="centre")

    found = number_ledger("centre", 2026, actor=someone("centre.sort", at(0, 4)))

    assert found is not None
    assert [(one.number, one.matter, one.title) for one in found.lines if not one.matter] == [
        ("安centre受〔2026〕1号", "", "")
    ]


def test_the_page_shows_them_and_the_sheet_holds_them(desk: Desk) -> None:
    filed = accepted(2)
    client = desk("centre.sort")

    shown = client.get("/desk/numbers/").content.decode()
    sheet = taken(client, "/desk/numbers/export.xlsx")

    assert "安centre受〔2026〕2号" in shown
    assert "周小满" not in shown
    assert [row[3] for row in sheet[1:]] == [filed[1].number, filed[0].number]


def test_the_page_asks_no_more_for_more_numbers(desk: Desk) -> None:
    client, counts = desk("centre.sort"), []
    for _ in range(2):
        filed = accepted(2)
        for one in filed:
            number = Paper.objects.get(matter=one.matter).number
            step(one.matter, "void_paper", "centre.sort", at(0, 3), void_number=number, reason="重复")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/desk/numbers/")
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] <= 30
