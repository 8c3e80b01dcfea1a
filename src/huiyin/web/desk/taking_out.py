"""导出: every sheet that staff take out is asked for with a reason, marked with who, when and why, and written down."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

from huiyin.acts.exports import TakenOut, write_export
from huiyin.acts.writing import now_at
from huiyin.flow.actor import Actor
from huiyin.flow.exports import WHYS, short_number
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.web.desk.frame import page
from huiyin.web.desk.table_sheets import answer, table_sheet
from huiyin.web.templatetags.look import words

LONGEST_WORDS = 60
CHOOSE = Text("请选一个事由", "Choose a reason")
SAY = Text("选“别的事由”，请写一句是什么事", "For something else, say in a few words what it is")
LIMITED = Text("仅限工作使用", "For work use only")


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet somebody asks for; `rows` are made only when it is given. `what` is its name among the exports."""

    what: str
    title: Text
    columns: Sequence[tuple[Text, int]]
    rows: Callable[[], Iterable[Sequence[str]]]
    name: str
    back: str


def taken_out(request: HttpRequest, actor: Actor, asked: SheetOut) -> HttpResponse:
    """Ask why; once that is said, write it down and give the sheet, marked."""
    if request.method != "POST":
        return _asking(request, actor, asked)
    why, more = request.POST.get("why", ""), _one_line(request.POST.get("words", ""))
    if why not in WHYS or (why == "other" and not more):
        return _asking(request, actor, asked, trouble=SAY if why == "other" else CHOOSE)
    rows, stream = [*asked.rows()], uuid4()
    made = table_sheet(
        words(asked.title),
        [(words(name), width) for name, width in asked.columns],
        rows,
        mark=mark(stream, actor, why=f"{words(WHYS[why])}　{more}".strip()),
    )
    write_export(stream, TakenOut(asked.what, len(rows), why), actor=actor, moment=now_at(actor.at))
    return answer(made, name=asked.name)


def file_out(actor: Actor, what: str, *, said: str, make: Callable[[str], bytes]) -> bytes:
    """Return a file that has its reason already, marked, and write it down; `make` is given the mark."""
    stream = uuid4()
    made = make(mark(stream, actor, why=_one_line(said)))
    write_export(stream, TakenOut(what, 1, "told"), actor=actor, moment=now_at(actor.at))
    return made


def mark(stream: UUID, actor: Actor, *, why: str) -> str:
    """Return the line that a file carries: for work only, by whom, when, what for, and its number in the record."""
    who, when, number = _who(actor), _when(actor), short_number(stream)
    said = Text(
        f"导出：{who}　{when}　导出号 {number}　事由：{why}",
        f"Taken out by {who}, {when}, export {number}. Reason: {why}",
    )
    return words(Text(f"{LIMITED.zh}　{said.zh}", f"{LIMITED.en}. {said.en}"))


def print_mark(actor: Actor) -> str:
    """Return the line under papers printed to be served: who printed them, and when.

    Not that they are for work only: they go to the person. Every paper of the set is written into the readings.
    """
    return words(Text(f"打印：{_who(actor)}　{_when(actor)}", f"Printed by {_who(actor)}, {_when(actor)}"))


def _who(actor: Actor) -> str:
    return " ".join(one for one in (actor.posts[0].label if actor.posts else "", actor.name) if one)


def _when(actor: Actor) -> str:
    return f"{actor.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _asking(request: HttpRequest, actor: Actor, asked: SheetOut, trouble: Text | None = None) -> HttpResponse:
    context = {
        "title": asked.title,
        "to": f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path,
        "back": asked.back,
        "whys": [(key, name, request.POST.get("why") == key) for key, name in WHYS.items()],
        "typed": _one_line(request.POST.get("words", "")),
        "longest": LONGEST_WORDS,
        "trouble": trouble,
    }
    return page(request, "desk/taking_out.html", context, actor=actor, status=422 if trouble else 200)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_WORDS]
