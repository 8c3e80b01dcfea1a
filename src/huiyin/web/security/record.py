"""登录记录: what happened about signing in, for the security role and the auditor; nobody can alter it unseen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from huiyin.acts.alarms import see_alarm
from huiyin.flow.actor import Actor
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.queries.sign_ins import alarms, record
from huiyin.web.desk.frame import page
from huiyin.web.desk.showing import clock_time
from huiyin.web.parts import Empty, Tab
from huiyin.web.security.accounts import require
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

NOTHING = Empty(
    Text("还没有记录", "Nothing written down yet"),
    Text(
        "有人登录、试错、开户、锁定，都会记在这里。",
        "Signing in, wrong tries, opening and locking of accounts are written here.",
    ),
)


@staff
def record_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the record of signing in, newest first."""
    require(actor, Role.SECURITY, Role.AUDIT)
    only_failed = request.GET.get("only") == "failed"
    before = request.GET.get("before", "")
    found = record(before=_whole(before), failed=True if only_failed else None)
    context = {
        "tabs": (
            Tab(words(Text("全部", "All")), "?", None, not only_failed),
            Tab(words(Text("没成的", "Failed")), "?only=failed", None, only_failed),
        ),
        "rows": [(line, clock_time(line.at)) for line in found.lines],
        "next_url": f"?{'only=failed&' if only_failed else ''}before={found.before}" if found.before else "",
        "alarms": alarms(at=actor.at),
        "empty": NOTHING,
    }
    return page(request, "security/record.html", context, actor=actor)


@require_POST
@staff
def seen(request: HttpRequest, actor: Actor, *, alarm: int) -> HttpResponse:
    """Write down that this person has seen an alarm; it stays in sight of the others who watch."""
    see_alarm(alarm, actor=actor)
    return redirect("desk:home")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
