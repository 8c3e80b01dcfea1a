"""Taking steps by their forms: the whole path with plain posts, faults beside fields, nothing lost."""

from collections.abc import Callable
from datetime import datetime
from re import findall

import pytest
from django.test import Client

from huiyin.flow.words import Role
from huiyin.kinds import ALL
from huiyin.queries.staff import Asked as Wanted
from huiyin.queries.staff import options
from huiyin.store.matters import MatterRow, Paper
from huiyin.store.readings import Reading
from huiyin.store.working import Draft
from huiyin.web.forms import Asked, form_for
from tests import office
from tests.office import at, row, step

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Move = Callable[[datetime], None]
DRAFT = {
    "found": "主管破裂，已更换。",
    "outcomes_1": "support", "outcome_words_1": "8月6日前修复",
    "outcomes_2": "explain", "outcome_words_2": "管龄过长，列入改造",
    "opinion_basis": "城市供水条例",
}  # fmt: skip


def url(number: str, name: str) -> str:
    return f"/desk/matters/{number}/do/{name}/"


def version(client: Client, number: str, name: str) -> str:
    words = client.get(url(number, name)).content.decode()
    return str(findall(r'name="version" value="(\d+)"', words)[0])


def take(client: Client, number: str, name: str, **values: str) -> int:
    seen = version(client, number, name)
    answer = client.post(url(number, name), {"version": seen, **values})
    if answer.status_code == 302:
        assert answer["Location"] == f"/desk/matters/{number}/"
    return int(answer.status_code)


def test_four_people_carry_an_appeal_to_the_served_reply(desk: Desk) -> None:
    filed = office.opened()
    path: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("centre.sort", "assign", {"to_post": "water.handle", "reason": "供水归水务"}),
        ("water.handle", "sign_for", {}),
        ("water.handle", "accept", {}),
        ("water.handle", "draft", DRAFT),
        ("water.check", "check", {}),
        ("water.sign", "sign", {}),
        ("water.handle", "serve", {"served_way": "in_person"}),
    )

    for post, name, values in path:
        assert (name, take(desk(post), filed.number, name, **values)) == (name, 302)

    assert (row(filed.matter).state, row(filed.matter).lead_unit) == ("served", "water")
    assert sorted(Paper.objects.filter(matter=filed.matter).values_list("code", flat=True)) == ["D02", "D04", "D08"]


def test_what_was_done_is_said_once_on_the_next_page(desk: Desk) -> None:
    filed, client = office.opened(), desk("centre.sort")
    take(client, filed.number, "accept")

    first = client.get(f"/desk/matters/{filed.number}/").content.decode()
    second = client.get(f"/desk/matters/{filed.number}/").content.decode()

    assert "已办“受理”" in first
    assert "已办“受理”" not in second


def test_faults_stand_beside_their_fields_and_what_was_typed_stays(desk: Desk) -> None:
    filed, client = office.carried_to("in_hand"), desk("water.handle")
    typed = {**DRAFT, "opinion_basis": "", "version": version(client, filed.number, "draft")}

    answer = client.post(url(filed.number, "draft"), typed)
    words = answer.content.decode()

    assert answer.status_code == 422
    assert "请填写“法律、政策依据”" in words
    assert "主管破裂，已更换。" in words
    assert "管龄过长，列入改造" in words
    assert 'value="explain" ' in words
    assert row(filed.matter).state == "accepted"


def test_a_request_left_without_words_is_named(desk: Desk) -> None:
    filed, client = office.carried_to("in_hand"), desk("water.handle")

    answer = client.post(
        url(filed.number, "draft"),
        {**DRAFT, "outcome_words_2": " ", "version": version(client, filed.number, "draft")},
    )

    assert answer.status_code == 422
    assert "共有 2 项诉求，请逐项答复，现在是 1 项" in answer.content.decode()


def test_drafting_shows_the_words_beside_and_writes_the_reading_down(desk: Desk) -> None:
    filed = office.carried_to("in_hand")

    words = desk("water.handle").get(url(filed.number, "draft")).content.decode()

    assert "盼着早点修好" in words
    assert "第 1 项诉求" in words
    assert "修好水管" in words
    held = Reading.objects.get()
    assert (held.way, held.reason, held.fields) == ("act", "办理“拟答复意见”", "words")


def test_a_leader_reads_the_opinion_before_signing(desk: Desk) -> None:
    filed = office.carried_to("checked")

    words = desk("water.sign").get(url(filed.number, "sign")).content.decode()

    assert "经现场查看，主管破裂，已更换。" in words
    assert "8月6日前修复并回访" in words
    assert "<b>支持</b>" in words
    assert set(Reading.objects.get().fields.split(",")) == {"found", "outcome_words", "words"}


def test_somebody_was_first_and_nothing_typed_is_lost(desk: Desk) -> None:
    filed, client = office.carried_to("in_hand"), desk("water.handle")
    seen = version(client, filed.number, "draft")
    step(filed.matter, "urge", "centre.sort", at(0, 5))

    answer = client.post(url(filed.number, "draft"), {**DRAFT, "version": seen})
    words = answer.content.decode()

    assert answer.status_code == 409
    assert "有人刚刚改过这件事" in words
    assert "催办" in words
    assert "主管破裂，已更换。" in words
    again = findall(r'name="version" value="(\d+)"', words)[0]
    assert client.post(url(filed.number, "draft"), {**DRAFT, "version": again}).status_code == 302


