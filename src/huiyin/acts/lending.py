"""Lending the roles of a post: only one's own, never what stands apart, for ninety days at most."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kinds.registers.lending import NEVER_LENT
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.store.posts import cards_of_person

REGISTER = "delegation"
LONGEST = timedelta(days=90)
NOT_YOURS = Text("只能委托自己担任的岗位", "One lends only a post of one's own")


def with_lender(register: str, values: Mapping[str, Any], *, actor: Actor) -> dict[str, Any]:
    """Return the values of an entry to be written; a delegation without a lender is the actor's own."""
    given = dict(values)
    if register == REGISTER and not given.get("lender"):
        given["lender"] = actor.person
    return given


def check_lending(register: str, values: Mapping[str, Any], *, actor: Actor, since: date) -> None:
    """Refuse a delegation that may not be; raises FieldFaults, NotAllowed. Six queries for a delegation, else none."""
    if register != REGISTER or actor.clockwork:
        return
    require_lender(register, values, actor=actor)
    day = max(since, actor.at.astimezone(SHANGHAI).date())
    last = date.fromisoformat(str(values["last_day"]))
    if not since <= last <= since + LONGEST:
        raise FieldFaults({"last_day": Text("止日要在起日之后，最长 90 天", "After it begins, 90 days at most")})
    own = {card.key: card for card in cards_of_person(str(values["lender"]), day) if not card.lent_by}
    card = own.get(str(values["post"]))
    if card is None:
        raise FieldFaults({"post": Text("委托人不在这个岗位上", "The lender does not hold this post")})
    wanted = {Role(role) for role in values["roles"]}
    if not wanted <= card.roles - NEVER_LENT:
        raise FieldFaults({"roles": Text("岗位没有这几项，或者这几项不能委托", "Not roles of the post, or never lent")})
    _check_receiver(values, day)


def _check_receiver(values: Mapping[str, Any], day: date) -> None:
    if values["person"] == values["lender"]:
        raise FieldFaults({"person": Text("不能委托给自己", "Not to oneself")})
    cards = cards_of_person(str(values["person"]), day)
    if not cards:
        raise FieldFaults({"person": Text("这个人现在没有岗位", "This person holds no post now")})
    if any(card.roles & NEVER_LENT for card in cards):
        raise FieldFaults({"person": Text("管理、安全、审计、纪检的人不能受委托办事", "Not to those who stand apart")})


def require_lender(register: str, values: Mapping[str, Any], *, actor: Actor) -> None:
    """Refuse who neither lends it himself nor keeps the house; raises NotAllowed."""
    if (
        register == REGISTER
        and not actor.clockwork
        and Role.ADMIN not in actor.roles
        and values["lender"] != actor.person
    ):
        raise NotAllowed(NOT_YOURS)
