"""What becomes of each row of a sheet: read by the mapping, told apart from what is there, made into a filing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.conf import settings

from huiyin.acts.guessing import Guesses, guesses
from huiyin.acts.import_mapping import Mapping as SheetMapping
from huiyin.acts.import_mapping import answers, require_columns, row_key, source_date
from huiyin.acts.matters import Filing
from huiyin.acts.writing import Moment
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.ledger.keys import blinded
from huiyin.papers.tables import Row, Table
from huiyin.store.imports import brought_in
from huiyin.store.matters import MatterRow

Way = Literal["history", "new"]
What = Literal["filed", "already", "refused", "blank"]
# Stands where an event names the source of its time, and so on the matter's page for everyone.
SOURCES: dict[Way, str] = {
    "history": "来源日期：{name}（导入批次 {batch}）",
    "new": "批量导入：{name}（导入批次 {batch}）",
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: by which mapping, as history or as new, at which moment."""

    mapping: SheetMapping
    way: Way
    at: datetime


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one row, or would become of it: never nothing."""

    row: int
    what: What
    number: str = ""
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A row that may be filed, with the keyed digest of its source and row id."""

    row: int
    digest: str
    filing: Filing


@dataclass(frozen=True, slots=True)
class Run:
    """One pass over a sheet: what was looked up for it, and on which row each key was filed."""

    order: Order
    columns: tuple[str, ...]
    guesses: Guesses
    met: dict[str, int] = field(default_factory=dict)


def begin(table: Table, order: Order, *, actor: Actor) -> Run:
    """Begin a pass; raises BadMapping if the sheet lacks columns, NotAllowed if the post opens no such matter.

    Two queries.
    """
    require_columns(order.mapping, table.columns)
    if not actor.roles & set(order.mapping.kind.opening.who):
        raise NotAllowed(Text("这个岗位不能登记，请换一个受理岗", "That post may not register; name an intake post"))
    fields = {one.sort: one.id for one in order.mapping.kind.opening.fields}
    return Run(order, table.columns, guesses(fields, order.mapping.hint_columns))


def sort_out(run: Run, rows: Iterable[Row], *, batch: str) -> tuple[list[Fate], list[Wish]]:
    """Part rows into those whose fate is known without filing, and those to be filed. Two queries."""
    fates: list[Fate] = []
    wishes: dict[str, Wish] = {}
    for row in rows:
        found = _read(run, row, batch)
        if isinstance(found, Fate):
            fates.append(found)
        elif found.digest in wishes or found.digest in run.met:
            first = wishes[found.digest].row if found.digest in wishes else run.met[found.digest]
            fates.append(Fate(row.number, "already", reason=_same_as(first)))
        else:
            wishes[found.digest] = found
    there = brought_in(settings.COUNTY, wishes)
    numbers = _numbers(held.matter for held in there.values())
    for digest, held in there.items():
        reason = Text(f"批次 {held.batch.code} 已导入", f"Brought in with batch {held.batch.code}")
        fates.append(Fate(wishes.pop(digest).row, "already", numbers.get(held.matter, ""), reason))
    return fates, list(wishes.values())


def settle(run: Run, fates: Iterable[Fate], wishes: Iterable[Wish]) -> list[Fate]:
    """Remember the keys of the rows that were filed, and return the fates in the sheet's order."""
    ordered = sorted(fates, key=lambda fate: fate.row)
    filed = {fate.row for fate in ordered if fate.what == "filed"}
    run.met.update({wish.digest: wish.row for wish in wishes if wish.row in filed})
    return ordered


def refusal(wish: Wish, fault: FieldFaults | NotAllowed, mapping: SheetMapping) -> Fate:
    """Return the fate of a row that the decision refused, each answer named with what to mend."""
    if isinstance(fault, NotAllowed):
        return Fate(wish.row, "refused", reason=fault.reason)
    names = {one.id: one.name for one in mapping.kind.opening.fields}
    zh = "；".join(f"{names[name].zh}：{words.zh}" for name, words in fault.faults.items())
    en = "; ".join(f"{names[name].en}: {words.en}" for name, words in fault.faults.items())
    return Fate(wish.row, "refused", reason=Text(zh, en))


def _numbers(matters: Iterable[Any]) -> dict[Any, str]:
    return dict(MatterRow.objects.filter(id__in=list(matters)).values_list("id", "number"))


def _same_as(row: int) -> Text:
    return Text(f"与第 {row} 行编号相同", f"The same id as row {row}")


def _read(run: Run, row: Row, batch: str) -> Fate | Wish:
    if row.is_blank:
        return Fate(row.number, "blank")
    order = run.order
    cells = dict(zip(run.columns, row.cells, strict=True))
    when, key = source_date(order.mapping, cells), row_key(order.mapping, cells)
    fault = _row_fault(row, key, order.mapping) or _date_fault(when, order)
    if fault is not None or isinstance(when, Text):
        return Fate(row.number, "refused", reason=fault)
    values = answers(order.mapping, cells)
    run.guesses.fill(values, cells)
    return Wish(row.number, blinded("import", key), _filing(order, values, when, batch))


def _row_fault(row: Row, key: str, mapping: SheetMapping) -> Text | None:
    if row.surplus:
        return Text(f"比表头多 {row.surplus} 格，可能串了列", f"{row.surplus} cells more than the head")
    spoiled = [name for name in row.spoiled if name in mapping.columns]
    if spoiled:
        named = "、".join(spoiled)
        return Text(
            f"“{named}”超过 15 位，Excel 已丢了末几位；请把这一列改成文本格式、重新填写",
            f"Excel has lost the last digits of {named}; make the column text and type it again",
        )
    if not key:
        named = "、".join(mapping.key)
        return Text(f"没有“{named}”，分不清是否导入过", f"No {named}: it cannot be told whether it came in before")
    return None


def _date_fault(when: datetime | Text | None, order: Order) -> Text | None:
    if isinstance(when, Text):
        return when
    if order.way == "new":
        return None
    if when is None:
        return Text("没有来源日期，不能作为历史导入", "No date of the source: it cannot come in as history")
    if when > order.at:
        return Text(f"来源日期 {when:%Y-%m-%d %H:%M} 还没有到", f"The date {when:%Y-%m-%d %H:%M} lies in the future")
    return None


def _filing(order: Order, values: Mapping[str, Any], when: datetime | None, batch: str) -> Filing:
    kind, source = order.mapping.kind.id, SOURCES[order.way].format(name=order.mapping.name, batch=batch)
    if order.way == "history":
        assert when is not None
        return Filing(kind, values, Moment(when, order.at, source, quiet=True), history=True)
    if when is not None:
        source += f"，来源日期 {when.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return Filing(kind, values, Moment(order.at, order.at, source))
