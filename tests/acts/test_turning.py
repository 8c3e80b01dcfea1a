"""What is no appeal is turned over: a suggestion is studied and answered, an accusation is confined, a duty performed."""

from uuid import UUID

import pytest

from huiyin.acts.writing import NotFound
from huiyin.flow.scene import NotAllowed
from huiyin.ledger.replay import replay
from huiyin.queries.own_matter import own_matter_views, own_matters
from huiyin.queries.papers import paper_words
from huiyin.store.access import visible
from huiyin.store.facts import ClockFact
from huiyin.store.matters import ClockRow, Link, MatterRow, Paper
from tests import office
from tests.office import OPINION, at, opened, row, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
EVERYBODY = set(office.POSTS)
AN_ACCUSATION = {"concerns_office": "yes", "concerned_unit": "water", "turn_reason": "反映干部收钱"}


def opened_from(matter: UUID) -> MatterRow:
    return MatterRow.objects.get(id=Link.objects.get(other=matter, sort="origin").matter)


def knowing(matter: UUID) -> set[str]:
    return {post for post in EVERYBODY if visible(office.someone(post, at(9))).filter(id=matter).exists()}


def accused(**more: str) -> tuple[UUID, MatterRow]:
    filed = opened(concerns_office="yes", concerned_unit="water")
    step(filed.matter, "turn_accusation", "centre.sort", at(1), **{**AN_ACCUSATION, **more})
    return filed.matter, opened_from(filed.matter)


def test_a_suggestion_is_studied_and_answered_within_the_countys_own_target() -> None:
    filed = opened(words="盼着在村口装个路灯", requests=["在村口装路灯"])
    step(filed.matter, "turn_suggestion", "centre.sort", at(1), turn_reason="提的是改进办法")
    made = opened_from(filed.matter)

    step(made.id, "study", "centre.sort", at(2))
    step(made.id, "hand_over", "centre.sort", at(2, 1), to_post="water.handle", reason="归它采纳")
    step(made.id, "sign_for", "water.handle", at(2, 2))
    step(
        made.id, "draft", "water.handle", at(3), found="看过现场", adoption="partly", adoption_words="先装两盏，十月前"
    )
    step(made.id, "check", "water.check", at(3, 1))
    step(made.id, "sign", "water.sign", at(3, 2))
    step(made.id, "serve", "water.handle", at(4), served_way="in_person")

    assert (row(filed.matter).state, row(made.id).state, made.kind) == ("archived", "served", "suggestion")
    clock = ClockRow.objects.get(matter=made.id, clock="BD-08")
    assert (clock.on_time, clock.days_used) == (True, 2)
    said = paper_words(Paper.objects.get(matter=made.id, code="R01").id, actor=office.someone("water.handle", at(4)))
    assert "予以部分采纳" in str(said.blocks)
    assert "先装两盏" in str(said.blocks)
    assert replay().differences == []


def test_an_accusation_is_known_to_discipline_inspection_alone_and_so_is_what_is_left_of_the_appeal() -> None:
    filed = opened(concerns_office="yes", concerned_unit="water")
    before = knowing(filed.matter)

    step(filed.matter, "turn_accusation", "centre.sort", at(1), **AN_ACCUSATION)

    made = opened_from(filed.matter)
    only = {"discipline.desk", "discipline.head"}
    assert before >= {"centre.intake", "centre.sort", "centre.watch"}
    assert (knowing(filed.matter), knowing(made.id)) == (only, only)
    assert not ClockFact.objects.filter(matter__in=[filed.matter, made.id]).exists()
    with pytest.raises(NotFound):
        step(filed.matter, "note", "centre.sort", at(2), progress="看看")
    assert replay().differences == []


def test_the_words_go_along_and_the_filer_still_sees_both_by_the_one_code() -> None:
    appeal, made = accused()

    views = own_matter_views(own_matters(appeal), at=at(2))

    assert [view.kind.id for view in views] == ["appeal", "accusation"]
    assert made.title == "检举控告"
    assert "周小满" not in str(made.values)


def test_a_crime_is_handed_over_and_followed_only_until_it_is_signed_for() -> None:
    _, made = accused()

    step(made.id, "take_up", "discipline.desk", at(2))
    step(
        made.id,
        "hand_out",
        "discipline.desk",
        at(3),
        out_to="police",
        out_body="县公安局",
        crime="yes",
        out_reason="涉嫌犯罪",
    )
    step(made.id, "signed_out", "discipline.desk", at(4), signed_on="2026-08-06", signed_by="值班民警")

    assert row(made.id).state == "archived"
    assert not ClockRow.objects.filter(matter=made.id, running=True).exists()
    with pytest.raises(NotAllowed):
        step(made.id, "note", "discipline.desk", at(5), progress="打听进展")


def test_it_never_goes_to_the_body_complained_of() -> None:
    _, made = accused(concerned_unit="discipline")

    assert made.lead_post == "city-discipline.desk"
    with pytest.raises(NotAllowed):
        step(
            made.id, "hand_over", "city-discipline.desk", at(2),
            to_post="discipline.desk", cadre_level="county", reason="请核查",
        )  # fmt: skip


def test_a_duty_is_performed_within_two_months_and_the_answer_names_suit_and_reconsideration() -> None:
    filed = opened()
    step(filed.matter, "take_duty", "centre.sort", at(1), duty_law="general", duty_reason="要求查处私接水管")
    due = ClockRow.objects.get(matter=filed.matter, clock="SS-03").due_on

    assert str(due) == "2026-10-08"
    assert row(filed.matter).due_clock == "SS-03"


def test_whoever_drafted_the_answer_on_a_duty_does_not_sign_it() -> None:
    filed = opened()
    step(filed.matter, "assign", "centre.sort", at(1), to_post="water.handle", reason="归水务")
    step(filed.matter, "sign_for", "water.handle", at(1, 1))
    step(filed.matter, "take_duty", "water.handle", at(2), duty_law="labour", duty_reason="要求查处")
    drafted = {"found": "查过", "duty_done": "performed", "duty_words": "已责令停工", "opinion_basis": "城市供水条例"}
    step(filed.matter, "draft_duty", "water.handle", at(3), **drafted)
    step(filed.matter, "sign_duty", "water.sign", at(4))
    step(filed.matter, "serve_duty", "water.handle", at(5), served_way="in_person")

    assert ClockRow.objects.get(matter=filed.matter, clock="LD-05").on_time is True
    rights = ClockRow.objects.filter(matter=filed.matter, running=True).values_list("clock", flat=True)
    assert set(rights) >= {"FY-01", "SS-02"}
    said = paper_words(
        Paper.objects.get(matter=filed.matter, code="R02").id, actor=office.someone("water.handle", at(5))
    )
    assert "申请行政复议" in str(said.blocks)
    assert OPINION["opinion_basis"] in str(said.blocks)
