"""Administrator, security and audit never in one person, whichever way it is tried; nobody appoints himself."""

from datetime import date
from itertools import combinations

import pytest
from django.test import Client

from huiyin.acts import registers
from huiyin.acts.three_roles import KEEPERS, fault_of
from huiyin.acts.writing import Moment
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import STANDS, Role, Stand
from huiyin.store.access import visible
from huiyin.store.entries import Entry
from tests import office

STAFF = [role for role in Role if STANDS[role] is not Stand.RELATION]


def appoint(
    key: str, post: str, person: str, *, since: date = office.START, until: date | None = None, by: Actor
) -> None:
    entry = registers.NewEntry("appointment", key, {"post": post, "person": person, "sort": "正式"}, since, until)
    registers.record(entry, actor=by, moment=Moment(by.at, by.at))


@pytest.fixture
def admin(small_office: bool, db: None) -> Actor:
    """The small office's administrator."""
    return office.someone("office.admin")


@pytest.mark.parametrize(("one", "other"), list(combinations(STAFF, 2)))
def test_two_roles_go_together_only_if_neither_is_one_of_the_three(one: Role, other: Role) -> None:
    assert (fault_of([one, other]) is None) == (not {one, other} & KEEPERS)


@pytest.mark.parametrize("post", ["office.security", "office.audit", "water.handle"])
def test_a_person_never_gets_a_second_of_the_three(admin: Actor, post: str) -> None:
    registers.record(
        registers.NewEntry("post", "more.admin", {"name": "管理", "unit": "centre", "roles": ["admin"]}, office.START),
        actor=admin,
        moment=Moment(admin.at, admin.at),
    )

    with pytest.raises(NotAllowed) as refused:
        appoint("second", "more.admin", post, by=admin)

    assert "上一级单位的人来管" in refused.value.reason.zh
    assert not Entry.objects.filter(register="appointment", key="second").exists()


def test_one_after_the_other_is_no_combination(admin: Actor) -> None:
    appoint("before", "office.security", "water.handle", since=date(2018, 1, 1), until=office.START, by=admin)

    assert Entry.objects.filter(register="appointment", key="before").exists()


def test_a_post_never_carries_two_of_the_three(admin: Actor) -> None:
    values = {"name": "大包大揽", "unit": "centre", "roles": ["admin", "security"]}

    with pytest.raises(NotAllowed, match="不能由一个人担任"):
        registers.record(
            registers.NewEntry("post", "both", values, office.START), actor=admin, moment=Moment(admin.at, admin.at)
        )


def test_correcting_a_post_cannot_bring_it_about(admin: Actor) -> None:
    appoint("also", "roads.handle", "water.handle", by=admin)

    with pytest.raises(NotAllowed, match="不能同时办理事项"):
        registers.correct(
            "post", "roads.handle", {"roles": ["audit"]}, reason="改", actor=admin, moment=Moment(admin.at, admin.at)
        )

    assert Entry.objects.get(register="post", key="roads.handle").values["roles"] == ["handle"]


def test_nobody_appoints_himself(admin: Actor) -> None:
    with pytest.raises(NotAllowed, match="不能给自己任职"):
        appoint("mine", "centre.watch", "office.admin", by=admin)


@pytest.mark.parametrize("post", ["office.admin", "office.security", "office.audit"])
def test_none_of_the_three_knows_of_a_matter(admin: Actor, post: str) -> None:
    filed = office.carried_to("in_hand")

    assert visible(office.someone("water.handle", office.at(1))).filter(id=filed.matter).exists()
    assert not visible(office.someone(post, office.at(1))).exists()


def test_the_refusal_is_told_on_the_page(admin: Actor, client: Client) -> None:
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.create(username="admin", person="office.admin"))
    answer = client.post(
        "/desk/registers/appointment/new/",
        {
            "key": "second",
            "post": "office.audit",
            "person": "office.security",
            "sort": "正式",
            "valid_from": "2026-01-01",
        },
    )

    assert "不能由一个人担任" in answer.content.decode()
