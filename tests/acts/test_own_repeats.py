"""What a person files again while it is in hand goes with the first, is told so, and is parted when it is another thing."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from huiyin.acts import counter, portal
from huiyin.acts.limits import Visitor
from huiyin.acts.matters import Filed
from huiyin.acts.slip_marks import mark_written
from huiyin.acts.writing import Moment
from huiyin.ledger.keys import newest_private
from huiyin.ledger.replay import replay
from huiyin.queries.own_matter import own_matter_views
from huiyin.queries.receipts import Slip, receipt
from huiyin.store.matters import ClockRow, Link
from tests import office
from tests.office import MORNING, OPINION, at, row, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
VISITOR = Visitor("198.51.100.7")
AGAIN = {"words": "家里停水三天了，还是没人来，盼着早点修好，停水真受不了。", "title": "停水三天没人管"}


def at_counter(when: datetime, **values: Any) -> Filed:
    filing = office.a_filing(when, **{"title": "停水三天没人管", **values})
    filed = counter.file_once(f"token-{when}", filing, said={}, actor=office.someone("centre.intake", when))
    assert filed is not None
    mark_written(at=MORNING)
    return filed


def twice(**values: Any) -> tuple[Filed, Filed]:
    return at_counter(at(0)), at_counter(at(3), **{**AGAIN, **values})


def running(filed: Filed) -> set[str]:
    return set(ClockRow.objects.filter(matter=filed.matter, running=True).values_list("clock", flat=True))


def test_the_same_thing_from_the_same_phone_goes_with_the_first() -> None:
    first, again = twice()

    held = row(again.matter)
    assert (held.state, held.merged_into) == ("joined", str(first.matter))
    assert Link.objects.filter(matter=again.matter, other=first.matter, sort="repeat").exists()
    assert running(again) == set()
    assert {"XF-02", "XF-03"} <= running(first)
    assert newest_private(again.matter)["words"] == AGAIN["words"]
    assert replay().differences == []


def test_the_person_reads_the_number_of_the_first_and_its_last_day() -> None:
    first, again = twice()

    told = own_matter_views([again.matter], at=at(3))[0]
    assert told.told[0].sentence.zh == f"和您先反映的 {first.number} 是同一件事，合在一起办，时限按先反映的那件算"
    assert told.matter.values["first_last"] == "2026-08-18"
    slip = receipt(
        Slip(again.matter, again.number, again.code, again.leaf), actor=office.someone("centre.intake", at(3))
    )
    assert {one.label: one.text for one in slip.rows}["已经在办"].startswith(first.number)


@pytest.mark.parametrize(
    "different",
    [
        {"phone": "13800000027"},
        {"phone": ""},
        {"words": "村口路灯坏了一个月。", "title": "路灯坏了", "requests": ["修路灯"]},
        {"concerns_office": "yes", "concerned_unit": "water"},
    ],
    ids=["another phone", "no phone", "another thing", "another office"],
)
def test_what_is_not_the_same_is_its_own_matter(different: dict[str, Any]) -> None:
    _, again = twice(**different)

    assert row(again.matter).state == "registered"


def test_a_first_that_is_answered_or_past_its_time_joins_nothing() -> None:
    first = at_counter(at(0))
    late = at_counter(at(40), **AGAIN)

    assert row(first.matter).due_at < at(40)
    assert row(late.matter).state == "registered"


@pytest.mark.parametrize("who", ["centre.sort", "filer"])
def test_another_matter_is_parted_and_its_limits_run_from_its_own_receipt(who: str) -> None:
    _, again = twice()
    step(again.matter, "part_own", who, at(5), reason="说的是另一栋楼")

    held, notice = row(again.matter), ClockRow.objects.get(matter=again.matter, clock="XF-03", running=True)
    assert (held.state, held.merged_into) == ("registered", "")
    assert not Link.objects.filter(matter=again.matter, sort="repeat").exists()
    assert str(notice.due_on) == "2026-08-21"
    step(again.matter, "accept", "centre.sort", at(6))
    assert replay().differences == []


def test_the_reply_to_the_first_settles_the_repeat() -> None:
    first, again = twice()
    step(first.matter, "accept", "centre.sort", at(4))
    step(first.matter, "hand_over", "centre.sort", at(4, 1), to_post="water.handle", reason="供水归水务")
    step(first.matter, "sign_for", "water.handle", at(4, 2))
    step(first.matter, "draft", "water.handle", at(5), **OPINION)
    step(first.matter, "check", "water.check", at(5, 1))
    step(first.matter, "sign", "water.sign", at(5, 2))
    step(first.matter, "serve", "water.handle", at(6), served_way="in_person")

    assert row(again.matter).state == "archived"
    assert "XF-08" in running(first)
    assert "这一件一并了结" in own_matter_views([again.matter], at=at(6))[0].told[0].sentence.zh


def test_a_first_that_is_withdrawn_leaves_the_repeat_on_its_own() -> None:
    first, again = twice()
    step(first.matter, "withdraw", "filer", at(4))

    assert row(again.matter).state == "registered"
    assert "XF-03" in running(again)


def on_the_net(when: datetime, token: str, **more: Any) -> Filed:
    filing = office.a_filing(when, **{"channel": "web", "title": "停水三天没人管", **more.pop("values", {})})
    filing = portal.Filing("appeal", filing.values, Moment(when, when), received_unit="centre")
    return portal.file_once(token, filing, visitor=VISITOR, **more)


def test_on_the_net_only_the_code_of_the_first_joins_never_a_number_typed() -> None:
    first = at_counter(at(0))

    typed = on_the_net(at(1), "t" * 24)
    shown = on_the_net(at(2), "u" * 24, known=(first.matter,))

    assert row(typed.matter).state == "registered"
    assert (row(shown.matter).state, row(shown.matter).merged_into) == ("joined", str(first.matter))


def test_the_clerk_is_shown_the_first_and_the_way_to_part_them(client: Client) -> None:
    first, again = twice()
    told = client.post("/track/", {"code": again.code})

    assert told["Location"] == "/my/"
    page = client.get("/my/").content.decode()
    assert first.number in page
    assert "/my/do/0/part_own/" in page
