"""账号: who may sign in, who is locked, whose account sleeps; opened, locked and given back by the security role."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.acts import accounts as acts
from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.queries.accounts import VIEWS, account_card, colleagues, listed
from huiyin.queries.sign_ins import places, record
from huiyin.web.asking import Ask
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.desk.showing import clock_time, full_day
from huiyin.web.parts import Empty, Tab
from huiyin.web.session import ask_again, staff
from huiyin.web.templatetags.look import words

UNPROCESSABLE = 422
NOBODY = Empty(
    Text("没有这样的账号", "No such accounts"),
    Text("开了户的都在“全部”里。", "Every account there is stands under All."),
)
VIEW_NAMES = {
    "all": Text("全部", "All"),
    "locked": Text("锁着的", "Locked"),
    "stale": Text("久不用的", "Stale"),
    "never": Text("没登录过的", "Never used"),
    "postless": Text("没有岗位的", "Without a post"),
    "single": Text("该绑没绑第二道的", "Second factor missing"),
}
ONLY_SECURITY = Text("这一页限安全岗", "This page is for the security role")


def require(actor: Actor, *roles: Role) -> None:
    """Refuse whoever holds none of the roles."""
    if not actor.roles & set(roles):
        raise NotAllowed(ONLY_SECURITY)


@staff
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the accounts of staff."""
    require(actor, Role.SECURITY)
    view = request.GET.get("view", "all")
    found = listed(at=actor.at, view=view if view in VIEWS else "all", text=request.GET.get("q", ""))
    context = {
        "tabs": tuple(
            Tab(words(VIEW_NAMES[name]), f"?view={name}", found.counts[name], name == found.view) for name in VIEWS
        ),
        "rows": [(line, full_day(line.used_at)) for line in found.lines],
        "view": found.view,
        "q": request.GET.get("q", ""),
        "total": found.counts["all"],
        "rest": found.rest,
        "empty": NOBODY,
    }
    return page(request, "security/accounts.html", context, actor=actor)


@require_http_methods(["GET", "POST"])
@staff
def open_one(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open an account for a person of the staff register."""
    require(actor, Role.SECURITY)
    typed_name, typed_person = request.POST.get("username", "").strip(), request.POST.get("person", "").strip()
    fault = None
    if request.method == "POST":
        try:
            person = _person(typed_person, actor)
            one_time = acts.open_account(typed_name, person, actor=actor)
        except NotAllowed as refusal:
            fault = refusal.reason
        else:
            return _one_time(request, actor, typed_name, one_time)
    context = {
        "title": Text("开户", "Open an account"),
        "asks": (
            Ask(
                "person",
                Text("给谁", "For whom"),
                help=Text(
                    "人员册里的编号，或不重名的姓名；册里没有的请管理岗先登记", "Key or name in the staff register"
                ),
                value=typed_person,
            ),
            Ask(
                "username",
                Text("用户名", "User name"),
                help=Text("字母、数字、点、短横", "Letters, digits"),
                value=typed_name,
            ),
        ),
        "button": Text("开户", "Open it"),
        "fault": fault,
    }
    return page(request, "security/ask.html", context, actor=actor, status=UNPROCESSABLE if fault else 200)


def _person(text: str, actor: Actor) -> str:
    found = colleagues(text, on=actor.at.date()) if text else ()
    if not found:
        raise NotAllowed(Text("人员册里今天没有这个人，请管理岗先登记", "The staff register has no such person today"))
    if len(found) > 1:
        keys = "、".join(one.key for one in found[:5])
        raise NotAllowed(Text(f"叫这个名字的有 {len(found)} 个，请写编号：{keys}", f"Several are called so: {keys}"))
    return found[0].key


def _one_time(request: HttpRequest, actor: Actor, username: str, password: str) -> HttpResponse:
    context = {"username": username, "password": password, "hours": 72}
    return page(request, "security/one_time.html", context, actor=actor)


@staff
def account_page(request: HttpRequest, actor: Actor, *, account: int) -> HttpResponse:
    """Show one account: whose, where it is signed in, what happened about it."""
    require(actor, Role.SECURITY)
    return _shown(request, actor, account)


def _shown(request: HttpRequest, actor: Actor, account: int, fault: Text | None = None) -> HttpResponse:
    card = account_card(account, at=actor.at)
    if card is None:
        raise NotFound
    context = {
        "card": card,
        "used": full_day(card.used_at),
        "second": full_day(card.second_since),
        "locked_until": clock_time(card.locked_until) if card.locked_until else "",
        "may_act": acts.keeps(actor, card.cards) and card.person != actor.person,
        "places": [(one, clock_time(one.begun_at), clock_time(one.seen_at)) for one in places(account)],
        "events": [(line, clock_time(line.at)) for line in record(account=account).lines],
        "fault": fault,
    }
    return page(request, "security/account.html", context, actor=actor, status=UNPROCESSABLE if fault else 200)


@require_POST
@staff
def act(request: HttpRequest, actor: Actor, *, account: int) -> HttpResponse:
    """Do one thing with an account: lock, give back, hand out a password, take a second factor away, end sign-ins."""
    require(actor, Role.SECURITY)
    again = ask_again(request, back=request.path.removesuffix("do/"))
    if again is not None:
        return again
    wanted = request.POST.get("do", "")
    try:
        if wanted == "password":
            card = account_card(account, at=actor.at)
            return _one_time(
                request, actor, card.username if card else "", acts.hand_out_password(account, actor=actor)
            )
        if wanted not in DOES:
            raise NotFound
        tell_next(request, DOES[wanted](account, request.POST, actor))
    except NotAllowed as refusal:
        return _shown(request, actor, account, refusal.reason)
    return redirect("security:account", account=account)


def _lock(account: int, sent: QueryDict, actor: Actor) -> Text:
    acts.lock(account, reason=sent.get("reason", ""), actor=actor)
    return Text("锁上了，正在用的也退出了", "Locked; its sign-ins ended")


def _unlock(account: int, sent: QueryDict, actor: Actor) -> Text:
    acts.unlock(account, actor=actor)
    return Text("解锁了，现在就能登录", "Unlocked")


def _reset_second(account: int, sent: QueryDict, actor: Actor) -> Text:
    acts.reset_second(account, actor=actor)
    return Text("第二道验证解除了，请本人重新绑定", "The second factor is taken away: it must be bound anew")


def _end_one(account: int, sent: QueryDict, actor: Actor) -> Text:
    acts.end_sign_in(account, as_uuid(sent.get("place", "")), actor=actor)
    return Text("那处登录结束了", "That sign-in ended")


def _end_all(account: int, sent: QueryDict, actor: Actor) -> Text:
    count = acts.end_sign_ins(account, actor=actor)
    return Text(f"{count} 处登录都结束了", f"{count} sign-ins ended")


def as_uuid(text: str) -> UUID:
    """Return an id as a form sends it; what is none is not found."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


DOES: dict[str, Callable[[int, QueryDict, Actor], Text]] = {
    "lock": _lock,
    "unlock": _unlock,
    "second": _reset_second,
    "end": _end_one,
    "end_all": _end_all,
}
