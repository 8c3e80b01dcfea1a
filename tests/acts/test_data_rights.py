"""A person's rights over the data: a copy, a request answered in writing, a question about a reading, retaliation."""

import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from huiyin.acts import data_rights
from huiyin.acts.data_rights import Asking, ask_about_data, complain_of_retaliation, question_reading
from huiyin.acts.limits import Visitor
from huiyin.acts.matters import Filed
from huiyin.acts.slip_marks import mark_of, mark_written
from huiyin.acts.writing import NotFound, now_at
from huiyin.flow.actor import clockwork
from huiyin.flow.matter import fold
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kinds import ALL
from huiyin.ledger.history import history
from huiyin.ledger.replay import replay
from huiyin.ledger.verify import verify
from huiyin.papers.own_copy import own_copy_paper
from huiyin.queries.gate import NotReadable, Request, read_private
from huiyin.queries.own_copy import own_copy, own_copy_words
from huiyin.queries.own_matter import own_matter_views, own_matters
from huiyin.queries.papers import paper_words
from huiyin.queries.questions import reading_questions
from huiyin.store.access import visible
from huiyin.store.events import Event
from huiyin.store.matters import ClockRow, Link, MatterRow, Paper, SlipMark
from huiyin.store.readings import Reading
from tests import office
from tests.office import MORNING, at, carried_to, opened, row, someone, step

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
    assert open_by_code(filed.code, visitor=Visitor("1.2.3.4"), at=at(1)).matter == filed.matter
    client.post("/track/", {"code": filed.code})

    empty = client.post("/my/data/", {"data_right": "", "data_words": ""})
    sent = client.post("/my/data/", {"data_right": "copy", "data_words": "给我一份"})
    copy = client.post("/my/data/copy.json")
    wronged = client.post("/my/retaliation/", {"concerned_unit": "roads", "words": "被停了低保"})

    assert (empty.status_code, sent.status_code, sent["Location"]) == (422, 302, "/my/?done=data")
    assert (copy.json()["now"]["姓名"], copy["Content-Disposition"][:10]) == ("周小满", "attachment")
    assert "查询码" in wronged.content.decode()
    assert MatterRow.objects.filter(kind__in=("data_request", "retaliation")).count() == 2


def corrected(filed: Filed, **values: str) -> Filed:
    """Ask for a correction, have it granted and signed, and make it."""
    request = asked(filed, "correct")
    step(request.matter, "draft", "centre.sort", at(2), data_decision="granted", data_reply="照您说的改")
    step(request.matter, "sign", "gov.sign", at(2, 1))
    if values:
        step(request.matter, "correct", "centre.sort", at(2, 2), **values)
    return request


def test_granted_correction_changes_what_is_held_and_the_person_sees_it() -> None:
    filed = carried_to("in_hand")
    before = Event.objects.filter(stream=filed.matter).count()

    request = corrected(filed, phone="13900000031", name="周小蔓")

    seen = read_private(
        Request(filed.matter, frozenset({"name", "phone"}), "联系"), actor=someone("centre.intake", at(3))
    )
    line = Event.objects.filter(stream=filed.matter).order_by("version").last()
    copy = own_copy(filed.matter, at=at(3))
    told = [one.sentence.zh for view in own_matter_views(own_matters(filed.matter), at=at(3)) for one in view.told]
    assert (seen["name"], seen["phone"]) == ("周小蔓", "13900000031")
    assert line is not None
    assert (line.type, line.version, "13900000031" in line.body) == ("appeal.data_corrected", before + 1, False)
    assert copy["now"]["电话"] == "13900000031"
    assert [one["value"] for one in copy["earlier"] if one["field"] == "电话"] == ["13800000026"]
    assert {"您的姓名、电话已经按您的申请更正", "您的姓名、电话已经更正，在“我的个人信息”里看得到"} <= set(told)
    assert row(request.matter).state == "signed"
    assert (verify(county="990121"), replay().differences) == ([], [])


def test_a_lost_slip_is_found_by_what_was_put_right_and_not_by_what_was_wrong() -> None:
    filed = carried_to("in_hand")
    mark_written(at=MORNING)

    corrected(filed, phone="13900000031")

    held = set(SlipMark.objects.filter(matter=filed.matter).values_list("digest", flat=True))
    assert held == {mark_of("phone", "13900000031")}


def test_a_paper_issued_before_a_correction_stays_as_it_was() -> None:
    filed = carried_to("served")
    issued = max(paper.version for paper in fold(history(filed.matter), matter_id=str(filed.matter)).papers)

    corrected(filed, name="周小蔓")

    then, now = (
        read_private(
            Request(filed.matter, frozenset({"name"}), "核对", version=one), actor=someone("centre.sort", at(3))
        )["name"]
        for one in (issued, None)
    )
    assert (then, now) == ("周小满", "周小蔓")


def test_an_answer_that_grants_a_correction_is_served_only_once_it_is_made() -> None:
    request = corrected(carried_to("in_hand"))

    with pytest.raises(NotAllowed, match="先把信息改好"):
        step(request.matter, "serve", "centre.sort", at(2, 2), served_way="in_person")
    step(request.matter, "correct", "centre.sort", at(2, 3), place="柳溪村 3 组 21 号")
    with pytest.raises(NotAllowed, match="没有同意了还没改的更正"):
        step(request.matter, "correct", "centre.sort", at(2, 4), place="柳溪村 3 组 22 号")
    step(request.matter, "serve", "centre.sort", at(2, 5), served_way="in_person")

    assert row(request.matter).state == "archived"


