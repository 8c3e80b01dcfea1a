"""事项页: one matter, its clocks, what may be done and what happened; personal words open through the gate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from huiyin.flow.actor import Actor
from huiyin.flow.kind import Kind
from huiyin.flow.words import Role
from huiyin.kinds.purposes import OTHERS
from huiyin.kit.text import Text
from huiyin.queries.files import files_of
from huiyin.queries.gate import NotReadable, Request, masked, read_private
from huiyin.queries.gate_lines import reading_lines
from huiyin.queries.matter_page import MatterPage, PaperLine, matter_page, paper_name
from huiyin.queries.matter_rows import channel_name
from huiyin.queries.presence import others_here
from huiyin.web.desk.clock_views import clock_view, head_clock, same_day
from huiyin.web.desk.frame import page
from huiyin.web.desk.matter_tabs import (
    SERVED_WAYS,
    TABS,
    drawing,
    is_filed,
    more_steps,
    paper_url,
    story,
    tabs,
    verbs,
    voices,
)
from huiyin.web.desk.showing import CHIPS, clock_time, day, full_day
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

CONTACT = frozenset({"name", "phone", "place", "id_number", "receipt_signer", "serve_at"})
# Each further representative's own: opened one by one, so that each reading is of one person.
CONTACTS = {f"contact_{one}": frozenset({f"name_{one}", f"phone_{one}", f"serve_at_{one}"}) for one in OTHERS}
SPOKEN = frozenset(
    {"words", "more_words", "still_wrong", "review_reason", "late_reason", "rating_words", "callback_words"}
)
# What may be asked for at once, by the name the form sends.
GROUPS = {"spoken": SPOKEN, "contact": CONTACT, **CONTACTS}
LINK_SORTS = {
    "origin": Text("由它引出", "opened from"),
    "given": Text("由它交出的任务", "task given from it"),
    "linked": Text("相关", "linked"),
    "merged": Text("并案", "merged"),
    "repeat": Text("本人重复反映", "filed again by the same person"),
    "about": Text("本人问起", "asked about by the person"),
}
# Where an opinion exists and has no number yet.
DRAFT_STATES = frozenset({"drafted", "checked"})
REASONS = (
    Text("核实反映的情况", "To check what was said"),
    Text("联系反映人", "To contact the person"),
    Text("起草、审核答复", "To draft or check the reply"),
    Text("督查核对", "To supervise"),
)


@dataclass(slots=True)
class Opened:
    """What the reader has just been shown of somebody's data; for this page view only."""

    values: Mapping[str, Any] = field(default_factory=dict)
    fault: Text | None = None
    asked: str = ""
    version: int = 0


@staff
def matter(request: HttpRequest, actor: Actor, *, number: str) -> HttpResponse:
    """Show a matter, one tab of it."""
    found = matter_page(number, actor=actor)
    wanted = request.GET.get("tab", "flow")
    return _shown(request, actor, found, tab=wanted if wanted in TABS else "flow", opened=Opened())


@require_POST
@staff
def read(request: HttpRequest, actor: Actor, *, number: str) -> HttpResponse:
    """Open private words with a reason: they stand on this one answer and nowhere else."""
    found = matter_page(number, actor=actor)
    tab = request.POST.get("tab", "flow")
    reason = request.POST.get("reason_words", "").strip() or request.POST.get("reason", "").strip()
    opened = Opened(asked=request.POST.get("group", ""))
    fields = GROUPS.get(opened.asked)
    if fields is None:
        opened.version = _whole(request.POST.get("version", ""))
        fields = next((line.sealed_ids for line in found.happened if line.version == opened.version), frozenset())
    try:
        asked = Request(found.id, fields, reason, way="page", version=opened.version or None)
        opened.values = read_private(asked, actor=actor)
    except NotReadable as refusal:
        opened.fault = refusal.reason
    return _shown(request, actor, found, tab=tab if tab in TABS else "flow", opened=opened)


