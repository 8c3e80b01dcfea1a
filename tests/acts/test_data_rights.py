"""A person's rights over the data: a copy, a request answered in writing, a question about a reading, retaliation."""

import pytest
from django.test import Client

from huiyin.acts import data_rights
from huiyin.acts.data_rights import Asking, ask_about_data, complain_of_retaliation, question_reading
from huiyin.acts.limits import Visitor
from huiyin.acts.matters import Filed
from huiyin.acts.writing import NotFound, now_at
from huiyin.flow.actor import clockwork
from huiyin.flow.scene import NotAllowed
from huiyin.ledger.replay import replay
from huiyin.ledger.verify import verify
from huiyin.queries.gate import NotReadable, Request, read_private
from huiyin.queries.own_copy import own_copy
from huiyin.queries.own_matter import own_matter_views, own_matters
from huiyin.queries.questions import reading_questions
from huiyin.store.access import visible
from huiyin.store.matters import ClockRow, Link, MatterRow, Paper
from huiyin.store.readings import Reading
from tests import office
from tests.office import at, carried_to, opened, row, someone, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]


def asked(filed: Filed, right: str = "access", days: float = 1) -> Filed:
    values = {"data_right": right, "data_words": "请把我的电话删掉"}
    return ask_about_data(Asking(filed.matter, "centre", "code"), values, actor=None, moment=now_at(at(days)))


def answered(request: Filed, days: float, decision: str = "granted", **more: str) -> None:
    """Carry a request through the hands of the office."""
    step(request.matter, "draft", "centre.sort", at(days), data_decision=decision, data_reply="照您说的办", **more)
    step(request.matter, "sign", "gov.sign", at(days, 1))
    step(request.matter, "serve", "centre.sort", at(days, 2), served_way="in_person")


def archived() -> Filed:
    filed = carried_to("served")
    step(filed.matter, "lapse", "clock", at(40))
    return filed


def test_request_is_answered_in_writing_within_its_clock_and_stands_on_the_persons_page() -> None:
    filed = carried_to("in_hand")
    request = asked(filed)
    clock = ClockRow.objects.get(matter=request.matter, clock="GR-01")
    assert (str(clock.due_on), row(request.matter).lead_unit) == ("2026-08-25", "centre")

    answered(request, 2, "refused", data_ground="must_keep", data_refusal_reason="保存期未满")

    assert list(Paper.objects.filter(matter=request.matter).values_list("code", flat=True)) == ["D25-3"]
    assert own_matters(filed.matter) == (filed.matter, request.matter)
    told = [one.sentence.zh for view in own_matter_views([request.matter], at=at(3)) for one in view.told]
    assert any("向人民法院起诉" in words for words in told)
    assert (verify(county="990121"), replay().differences) == ([], [])


def test_refusal_needs_its_ground_and_drafter_may_not_sign() -> None:
    from huiyin.flow.answers import FieldFaults

    request = asked(carried_to("in_hand"))

    with pytest.raises(FieldFaults) as raised:
        step(request.matter, "draft", "centre.sort", at(2), data_decision="refused", data_reply="不行")
    assert set(raised.value.faults) == {"data_ground", "data_refusal_reason"}


def test_copy_holds_everything_of_the_person_and_leaves_no_reading() -> None:
    filed = carried_to("in_hand")

    held = own_copy(filed.matter, at=at(1))

    assert (held["now"]["姓名"], held["now"]["电话"], held["number"]) == ("周小满", "13800000026", filed.number)
    assert set(held["now"]) <= set(held["purposes"])
    assert Reading.objects.count() == 0


def test_granted_deletion_keeps_closed_until_its_years_are_over_then_erases() -> None:
    filed = archived()
    answered(asked(filed, "delete", 41), 42)
    handler = someone("water.handle", at(43))

    assert data_rights.carry_out_deletions(actor=clockwork(at(43)), moment=now_at(at(43))) == 1
    assert data_rights.carry_out_deletions(actor=clockwork(at(43)), moment=now_at(at(43))) == 0
    with pytest.raises(NotReadable, match="只存储和保护"):
        read_private(Request(filed.matter, frozenset({"name"}), "想看看"), actor=handler)
    assert not row(filed.matter).erased

    late = at(31 * 366)
    assert data_rights.carry_out_deletions(actor=clockwork(late), moment=now_at(late)) == 1
    assert row(filed.matter).erased


