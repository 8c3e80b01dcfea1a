"""Registers: the list and an entry of any of them, and the three acts that keep them."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, JsonResponse
from ninja import Header, Query, Router, Schema
from pydantic import Field, StringConstraints

from huiyin.acts.registers import NewEntry, close, correct, record
from huiyin.acts.writing import NotFound, now_at
from huiyin.api.bearing import READS_REGISTERS, WRITES_REGISTERS, actor
from huiyin.api.posting import IfMatch, OnceKey, Seen, done_once, version_of
from huiyin.api.problems import Problem
from huiyin.api.shapes import Key, Payload, Reason, Said, Values, said
from huiyin.api.step_schema import schema_of, shape_faults
from huiyin.api.steps import TO_MEND
from huiyin.flow.actor import Actor
from huiyin.flow.kind import Register
from huiyin.kinds.registers import REGISTERS
from huiyin.kit.days import SHANGHAI
from huiyin.queries.register_pages import Asked, Changed, Happening, counts, entry_page, register_list, register_values
from huiyin.queries.register_pages import Line as Row

router = Router(tags=["登记册 Registers"])
Page = Annotated[int, Field(ge=1, le=100_000)]
EntryKey = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Za-z一-鿿][0-9A-Za-z一-鿿._-]{0,59}$", strip_whitespace=True)
]


class RegisterLine(Schema):
    """一张登记册 / a register and how many entries it holds today."""

    id: str
    name: Said
    purpose: Said
    entries: int
    may_write: bool


class RegistersOut(Schema):
    """全部登记册 / every register."""

    registers: list[RegisterLine]


class EntryLine(Schema):
    """册里的一条 / an entry."""

    key: str
    label: str
    valid_from: date
    valid_to: date | None
    version: int
    values: dict[str, Any]


class EntriesOut(Schema):
    """册里的一页 / a page of a register."""

    items: list[EntryLine]
    total: int
    page: int
    pages: int


class ChangeOut(Schema):
    """一处改动 / one field that changed, in words."""

    field: Said
    before: str
    after: str


class HappeningOut(Schema):
    """一次改动 / one event of an entry."""

    at: datetime
    by: str
    what: str
    reason: str
    changes: list[ChangeOut]


class EntryOut(EntryLine):
    """一条和它的历史 / an entry with its history, newest first."""

    register_id: str
    history: list[HappeningOut]


class EntryDone(Schema):
    """办成了 / done."""

    register_id: str
    key: str
    version: int


class ListIn(Schema):
    """列表的条件 / what the list is narrowed to."""

    q: Key = ""
    on: date | None = Field(None, description="哪天有效的，默认今天 / valid on which day, today unless said")
    ended: bool = Field(False, description="连已经结束的也要 / also those that ended")
    page: Page = 1


class EntryIn(Payload):
    """要登记的一条 / an entry to be recorded."""

    key: EntryKey
    values: Values
    valid_from: date | None = Field(None, description="从哪天起，默认今天 / from which day, today unless said")
    valid_to: date | None = Field(None, description="到哪天为止，这一天不含 / the first day it no longer holds")


class CorrectionIn(Payload):
    """要更正的几项；写 null 是清空 / values to be corrected; null empties one."""

    values: Values
    reason: Reason


class ClosingIn(Payload):
    """从哪天起不再有效 / from which day it no longer holds."""

    on: date
    reason: Reason


@router.get(
    "/registers", auth=READS_REGISTERS, response=RegistersOut, url_name="registers", summary="全部登记册 · Registers"
)
def registers(request: HttpRequest) -> dict[str, Any]:
    """全部登记册，今天各有几条，令牌的岗位管不管。

    Every register, how many entries it holds today, and whether the token's post keeps it.
    """
    held, roles = counts(_today(actor(request))), actor(request).roles
    return {
        "registers": [
            RegisterLine(
                id=one.id, name=said(one.name), purpose=said(one.purpose), entries=held.get(one.id, 0),
                may_write=bool(roles & set(one.editors)),
            )
            for one in REGISTERS.values()
        ]
    }  # fmt: skip


@router.get(
    "/registers/{register_id}/schema", auth=READS_REGISTERS, response=dict[str, Any], url_name="register_schema",
    summary="登记册的 JSON Schema · What an entry holds",
)  # fmt: skip
def register_schema(request: HttpRequest, register_id: Key) -> dict[str, Any]:
    """这张册的 `values` 填什么，由声明的字段生成。

    The JSON Schema of the values of an entry, made from the declared fields.
    """
    return schema_of(_register(register_id))


@router.get(
    "/registers/{register_id}/entries", auth=READS_REGISTERS, response=EntriesOut, url_name="entries",
    summary="册里的条目 · Entries",
)  # fmt: skip
def entries(request: HttpRequest, register_id: Key, asked: Query[ListIn]) -> dict[str, Any]:
    """一页 50 条，按地方和编号排。

    Fifty a page, ordered by place and key.
    """
    kept = _register(register_id)
    on = None if asked.ended else asked.on or _today(actor(request))
    found = register_list(kept, Asked(words=asked.q, on=on, page=asked.page))
    values = register_values(kept, [one.key for one in found.lines])
    return {
        "items": [_entry_line(one, values[one.key]) for one in found.lines],
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
    }


@router.post(
    "/registers/{register_id}/entries", auth=WRITES_REGISTERS, response={201: EntryDone}, url_name="entries",
    summary="登记一条 · Record an entry",
)  # fmt: skip
def record_entry(
    request: HttpRequest, register_id: Key, body: EntryIn, once: Annotated[OnceKey, Header(alias="Idempotency-Key")]
) -> JsonResponse:
    """登记一条；只有管这张册的岗位能办。

    Record an entry; only posts that keep the register may.
    """
    kept, by = _register(register_id), actor(request)
    _check_shape(kept, body.values)
    new = NewEntry(kept.id, body.key, body.values, body.valid_from or _today(by), body.valid_to)

    def do() -> tuple[int, dict[str, Any]]:
        record(new, actor=by, moment=now_at(by.at))
        return 201, EntryDone(register_id=kept.id, key=body.key, version=1).model_dump(mode="json")

    return done_once(request, once, do)


@router.get(
    "/registers/{register_id}/entries/{key}", auth=READS_REGISTERS, response=EntryOut, url_name="entry",
    summary="一条和它的历史 · An entry",
)  # fmt: skip
def entry(request: HttpRequest, register_id: Key, key: Key) -> EntryOut:
    """一条的现状和每一次改动。

    An entry as it stands and every change of it.
    """
    found = entry_page(_register(register_id), key)
    if found is None:
        raise NotFound
    return EntryOut(
        register_id=found.register.id,
        **_entry_line(found.line, dict(found.values)).model_dump(),
        history=[_happening(one) for one in found.history],
    )


@router.post(
    "/registers/{register_id}/entries/{key}/correct", auth=WRITES_REGISTERS, response=EntryDone, url_name="correct_entry",
    summary="更正一条 · Correct an entry",
)  # fmt: skip
def correct_entry(
    request: HttpRequest,
    register_id: Key,
    key: Key,
    body: CorrectionIn,
    once: Annotated[OnceKey, Header(alias="Idempotency-Key")],
    seen: IfMatch = Seen,
) -> JsonResponse:
    """更正几项，写明原因；以前的都留在历史里。

    Correct some values with a reason; what was stays in the history.
    """
    kept, by, version = _register(register_id), actor(request), version_of(seen)
    _check_shape(kept, body.values)

    def do() -> tuple[int, dict[str, Any]]:
        now = correct(
            kept.id, key, body.values, reason=body.reason, actor=by, moment=now_at(by.at), expected_version=version
        )
        return 200, EntryDone(register_id=kept.id, key=key, version=now).model_dump(mode="json")

    return done_once(request, once, do)


@router.post(
    "/registers/{register_id}/entries/{key}/close", auth=WRITES_REGISTERS, response=EntryDone, url_name="close_entry",
    summary="结束一条 · Close an entry",
)  # fmt: skip
def close_entry(
    request: HttpRequest,
    register_id: Key,
    key: Key,
    body: ClosingIn,
    once: Annotated[OnceKey, Header(alias="Idempotency-Key")],
    seen: IfMatch = Seen,
) -> JsonResponse:
    """从某天起不再有效，写明原因。

    End an entry from a day on, with a reason.
    """
    kept, by, version = _register(register_id), actor(request), version_of(seen)

    def do() -> tuple[int, dict[str, Any]]:
        now = close(
            kept.id, key, on=body.on, reason=body.reason, actor=by, moment=now_at(by.at), expected_version=version
        )
        return 200, EntryDone(register_id=kept.id, key=key, version=now).model_dump(mode="json")

    return done_once(request, once, do)


def _register(register_id: str) -> Register:
    if register_id not in REGISTERS:
        raise NotFound
    return REGISTERS[register_id]


def _check_shape(register: Register, values: dict[str, Any]) -> None:
    faults = shape_faults(register.fields, values)
    if faults:
        raise Problem("to_mend", TO_MEND, faults=faults)


def _today(by: Actor) -> date:
    return by.at.astimezone(SHANGHAI).date()


def _entry_line(line: Row, values: dict[str, Any]) -> EntryLine:
    return EntryLine(
        key=line.key, label=_words(line.label.text), valid_from=line.valid_from, valid_to=line.valid_to,
        version=line.version, values=values,
    )  # fmt: skip


def _happening(one: Happening) -> HappeningOut:
    return HappeningOut(
        at=one.at, by=one.by, what=one.what, reason=one.reason, changes=[_change(each) for each in one.changes]
    )


def _change(one: Changed) -> ChangeOut:
    return ChangeOut(field=said(one.name), before=_words(one.before.text), after=_words(one.after.text))


def _words(text: Any) -> str:
    return str(getattr(text, "zh", text))
