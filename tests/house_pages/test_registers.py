"""登记册: one list, form, history and sheet for every register, without a word about which it is."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.acts import registers
from huiyin.acts.writing import Moment
from huiyin.flow.actor import clockwork
from huiyin.flow.words import Role
from huiyin.kinds.registers import REGISTERS
from huiyin.store.entries import Entry, EntryRef
from tests import office
from tests.house_pages.seen import links_of, words_of
from tests.sheets import taken

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too, pytest.mark.usefixtures("furnished")]
Desk = Callable[[str], Client]
DUTY = {"name": "供水抢修", "unit": "water", "post": "water.check", "grade": "直接责任人", "basis": "权责清单"}


def record(*rows: registers.NewEntry) -> None:
    registers.record_many(rows, actor=clockwork(office.MORNING), moment=Moment(office.MORNING, office.MORNING))


def entry(register: str, key: str) -> Entry:
    return Entry.objects.get(register=register, key=key)


@pytest.mark.parametrize("register", sorted(REGISTERS))
def test_every_register_has_its_list_and_its_sheet(desk: Desk, register: str) -> None:
    client = desk("water.sign")
    held = Entry.objects.filter(register=register).count()

    seen = client.get(f"/desk/registers/{register}/")
    sheet = taken(client, f"/desk/registers/{register}/export.xlsx")

    assert f"今天有效 {held} 条" in words_of(seen)
    assert len(sheet) == held + 1


KEEPERS = {Role.ADMIN: "office.admin", Role.SECURITY: "office.security"}
KEPT_BY_HAND = [name for name in sorted(REGISTERS) if REGISTERS[name].editors != (Role.CLOCKWORK,)]


@pytest.mark.parametrize("register", KEPT_BY_HAND)
def test_every_register_has_a_form_for_its_keepers_and_for_nobody_else(desk: Desk, register: str) -> None:
    path = f"/desk/registers/{register}/new/"

    form = desk(KEEPERS[REGISTERS[register].editors[0]]).get(path)
    refused = desk("office.audit").get(path)

    assert all(f'name="{field.id}"' in form.content.decode() for field in REGISTERS[register].fields)
    assert refused.status_code == 403
    assert "不由您的岗位维护" in words_of(refused)


def test_a_list_is_searched_through_what_its_entries_point_to(desk: Desk) -> None:
    client = desk("water.sign")

    by_unit = words_of(client.get("/desk/registers/post/?q=安澜县roads"))
    by_unit_of_post = words_of(client.get("/desk/registers/appointment/?q=安澜县roads"))

    assert "筛出 2 条" in by_unit
    assert "handle roads.handle" in by_unit
    assert "筛出 2 条" in by_unit_of_post
    assert "water" not in by_unit_of_post.replace("placeholder", "")


def test_a_list_is_narrowed_by_choices_references_and_days(desk: Desk) -> None:
    record(registers.NewEntry("unit", "old", {"name": "旧局", "short": "旧局", "sort": "department", "level": "county",
                                              "division": office.COUNTY}, date(2010, 1, 1), date(2015, 1, 1)))  # fmt: skip
    client = desk("water.sign")

    assert "筛出 5 条" in words_of(client.get("/desk/registers/unit/?sort=department"))
    assert "筛出 1 条" in words_of(client.get("/desk/registers/unit/?q=旧局&on=2012-01-01"))
    assert "没有这样的条目" in words_of(client.get("/desk/registers/unit/?q=旧局"))
    ended = words_of(client.get("/desk/registers/unit/?q=旧局&ended=1"))
    assert "到 2015-01-01" in ended
    assert "那天无效" in ended
    assert "筛出 3 条" in words_of(client.get("/desk/registers/post/?unit=water"))


def test_keys_are_shown_as_names_that_lead_on(desk: Desk) -> None:
    record(registers.NewEntry("duty", "d1", DUTY, office.START))
    client = desk("water.sign")

    listed, one = client.get("/desk/registers/duty/"), client.get("/desk/registers/duty/d1/")

    assert "water water · check 直接责任人" in words_of(listed)
    assert {"/desk/units/water/", "/desk/registers/post/water.check/"} <= links_of(one)
    assert "/desk/registers/duty/?post=water.check" in links_of(client.get("/desk/registers/post/water.check/"))


def test_an_entry_is_recorded_corrected_emptied_and_ended_with_its_history(desk: Desk) -> None:
    client = desk("office.admin")
    typed = {**DUTY, "unit": "water〔water〕", "post": "water · check〔water.check〕", "valid_from": "2026-08-01"}

    recorded = client.post("/desk/registers/duty/new/", {**typed, "entry_key": "d1"})
    corrected = client.post(
        "/desk/registers/duty/d1/correct/",
        {**typed, "name": "供水抢修和巡查", "post": "", "version": "1", "reason_why": "岗位撤并"},
    )
    ended = client.post(
        "/desk/registers/duty/d1/close/", {"ends_on": "2026-12-01", "reason_why": "并入水务集团", "version": "2"}
    )

    assert [answer.headers.get("location") for answer in (recorded, corrected, ended)] == [
        "/desk/registers/duty/d1/"
    ] * 3
    held = entry("duty", "d1")
    assert (held.version, held.values["name"], held.values["post"], held.valid_to) == (
        3,
        "供水抢修和巡查",
        None,
        date(2026, 12, 1),
    )
    assert not EntryRef.objects.filter(entry=held, register="post").exists()
    told = words_of(client.get("/desk/registers/duty/d1/"))
    assert "某office.admin 结束 2026年12月1日 （并入水务集团）" in told
    assert "责任 供水抢修 → 供水抢修和巡查；责任岗位 water · check → （空） （岗位撤并）" in told
    assert "登记入册 2026年8月1日 责任：供水抢修" in told


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"post": "没有这个岗位"}, "没有叫“没有这个岗位”的，请从提示里选"),
        ({"post": "handle"}, "叫“handle”的不止一个，请写编号，如roads.handle、team.handle、water.handle"),
        ({"grade": "随便"}, "随便"),
        ({"name": ""}, "“责任”还没填，请填上"),
        ({"name": "长" * 201}, "200"),
        ({"valid_from": "八月"}, "日期"),
        ({"entry_key": "a b/c"}, "编号用字母、数字、汉字、点和短横"),
        ({"entry_key": "taken"}, "这个编号已经用过"),
    ],
)
def test_a_faulty_value_is_said_beside_its_field_and_nothing_is_written(
    desk: Desk, changed: dict[str, str], said: str
) -> None:
    record(registers.NewEntry("duty", "taken", DUTY, office.START))
    typed = {**DUTY, "valid_from": "2026-08-01", "entry_key": "d9", **changed}

    seen = desk("office.admin").post("/desk/registers/duty/new/", typed)

    assert seen.status_code == 422
    name = next(iter(changed))
    html = seen.content.decode()
    assert said in words_of(seen)
    assert f'id="id_{name}_fault"' in html
    assert not Entry.objects.filter(register="duty", key="d9").exists()


def test_what_the_act_refuses_stands_beside_its_field(desk: Desk) -> None:
    typed = {"clock": "XF-06", "n": "90", "unit": "cal", "basis": "想放宽", "valid_from": "2026-08-01"}

    seen = desk("office.admin").post("/desk/registers/local_clock/new/", typed)

    assert seen.status_code == 422
    assert "法定时限不能改" in words_of(seen)
    assert 'id="id_clock_fault"' in seen.content.decode()
    assert not Entry.objects.filter(register="local_clock").exists()


def test_an_outline_is_typed_point_by_point(desk: Desk) -> None:
    client, grid = (
        desk("office.admin"),
        {"name": "第1网格", "division": "柳溪村", "valid_from": "2026-08-01", "entry_key": "g1"},
    )

    wrong = client.post("/desk/registers/grid/new/", {**grid, "outline": "100.1,30.2\n这里"})
    right = client.post("/desk/registers/grid/new/", {**grid, "outline": "100.1,30.2\n100.2，30.2\n100.2,30.3"})

    assert "第 2 行不是“经度,纬度”" in words_of(wrong)
    assert right.status_code == 302
    held = entry("grid", "g1")
    assert held.values["outline"] == [100_100_000, 30_200_000, 100_200_000, 30_200_000, 100_200_000, 30_300_000]
    assert held.division == office.VILLAGE


def test_two_people_never_overwrite_one_another_and_no_change_is_no_event(desk: Desk) -> None:
    record(registers.NewEntry("duty", "d1", DUTY, office.START))
    client = desk("office.admin")
    path, typed = "/desk/registers/duty/d1/correct/", {**DUTY, "version": "1", "reason_why": "更名"}

    same = client.post(path, {**typed, "unit": "water〔water〕", "post": "water · check〔water.check〕"})
    first = client.post(path, {**typed, "name": "甲"})
    second = client.post(path, {**typed, "name": "乙"})

    assert "没有改动任何一项" in words_of(same)
    assert first.status_code == 302
    assert "有人刚刚改过这一条" in words_of(second)
    assert (entry("duty", "d1").version, entry("duty", "d1").label) == (2, "甲")


def test_an_entry_cannot_end_before_it_began(desk: Desk) -> None:
    seen = desk("office.admin").post(
        "/desk/registers/post/water.check/close/", {"ends_on": "2019-01-01", "reason_why": "撤", "version": "1"}
    )

    assert "结束日要在开始日之后" in words_of(seen)
    assert entry("post", "water.check").valid_to is None


@pytest.mark.parametrize("act", ["correct", "close"])
def test_only_its_keepers_change_an_entry(desk: Desk, act: str) -> None:
    typed = {"name": "x", "version": "1", "reason_why": "y", "ends_on": "2026-12-01"}

    seen = desk("water.sign").post(f"/desk/registers/post/water.check/{act}/", typed)

    assert seen.status_code == 403
    assert entry("post", "water.check").version == 1


def test_a_sheet_holds_no_formula(desk: Desk) -> None:
    record(registers.NewEntry("duty", "d1", {**DUTY, "name": "=HYPERLINK(1)"}, office.START))

    sheet = taken(desk("water.sign"), "/desk/registers/duty/export.xlsx")

    assert sheet[1][1] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("path", ["nothing/", "nothing/new/", "post/nobody/", "post/nobody/correct/"])
def test_an_unknown_register_or_entry_is_a_sentence(desk: Desk, path: str) -> None:
    seen = desk("office.admin").get(f"/desk/registers/{path}")

    assert seen.status_code == 404
    assert "没有这张登记册，或者册里没有这一条" in words_of(seen)


def test_lists_page_and_stay_under_thirty_queries_flat_in_rows(desk: Desk) -> None:
    client, counts = desk("office.admin"), []
    for span in (range(1), range(1, 120)):
        record(*(registers.NewEntry("duty", f"z{number:03}", DUTY, office.START) for number in span))
        with CaptureQueriesContext(connection) as queries:
            seen = client.get("/desk/registers/duty/")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30
    assert "第 1 页，共 3 页" in words_of(seen)
    last = client.get("/desk/registers/duty/?page=99")
    assert "第 3 页，共 3 页" in words_of(last)
    assert last.content.decode().count('class="title"') == 20


def test_no_house_page_shows_a_residents_data(desk: Desk) -> None:
    """A filed matter's name, phone, place and words are nowhere to be found, whoever looks."""
    filed = office.opened(words="独特的一句话在这里", name="独孤求得", phone="13800000077", place="独山路 7 号")
    secrets = ("独特的一句话", "独孤求得", "13800000077", "独山路", filed.number)
    paths = [
        "/desk/places/", f"/desk/places/{office.TOWN}/", f"/desk/places/{office.VILLAGE}/", "/desk/units/centre/",
        "/desk/gaps/", "/desk/registers/", *(f"/desk/registers/{one}/" for one in REGISTERS),
        "/desk/registers/unit/centre/", "/desk/catalogue/", "/desk/catalogue/appeal/", "/desk/calendar/",
    ]  # fmt: skip

    for post in ("office.admin", "office.audit", "water.sign"):
        client = desk(post)
        for path in paths:
            seen = client.get(path)
            assert seen.status_code == 200
            assert not [secret for secret in secrets if secret in seen.content.decode()]
