"""A confined matter: for everybody without the special role it is as if it had never been filed."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest

from huiyin.acts.matters import Filed, Filing, open_matter
from huiyin.acts.writing import NotFound, now_at
from huiyin.flow.faults import faults
from huiyin.flow.kind import Field, Kind, State, Step
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Deed, Guard, Role, Sort
from huiyin.kinds import ALL
from huiyin.kinds.clocks import CLOCKS
from huiyin.kinds.common import ASSIGNED_ON, CONCERN
from huiyin.kit.text import Text
from huiyin.ledger.replay import replay
from huiyin.queries.receipts import NoSuchReceipt, Slip, receipt
from huiyin.store.access import unconfined, visible
from huiyin.store.facts import ClockFact, MatterFact
from tests import office
from tests.crawl.story import NEVER, NOW, Story
from tests.crawl.walk import seen, staff

pytestmark = pytest.mark.django_db
ONLY = (Role.INTEGRITY,)
WORDS = "有人在工程款里伸手，账本在会计家里"
WHISPER = Kind(
    id="whisper",
    edition=1,
    name=Text("悄悄话", "Whisper"),
    series="QQ",
    basis="测试",
    purpose=Text("测试", "For the test"),
    retention=Text("测试", "For the test"),
    confined=ONLY,
    states=(
        State("received", Text("已收到", "Received"), "us", Text("已收到", "Received"), turn=Role.INTEGRITY),
        State("archived", Text("已归档", "Archived"), "done", Text("已归档", "Archived"), final=True),
    ),
    steps=(
        Step(
            id="register",
            name=Text("登记", "Register"),
            event="registered",
            to="received",
            who=(Role.INTAKE, Role.FILER),
            fields=(Field("words", Text("说了什么", "What was said"), Sort.WORDS, sealed=True, longest=4000), *CONCERN),
            does=(Deed.EXCLUDE,),
            starts=("XF-03",),
        ),
        Step(
            id="pass_on",
            name=Text("转给", "Pass on"),
            event="passed_on",
            after=("received",),
            who=ONLY,
            fields=(ASSIGNED_ON,),
            guards=(Guard.NOT_HANDED_OVER,),
            does=(Deed.HAND_OVER,),
        ),
        Step(
            id="take",
            name=Text("签收", "Sign for"),
            event="taken",
            after=("received",),
            who=(Role.RECEIVER,),
            does=(Deed.SIGN_FOR,),
        ),
        Step(
            id="archive",
            name=Text("归档", "Archive"),
            event="archived",
            after=("received",),
            to="archived",
            who=ONLY,
            stops=("*",),
        ),
    ),
    rings=("XF-03",),
)


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ALL, "whisper", WHISPER)


def whispered(when=office.MORNING, **values: object) -> Filed:  # type: ignore[no-untyped-def]
    filing = Filing("whisper", {"words": WORDS, **values}, now_at(when))
    return open_matter(filing, actor=office.someone("centre.intake", when))


def seen_by(post: str, matter: UUID) -> bool:
    return visible(office.someone(post, NOW)).filter(id=matter).exists()


def everywhere(number: str = NEVER) -> Iterator[str]:
    """Return the pages on which a matter could show: work, lists, counts, searches, sheets, figures, places."""
    yield from ("/desk/", *(f"/desk/?tab={tab}" for tab in ("open", "waiting", "done")), "/desk/matters/")
    yield from (f"/desk/matters/?q={words}" for words in ("悄悄话", "工程款", "伸手", number))
    yield from ("/desk/matters/?kind=whisper", "/desk/matters/?state=open", "/desk/matters/?unit=discipline")
    yield from (
        "/desk/matters/?since=2026-10-01&until=2026-10-31",
        "/desk/matters/export.xlsx",
        "/desk/figures/on-time/",
    )
    yield from (
        "/desk/figures/",
        "/desk/figures/filed/",
        "/desk/figures/channels/matters/",
        "/desk/figures/?kind=accusation",
    )
    yield from ("/desk/figures/on-time/?clock=XF-03", "/desk/units/discipline/", f"/desk/places/{office.COUNTY}/")


def test_it_goes_to_the_post_with_the_role_and_to_nobody_else() -> None:
    office.furnish()

    filed = whispered()

    row = office.row(filed.matter)
    assert (row.lead_unit, row.lead_post, row.confined, row.title) == (
        "discipline", "discipline.desk", ",integrity,", "悄悄话"
    )  # fmt: skip
    assert {post for post in office.POSTS if seen_by(post, filed.matter)} == {"discipline.desk", "discipline.head"}


def test_a_body_complained_of_is_passed_by() -> None:
    office.furnish()

    filed = whispered(concerns_office="yes", concerned_unit="discipline")

    assert office.row(filed.matter).lead_post == "city-discipline.desk"
    assert [post for post in office.POSTS if seen_by(post, filed.matter)] == [
        "city-discipline.desk", "city-discipline.head"
    ]  # fmt: skip


def test_it_is_in_no_figure_and_in_no_county_count() -> None:
    office.furnish()
    filed = whispered()

    assert not ClockFact.objects.filter(matter=filed.matter).exists()
    assert not MatterFact.objects.filter(matter=filed.matter).exists()
    assert not unconfined().filter(id=filed.matter).exists()
    assert replay().differences == []


def test_whoever_took_it_in_prints_the_receipt_and_sees_it_no_more() -> None:
    office.furnish()
    filed = whispered()
    slip = Slip(filed.matter, filed.number, filed.code, filed.leaf)

    assert receipt(slip, actor=office.someone("centre.intake")).number == filed.number
    with pytest.raises(NoSuchReceipt):
        receipt(slip, actor=office.someone("centre.sort"))
    with pytest.raises(NotFound):
        office.step(filed.matter, "archive", "centre.intake", NOW)


def test_it_is_handed_only_to_a_post_with_the_role() -> None:
    office.furnish()
    filed = whispered()

    with pytest.raises(NotAllowed):
        office.step(filed.matter, "pass_on", "discipline.desk", NOW, to_post="water.handle")
    office.step(filed.matter, "pass_on", "discipline.desk", NOW, to_post="city-discipline.head")

    assert seen_by("city-discipline.head", filed.matter)
    assert not seen_by("city-discipline.desk", filed.matter)
    office.step(filed.matter, "take", "city-discipline.head", NOW)
    assert seen_by("city-discipline.desk", filed.matter)


@pytest.mark.parametrize("post", ["both", "office.admin", "office.audit"])
def test_every_page_is_as_if_it_had_never_been_filed(story: Story, post: str) -> None:
    browser, aside = staff(post), staff("discipline.desk")
    before = [seen(browser, url) for url in everywhere()]
    aside_before = aside.get("/desk/").plain

    filed = whispered(NOW)

    told = [(url, seen(browser, url)) for url in everywhere()]
    assert [url for (url, now), then in zip(told, before, strict=True) if now != then] == []
    by_number = browser.get(f"/desk/matters/{filed.number}/")
    assert (by_number.status, by_number.plain) == (404, browser.get(f"/desk/matters/{NEVER}/").plain)
    assert aside.get("/desk/").plain != aside_before


SPOILED = {
    "confined to a role that is none of the special ones": lambda: replace(WHISPER, confined=(*ONLY, Role.LEAD)),
    "a step for a role that cannot see it": lambda: replace(
        WHISPER, steps=(*WHISPER.steps, replace(WHISPER.step("archive"), id="other", who=(Role.SUPERVISE,)))
    ),
    "words that lie open": lambda: replace(
        WHISPER,
        steps=(
            *WHISPER.steps,
            replace(WHISPER.step("archive"), id="other", fields=(Field("x", Text("话", "Words"), Sort.WORDS),)),
        ),
    ),
}


def test_the_kind_is_sound() -> None:
    assert faults(WHISPER, clocks=CLOCKS, kinds=ALL) == []


@pytest.mark.parametrize("how", SPOILED)
def test_spoiled_confinement_is_refused(how: str) -> None:
    assert len(faults(SPOILED[how](), clocks=CLOCKS, kinds=ALL)) == 1
