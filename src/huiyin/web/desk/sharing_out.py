"""交给几个人: what one has in hand goes to several successors in one go: in heaps, looked at first, row by row, and back."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from huiyin.acts.bulk import DONE, REFUSED, WAITS, carry_on
from huiyin.acts.sharing_out import Share, share_out, take_back
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role, Sort
from huiyin.kit.days import SHANGHAI
from huiyin.kit.numbers import normal_number
from huiyin.kit.text import Text
from huiyin.queries.bulk import Run, run_of
from huiyin.queries.matter_page import NoSuchMatter
from huiyin.queries.sharing_out import BY, Heap, Held, heaps, in_own_hand
from huiyin.queries.staff import Asked as Wanted
from huiyin.queries.staff import Group, options
from huiyin.web.desk.bulk import WENT
from huiyin.web.desk.frame import page
from huiyin.web.desk.showing import clock_time, rows
from huiyin.web.forms import found_key, full_name
from huiyin.web.parts import Tab
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

HANDLING = frozenset({Role.HANDLE, Role.SORT})
NOT_YOURS = Text("手里没有要交的事：这里给承办岗、分流岗用", "For handling and sorting posts")
NO_SUCH_POST = Text("“{typed}”没有对上岗位，请从提示里选", "“{typed}” is no post: choose one that is offered")
NO_REASON = Text("请写为什么交出去，对方看得到", "Say why: the successors read it")
UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@staff
def share(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what is in hand in heaps, the preview of who gets what, or hand it over."""
    if not actor.roles & HANDLING:
        raise NotAllowed(NOT_YOURS)
    held = in_own_hand(actor)
    if request.method == "POST" and "do" in request.POST:
        return _shared(request, actor, held)
    if request.method == "POST":
        return _preview(request, actor, held)
    return _page(request, actor, held)


def _by(request: HttpRequest) -> str:
    asked = request.POST.get("by") or request.GET.get("by", "")
    return asked if asked in BY else next(iter(BY))


def _groups(actor: Actor) -> tuple[Group, ...]:
    day = actor.at.astimezone(SHANGHAI).date()
    own = {post.key for post in actor.posts}
    units = {post.unit_name for post in actor.posts}
    found = options(Wanted(frozenset({Sort.POST}), day))[Sort.POST]
    others = [Group(one.name, tuple(post for post in one.options if post.key not in own)) for one in found]
    # Colleagues of one's own unit first: they are whom it mostly goes to.
    return tuple(sorted(others, key=lambda one: words(one.name) not in units))


def _preview(request: HttpRequest, actor: Actor, held: tuple[Held, ...]) -> HttpResponse:
    groups, typed, faults = _groups(actor), dict[str, str](), dict[str, Text]()
    names = {one.key: full_name(group, one.name) for group in groups for one in group.options}
    given: list[tuple[Heap, str]] = []
    for heap in heaps(held, by=_by(request)):
        said = typed[heap.key] = request.POST.get(f"to_{heap.key}", "").strip()
        key = found_key(said, groups) if said else ""
        if said and key not in names:
            faults[heap.key] = Text(NO_SUCH_POST.zh.format(typed=said), NO_SUCH_POST.en.format(typed=said))
        elif key:
            given.append((heap, key))
    if not request.POST.get("reason", "").strip():
        faults["reason"] = NO_REASON
    if faults or not given:
        none = None if faults else Text("请至少给一堆写上交给谁", "Say for at least one heap who gets it")
        return _page(request, actor, held, typed=typed, faults=faults, trouble=none)
    going = [(one, key) for heap, key in given for one in heap.held]
    context = {
        "going": [
            (row, names[key], f"{one.seen.kind}~{one.seen.line.number}~{one.seen.version}~{key}")
            for row, (one, key) in zip(rows(one.seen.line for one, _ in going), going, strict=True)
        ],
        "sums": _sums(going, names),
        "staying": len(held) - len(going),
        "reason": request.POST["reason"].strip(),
        "by": _by(request),
        "token": uuid4(),
    }
    return page(request, "desk/share_preview.html", context, actor=actor)


