"""登记册: the one list and sheet of every register; which register it is, only the declaration knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.flow.kind import Register
from huiyin.flow.words import ROLE_NAMES, Sort
from huiyin.kinds.registers import REGISTERS
from huiyin.kit.text import Text
from huiyin.queries.register_pages import (
    DIVISION,
    Asked,
    Line,
    ListPage,
    Shown,
    counts,
    exported,
    list_fields,
    named,
    register_list,
)
from huiyin.web.desk.frame import page
from huiyin.web.desk.taking_out import SheetOut, taken_out
from huiyin.web.house.days import AskedDay, asked_day, today_of
from huiyin.web.parts import Empty, PageLinks
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

# As many columns as stand beside one another on the desk; the entry's own page shows the rest.
MOST_COLUMNS = 6
NOTHING_FOUND = Empty(
    Text("没有这样的条目", "No such entries"),
    Text("少用一个条件，或者把已经结束的也算进来。", "Use one condition less, or count those that have ended."),
)


class NoSuchRegister(NotFound):
    """There is no such register, or no such entry in it."""

    reason = Text("没有这张登记册，或者册里没有这一条", "No such register, or no such entry in it")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a table, leading to what it names."""

    name: str
    text: str
    url: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in a table."""

    key: str
    label: str
    url: str
    cells: tuple[Cell, ...]
    valid_from: str
    valid_to: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Select:
    """A filter of the list: the choices of one field."""

    id: str
    name: str
    value: str
    options: tuple[tuple[str, str], ...]


def register_of(register_id: str) -> Register:
    """Return a register by id; raises NoSuchRegister."""
    if register_id not in REGISTERS:
        raise NoSuchRegister
    return REGISTERS[register_id]


def may_edit(actor: Actor, register: Register) -> bool:
    """Say whether somebody keeps this register."""
    return bool(actor.roles & set(register.editors))


@staff
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the registers with how much each holds today."""
    held = counts(today_of(request))
    context = {
        "registers": [(one, held.get(one.id, 0), _keepers(one), may_edit(actor, one)) for one in REGISTERS.values()],
        "sentence": Text(
            f"{len(REGISTERS)} 张登记册，今天共 {sum(held.values())} 条有效",
            f"{len(REGISTERS)} registers with {sum(held.values())} entries today",
        ),
    }
    return page(request, "house/registers.html", context, actor=actor)


def _keepers(register: Register) -> Text:
    names = [ROLE_NAMES[role] for role in register.editors]
    return Text("、".join(one.zh for one in names), ", ".join(one.en for one in names))


@staff
def listing(request: HttpRequest, actor: Actor, register: str) -> HttpResponse:
    """Show a page of a register, filtered."""
    kept, day = register_of(register), asked_day(request)
    wanted = _asked(request, kept, day)
    found = register_list(kept, wanted)
    numbers = tuple(one.sort is Sort.NUMBER for one in found.fields)[:MOST_COLUMNS]
    context = {
        "register": kept,
        "asked": day,
        "q": wanted.words,
        "ended": wanted.on is None,
        "found": found,
        "columns": [(one.name, numeric) for one, numeric in zip(found.fields, numbers, strict=False)],
        "label_name": kept.field(kept.label).name,
        "rows": [_row(kept, line, day) for line in found.lines],
        "selects": _selects(kept, wanted.values),
        "pointed": _pointed(kept, wanted.values),
        "in_use": len(wanted.values) + bool(wanted.words) + (wanted.on is None) + (not day.is_today),
        "pages": _pages(found, wanted, day),
        "export_url": f"{reverse('house:register_export', kwargs={'register': kept.id})}?{_kept(wanted, day)}",
        "keepers": _keepers(kept),
        "may_edit": may_edit(actor, kept),
        "empty": NOTHING_FOUND,
    }
    return page(request, "house/register.html", context, actor=actor)


