"""我的账号: how one signs in, where one is signed in now, and what happened about it lately."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from huiyin.acts import sign_ins
from huiyin.flow.actor import Actor
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.queries.drafts import kept
from huiyin.queries.sign_ins import places, record
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.desk.showing import clock_time, full_day
from huiyin.web.session import account_of, must_have_second, sign_in_of, signed_in
from huiyin.web.unsent import FORM

# Whose posts lead matters that can be given to others.
HANDLING = frozenset({Role.HANDLE, Role.SORT})


@signed_in
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one's own account."""
    account, here = account_of(request), str(sign_in_of(request).id)
    events = record(account=account.pk)
    context = {
        "username": account.username,
        "password_since": full_day(account.password_set_at),
        "second_since": full_day(account.second_since),
        "second_wanted": must_have_second(actor),
        "pin": bool(account.pin),
        "places": [(one, clock_time(one.begun_at), clock_time(one.seen_at)) for one in places(account.pk, here=here)],
        "events": [(line, clock_time(line.at)) for line in events.lines[:20]],
        "may_share": bool(actor.roles & HANDLING),
        "unsent": kept(actor.person, FORM) is not None,
    }
    return page(request, "account/home.html", context, actor=actor)


@require_POST
@signed_in
def end(request: HttpRequest, actor: Actor) -> HttpResponse:
    """End one sign-in of one's own, or all but this one."""
    account, here = account_of(request), str(sign_in_of(request).id)
    wanted = request.POST.get("place", "")
    if wanted == "all":
        count = sign_ins.end_all(account.pk, why="elsewhere", at=actor.at, but=here)
        tell_next(request, Text(f"别处的 {count} 处登录都结束了", f"{count} other sign-ins ended"))
        return redirect("account:home")
    ended = sign_ins.end(_uuid(wanted), why="elsewhere", at=actor.at, account=account.pk)
    said = (
        Text("那处登录结束了", "That sign-in is over") if ended else Text("那处登录早就结束了", "It was over already")
    )
    tell_next(request, said)
    return redirect("account:home")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