def test_deletion_waits_while_the_matter_is_in_hand() -> None:
    filed = carried_to("in_hand")
    answered(asked(filed, "delete"), 2)

    assert data_rights.carry_out_deletions(actor=clockwork(at(3)), moment=now_at(at(3))) == 0


def test_question_about_a_reading_goes_above_and_is_seen_by_audit_without_words() -> None:
    filed = carried_to("in_hand")
    read_private(Request(filed.matter, frozenset({"name"}), "随便看看"), actor=someone("water.handle", at(1)))
    reading = Reading.objects.get()

    question = question_reading((filed.matter,), reading.pk, "他是我邻居 13800000026", moment=now_at(at(2)))
    with pytest.raises(NotAllowed, match="已经问过"):
        question_reading((filed.matter,), reading.pk, "", moment=now_at(at(2)))
    (seen,) = reading_questions(at=at(3))
    step(question.matter, "answer", "gov.review", at(4), finding="needless", explanation="已提醒该岗位")

    assert (seen.unit, "water" in seen.reading, "邻居" in str(seen)) == ("gov", True, False)
    assert not visible(someone("water.handle", at(4))).filter(id=question.matter).exists()
    told = [one.sentence.zh for view in own_matter_views([question.matter], at=at(5)) for one in view.told]
    assert any("不是必须看，已提醒。已提醒该岗位" in words for words in told)


def test_reading_of_another_matter_cannot_be_questioned() -> None:
    mine, other = carried_to("in_hand"), opened(at(0, 20))
    read_private(Request(other.matter, frozenset({"words"}), "核实"), actor=someone("centre.sort", at(1)))

    with pytest.raises(NotFound):
        question_reading((mine.matter,), Reading.objects.get().pk, "", moment=now_at(at(2)))


def complained(filed: Filed | None, **values: str) -> Filed:
    told = {"concerned_unit": "roads", "words": "因为反映停水，低保被停了", **values}
    matter = filed.matter if filed is not None else None
    return complain_of_retaliation(
        told, unit="centre", matter=matter, visitor=Visitor("1.2.3.4"), actor=None, moment=now_at(at(1))
    )


def test_retaliation_is_known_to_the_independent_post_alone() -> None:
    filed = carried_to("in_hand")
    complaint = complained(filed)

    everybody = {post for post in office.POSTS if visible(someone(post, at(2))).filter(id=complaint.matter).exists()}
    roles = {role for post in everybody for role in office.POSTS[post][1]}
    assert (everybody != set(), roles) == (True, {"integrity"})
    assert not Link.objects.filter(matter=complaint.matter).exists()
    assert not Link.objects.filter(other=complaint.matter).exists()
    held = MatterRow.objects.get(id=complaint.matter)
    assert (held.title, filed.number in str(held.values), "低保" in str(held.values)) == ("打击报复投诉", False, False)


def test_unit_complained_of_and_former_lead_are_barred_with_all_below() -> None:
    from huiyin.store.matters import Exclusion

    complaint = complained(carried_to("in_hand"))

    barred = set(Exclusion.objects.filter(matter=complaint.matter).values_list("unit", flat=True))
    assert barred == {"roads", "water", "water-team"}


def test_pages_of_the_rights_take_what_is_typed(client: Client) -> None:
    from huiyin.acts.portal import open_by_code

    filed = carried_to("in_hand")
    assert open_by_code(filed.code, visitor=Visitor("1.2.3.4"), at=at(1)) == filed.matter
    client.post("/track/", {"code": filed.code})

    empty = client.post("/my/data/", {"data_right": "", "data_words": ""})
    sent = client.post("/my/data/", {"data_right": "copy", "data_words": "给我一份"})
    copy = client.get("/my/data/copy.json")
    wronged = client.post("/my/retaliation/", {"concerned_unit": "roads", "words": "被停了低保"})

    assert (empty.status_code, sent.status_code, sent["Location"]) == (422, 302, "/my/?done=data")
    assert (copy.json()["now"]["姓名"], copy["Content-Disposition"][:10]) == ("周小满", "attachment")
    assert "查询码" in wronged.content.decode()
    assert MatterRow.objects.filter(kind__in=("data_request", "retaliation")).count() == 2
