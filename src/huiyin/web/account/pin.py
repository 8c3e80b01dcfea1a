"""Setting one's PIN for shared counters; the password is asked for, and the PIN never stands in for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from huiyin.acts.counters import set_pin
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.web.account.credentials import PRESENT, UNPROCESSABLE, prove_password
from huiyin.web.asking import Ask
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.session import account_of, staff

PIN = Ask(
    "pin",
    Text("6 位数字的 PIN", "PIN of six digits"),
    "digits",
    "off",
    Text("不要全一样、不要连着数，不要用生日", "Not all the same, not in a row"),
)


@require_http_methods(["GET", "POST"])
@staff
def pin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Set the PIN by which one comes back at a shared counter."""
    fault = None
    if request.method == "POST":
        try:
            prove_password(request, actor)
            set_pin(account_of(request), request.POST.get("pin", ""), at=actor.at)
        except NotAllowed as refusal:
            fault = refusal.reason
        else:
            tell_next(request, Text("PIN 设好了，在共用窗口换人时用", "The PIN is set"))
            return redirect("account:home")
    context = {
        "title": Text("窗口换人的 PIN", "PIN for shared counters"),
        "note": Text(
            "只在安全岗登记过的共用窗口有用：当天用密码登录过一次，以后换回来输 PIN 就行。要紧的步骤还是要密码。",
            "Only at counters the security officer enrolled, after a full sign-in there the same day.",
        ),
        "asks": (PRESENT, PIN),
        "button": Text("设好", "Set it"),
        "fault": fault,
    }
    return page(request, "account/ask.html", context, actor=actor, status=UNPROCESSABLE if fault else 200)
