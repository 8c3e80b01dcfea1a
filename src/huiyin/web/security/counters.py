"""共用窗口: the browsers enrolled as shared counters, enrolling this one, taking one back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from huiyin.acts.counters import enrol, revoke
from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.queries.sign_ins import counters
from huiyin.web.changing_places import remember
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.desk.showing import full_day
from huiyin.web.security.accounts import UNPROCESSABLE, as_uuid, require
from huiyin.web.session import ask_again, staff


@require_http_methods(["GET", "POST"])
@staff
def counters_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the shared counters; enrol the browser in hand, or take one back."""
    require(actor, Role.SECURITY)
    fault = None
    if request.method == "POST":
        again = ask_again(request, back=request.path)
        if again is not None:
            return again
        try:
            return _done(request, actor)
        except (NotAllowed, NotFound) as refusal:
            fault = refusal.reason
    rows = [(one, full_day(one.enrolled_at), full_day(one.revoked_at)) for one in counters()]
    context = {"rows": rows, "fault": fault, "label": request.POST.get("label", "")}
    return page(request, "security/counters.html", context, actor=actor, status=UNPROCESSABLE if fault else 200)


def _done(request: HttpRequest, actor: Actor) -> HttpResponse:
    response = redirect("security:counters")
    if "revoke" in request.POST:
        revoke(as_uuid(request.POST["revoke"]), actor=actor)
        tell_next(request, Text("撤销了，那台要用密码登录", "Taken back"))
        return response
    remember(response, enrol(request.POST.get("label", ""), actor=actor))
    tell_next(request, Text("这台浏览器登记成共用窗口了", "This browser is now a shared counter"))
    return response
