"""The rules on screen, at the desk and for everybody: kinds, clocks with counted examples, registers, the calendar."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huiyin.acts import registers
from huiyin.acts.writing import Moment
from huiyin.flow.actor import clockwork
from huiyin.kinds import ALL
from huiyin.kinds.clocks import ROWS
from tests import office
from tests.house_pages.seen import links_of, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("furnished")]
Desk = Callable[[str], Client]
PATHS = ["", "clocks/", "clocks/XF-06/", "registers/", *(f"{kind}/" for kind in ALL)]


@pytest.mark.parametrize("path", PATHS)
def test_everybody_reads_the_same_rules_as_the_staff(desk: Desk, path: str) -> None:
    staff, public = desk("water.sign").get(f"/desk/catalogue/{path}"), Client().get(f"/catalogue/{path}")

    assert public.status_code == 200
    told = words_of(public)
    assert (
        told[: told.index("安澜县centre")].strip()
        == words_of(staff).strip()[: len(told[: told.index("安澜县centre")].strip())]
    )
    assert not [link for link in links_of(public) if link.startswith("/desk/")]


@pytest.mark.parametrize("kind", sorted(ALL))
def test_a_kind_shows_every_state_step_clock_and_its_graph(kind: str) -> None:
    seen = Client().get(f"/catalogue/{kind}/")

    told, links = words_of(seen), links_of(seen)
    declared = ALL[kind]
    assert all(state.tells.zh in told for state in declared.states)
    assert all(f'id="step-{step.id}"' in seen.content.decode() for step in declared.steps)
    assert all(f"/catalogue/clocks/{clock}/" in links for clock in declared.rings)
    assert '<svg class="chart flow"' in seen.content.decode()
    assert declared.retention.zh in told


def test_every_clock_is_listed_with_its_article_and_leads_to_an_example() -> None:
    seen = Client().get("/catalogue/clocks/")

    told, links = words_of(seen), links_of(seen)
    assert f"共 {len(ROWS)} 个" in told
    assert all(f"/catalogue/clocks/{clock.id}/" in links and clock.basis in told for clock in ROWS)


def test_every_clock_opens() -> None:
    client = Client()

    for clock in ROWS:
        seen = client.get(f"/catalogue/clocks/{clock.id}/?from=2026-08-05&at=09:12")
        assert seen.status_code == 200
        assert clock.name.zh in words_of(seen)
        assert "f-fault" not in seen.content.decode()
        assert "tell-r" not in seen.content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("XF-06/?from=2026-08-05", "2026年10月8日（周四）到期；期满那天休息，顺延到这天"),
        ("XF-06/?from=2026-08-05&extend=30", "2026年11月3日（周二）到期"),
        ("XF-06/?from=2026-08-05&extend=31", "最多延长30"),
        ("XF-11/?from=2026-09-01&held_from=2026-09-10&held_to=2026-09-20&ground=听证", "2026年10月12日（周一）到期"),
        ("XF-11/?from=2026-09-01&held_from=2026-09-10&ground=听证", "中止还没有结束，现在没有到期日"),
        ("XF-11/?from=2026-09-01&held_from=2026-09-10&ground=开会", "不是作出复核意见（XF-11）的法定中止事由"),
        ("XF-01/", "法律只说“及时”，没有到期日"),
        ("XF-06/?from=明天", "起算的日子写成 2026-08-05"),
        ("XF-06/?from=2500-01-01", "只能计算"),
        ("XF-06/?extend=-1", "延长多少写成整数"),
    ],
)
def test_an_example_is_counted_or_says_why_not(asked: str, said: str) -> None:
    told = words_of(Client().get(f"/catalogue/clocks/{asked}"))

    assert said in told


def test_clocks_are_searched() -> None:
    told = words_of(Client().get("/catalogue/clocks/?q=第34条"))

    assert "XF-06" in told
    assert "XF-02" not in told
    assert "没有时限含有这些字" in words_of(Client().get("/catalogue/clocks/?q=没有的字"))


@pytest.mark.parametrize("path", ["nothing/", "clocks/XX-99/", "calendar/?year=1999"])
def test_what_is_not_in_the_catalogue_is_not_found(path: str) -> None:
    assert Client().get(f"/catalogue/{path}").status_code == 404


def test_the_calendar_counts_the_year_and_names_its_notice() -> None:
    seen = Client().get("/catalogue/calendar/?year=2026")

    told = words_of(seen)
    assert "2026年有 248 个工作日、117 个休息日" in told
    assert "国务院办公厅关于2026年部分节假日安排的通知" in told
    assert "国庆节 10月1日 10月7日 7" in told
    assert "1月4日、2月14日、2月28日、5月9日、9月20日、10月10日" in told
    assert "放假通知公布到2026年12月31日，还有 150 天；2027年按法定节日推算，国办通知公布后会重算" in told
    assert seen.content.decode().count(" swap") + seen.content.decode().count('"swap') >= 6


def test_a_year_without_a_notice_is_provisional_until_one_is_entered() -> None:
    before = words_of(Client().get("/catalogue/calendar/?year=2027"))
    values = {
        "year": 2027,
        "notice": "国办发明电〔2026〕7号",
        "off": ["2027-01-01..2027-01-03"],
        "work": ["2027-02-20"],
    }
    registers.record(
        registers.NewEntry("calendar_year", "2027", values, office.START),
        actor=clockwork(office.MORNING), moment=Moment(office.MORNING, office.MORNING),
    )  # fmt: skip

    after = words_of(Client().get("/catalogue/calendar/?year=2027"))

    assert "2027年按法定节日推算，国办通知公布后会重算" in before
    assert "本县录入的放假通知 文号：国办发明电〔2026〕7号" in after
    assert "放假通知公布到2027年12月31日" in after
    assert "调休上班：2月20日" in after


def test_the_rules_cost_few_queries() -> None:
    for path in ("/catalogue/appeal/", "/catalogue/clocks/", "/catalogue/clocks/XF-06/", "/catalogue/calendar/"):
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(path).status_code == 200
        assert len(queries) <= 8


def test_the_staff_read_the_rules_in_english_too(desk: Desk) -> None:
    seen = desk("water.sign").get("/desk/catalogue/clocks/XF-06/?from=2026-08-05", headers={"accept-language": "en"})

    told = words_of(seen)
    assert "Due on 2026-10-08 (Thu), moved there from a rest day" in told
    assert "60 calendar days" in told