def test_pressing_twice_takes_the_step_once(desk: Desk) -> None:
    filed, client = office.carried_to("in_hand"), desk("water.handle")
    typed = {"progress": "去看了", "version": version(client, filed.number, "note")}

    answers = [client.post(url(filed.number, "note"), typed) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert row(filed.matter).version == int(typed["version"]) + 1


def test_pressing_a_step_twice_that_moved_the_state_is_no_fault(desk: Desk) -> None:
    filed, client = office.opened(), desk("centre.sort")
    typed = {"version": version(client, filed.number, "accept")}

    answers = [client.post(url(filed.number, "accept"), typed) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert Paper.objects.filter(matter=filed.matter, code="D02").count() == 1


def test_a_step_that_is_not_yours_says_why(desk: Desk) -> None:
    filed = office.carried_to("in_hand")

    shown = desk("water.check").get(url(filed.number, "draft"))
    posted = desk("water.check").post(url(filed.number, "draft"), {**DRAFT, "version": "5"})

    assert (shown.status_code, posted.status_code) == (403, 403)
    assert "不是您岗位的事" in shown.content.decode()
    assert Reading.objects.count() == 0


def test_the_unit_complained_of_is_not_offered(desk: Desk) -> None:
    filed = office.opened(concerns_office="yes", concerned_unit="water")
    step(filed.matter, "accept", "centre.sort", at(0, 1))

    words = desk("centre.sort").get(url(filed.number, "hand_over")).content.decode()

    assert 'value="roads.handle"' in words
    assert 'value="water.handle"' not in words
    assert 'value="team.handle"' not in words


def test_a_concern_needs_its_office_and_the_server_decides(desk: Desk) -> None:
    filed, client = office.opened(concerns_office=""), desk("centre.sort")
    seen = version(client, filed.number, "clarify")

    missing = client.post(url(filed.number, "clarify"), {"concerns_office": "yes", "version": seen})
    settled = client.post(url(filed.number, "clarify"), {"concerns_office": "no", "version": seen})

    assert (missing.status_code, settled.status_code) == (422, 302)
    assert "请填写“反映的是哪个单位”" in missing.content.decode()
    assert row(filed.matter).values["concerns_office"] is False


def test_an_earlier_time_names_its_source(desk: Desk) -> None:
    filed, client = office.carried_to("signed"), desk("water.handle")
    typed = {
        "served_way": "in_person",
        "happened_at": "2026-08-03T15:30",
        "version": version(client, filed.number, "serve"),
    }

    without = client.post(url(filed.number, "serve"), typed)
    with_source = client.post(url(filed.number, "serve"), {**typed, "time_source": "挂号信回执"})

    assert without.status_code == 403
    assert "请写明依据" in without.content.decode()
    assert with_source.status_code == 302
    assert "挂号信回执" in client.get(f"/desk/matters/{filed.number}/?tab=trail").content.decode()


def test_half_typed_words_are_sealed_and_wait_over_a_logout(desk: Desk) -> None:
    filed, client = office.carried_to("in_hand"), desk("water.handle")
    client.post(url(filed.number, "draft"), {**DRAFT, "opinion_basis": "", "keep": "1"})
    client.post("/logout/")

    words = desk("water.handle").get(url(filed.number, "draft")).content.decode()

    assert "接着您上次存下的写" in words
    assert "管龄过长，列入改造" in words
    assert "管龄过长".encode() not in bytes(Draft.objects.get().sealed)
    assert "管龄过长" not in desk("water.check").get(url(filed.number, "check")).content.decode()
    assert take(desk("water.handle"), filed.number, "draft", **DRAFT) == 302
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("kind", ALL)
def test_every_step_of_every_kind_has_a_form(kind: str) -> None:
    for one in ALL[kind].steps:
        if one.who == (Role.CLOCKWORK,):
            continue
        held = options(Wanted(frozenset(field.sort for field in one.fields), office.MORNING.date()))
        form = form_for(one, asked=Asked(held, ("一", "二")))
        shown = {part.bound.name for part in (*form.before(), *form.after())}
        shown |= {part.bound.name.rpartition("_")[0] for each in form.by_request() for part in each.controls}
        assert {field.id for field in one.fields} - shown <= {"grid"}, one.id
        assert bool(str(form)) == bool(form.fields)


def test_no_row_was_made_by_looking(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    before = MatterRow.objects.get(id=filed.matter).version

    for name in ("draft", "note", "hand_over", "assist", "extend", "urge", "void_paper"):
        desk("water.handle").get(url(filed.number, name))

    assert MatterRow.objects.get(id=filed.matter).version == before


def test_what_is_typed_is_kept_by_itself_and_can_be_thrown_away(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    client, page = desk("water.handle"), url(filed.number, "draft")

    kept = client.post(page, {**DRAFT, "opinion_basis": "自动存下的依据", "keep": "self"})
    again = client.get(page).content.decode()
    dropped = client.post(page, {"drop": "1"})

    assert (kept.status_code, kept.content.decode()) == (200, "8月3日 18:12")
    assert "自动存下的依据" in again
    assert "自动存下的依据".encode() not in bytes(Draft.objects.values_list("sealed", flat=True).first() or b"")
    assert (dropped.status_code, Draft.objects.count()) == (302, 0)
    assert "自动存下的依据" not in client.get(page).content.decode()
