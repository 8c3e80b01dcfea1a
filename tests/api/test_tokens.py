"""Tokens: granted by one, collected by another, kept as a digest, bound to a post, and gone when taken back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from huiyin.acts import limits
from huiyin.acts.matters import Filing, open_matter
from huiyin.acts.registers import NewEntry, close, record
from huiyin.acts.tokens import collect_token, issue_token
from huiyin.acts.writing import Moment, NotFound
from huiyin.api import bearing
from huiyin.flow.actor import clockwork
from huiyin.flow.answers import FieldFaults
from huiyin.queries.bearers import bearer_of
from huiyin.store.interface import TokenDigest
from tests import office
from tests.api.caller import Caller, grant
from tests.database import places_of
from tests.office import opened, someone

pytestmark = pytest.mark.django_db
Call = Callable[..., Caller]
MOMENT = Moment(office.MORNING, office.MORNING)


def test_who_holds_the_post_collects_and_nobody_else(call: Call) -> None:
    key = grant("water.handle", "matters:read")

    token = collect_token(key, actor=someone("water.handle"))

    assert Caller(token).get("kinds").status_code == 200
    for other in ("office.admin", "roads.handle"):
        with pytest.raises(NotFound):
            collect_token(key, actor=someone(other))


def test_collecting_again_ends_the_earlier_one(call: Call) -> None:
    key = grant("water.handle", "matters:read")
    first = issue_token(key, at=office.MORNING)

    second = issue_token(key, at=office.MORNING)

    assert [Caller(one).get("kinds").status_code for one in (first, second)] == [401, 200]


def test_the_token_stands_nowhere_in_the_database(call: Call) -> None:
    caller = call("water.handle")
    caller.get("kinds")

    assert places_of(caller.token) == []
    assert places_of(caller.token.removeprefix("huiyin_")) == []


def test_taking_it_back_ends_it_at_once(call: Call) -> None:
    caller = call("water.handle")
    assert caller.get("kinds").status_code == 200

    close(
        "api_token", caller.key, on=date(2027, 1, 1), reason="系统停用", actor=clockwork(office.MORNING), moment=MOMENT
    )

    assert (caller.get("kinds").status_code, TokenDigest.objects.count()) == (401, 0)


def test_it_ends_on_its_last_day_and_with_its_post(call: Call, clock: Callable[[datetime], None]) -> None:
    key = "till-friday"
    values = {"label": "热线", "post": "water.handle", "scopes": ["matters:read"]}
    new = NewEntry("api_token", key, values, office.START, office.at(3).date())
    record(new, actor=clockwork(office.MORNING), moment=MOMENT)
    caller, vacant = Caller(issue_token(key, at=office.MORNING)), call("roads.handle")
    close(
        "appointment",
        "roads.handle",
        on=office.at(1).date(),
        reason="调离",
        actor=clockwork(office.MORNING),
        moment=MOMENT,
    )

    seen = []
    for day in (0.5, 2.5, 3.5):
        clock(office.at(day))
        seen.append((caller.get("kinds").status_code, vacant.get("kinds").status_code))

    assert seen == [(200, 200), (200, 401), (401, 401)]


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer huiyin_" + "A" * 43, "Bearer " + "9" * 5000]
)
def test_whatever_is_no_token_gets_the_same_words(sent: str) -> None:
    answer = Client().get("/api/v1/kinds", headers={"Authorization": sent} if sent else {})

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="huiyin"')
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == Client().get("/api/v1/kinds").json()


def test_a_session_cookie_opens_nothing() -> None:
    browser = Client()
    account = get_user_model().objects.create(username="x", person="centre.intake")
    browser.force_login(account)

    assert browser.get("/api/v1/matters").status_code == 401
    assert browser.post("/api/v1/matters", "{}", content_type="application/json").status_code == 401


def test_a_call_beyond_the_scopes_is_refused_by_name(call: Call) -> None:
    filed = opened()
    caller = call("centre.intake", "matters:read")

    answers = [
        caller.post(f"matters/{filed.number}/readings", {"fields": ["name"], "reason": "联系"}),
        caller.post(f"matters/{filed.number}/steps/note", {}),
        caller.get("registers"),
        caller.get("figures"),
    ]

    assert [(one.status_code, one.json()["scopes"][0]) for one in answers] == [
        (403, "personal:read"), (403, "matters:write"), (403, "registers:read"), (403, "figures:read"),
    ]  # fmt: skip


def test_steps_of_one_kind_do_not_reach_another(call: Call) -> None:
    filed = opened()

    ours = call("centre.sort", "steps:appeal").post(f"matters/{filed.number}/steps/accept")
    seen = call("centre.sort", "matters:read", "steps:review").post(f"matters/{filed.number}/steps/hand_over")
    unseen = call("centre.sort", "steps:review").post(f"matters/{filed.number}/steps/hand_over")

    assert [(one.status_code, one.json().get("code")) for one in (ours, seen, unseen)] == [
        (200, None), (403, "scope_missing"), (404, "not_found"),
    ]  # fmt: skip


def an_order(when: datetime) -> str:
    """Register an order of the hotline and return its number."""
    values = {
        "channel": "hotline", "order_sort": "help", "urgent": "no", "words": "柳溪村口的路灯坏了半个月。", "requests": ["修好路灯"],
        "village": office.VILLAGE, "name": "沈小禾", "phone": "13800000055", "concerns_office": "no",
    }  # fmt: skip
    filed = open_matter(Filing("order", values, Moment(when, when)), actor=someone("centre.intake", when))
    return filed.number


def test_a_token_for_one_kind_reads_no_other_by_any_call(call: Call) -> None:
    appeal, order = opened().number, an_order(office.MORNING)
    narrow = call("centre.sort", "read:order", "personal:read", "steps:order")

    listed = narrow.get("matters").json()
    parts = ("", "/steps", "/events", "/clocks", "/readings", "/papers", "/files", "/proof")
    hidden = {narrow.get(f"matters/{appeal}{part}").status_code for part in parts}
    shown = {narrow.get(f"matters/{order}{part}").status_code for part in parts}
    asked = {"fields": ["name"], "reason": "联系本人"}
    opened_by = [narrow.post(f"matters/{one}/readings", asked).status_code for one in (appeal, order)]
    pointed = narrow.post(f"matters/{order}/steps/link", {"values": {"other": appeal, "reason": "像是一件事"}})

    assert ([one["number"] for one in listed["items"]], listed["total"]) == ([order], "1")
    assert (hidden, shown, opened_by) == ({404}, {200}, [404, 200])
    assert pointed.status_code == 422
    assert call("centre.sort", "matters:read").get("matters").json()["total"] == "2"


def test_a_token_that_reads_no_kind_opens_no_personal_data(call: Call) -> None:
    filed = opened()

    blind = call("centre.sort", "personal:read", "matters:write")

    assert blind.post(f"matters/{filed.number}/readings", {"fields": ["name"], "reason": "联系"}).status_code == 404
    assert blind.get("matters").json()["code"] == "scope_missing"


def test_a_scope_that_is_not_there_cannot_be_granted() -> None:
    with pytest.raises(FieldFaults) as refused:
        grant("water.handle", "everything")

    assert "没有“everything”这个权限范围" in refused.value.faults["scopes"].zh


def test_last_use_is_noted_a_minute_apart(call: Call, clock: Callable[[datetime], None]) -> None:
    caller = call("water.handle")
    used = []

    for seconds in (0, 30, 90):
        clock(office.at(0, 9) + timedelta(seconds=seconds))
        caller.get("kinds")
        held = TokenDigest.objects.get(key=caller.key).used_at
        assert held is not None
        used.append((held - office.at(0, 9)).seconds)

    assert used == [0, 0, 90]


def test_too_many_calls_are_put_off_with_a_time(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.LIMITS, limits.Channel.API, limits.Limit(3, 60))
    caller, other = call("water.handle"), call("roads.handle")

    statuses = [caller.get("kinds").status_code for _ in range(5)]
    late = caller.get("kinds")

    assert statuses == [200, 200, 200, 429, 429]
    assert (int(late["Retry-After"]) in range(1, 61), late.json()["code"]) == (True, "too_many")
    assert other.get("kinds").status_code == 200


def test_guessing_from_one_address_is_put_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearing, "WRONG_PER_ADDRESS", 2)

    assert [Caller(f"huiyin_{n}").get("kinds").status_code for n in range(4)] == [401, 401, 429, 429]


def test_what_is_kept_from_the_holder_elsewhere_is_kept_from_the_token(call: Call) -> None:
    # The holder of the counter's post also sits in the water office: about that office the token knows nothing.
    both = {"post": "centre.intake", "person": "water.check", "sort": "正式"}
    close(
        "appointment",
        "centre.intake",
        on=office.MORNING.date(),
        reason="调整",
        actor=clockwork(office.MORNING),
        moment=MOMENT,
    )
    record(NewEntry("appointment", "both", both, office.START), actor=clockwork(office.MORNING), moment=MOMENT)
    about = opened_about_water()
    caller = call("centre.intake")

    found = bearer_of(caller.token, at=office.MORNING)

    assert found is not None
    assert (found.actor.person, {post.key for post in found.actor.posts}) == ("water.check", {"centre.intake"})
    assert caller.get(f"matters/{about}").status_code == 404
    assert caller.get("matters").json()["items"] == []


def opened_about_water() -> str:
    """File a matter about the water office and return its number."""
    filing = office.a_filing(concerns_office="yes", concerned_unit="water")
    return office.matters.open_matter(
        office.matters.Filing("appeal", filing.values, filing.moment, received_unit="centre"), actor=None
    ).number
