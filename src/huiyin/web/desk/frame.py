"""What every page of the desk is given: who is here, the menu, the county, what just happened."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from huiyin.flow.actor import Actor
from huiyin.flow.emergency import DECIDERS
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.queries.centre import centre_name
from huiyin.queries.emergency import waiting_count
from huiyin.queries.letters import may_call
from huiyin.queries.number_ledger import KEEPERS
from huiyin.queries.progress import unfinished
from huiyin.queries.questions import may_watch
from huiyin.queries.retention import may_look
from huiyin.queries.seen import MOST_COUNTED
from huiyin.queries.workbench import todo_count
from huiyin.web.languages import other_language
from huiyin.web.parts import MenuGroup, MenuItem, Toast
from huiyin.web.session import sign_in_of
from huiyin.web.templatetags.look import in_english, words

TOAST_KEY = "toast"
# Entries of the menu whose addresses lie below another entry's.
BELOW = {"figures:board": ("figures:on_time", "figures:same_day")}
# Posts that give tasks of their own accord; everybody else gives them from a matter.
GIVING = frozenset({Role.LEAD, Role.SUPERVISE, Role.SORT})
TAKING_IN = frozenset({Role.INTAKE, Role.GRID})
HOUSE = (
    (Text("机构网格", "Places"), "house:places"),
    (Text("缺口", "Gaps"), "house:gaps"),
    (Text("规则目录", "The rules"), "house:catalogue"),
    (Text("工作日历", "Calendar"), "house:calendar"),
    (Text("登记册", "Registers"), "house:registers"),
)
QUESTIONS = (Text("查看质疑", "Questioned readings"), "desk:questions")
RETENTION = (Text("保存与抹除", "Retention"), "house:retention")

GUARDING = (
    (frozenset({Role.SECURITY}), Text("账号", "Accounts"), "security:accounts"),
    (frozenset({Role.AUDIT}), Text("查看审计", "Audit"), "house:audit"),
    (frozenset({Role.ADMIN, Role.SECURITY}), Text("运行状况", "Health"), "house:health"),
    (frozenset({Role.SECURITY}), Text("共用窗口", "Shared counters"), "security:counters"),
    (frozenset({Role.SECURITY, Role.AUDIT}), Text("登录记录", "Sign-in record"), "security:record"),
    (DECIDERS | {Role.SECURITY, Role.AUDIT}, Text("应急查阅", "Emergency openings"), "emergency:listing"),
)


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    actor: Actor,
    status: int = 200,
    todo: int | None = None,
) -> HttpResponse:
    """Render a page of the desk inside its frame. Two queries beside those of the page, one where `todo` is counted."""
    return render(request, template, {**frame(request, actor, todo=todo), **context}, status=status)


def frame(request: HttpRequest, actor: Actor, *, todo: int | None = None) -> dict[str, Any]:
    """Return what the base template of the desk needs."""
    told = request.session.pop(TOAST_KEY, "")
    return {
        "actor": {"name": actor.name, "post_label": actor.posts[0].label if actor.posts else ""},
        "other_posts": actor.posts[1:],
        "county_name": centre_name(),
        "fictional": _fictional(request),
        "search_url": reverse("desk:matters"),
        "sign_out_url": reverse("sign_out"),
        "home_url": reverse("desk:home"),
        "account_url": reverse("account:home"),
        "aside_url": reverse("step_aside") if sign_in_of(request).counter is not None else "",
        "menu": menu(request, actor, todo=todo_count(actor) if todo is None else todo),
        "language_url": other_language(request, english=in_english()),
        "toast": (Toast(told),) if told else (),
    }


def _fictional(request: HttpRequest) -> str:
    # A demo says that it is one, and where the day begins how far its years behind have come; an office's own county
    # says neither.
    if not settings.FICTIONAL or request.path != reverse("desk:home"):
        return settings.FICTIONAL
    return "　".join((settings.FICTIONAL, *(work.words for work in unfinished())))


def menu(request: HttpRequest, actor: Actor, *, todo: int) -> tuple[MenuGroup, ...]:
    """Return the menu: only what the actor's posts may open."""
    entries: list[tuple[Text, str, int | None]] = [(Text("工作台", "Workbench"), "desk:home", todo)]
    if actor.roles & TAKING_IN:
        entries.append((Text("受理登记", "Intake"), "desk:intake", None))
    if may_call(actor):
        entries += [(Text("代打电话", "Calls"), "desk:calls", None), (Text("回执丢失", "Lost slip"), "desk:lost", None)]
    working = [(Text("事项", "Matters"), "desk:matters", None), (Text("包案和积案", "Backlog"), "desk:charges", None)]
    if actor.roles & GIVING:
        working.append((Text("交任务", "Give a task"), "desk:give_task", None))
    if actor.roles & KEEPERS:
        working.append((Text("编号台账", "Numbers"), "desk:numbers", None))
    return (
        MenuGroup("", tuple(_item(request, *entry) for entry in entries)),
        MenuGroup(words(Text("办事", "Work")), tuple(_item(request, *entry) for entry in working)),
        MenuGroup(
            words(Text("看数", "Figures")),
            (
                _item(request, Text("总览", "Overview"), "figures:board", None),
                _item(request, Text("按期率", "On time"), "figures:on_time", None),
                _item(request, Text("四个当天", "Same day"), "figures:same_day", None),
            ),
        ),
        MenuGroup(words(Text("家底", "The house")), tuple(_item(request, *entry, None) for entry in _house(actor))),
        *_guarding(request, actor),
    )


def _house(actor: Actor) -> tuple[tuple[Text, str], ...]:
    watched = (QUESTIONS,) if may_watch(actor) else ()
    return (*HOUSE, RETENTION, *watched) if may_look(actor) else HOUSE


def _guarding(request: HttpRequest, actor: Actor) -> tuple[MenuGroup, ...]:
    """Return what only the security and audit roles open."""
    # Asked where the day begins, not on every page.
    waits = waiting_count(actor) or None if request.path == reverse("desk:home") else None
    entries = [
        (name, url, waits if url == "emergency:listing" else None)
        for roles, name, url in GUARDING
        if actor.roles & roles
    ]
    if not entries:
        return ()
    return (MenuGroup(words(Text("安全", "Security")), tuple(_item(request, *entry) for entry in entries)),)


def _item(request: HttpRequest, name: Text, url_name: str, count: int | None) -> MenuItem:
    url = reverse(url_name)
    alone = url_name in ("desk:home", "security:accounts")
    elsewhere = any(request.path.startswith(reverse(below)) for below in BELOW.get(url_name, ()))
    here = request.path == url if alone else request.path.startswith(url) and not elsewhere
    return MenuItem(words(name), url, None if count is None else many(count), here)


def tell_next(request: HttpRequest, sentence: Text) -> None:
    """Keep a sentence to be shown on the next page: what just happened."""
    request.session[TOAST_KEY] = words(sentence)


def many(count: int) -> str:
    """Write a count that stops at a thousand: 1000+ beyond it."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)
