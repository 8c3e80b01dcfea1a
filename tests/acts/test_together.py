"""An appeal of several people: one matter, up to five representatives, each served, told and answered apart."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from huiyin.acts import matters
from huiyin.acts.data_rights import Asking, ask_about_data
from huiyin.acts.emergency import ask as ask_to_open
from huiyin.acts.emergency import grant
from huiyin.acts.erasing import erase
from huiyin.acts.files import Taking, take_with_files
from huiyin.acts.lost_slip import answer_at_counter, new_code_at_counter
from huiyin.acts.portal import Claim, Visitor, WrongCode, open_by_code
from huiyin.acts.sending import claimed
from huiyin.acts.slip_marks import mark_recent
from huiyin.acts.writing import Moment, now_at
from huiyin.flow.actor import clockwork, filer
from huiyin.flow.answers import FieldFaults
from huiyin.flow.emergency import GROUNDS
from huiyin.flow.matter import Matter, fold
from huiyin.flow.scene import NotAllowed
from huiyin.jobs.ticks import tick
from huiyin.ledger.history import history
from huiyin.ledger.keys import newest_private
from huiyin.papers.payload import words_of
from huiyin.queries.gate import NotReadable, Request, masked, read_private
from huiyin.queries.own_copy import own_copy
from huiyin.queries.own_matter import own_matter_views, own_matters
from huiyin.queries.papers import paper_words, service_proof
from huiyin.queries.readings import openings
from huiyin.store.matters import ClockRow, Link, Paper
from huiyin.store.readings import Reading
from huiyin.store.working import Message
from tests import office
from tests.office import at, someone, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]

TOGETHER: dict[str, Any] = {
    "joint": True, "people_count": 12, "representative_count": 3, "serve_at": "柳溪村 3 组 12 号",
    "name_2": "吴二丫", "phone_2": "13800000027", "serve_at_2": "柳溪村 1 组 2 号",
    "name_3": "郑三元", "phone_3": "13800000028",
}  # fmt: skip


def filed_together(**changed: Any) -> matters.Filed:
    return office.opened(**{**TOGETHER, **changed})


def folded(matter: UUID) -> Matter:
    return fold(history(matter), matter_id=str(matter))


def served(matter: UUID, when: datetime, step_id: str, **values: Any) -> None:
    taking = Taking(matter, step_id, {"served_way": "in_person", **values}, {})
    take_with_files(taking, actor=someone("water.handle", when), moment=Moment(when, when))


def signed() -> UUID:
    matter = filed_together().matter
    path = (
        ("accept", "centre.sort", {}),
        ("hand_over", "centre.sort", {"to_post": "water.handle", "reason": "供水归水务"}),
        ("sign_for", "water.handle", {}),
        ("draft", "water.handle", office.OPINION),
        ("check", "water.check", {}),
        ("sign", "water.sign", {}),
    )
    for hour, (name, post, values) in enumerate(path, start=1):
        step(matter, name, post, at(0, hour), **values)
    return matter


def as_one(matter: UUID, party: str, step_id: str, when: datetime, **values: Any) -> int:
    actor = filer(str(matter), when, party=party)
    return matters.take_step(matter, step_id, values, actor=actor, moment=Moment(when, when))


def words_for(matter: UUID, code: str, when: datetime, recipient: str) -> str:
    paper = Paper.objects.get(matter=matter, code=code)
    return words_of(paper_words(paper.id, actor=someone("water.handle", when), recipient=recipient))


def test_the_event_counts_the_people_and_names_nobody() -> None:
    filed = filed_together()

    body = history(filed.matter)[0].body
    assert body["recipients"] == {"add": ["1", "2", "3"]}
    assert (body["values"]["people_count"], body["values"]["representative_count"]) == (12, 3)
    assert not any(name in str(body) for name in ("吴二丫", "郑三元", "13800000027", "1 组 2 号"))


def test_a_sixth_representative_is_refused_with_the_article() -> None:
    with pytest.raises(FieldFaults) as refused:
        filed_together(representative_count=6, name_6="马六")

    assert {name: text.zh for name, text in refused.value.faults.items()}["representative_count"] == (
        "代表不得超过 5 人，请各位再推选（信访工作条例 第20条）"
    )


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"phone": ""}, "phone"),
        ({"name_3": ""}, "name_3"),
        ({"phone_2": "12"}, "phone_2"),
        ({"people_count": 1}, "people_count"),
        ({"representative_count": ""}, "representative_count"),
    ],
)
def test_every_representative_can_be_reached(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldFaults) as refused:
        filed_together(**changed)

    assert next(iter(refused.value.faults)) == field


def test_more_representatives_than_people_are_refused() -> None:
    with pytest.raises(NotAllowed, match="代表比一起反映的人还多"):
        filed_together(people_count=2)


def test_of_one_person_nobody_else_is_kept() -> None:
    filed = office.opened(**{**TOGETHER, "joint": "no"})

    assert folded(filed.matter).recipients == []
    assert set(folded(filed.matter).sealed) == {"words", "place", "name", "phone"}
    assert filed.others == ()


def test_each_has_a_code_of_his_own() -> None:
    filed = filed_together()

    opened = [open_by_code(code, visitor=Visitor("1.2.3.4"), at=at(0, 1)) for code in (filed.code, *filed.others)]
    assert opened == [Claim(filed.matter, party) for party in ("", "2", "3")]


def test_one_lost_slip_is_renewed_and_the_others_still_open() -> None:
    filed = filed_together()
    mark_recent(at=at(0, 1))
    clerk = someone("centre.intake", at(1))

    found = answer_at_counter("13800000027", shown="id", actor=clerk, at=at(1))
    code = new_code_at_counter(found[0], shown="id", actor=clerk, moment=now_at(at(1)))

    visitor = Visitor("1.2.3.4")
    assert found == (Claim(filed.matter, "2"),)
    assert open_by_code(code, visitor=visitor, at=at(1)) == Claim(filed.matter, "2")
    assert open_by_code(filed.code, visitor=visitor, at=at(1)) == Claim(filed.matter)
    with pytest.raises(WrongCode):
        open_by_code(filed.others[0], visitor=visitor, at=at(1))
    # That the second asked is written for the second alone.
    assert [openings([filed.matter], party=party).count for party in ("", "2", "3")] == [0, 1, 0]


def test_served_on_different_days_each_has_a_last_day_of_his_own() -> None:
    matter = signed()

    served(matter, at(1), "serve_some", served_whom=["2"])
    partly = folded(matter)
    served(matter, at(10), "serve")

    held = folded(matter)
    assert (partly.state, partly.papers[-1].served_on) == ("signed", None)
    # 30 days from 4 August end on Thursday 3 September; from 13 August on Saturday 12 September, so on the Monday.
    assert [held.own_last_day("XF-08", party) for party in ("", "2", "3")] == [
        date(2026, 9, 14),
        date(2026, 9, 3),
        date(2026, 9, 14),
    ]
    # The matter lapses after the last of them.
    assert ClockRow.objects.get(matter=matter, clock="XF-08").due_on == date(2026, 9, 14)
    views = {party: own_matter_views([matter], at=at(11), party=party)[0] for party in ("", "2")}
    assert [{one.code: one.served_on for one in view.papers}["D08"] for view in views.values()] == [
        date(2026, 8, 13),
        date(2026, 8, 4),
    ]


def test_a_copy_and_a_proof_name_the_one_they_are_for() -> None:
    matter = signed()
    served(matter, at(1), "serve_some", served_whom=["2"])
    served(matter, at(10), "serve")

    copy = words_for(matter, "D08", at(11), "2")
    paper = Paper.objects.get(matter=matter, code="D08")
    proof = words_of(service_proof(paper.id, actor=someone("water.handle", at(11)), recipient="2"))
    assert "吴二丫等12人" in copy
    assert "周小满" not in copy + proof
    assert all(part in proof for part in ("吴二丫", "柳溪村 1 组 2 号", "2026年8月4日"))
    # Each opening stands in the list of the one it was of, and of nobody else.
    assert {row.party for row in Reading.objects.filter(fields__contains="name")} == {"2"}


def test_the_last_representatives_are_for_the_step_that_serves() -> None:
    matter = signed()

    with pytest.raises(NotAllowed, match="剩下的都送到了"):
        served(matter, at(1), "serve_some", served_whom=["1", "2", "3"])
    with pytest.raises(NotAllowed, match="只有 3 位代表"):
        served(matter, at(1), "serve_some", served_whom=["5"])


def test_one_who_has_the_reply_need_not_wait_for_the_others_to_ask_for_review() -> None:
    matter = signed()
    served(matter, at(1), "serve_some", served_whom=["2"])

    with pytest.raises(NotAllowed, match="还没有送到您手里"):
        as_one(matter, "3", "ask_early", at(2), review_reason="没有说明期限")
    as_one(matter, "2", "ask_early", at(2), review_reason="没有说明期限")
    served(matter, at(3), "serve_some", served_whom=["1", "3"])

    held = folded(matter)
    assert held.state == "under_review"
    assert held.papers[-1].served_on == date(2026, 8, 6)


def test_a_review_keeps_the_representatives_and_serves_each() -> None:
    matter = signed()
    served(matter, at(1), "serve")
    as_one(matter, "3", "ask_review", at(2), review_reason="没有说明期限")
    review = Link.objects.get(other=matter, sort="origin").matter
    for hour, (name, post, values) in enumerate(
        (
            ("draft", "gov.review", {"found": "属实", "decision": "uphold", "decision_words": "维持", "opinion_basis": "条例"}),
            ("check", "gov.check", {}),
            ("sign", "gov.sign", {}),
        )
    ):  # fmt: skip
        step(review, name, post, at(3, hour), **values)
    step(review, "serve_some", "gov.review", at(4), served_whom=["1"], served_way="in_person")
    step(review, "serve", "gov.review", at(9), served_way="in_person")

    held = folded(review)
    assert held.recipients == ["1", "2", "3"]
    assert held.own_last_day("XF-10", "") == date(2026, 9, 7)
    assert held.own_last_day("XF-10", "3") == date(2026, 9, 11)
    paper = Paper.objects.get(matter=review, code="D09")
    assert "郑三元等12人" in words_of(paper_words(paper.id, actor=filer(str(review), at(10), party="3")))


def test_a_representative_never_gets_anothers_telephone() -> None:
    matter = filed_together().matter
    both = frozenset({"words", "phone", "phone_2", "phone_3"})

    seen = {
        party: set(read_private(Request(matter, both, ""), actor=filer(str(matter), at(1), party=party)))
        for party in ("", "2", "3")
    }
    assert seen == {"": {"words", "phone"}, "2": {"words", "phone_2"}, "3": {"words", "phone_3"}}
    copy = str(own_copy(matter, at=at(1), party="2"))
    assert "13800000027" in copy
    assert not any(one in copy for one in ("13800000028", "郑三元", "周小满"))


def test_a_reading_is_shown_to_whom_it_was_of() -> None:
    matter = filed_together().matter
    asked = frozenset({"words", "phone_2"})

    read_private(Request(matter, asked, "联系代表"), actor=someone("centre.intake", at(1)))

    shown = {party: {one.fields for one in openings([matter], party=party).rows} for party in ("", "2", "3")}
    assert shown == {"": {("words",)}, "2": {("phone_2",), ("words",)}, "3": {("words",)}}


def test_the_unit_in_charge_sees_all_representatives_masked() -> None:
    matter = filed_together().matter

    held = masked(matter, actor=someone("centre.sort", at(1)))

    assert held["name_2"] != "吴二丫"
    assert (held["phone_2"], held["phone_3"]) == ("138****0027", "138****0028")


def test_each_is_told_at_his_own_telephone() -> None:
    matter = signed()
    Message.objects.all().delete()
    served(matter, at(1), "serve_some", served_whom=["2"])
    served(matter, at(10), "serve")
    tick(at=at(31))

    told = Message.objects.filter(matter=matter).order_by("id")
    assert [one.to for one in claimed(at=at(31)) if "复查" in one.words] == [
        "13800000026",
        "13800000027",
        "13800000028",
    ]
    last = {one.party: one.words for one in told if "最后一天" in one.words}
    assert "9月14日" in last[""]
    assert "9月3日" in last["2"]


def test_all_must_agree_before_it_is_withdrawn() -> None:
    matter = filed_together().matter

    with pytest.raises(NotAllowed, match="还要 2 位代表"):
        as_one(matter, "", "withdraw", at(1))
    as_one(matter, "2", "withdraw_too", at(1))
    as_one(matter, "3", "withdraw_too", at(1))
    as_one(matter, "", "withdraw", at(1, 1))

    assert folded(matter).state == "archived"


def test_a_reply_is_rated_once_by_whichever_representative_comes_first() -> None:
    matter = signed()
    served(matter, at(1), "serve")
    said = {"attitude": "satisfied", "result": "fair", "solved": "partly"}

    as_one(matter, "3", "rate", at(2), **said)

    with pytest.raises(NotAllowed, match="已评价过"):
        as_one(matter, "2", "rate", at(3), **said)


def test_an_emergency_opening_is_told_to_each() -> None:
    filed = filed_together()
    opening = ask_to_open(filed.number, next(iter(GROUNDS)), "有人可能正受伤害", actor=someone("roads.handle", at(1)))

    grant(opening, actor=someone("centre.watch", at(1)))

    assert list(Message.objects.filter(words__contains="一小时内").values_list("party", flat=True)) == ["", "2", "3"]


def test_what_one_asks_about_the_own_data_is_no_others_business() -> None:
    matter = filed_together().matter
    asked = {"data_right": "copy", "data_words": "要一份我的信息", "data_proved": "code"}

    filed = ask_about_data(Asking(matter, "centre", "code", "2"), asked, actor=None, moment=now_at(at(1)))

    assert {party: own_matters(matter, party=party) for party in ("", "2", "3")} == {
        "": (matter,),
        "2": (matter, filed.matter),
        "3": (matter,),
    }
    assert newest_private(filed.matter, frozenset({"name", "phone"})) == {"name": "吴二丫", "phone": "13800000027"}


def test_erasing_takes_every_representative_along() -> None:
    matter = filed_together().matter
    for party in ("2", "3"):
        as_one(matter, party, "withdraw_too", at(1))
    as_one(matter, "", "withdraw", at(1))

    erase(matter, "asked", actor=clockwork(at(2)), moment=now_at(at(2)))

    with pytest.raises(NotReadable, match="抹除"):
        read_private(
            Request(matter, frozenset({"name", "name_2", "phone_3"}), "核对"), actor=someone("centre.intake", at(3))
        )
    assert set(masked(matter, actor=someone("centre.intake", at(3))).values()) == {"已按规定抹除"}