def test_a_correction_without_anything_to_put_right_writes_nothing() -> None:
    filed = carried_to("in_hand")
    request = corrected(filed)
    versions = (row(filed.matter).version, row(request.matter).version)

    with pytest.raises(NotAllowed, match="请填要改的内容"):
        step(request.matter, "correct", "centre.sort", at(2, 2))

    assert (row(filed.matter).version, row(request.matter).version) == versions


def test_data_of_an_archived_matter_are_put_right_and_nobody_does_it_past_the_request() -> None:
    filed = archived()
    with pytest.raises(NotAllowed, match="不是您岗位的事"):
        step(filed.matter, "correct_data", "centre.sort", at(41), name="周小蔓")

    request = asked(filed, "correct", 41)
    step(request.matter, "draft", "centre.sort", at(42), data_decision="granted", data_reply="照您说的改")
    step(request.matter, "sign", "gov.sign", at(42, 1))
    step(request.matter, "correct", "centre.sort", at(42, 2), name="周小蔓")

    assert own_copy(filed.matter, at=at(43))["now"]["姓名"] == "周小蔓"
    assert not ClockRow.objects.filter(matter=filed.matter, running=True).exists()


def test_the_form_of_a_request_is_made_out_by_a_step_and_waits_for_no_service() -> None:
    request = asked(carried_to("in_hand"))

    step(request.matter, "print_form", "centre.intake", at(1, 1))

    (paper,) = Paper.objects.filter(matter=request.matter)
    words = str(paper_words(paper.id, actor=someone("centre.intake", at(1, 2))))
    assert (paper.code, "周小满" in words, "请把我的电话删掉" in words) == ("D25-2", True, True)
    with pytest.raises(NotAllowed):
        step(request.matter, "serve", "centre.sort", at(1, 3), served_way="in_person")


def test_a_copy_is_handed_over_as_a_paper_and_for_machines_and_each_is_written_down(client: Client) -> None:
    filed = carried_to("in_hand")
    client.post("/track/", {"code": filed.code})

    paper, machine = client.post("/my/data/copy.pdf"), client.post("/my/data/copy.json")
    wrong, asked_for = client.post("/my/data/copy.exe"), client.get("/my/data/copy.pdf")

    handed = Event.objects.filter(stream=filed.matter, type="appeal.copy_handed").order_by("version")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert paper["Content-Disposition"] == f'attachment; filename="my-data-{filed.number}.pdf"'
    assert machine.json()["now"]["姓名"] == "周小满"
    assert (wrong.status_code, asked_for.status_code) == (409, 405)
    assert [json.loads(one.body)["values"] for one in handed] == [{"copy_form": "pdf"}, {"copy_form": "json"}]
    assert Reading.objects.count() == 0
    assert (verify(county="990121"), replay().differences) == ([], [])


def test_the_paper_of_a_copy_says_everything_that_is_held() -> None:
    filed = carried_to("in_hand")
    corrected(filed, phone="13900000031")

    words = str(own_copy_paper(own_copy_words(own_copy(filed.matter, at=at(3)), at=at(3))))

    for held in (
        "周小满",
        "13900000031",
        "13800000026",
        "柳溪村 3 组 12 号",
        "盼着早点修好",
        "个人信息保护法",
        "更正个人信息",
    ):
        assert held in words


def test_the_counter_hands_a_copy_to_a_person_it_knows_and_to_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(1))
    filed = carried_to("in_hand")
    url = f"/desk/matters/{filed.number}/own-copy.pdf"
    counter, handler, away = (signed_in(post) for post in ("centre.intake", "water.handle", "roads.handle"))

    unknown = counter.post(url, {})
    given = counter.post(url, {"proved": "id"})
    others = [client.post(url, {"proved": "id"}).status_code for client in (handler, away)]

    (reading,) = Reading.objects.all()
    handed = Event.objects.filter(stream=filed.matter, type="appeal.copy_handed")
    assert (unknown.status_code, given.status_code, given.content[:5], others) == (403, 200, b"%PDF-", [403, 404])
    assert (reading.post, reading.reason) == ("centre.intake", "本人到窗口要副本，当面出示身份证")
    assert {"name", "phone", "place", "words"} <= set(reading.fields.split(","))
    assert [json.loads(one.body)["by"]["post"] for one in handed] == ["centre.intake"]


def test_no_copy_is_written_down_that_could_not_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    filed = archived()
    answered(asked(filed, "delete", 41), 42)
    data_rights.carry_out_deletions(actor=clockwork(at(43)), moment=now_at(at(43)))
    monkeypatch.setattr(timezone, "now", lambda: at(44))

    answer = signed_in("centre.intake").post(f"/desk/matters/{filed.number}/own-copy.pdf", {"proved": "id"})

    assert (answer.status_code, "只存储和保护" in answer.content.decode()) == (403, True)
    assert not Event.objects.filter(stream=filed.matter, type="appeal.copy_handed").exists()


def signed_in(post: str) -> Client:
    """Return a browser in which somebody of the staff is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.create(username=post, person=post))
    return client


def test_every_kind_a_person_files_can_have_the_persons_data_put_right() -> None:
    held = {
        kind.id: {field.id for field in kind.opening.fields if re.fullmatch("place|(name|phone)(_[2-5])?", field.id)}
        for kind in ALL.values()
        if Role.FILER in kind.opening.who and kind.id != "data_request"
    }
    corrected = {
        kind: {field.id for step in ALL[kind].steps if step.id == "correct_data" for field in step.fields}
        for kind in held
    }

    assert corrected == held
