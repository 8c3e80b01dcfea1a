"""The leader's morning, the list of what is said to be solved and is not, and what a changed calendar moved."""

import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from huiyin.acts import registers
from huiyin.acts.calendar import recount_all
from huiyin.acts.writing import now_at
from tests import office
from tests.acts.test_calendar import FILED, LATER
from tests.desk.test_list import numbers
from tests.office import at, opened, someone, step
from tests.sheets import taken

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Move = Callable[[datetime], None]


def words_of(content: bytes) -> str:
    return re.sub(r"<[^>]+>", "|", ZipFile(BytesIO(content)).read("word/document.xml").decode())


def test_the_brief_counts_what_the_post_sees_and_names_nobody(desk: Desk, clock: Move) -> None:
    filed = office.carried_to("in_hand")
    clock(at(120))

    said = words_of(desk("water.sign").get("/desk/brief.docx").content)

    assert filed.number in said
    assert "已超期" in said
    assert re.search(r"已超期\|+1\|", said)
    assert "周小满" not in said
    assert desk("water.sign").get("/desk/brief.pdf").content[:5] == b"%PDF-"
    assert desk("centre.watch").get("/desk/brief.pdf").status_code == 200
    assert [desk(post).get("/desk/brief.pdf").status_code for post in ("water.handle", "office.admin")] == [403, 403]


def test_what_the_office_says_is_solved_and_the_person_not_has_its_list(desk: Desk) -> None:
    opened()
    filed = office.carried_to("served")
    step(filed.matter, "rate", "filer", at(0, 8), attitude="satisfied", result="dissatisfied", solved="no")
    client = desk("centre.watch")
    before = numbers(client, "said=unsolved")
    step(filed.matter, "close", "water.handle", at(0, 8.5), office_says="yes")

    assert (before, numbers(client, "said=unsolved")) == ([], [filed.number])
    assert [row[0] for row in taken(client, "/desk/matters/export.xlsx?said=unsolved")[1:]] == [filed.number]


def test_a_new_notice_lists_what_it_moved_from_which_day_to_which(desk: Desk, clock: Move) -> None:
    filed = opened(FILED)
    step(filed.matter, "accept", "centre.sort", FILED.replace(hour=10))
    clock(LATER)
    client = desk("centre.sort")
    before = client.get("/desk/calendar/moved/").content.decode()
    values = {"year": 2027, "notice": "虚构通知〔2026〕1号", "off": ["2027-01-30..2027-02-03"], "work": []}
    notice = registers.NewEntry("calendar_year", "2027", values, LATER.date())
    registers.record(notice, actor=someone("office.admin", LATER), moment=now_at(LATER))

    recount_all(moment=now_at(LATER))

    page = client.get("/desk/calendar/moved/").content.decode()
    assert ("还按推算的日子数" in before, "2027年2月4日" in before) == (True, False)
    assert [day in page for day in (filed.number, "2027年2月1日", "2027年2月4日")] == [True, True, True]
    assert filed.number not in desk("roads.handle").get("/desk/calendar/moved/").content.decode()