@staff
def export(request: HttpRequest, actor: Actor, register: str) -> HttpResponse:
    """Give what the filters leave as a sheet, with a reason: every field in words, keys beside, formula-safe."""
    kept, day = register_of(register), asked_day(request)
    fields = list_fields(kept)
    columns = [
        (Text("编号", "Key"), 28), (kept.field(kept.label).name, 28),
        *((one.name, 20) for one in fields),
        (Text("起", "From"), 12), (Text("止", "To"), 12),
    ]  # fmt: skip
    rows = [
        (
            line.key, words(line.label.text), *(words(cell.text) for cell in line.cells),
            line.valid_from.isoformat(), line.valid_to.isoformat() if line.valid_to else "",
        )
        for line in exported(kept, _asked(request, kept, day))
    ]  # fmt: skip
    back = f"{reverse('house:register', kwargs={'register': kept.id})}?{request.GET.urlencode()}"
    return taken_out(
        request,
        actor,
        SheetOut(
            what="register",
            title=kept.name,
            columns=columns,
            rows=lambda: rows,
            name=f"{kept.id}-{day.on:%Y%m%d}",
            back=back,
        ),
    )


def _asked(request: HttpRequest, register: Register, day: AskedDay) -> Asked:
    """Read the filters from an address; what is not understood does not narrow."""
    able = [one.id for one in register.fields if _filters(register, one.id)]
    values = {name: request.GET[name].strip() for name in able if request.GET.get(name, "").strip()}
    number = request.GET.get("page", "")
    return Asked(
        words=request.GET.get("q", "").strip()[:80],
        on=None if request.GET.get("ended") else day.on,
        values=values,
        page=int(number) if number.isascii() and number.isdigit() and len(number) < len("1000000") else 1,
    )


def _filters(register: Register, name: str) -> bool:
    sort = register.field(name).sort
    return sort in (Sort.CHOICE, Sort.DIVISION) or name in register.references


def _selects(register: Register, values: Mapping[str, str]) -> tuple[Select, ...]:
    return tuple(
        Select(one.id, words(one.name), values.get(one.id, ""), tuple((c.id, words(c.name)) for c in one.choices))
        for one in register.fields
        if one.sort is Sort.CHOICE
    )


def _pointed(register: Register, values: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """The filters by something another page pointed to: field, its name, the key, and what the key is called."""
    refs = {name: key for name, key in values.items() if register.field(name).sort is not Sort.CHOICE}
    called = named(register, refs) if refs else {}
    return [(name, words(register.field(name).name), key, words(called[name].text)) for name, key in refs.items()]


def _row(register: Register, line: Line, day: AskedDay) -> Row:
    return Row(
        key=line.key,
        label=words(line.label.text),
        url=entry_url(register, line.key),
        cells=tuple(
            Cell(words(one.name), words(cell.text), url_of(cell), one.sort is Sort.NUMBER)
            for one, cell in zip(list_fields(register), line.cells, strict=True)
        )[:MOST_COLUMNS],
        valid_from=line.valid_from.isoformat(),
        valid_to=line.valid_to.isoformat() if line.valid_to else "",
        ended=not line.holds_on(day.on),
    )


def entry_url(register: Register, key: str) -> str:
    """Return the address of an entry."""
    return reverse("house:entry", kwargs={"register": register.id, "key": key})


def url_of(shown: Shown) -> str:
    """Return where a value leads: a unit to its page, a division to its place, any other reference to its entry."""
    if not shown.target:
        return ""
    if shown.target == DIVISION:
        return reverse("house:place", kwargs={"code": shown.key})
    if shown.target == "unit":
        return reverse("house:unit", kwargs={"key": shown.key})
    return reverse("house:entry", kwargs={"register": shown.target, "key": shown.key})


def _pages(found: ListPage, wanted: Asked, day: AskedDay) -> PageLinks:
    before = f"?{_kept(wanted, day, page=found.page - 1)}" if found.page > 1 else None
    after = f"?{_kept(wanted, day, page=found.page + 1)}" if found.page < found.pages else None
    told = Text(f"第 {found.page} 页，共 {found.pages} 页", f"Page {found.page} of {found.pages}")
    return PageLinks(before, after, words(told))


def _kept(wanted: Asked, day: AskedDay, *, page: int = 1) -> str:
    """Write the filters as an address again."""
    parts = {
        **wanted.values,
        "q": wanted.words,
        "on": "" if day.is_today else day.on.isoformat(),
        "ended": "1" if wanted.on is None else "",
        "page": str(page) if page > 1 else "",
    }
    return urlencode({name: value for name, value in parts.items() if value})
