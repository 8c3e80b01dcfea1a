"""A small made-up office for tests: enough units, posts and people to carry a matter all the way."""

import os
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from huiyin.acts import matters, registers
from huiyin.acts.writing import Moment
from huiyin.flow.actor import Actor, clockwork, filer
from huiyin.kit.days import SHANGHAI
from huiyin.store.divisions import Division
from huiyin.store.matters import MatterRow
from huiyin.store.posts import cards_of_person

# The fictional county, unless the process was started for another one.
OWN = os.environ.get("HUIYIN_COUNTY", "990121")
COUNTY, TOWN, VILLAGE = f"{OWN}000000", f"{OWN}100000", f"{OWN}100201"
START = date(2020, 1, 1)
MORNING = datetime(2026, 8, 3, 9, 12, tzinfo=SHANGHAI)

UNITS: dict[str, tuple[str, str, str, str, str]] = {
    # key: sort, level, division, parent, reviewer
    "city": ("government", "city", "990100000000", "", ""),
    "gov": ("government", "county", COUNTY, "city", "city"),
    "centre": ("centre", "county", COUNTY, "gov", "gov"),
    "water": ("department", "county", COUNTY, "gov", "gov"),
    "water-team": ("department", "county", COUNTY, "water", "water"),
    "roads": ("department", "county", COUNTY, "gov", "gov"),
    "town": ("town", "town", TOWN, "gov", "gov"),
    "discipline": ("department", "county", COUNTY, "gov", "gov"),
    "city-discipline": ("department", "city", "990100000000", "city", "city"),
}
POSTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "centre.intake": ("centre", ("intake",)),
    "centre.sort": ("centre", ("sort",)),
    "centre.watch": ("centre", ("supervise",)),
    "water.handle": ("water", ("handle",)),
    "water.check": ("water", ("check",)),
    "water.sign": ("water", ("sign", "lead")),
    "team.handle": ("water-team", ("handle",)),
    "roads.handle": ("roads", ("handle",)),
    "roads.sign": ("roads", ("check", "sign")),
    "town.intake": ("town", ("intake", "sort", "handle")),
    "gov.review": ("gov", ("review", "sort")),
    "gov.check": ("gov", ("check",)),
    "gov.sign": ("gov", ("sign",)),
    "city.review": ("city", ("review",)),
    "city.check": ("city", ("check",)),
    "city.sign": ("city", ("sign",)),
    "discipline.desk": ("discipline", ("integrity",)),
    "discipline.head": ("discipline", ("integrity",)),
    "city-discipline.desk": ("city-discipline", ("integrity",)),
    "city-discipline.head": ("city-discipline", ("integrity",)),
    "office.admin": ("centre", ("admin",)),
    "office.security": ("centre", ("security",)),
    "office.audit": ("centre", ("audit",)),
}


def furnish(posts: Collection[str] = POSTS.keys()) -> None:
    """Record the office's divisions, units, posts and people by the real acts. The person of a post shares its key.

    A test that goes through the whole ledger many times names the few posts it needs.
    """
    Division.objects.bulk_create(
        Division(code=code, name=name, level=level, parent=parent, valid_from=START)
        for code, name, level, parent in (
            ("990100000000", "云汀市", "city", ""),
            (COUNTY, "安澜县", "county", "990100000000"),
            (TOWN, "青石桥镇", "town", COUNTY),
            (VILLAGE, "柳溪村", "village", TOWN),
        )
    )
    new = registers.NewEntry
    rows = []
    for key, (sort, level, division, parent, reviewer) in UNITS.items():
        values = {
            "name": f"安澜县{key}", "short": key, "sort": sort, "level": level, "division": division,
            "parent": parent, "reviewer": reviewer, "organ": f"安澜县{key}", "letters": f"安{key}"[:8],
        }  # fmt: skip
        rows.append(new("unit", key, values, START))
    for key, (unit, roles) in POSTS.items():
        if key not in posts:
            continue
        rows.append(new("person", key, {"name": f"某{key}"}, START))
        rows.append(new("post", key, {"name": key.split(".")[1], "unit": unit, "roles": list(roles)}, START))
        rows.append(new("appointment", key, {"post": key, "person": key, "sort": "正式"}, START))
    rows.append(new("category", "water", {"name": "供水", "hints": ["停水"]}, START))
    registers.record_many(rows, actor=clockwork(MORNING), moment=Moment(MORNING, MORNING))


def at(days: float = 0, hours: float = 0) -> datetime:
    """Return a moment some days and hours after the first morning."""
    return MORNING + timedelta(days=days, hours=hours)


def someone(post: str, when: datetime = MORNING) -> Actor:
    """Return the person who holds a post."""
    return Actor(person=post, name=f"某{post}", posts=cards_of_person(post, when.date()), at=when)


def a_filing(when: datetime = MORNING, **values: Any) -> matters.Filing:
    """Return a filing as a clerk would type it; values given replace or add."""
    typed = {
        "channel": "walk_in",
        "words": "家里停水三天了，打电话 13800000026 没人管，盼着早点修好。",
        "requests": ["修好水管", "说明原因"],
        "village": VILLAGE,
        "place": "柳溪村 3 组 12 号",
        "name": "周小满",
        "phone": "13800000026",
        "concerns_office": "no",
        **values,
    }
    return matters.Filing("appeal", typed, Moment(when, when))


def opened(when: datetime = MORNING, **values: Any) -> matters.Filed:
    """Open an appeal at the counter."""
    return matters.open_matter(a_filing(when, **values), actor=someone("centre.intake", when))


def step(matter: UUID, step_id: str, post: str, when: datetime, **values: Any) -> int:
    """Take a step as the holder of a post; `filer` and `clock` are the resident and the clock."""
    actors = {"filer": lambda: filer(str(matter), when), "clock": lambda: clockwork(when)}
    actor = actors[post]() if post in actors else someone(post, when)
    return matters.take_step(matter, step_id, values, actor=actor, moment=Moment(when, when))


def signed(matter: UUID, step_id: str, post: str, when: datetime, *, by: str = "gov.sign", **values: Any) -> int:
    """Put a paper forward as the holder of a post, and sign it at once as another."""
    step(matter, step_id, post, when, **values)
    return step(matter, f"sign_{step_id}", by, when)


def row(matter: UUID) -> MatterRow:
    """Return the row of a matter."""
    return MatterRow.objects.get(id=matter)


OPINION = {
    "found": "经现场查看，主管破裂，已更换。",
    "outcomes": ["support", "explain"],
    "outcome_words": ["8月6日前修复并回访", "管龄过长，列入改造"],
    "opinion_basis": "城市供水条例",
}


def carried_to(state: str, when: datetime = MORNING) -> matters.Filed:
    """Open an appeal and carry it to one of the states of the main path."""
    filed = opened(when)
    path = (
        ("registered", "", "", {}),
        ("accepted", "accept", "centre.sort", {}),
        ("handed", "hand_over", "centre.sort", {"to_post": "water.handle", "reason": "供水归水务"}),
        ("in_hand", "sign_for", "water.handle", {}),
        ("drafted", "draft", "water.handle", OPINION),
        ("checked", "check", "water.check", {}),
        ("signed", "sign", "water.sign", {}),
        ("served", "serve", "water.handle", {"served_way": "in_person"}),
    )
    for number, (name, step_id, post, values) in enumerate(path):
        if step_id:
            step(filed.matter, step_id, post, when + timedelta(hours=number), **values)
        if name == state:
            return filed
    raise KeyError(state)