def _whole(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _shown(request: HttpRequest, actor: Actor, found: MatterPage, *, tab: str, opened: Opened) -> HttpResponse:
    files = files_of(found.id, actor=actor)
    context = {
        **head(found, actor),
        "tab": tab,
        "others": others_here(found.id, found.kind, actor=actor),
        "tabs": tabs(found, current=tab, files=len(files)),
        "verbs": verbs(found),
        "to_sign": to_sign(found),
        "more": more_steps(found),
        "opened": opened,
        "opened_values": opened_values(found.kind, opened.values),
        "reasons": [words(reason) for reason in REASONS],
        "files": files,
        **_tab(found, actor, tab),
    }
    return page(request, "desk/matter.html", context, actor=actor)


def to_sign(found: MatterPage) -> list[dict[str, Any]]:
    """Return what was put forward and waits: what it is, who drafted it when, and whether the reader may sign it."""
    lines = {line.version: line for line in found.happened}
    return [
        {
            "step": one.step,
            "paper": "、".join(words(paper_name(code)) for code in found.kind.step(one.step).papers),
            "by": words(lines[one.version].by),
            "at": clock_time(lines[one.version].at),
            "said": [(words(each.label), words(each.words)) for each in lines[one.version].said],
            "mine": bool((offer := found.offer(one.step)) and offer.allowed),
        }
        for one in found.matter.to_sign.values()
    ]


def head(found: MatterPage, actor: Actor) -> dict[str, Any]:
    """Return what stands at the head of every page of a matter."""
    matter, names = found.matter, found.names
    channel = channel_name(found.kind, str(matter.values.get("channel", "")))
    pending = names.post(matter.pending_post) if matter.pending_post else ""
    return {
        "found": found,
        "matter": matter,
        "title": matter.values.get("title") or words(Text("（没有写标题）", "(no title)")),
        "requests": matter.values.get("requests", []),
        "kind_name": words(found.kind.name),
        "category": names.category(str(matter.values.get("category", ""))),
        "channel": words(channel) if channel else "",
        "place": names.division(matter.division),
        "chip": words(Text("待签收", "To be signed for") if pending else found.state.name),
        "chip_class": CHIPS[found.state.awaits],
        "lead": names.post(matter.lead_post),
        "assists": "、".join(names.unit(unit) for unit in matter.assists),
        "pending": pending,
        "received": full_day(matter.received_at),
        "clock": head_clock(found, at=actor.at),
        "concerns": matter.values.get("concerns_office"),
        "same_day": same_day(found),
        "filed": is_filed(found.kind),
        "task": matter.values.get("task", ""),
    }


def _tab(found: MatterPage, actor: Actor, tab: str) -> dict[str, Any]:
    maker = _TABS.get(tab)
    return maker(found, actor) if maker is not None else {}


def _flow(found: MatterPage, actor: Actor) -> dict[str, Any]:
    return {
        "drawing": drawing(found),
        "story": story(found),
        "voices": voices(found),
        **parties(found, actor),
        "sealed_lines": sealed_lines(found),
    }


def _papers(found: MatterPage, actor: Actor) -> dict[str, Any]:
    return {"papers": papers(found), "drafted": found.state.id in DRAFT_STATES}


def _trail(found: MatterPage, actor: Actor) -> dict[str, Any]:
    return {"trail": [(line, clock_time(line.at), clock_time(line.recorded_at)) for line in found.happened]}


_TABS: dict[str, Callable[[MatterPage, Actor], dict[str, Any]]] = {
    "flow": _flow,
    "papers": _papers,
    "parties": lambda found, actor: {
        **parties(found, actor),
        "may_take_requests": Role.INTAKE in actor.roles,
    },
    "links": lambda found, actor: {"links": [(words(LINK_SORTS[one.sort]), one) for one in found.links]},
    "voices": lambda found, actor: {"voices": voices(found)},
    "readings": lambda found, actor: {"readings": readings(found, actor)},
    "trail": _trail,
}


def parties(found: MatterPage, actor: Actor) -> dict[str, Any]:
    """Return who filed, masked, and apart from that the further representatives of a joint appeal."""
    held = masked(found.id, actor=actor)
    representatives = [
        {
            "number": whom,
            "group": f"contact_{whom}",
            "rows": [row for row in _masked_rows(found.kind, held) if found.kind.fields()[row[0]].of == whom],
        }
        for whom in found.matter.recipients[1:]
    ]
    apart = {name for one in CONTACTS.values() for name in one}
    return {
        "party": [row for row in _masked_rows(found.kind, held) if row[0] not in apart],
        "representatives": representatives,
        "people": found.matter.values.get("people_count"),
        "represented": len(found.matter.recipients),
    }


def _masked_rows(kind: Kind, held: Mapping[str, str]) -> list[tuple[str, str, str]]:
    labels = kind.fields()
    return [(name, words(labels[name].name), value) for name, value in held.items() if name in labels]


def sealed_lines(found: MatterPage) -> list[tuple[int, str, str]]:
    """Return the notes whose words are sealed, newest first: version, when, what."""
    return [
        (line.version, clock_time(line.at), f"{words(line.name)}：{'、'.join(words(one) for one in line.sealed)}")
        for line in reversed(found.happened)
        if line.sealed and line.step != found.kind.opening.id
    ]


def opened_values(kind: Kind, values: Mapping[str, Any]) -> list[tuple[str, list[str], str]]:
    """Return opened private values with their labels, one paragraph a line, and whose voice they are in."""
    labels = kind.fields()
    return [
        (
            words(labels[name].name),
            [str(one) for one in value] if isinstance(value, list) else str(value).split("\n"),
            "said-lines" if name in SPOKEN | CONTACT else "fang",
        )
        for name, value in values.items()
        if name in labels
    ]


def papers(found: MatterPage) -> list[dict[str, Any]]:
    """Return the papers with their links, newest first."""
    return [
        {
            "name": words(one.name),
            "number": one.number,
            "void": one.void,
            "issued": full_day(one.issued_on),
            "served": full_day(one.served_on),
            "way": words(SERVED_WAYS[one.served_way]) if one.served_way in SERVED_WAYS else "",
            "png": paper_url(found, str(one.id), "png"),
            "pdf": paper_url(found, str(one.id), "pdf"),
            "docx": paper_url(found, str(one.id), "docx"),
            "id": str(one.id),
            "partly": bool(one.services) and one.served_on is None,
            "recipients": [_recipient(one, whom) for whom in found.matter.recipients],
        }
        for one in reversed(found.papers)
    ]


def _recipient(paper: PaperLine, whom: str) -> dict[str, str]:
    got = next((one for one in reversed(paper.services) if whom in one.whom), None)
    way = words(SERVED_WAYS[got.way]) if got is not None and got.way in SERVED_WAYS else ""
    return {
        "whom": whom,
        "name": words(Text(f"第{whom}位代表", f"Representative {whom}")),
        "served": f"{full_day(got.on)} {way}" if got is not None else "",
        "last": "、".join(day(on) for _, on in got.last) if got is not None else "",
    }


def readings(found: MatterPage, actor: Actor) -> list[dict[str, Any]]:
    """Return who opened the matter's private words, newest first."""
    labels = found.kind.fields()
    return [
        {
            "when": clock_time(line.at),
            "post": line.post,
            "person": line.person,
            "fields": "、".join(words(labels[name].name) if name in labels else name for name in line.fields),
            "way": words(line.way),
            "reason": line.reason,
        }
        for line in reading_lines(found.id, actor=actor)
    ]


@staff
def clocks(request: HttpRequest, actor: Actor, *, number: str) -> HttpResponse:
    """Explain every clock of a matter day by day, each with its article."""
    found = matter_page(number, actor=actor)
    views = [
        (one, clock_view(one, at=actor.at), words(one.clock.starts), words(one.clock.ends), day(one.face.due_at))
        for one in found.clocks
    ]
    return page(request, "desk/clocks.html", {**head(found, actor), "clocks": views}, actor=actor)
