"""The rules laid open: kinds with the JSON Schema of each step, the catalogue of clocks, divisions."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema

from huiyin.acts.writing import NotFound
from huiyin.api.bearing import ANY, actor
from huiyin.api.matter_shapes import FieldOut
from huiyin.api.shapes import Key, Line, Said, said, said_or_none
from huiyin.api.step_schema import schema_for
from huiyin.flow.clock import Clock
from huiyin.flow.kind import Field, Kind, Step
from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI
from huiyin.queries.catalogue import extension, length, uses_of
from huiyin.queries.clocks import county_clocks
from huiyin.queries.place_finding import divisions_after
from huiyin.queries.territory import county_code

router = Router(tags=["规则 Rules"], auth=ANY)
# One answer stays small enough for a telephone line; a county has a few hundred.
MOST_DIVISIONS = 1_000


class StepRule(Schema):
    """一个环节 / a step as it is declared."""

    id: str
    name: Said
    verb: str | None
    event: str
    who: list[str]
    after: list[str]
    to: str | None
    basis: str
    starts: list[str]
    stops: list[str]
    papers: list[str]
    fields: list[FieldOut]
    form: str


class StateRule(Schema):
    """一个状态 / a state as it is declared."""

    id: str
    name: Said
    awaits: str
    final: bool


class KindLine(Schema):
    """一类事项 / a kind of matter."""

    id: str
    name: Said
    edition: int
    basis: str
    purpose: Said


class KindOut(KindLine):
    """一类事项的全部规则 / a kind laid open."""

    retention: Said
    opening: str
    states: list[StateRule]
    steps: list[StepRule]


class KindsOut(Schema):
    """全部事项类型 / every kind."""

    kinds: list[KindLine]


class UseOut(Schema):
    """用在哪个环节 / where a clock is used."""

    kind: str
    step: str
    does: Said


class ClockRule(Schema):
    """一个时限 / a clock of the catalogue."""

    id: str
    name: Said
    length: Said
    starts: Said
    ends: Said
    basis: str
    legal: bool
    extension: Said | None
    used: list[UseOut]


class ClockRules(Schema):
    """时限目录，含本县自定的 / the catalogue with the county's own numbers."""

    clocks: list[ClockRule]


class DivisionOut(Schema):
    """一个区划 / a division."""

    code: str
    name: str
    level: str
    parent: str
    valid_from: date
    valid_to: date | None


class DivisionsOut(Schema):
    """今天的区划，按代码 / the divisions of today, by code: send `next` as `cursor` for those that follow."""

    divisions: list[DivisionOut]
    next: str | None


@router.get("/kinds", response=KindsOut, url_name="kinds", summary="事项类型 · Kinds")
def kinds(request: HttpRequest) -> dict[str, Any]:
    """全部事项类型。

    Every kind of matter.
    """
    return {"kinds": [KindLine(**_kind_line(kind)) for kind in ALL.values()]}


@router.get("/kinds/{kind}", response=KindOut, url_name="kind", summary="一类事项的规则 · One kind")
def kind(request: HttpRequest, kind: Key) -> KindOut:
    """状态、环节、谁能办、填什么、起停哪些时限、出哪些文书。

    States and steps: who may take them, what they ask, which clocks and papers follow.
    """
    found = _kind(kind)
    return KindOut(
        **_kind_line(found),
        retention=said(found.retention),
        opening=found.opening.id,
        states=[StateRule(id=one.id, name=said(one.name), awaits=one.awaits, final=one.final) for one in found.states],
        steps=[_step_rule(found, one) for one in found.steps],
    )


@router.get(
    "/kinds/{kind}/steps/{step}/schema", response=dict[str, Any], url_name="step_schema",
    summary="环节的 JSON Schema · What a step asks",
)  # fmt: skip
def step_schema(request: HttpRequest, kind: Key, step: Key) -> dict[str, Any]:
    """这个环节的 `values` 填什么，由声明的字段生成。

    The JSON Schema of the step's `values`, made from its declared fields.
    """
    found = _kind(kind)
    wanted = next((one for one in found.steps if one.id == step), None)
    if wanted is None:
        raise NotFound
    return schema_for(wanted, found)


@router.get("/clocks", response=ClockRules, url_name="clock_rules", summary="时限目录 · The catalogue of clocks")
def clock_rules(request: HttpRequest) -> dict[str, Any]:
    """每个时限的长短、起止、条文。

    Every clock with its length, its beginning and end, and its article.
    """
    # Some rows are known by two names; each is told once.
    held = {one.id: one for one in county_clocks().values()}
    return {"clocks": [_clock_rule(one) for one in held.values()]}


@router.get("/divisions", response=DivisionsOut, url_name="divisions", summary="区划 · Divisions")
def divisions(request: HttpRequest, below: Line = "", cursor: Line = "") -> dict[str, Any]:
    """本县的乡镇、村、社区；`below` 只要某一级下面的，外地的也行。一次最多 1000 个。

    The county's townships and villages, or those below a code, elsewhere too. A thousand at a time.
    """
    today = actor(request).at.astimezone(SHANGHAI).date()
    found = divisions_after(below or county_code(), after=cursor, on=today, most=MOST_DIVISIONS + 1)
    shown = found[:MOST_DIVISIONS]
    return {
        "divisions": [
            DivisionOut(
                code=one.code, name=one.name, level=one.level, parent=one.parent,
                valid_from=one.valid_from, valid_to=one.valid_to,
            )
            for one in shown
        ],
        "next": shown[-1].code if len(found) > MOST_DIVISIONS else None,
    }  # fmt: skip


def _kind(kind_id: str) -> Kind:
    if kind_id not in ALL:
        raise NotFound
    return ALL[kind_id]


def _kind_line(kind: Kind) -> dict[str, Any]:
    return {
        "id": kind.id, "name": said(kind.name), "edition": kind.edition, "basis": kind.basis,
        "purpose": said(kind.purpose),
    }  # fmt: skip


def _step_rule(kind: Kind, step: Step) -> StepRule:
    return StepRule(
        id=step.id,
        name=said(step.name),
        verb=step.verb.value if step.verb is not None else None,
        event=f"{kind.id}.{step.event}",
        who=[role.value for role in step.who],
        after=list(step.after),
        to=step.to,
        basis=step.basis,
        starts=list(step.starts),
        stops=list(step.stops),
        papers=list(step.papers),
        fields=[_field_out(one) for one in step.fields],
        form=reverse("api:step_schema", kwargs={"kind": kind.id, "step": step.id}),
    )


def _field_out(one: Field) -> FieldOut:
    return FieldOut(
        id=one.id, name=said(one.name), sort=one.sort.value, required=one.required, sealed=one.private,
        help=said_or_none(one.help),
    )  # fmt: skip


def _clock_rule(clock: Clock) -> ClockRule:
    return ClockRule(
        id=clock.id,
        name=said(clock.name),
        length=said(length(clock)),
        starts=said(clock.starts),
        ends=said(clock.ends),
        basis=clock.basis_text,
        legal=not clock.local,
        extension=said_or_none(extension(clock)),
        used=[UseOut(kind=kind.id, step=step.id, does=said(does)) for kind, step, does in uses_of(clock.id)],
    )