def _sums(going: list[tuple[Held, str]], names: dict[str, str]) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for _, key in going:
        counted[names[key]] = counted.get(names[key], 0) + 1
    return sorted(counted.items())


def _shared(request: HttpRequest, actor: Actor, held: tuple[Held, ...]) -> HttpResponse:
    shares = [found for one in request.POST.getlist("row") if (found := _share(one)) is not None]
    try:
        runs = share_out(_token(request), shares, reason=request.POST.get("reason", ""), actor=actor)
    except FieldFaults as faults:
        return _page(request, actor, held, trouble=next(iter(faults.faults.values())))
    except NotAllowed as refusal:
        return _page(request, actor, held, trouble=refusal.reason)
    _leave_rest(runs, actor)
    return redirect(_address(runs))


def _share(text: str) -> Share | None:
    parts = text.split("~")
    if len(parts) != 4 or not parts[2].isdigit():
        return None
    return Share(parts[0], normal_number(parts[1]), int(parts[2]), parts[3])


def _token(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid4()


def _leave_rest(runs: tuple[UUID, ...], actor: Actor) -> None:
    for one in runs:
        found = run_of(one, actor=actor)
        if found is not None and found.count(WAITS):
            import_string(settings.BULK_TASK).enqueue(str(one), actor.person)


def _address(runs: tuple[UUID, ...]) -> str:
    return f"{reverse('desk:shared')}?" + "&".join(f"run={one}" for one in runs)


def _page(
    request: HttpRequest,
    actor: Actor,
    held: tuple[Held, ...],
    *,
    typed: dict[str, str] | None = None,
    faults: dict[str, Text] | None = None,
    trouble: Text | None = None,
) -> HttpResponse:
    by, said, wrong = _by(request), typed or {}, faults or {}
    stay = [one for one in held if one.against is not None]
    context = {
        "by": by,
        "tabs": [Tab(words(name), f"{reverse('desk:share')}?by={key}", current=key == by) for key, name in BY.items()],
        "heaps": [(one, len(one.held), said.get(one.key, ""), wrong.get(one.key)) for one in heaps(held, by=by)],
        "staying": list(zip(rows(one.seen.line for one in stay), [one.against for one in stay], strict=True)),
        "posts": [full_name(group, one.name) for group in _groups(actor) for one in group.options],
        "reason": request.POST.get("reason", ""),
        "reason_fault": wrong.get("reason"),
        "trouble": trouble,
        "total": len(held),
    }
    return page(request, "desk/share.html", context, actor=actor, status=UNPROCESSABLE if wrong or trouble else 200)


@require_http_methods(["GET", "POST"])
@staff
def shared(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what became of each matter; take back what nobody has signed for, or go on with what waits."""
    runs = [_uuid(one) for one in request.GET.getlist("run")[:50]]
    if request.method == "POST" and "back" in request.POST:
        return redirect(_address(take_back(runs, actor=actor)))
    if request.method == "POST":
        for one in runs:
            carry_on(one, actor=actor)
        return redirect(_address(tuple(runs)))
    found = [one for one in (run_of(run, actor=actor) for run in runs) if one is not None]
    if not found:
        raise NoSuchMatter
    return page(request, "desk/shared.html", _became(found), actor=actor)


def _became(found: list[Run]) -> dict[str, Any]:
    lines = [(row, words(WENT[row.how]), row.how == DONE, run) for run in found for row in run.rows]
    return {
        "rows": lines,
        "taken": sum(one.count(DONE) for one in found),
        "refused": sum(one.count(REFUSED) for one in found),
        "waiting": sum(one.count(WAITS) for one in found),
        "when": clock_time(found[0].made_at),
        "name": found[0].step.name,
        "handed": all(one.step.verb is not None for one in found),
    }


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
