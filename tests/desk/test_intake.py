"""The counter: proposals with reasons, nothing filled in unasked, one filing however often it is pressed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from re import findall

import pytest
from django.test import Client

from huiyin.acts import registers
from huiyin.acts.counter import RECEIPT_LASTS
from huiyin.acts.writing import Moment
from huiyin.flow.actor import clockwork
from huiyin.store.matters import MatterRow
from huiyin.store.working import Draft
from tests import office
from tests.desk.conftest import NOW
from tests.office import MORNING, VILLAGE

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Move = Callable[[datetime], None]
TYPED = {
    "channel": "walk_in",
    "words": "家里停水三天了，没人管，老人等着用水。",
    "requests": "修好水管\n说明原因",
    "village": VILLAGE,
    "place": "柳溪村 3 组",
    "name": "周小满",
    "phone": "13800000026",
    "concerns_office": "no",
    "concerned_unit": "",
    "title": "停水三天",
    "category": "",
    "read_back": "aloud",
}


def token(client: Client) -> str:
    words = client.get("/desk/intake/").content.decode()
    return str(findall(r'name="token" value="([0-9a-f-]{36})"', words)[0])


def route() -> None:
    rows = [
        registers.NewEntry("duty", "supply", {"name": "供水保障", "unit": "water", "grade": "直接责任人", "basis": "三定方案"}, date(2020, 1, 1)),
        registers.NewEntry("route", "water", {"category": "water", "level": "county", "unit": "water", "duty": "supply", "reason": "供水由水务局主管"}, date(2020, 1, 1)),
    ]  # fmt: skip
    registers.record_many(rows, actor=clockwork(MORNING), moment=Moment(MORNING, MORNING))


def test_filing_gives_number_and_code_once_and_the_receipt_prints(desk: Desk, clock: Move) -> None:
    client = desk("centre.intake")

    answer = client.post("/desk/intake/", {**TYPED, "token": token(client), "file": "1"})
    page = client.get(answer["Location"]).content.decode()

    row = MatterRow.objects.get()
    code = findall(r'no-big">([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2})<', page)[0]
    assert (row.title, row.received_unit, row.channel) == ("停水三天", "centre", "walk_in")
    assert row.number in page
    pdf = client.get(f"{answer['Location']}receipt.pdf")
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    assert client.get(f"{answer['Location']}receipt.docx").status_code == 200
    assert code not in client.get(f"/desk/matters/{row.number}/").content.decode()

    clock(NOW + RECEIPT_LASTS + timedelta(minutes=1))
    late = client.get(answer["Location"])
    assert (late.status_code, code in late.content.decode()) == (410, False)
    assert client.get(f"{answer['Location']}receipt.pdf").status_code == 404


def test_nobody_else_opens_the_receipt(desk: Desk) -> None:
    client = desk("centre.intake")
    answer = client.post("/desk/intake/", {**TYPED, "token": token(client), "file": "1"})

    assert desk("town.intake").get(answer["Location"]).status_code == 410
    assert desk("town.intake").get(f"{answer['Location']}receipt.pdf").status_code == 404


def test_pressing_twice_files_once(desk: Desk) -> None:
    client = desk("centre.intake")
    typed = {**TYPED, "token": token(client), "file": "1"}

    first, second = client.post("/desk/intake/", typed), client.post("/desk/intake/", typed)

    assert (first["Location"], MatterRow.objects.count()) == (second["Location"], 1)


def test_pressing_again_an_hour_later_still_files_once(desk: Desk, clock: Move) -> None:
    client = desk("centre.intake")
    typed = {**TYPED, "token": token(client), "file": "1"}
    client.post("/desk/intake/", typed)
    clock(NOW + timedelta(hours=1))
    client.post("/desk/intake/", {**typed, "token": token(client)})
    client.post("/desk/intake/", typed)

    assert MatterRow.objects.count() == 2


def test_a_faulty_filing_leaves_its_token_unused(desk: Desk) -> None:
    client = desk("centre.intake")
    typed = {**TYPED, "token": token(client), "file": "1"}

    faulty = client.post("/desk/intake/", {**typed, "phone": "138000"})
    words = faulty.content.decode()

    assert faulty.status_code == 422
    assert "还有 1 处要改" in words
    assert "家里停水三天了" in words
    assert f'value="{typed["token"]}"' in words
    assert client.post("/desk/intake/", typed).status_code == 302
    assert MatterRow.objects.count() == 1


def test_proposals_say_why_and_fill_nothing_in(desk: Desk) -> None:
    route()
    filed = office.opened(title="停水三天没人管")
    client = desk("centre.intake")

    proposed = client.post("/desk/intake/", {**TYPED, "token": token(client), "suggest": "1"}).content.decode()

    assert "认得的词：停水" in proposed
    assert "供水由水务局主管" in proposed
    assert "权责清单“供水保障”" in proposed
    assert filed.number in proposed
    assert '<option value="water" selected>' not in proposed
    assert MatterRow.objects.count() == 1


def test_a_proposed_category_is_used_when_asked(desk: Desk) -> None:
    client = desk("centre.intake")

    used = client.post("/desk/intake/", {**TYPED, "token": token(client), "use_category": "water"}).content.decode()

    assert '<option value="water" selected>' in used
    assert "✓" not in used.split("proposed-head")[0]


def test_the_unit_complained_of_is_not_proposed(desk: Desk) -> None:
    route()
    client = desk("centre.intake")
    typed = {**TYPED, "concerns_office": "yes", "concerned_unit": "water", "category": "water"}

    proposed = client.post("/desk/intake/", {**typed, "token": token(client), "suggest": "1"}).content.decode()

    assert "供水由水务局主管" not in proposed


def test_likeness_shows_only_what_the_clerk_may_see(desk: Desk) -> None:
    filed = office.opened(title="停水三天没人管", concerns_office="yes", concerned_unit="town")
    client = desk("town.intake")

    proposed = client.post("/desk/intake/", {**TYPED, "token": token(client), "suggest": "1"}).content.decode()

    assert filed.number not in proposed
    assert "停水三天没人管" not in proposed


def test_the_visitor_reads_back_what_was_typed(desk: Desk) -> None:
    client = desk("centre.intake")

    words = client.post("/desk/intake/", {**TYPED, "token": token(client), "suggest": "1"}).content.decode()
    guest = words.split('class="guest"')[1]

    assert "家里停水三天了，没人管，老人等着用水。" in guest
    assert "修好水管；说明原因" in guest
    assert "柳溪村" in guest
    assert "8月18日（周二）前" in guest


def test_a_half_typed_intake_waits(desk: Desk) -> None:
    client = desk("centre.intake")
    client.post("/desk/intake/", {**TYPED, "token": token(client), "keep": "1"})
    client.post("/logout/")

    words = desk("centre.intake").get("/desk/intake/").content.decode()

    assert "接着您上次存下的写" in words
    assert "家里停水三天了" in words
    assert "停水".encode() not in bytes(Draft.objects.get().sealed)
    assert MatterRow.objects.count() == 0


def test_a_letter_keeps_the_day_of_its_stamp(desk: Desk) -> None:
    client = desk("centre.intake")
    typed = {**TYPED, "channel": "letter", "happened_at": "2026-07-30T10:00", "file": "1"}

    refused = client.post("/desk/intake/", {**typed, "token": token(client)})
    taken = client.post("/desk/intake/", {**typed, "token": token(client), "time_source": "收文章"})

    assert (refused.status_code, taken.status_code) == (403, 302)
    assert MatterRow.objects.get().received_at.astimezone(MORNING.tzinfo).date() == date(2026, 7, 30)


@pytest.mark.parametrize("post", ["water.handle", "office.admin", "water.sign"])
def test_intake_is_for_intake_posts(desk: Desk, post: str) -> None:
    answer = desk(post).get("/desk/intake/")

    assert answer.status_code == 403
    assert "受理登记限受理岗" in answer.content.decode()
    assert "/desk/intake/" not in desk(post).get("/desk/").content.decode()
