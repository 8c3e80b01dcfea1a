"""Who answers for what: duties (权责清单), categories, routes and local clocks as register rows."""

from collections.abc import Iterator

from huiyin.cli.county.categories import CATEGORIES, GROUPS, Category
from huiyin.cli.county.model import ORGANISED, Row
from huiyin.cli.county.organ_words import BODIES, OFFICES, STAFFING, UNASSIGNED, Body
from huiyin.cli.county.organs import COUNTY_UNIT, unit_of_town
from huiyin.cli.county.territory import Town

FIRST, DIRECT, BOTH = "第一责任人", "直接责任人", "一岗双责"
# Leaders read letters, receive visitors, go down and take charge of cases: 信访工作条例 Art 18.
_LEADER_BASIS = "《信访工作条例》第十八条；安澜县权责清单（演示）"
_BASIS = "安澜县权责清单（演示）"

LOCAL_CLOCKS = (
    ("XF-02-L", 5, "wd", "本县目标：信访部门收到后五个工作日内分流；法定十五日不变（信访工作条例第二十二条）"),
    ("XF-03-L", 7, "cal", "本县目标：七日内告知去向；法定十五日不变（信访工作条例第二十三条）"),
    ("XF-06-L", 2, "mo", "本县规定：受理后两个月内书面答复；法定六十日不变（信访工作条例第三十四条）"),
    ("XF-14-L", 30, "cal", "本县默认：对改进工作、完善政策建议三十日内书面反馈（信访工作条例第四十条未定天数）"),
)


def categories() -> list[Row]:
    """Both levels, groups first."""
    groups = [
        Row("category", key, {"name": name, "parent": None, "hints": []}, ORGANISED) for key, name in GROUPS.items()
    ]
    leaves = [
        Row("category", leaf.key, {"name": leaf.name, "parent": leaf.group, "hints": list(leaf.hints)}, ORGANISED)
        for leaf in CATEGORIES
    ]
    return groups + leaves


def duties(towns: tuple[Town, ...]) -> list[Row]:
    """Duties of county leaders and bodies, then of every town and its offices."""
    return [*_county_duties(), *(duty for town in towns for duty in _town_duties(town))]


def _duty(key: str, *, name: str, unit: str, seat: str, grade: str, leaves: list[Category]) -> Row:
    return Row(
        "duty",
        key,
        {
            "name": name,
            "unit": unit,
            "post": None if key in UNASSIGNED else f"{unit}.{seat}",
            "grade": grade,
            "basis": _BASIS if grade == DIRECT else _LEADER_BASIS,
            "categories": [leaf.key for leaf in leaves],
        },
        ORGANISED,
    )


def _county_duties() -> Iterator[Row]:
    yield _duty(
        "duty-county-first",
        name="全县群众诉求办理",
        unit=COUNTY_UNIT,
        seat="head",
        grade=FIRST,
        leaves=list(CATEGORIES),
    )
    for number in (1, 2, 3):
        groups = list(GROUPS)[number - 1 :: 3]
        yield _duty(
            f"duty-county-both-{number}",
            name="分管领域" + "、".join(GROUPS[group] for group in groups),
            unit=COUNTY_UNIT,
            seat=f"deputy-{number}",
            grade=BOTH,
            leaves=[leaf for leaf in CATEGORIES if leaf.group in groups],
        )
    for body in BODIES:
        yield from _body_duties(body)


def _body_duties(body: Body) -> Iterator[Row]:
    leaves, unit = [leaf for leaf in CATEGORIES if leaf.body == body.slug], f"county-{body.slug}"
    about = "、".join(leaf.name for leaf in leaves) or _ABOUT.get(body.slug, "本单位")
    yield _duty(f"duty-{unit}-first", name=f"{about}事项的办理", unit=unit, seat="head", grade=FIRST, leaves=leaves)
    seats = [seat.slug for seat in STAFFING[body.staffing] if seat.slug in ("checker", "supervisor")]
    if seats:
        name = f"{about}事项的核查与答复"
        yield _duty(f"duty-{unit}-direct", name=name, unit=unit, seat=seats[0], grade=DIRECT, leaves=leaves)
    elif body.staffing == "pair":
        name = f"{about}事项的核查与答复"
        yield _duty(f"duty-{unit}-direct", name=name, unit=unit, seat="handler-1", grade=DIRECT, leaves=leaves)


_ABOUT = {"centre": "综合受理、分流和督办", "petition": "来信来访", "legal": "涉法涉诉"}


def _town_duties(town: Town) -> Iterator[Row]:
    unit = unit_of_town(town.code)
    ours = [leaf for leaf in CATEGORIES if leaf.level == "town"]
    yield _duty(f"duty-{unit}-first", name=f"{town.name}群众诉求办理", unit=unit, seat="head", grade=FIRST, leaves=ours)
    for number in (1, 2):
        offices = [slug for slug, _, _ in OFFICES[number - 1 :: 2]]
        leaves = [leaf for leaf in CATEGORIES if leaf.office in offices]
        names = "、".join(short for slug, _, short in OFFICES if slug in offices)
        name = f"{town.name}分管{names}的诉求办理"
        yield _duty(
            f"duty-{unit}-both-{number}", name=name, unit=unit, seat=f"deputy-{number}", grade=BOTH, leaves=leaves
        )
    seat = "handler" if town.sort == "hill" else "head"
    for slug, _, short in OFFICES:
        leaves = [leaf for leaf in CATEGORIES if leaf.office == slug]
        name = f"{town.name}{short}承办事项"
        yield _duty(f"duty-{unit}-{slug}", name=name, unit=f"{unit}-{slug}", seat=seat, grade=DIRECT, leaves=leaves)


def routes() -> list[Row]:
    """One way for every leaf: to a county body, or to the township government of the place."""
    return [_route(leaf) for leaf in CATEGORIES]


def _route(leaf: Category) -> Row:
    body = next(body for body in BODIES if body.slug == leaf.body)
    reason = f"“{leaf.name}”在权责清单中由{body.short}主办"
    if leaf.level == "town":
        reason = f"“{leaf.name}”由事发地街道或乡镇政府主办，{body.short}指导"
    return Row(
        "route",
        f"route-{leaf.key}",
        {
            "category": leaf.key,
            "level": leaf.level,
            "unit": "town" if leaf.level == "town" else f"county-{leaf.body}",
            "duty": f"duty-county-{leaf.body}-first",
            "reason": reason,
        },
        ORGANISED,
    )


def local_clocks() -> list[Row]:
    """Local targets beside the legal clocks; they tighten, they never replace."""
    return [
        Row("local_clock", f"clock-{clock.lower()}", {"clock": clock, "n": n, "unit": unit, "basis": basis}, ORGANISED)
        for clock, n, unit, basis in LOCAL_CLOCKS
    ]
