"""Signing in and out: user name and password, then the second factor where there is one; wrong tries lock the name."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huiyin.acts import sign_ins
from huiyin.acts.limits import Channel, TooMany, knock
from huiyin.acts.lockout import give_back, try_of
from huiyin.acts.second_factor import prove
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.queries.accounts import Account, account_by_id, account_by_name
from huiyin.queries.sign_ins import last_time
from huiyin.web.changing_places import counter_here, who_may_come_back
from huiyin.web.clock_reading import moment
from huiyin.web.desk.frame import tell_next
from huiyin.web.desk.showing import clock_time
from huiyin.web.session import begin, target_of
from huiyin.web.whence import visitor_of

PENDING = "pending"
PENDING_LASTS = timedelta(minutes=5)
WRONG = Text("用户名或密码不对，请再试一次", "Wrong user name or password; please try again")
EXPIRED = Text(
    "这个一次性密码过期了，请找安全岗再要一个",
    "This one-time password has run out: ask the security officer for another",
)
WHY = {
    "idle": Text(
        "有 {minutes} 分钟没有动静，为防别人动用，请再登录一次",
        "Nothing happened for {minutes} minutes; please sign in again",
    ),
    "absolute": Text("登录满 {hours} 小时了，请再登录一次", "Signed in for {hours} hours; please sign in again"),
    "security": Text("这处登录被安全岗结束了", "The security officer ended this sign-in"),
    "password": Text("密码改过了，请用新密码登录", "The password was changed; please sign in with the new one"),
    "elsewhere": Text("您在别处结束了这处登录", "You ended this sign-in from elsewhere"),
    "unproven": Text("请连同第二道验证再登录一次", "Please sign in again with the second factor"),
}
KEPT = Text("您写的都存下了，登录后接着写。", "What you wrote is kept and waits for you.")


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password; every wrong one is counted, by name and by address."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(target_of(request))
    if request.method == "GET":
        return _page(request)
    name, at = request.POST.get("username", "").strip(), moment(request)
    try:
        knock(Channel.SIGN_IN, visitor=visitor_of(request), at=at)
    except TooMany as refusal:
        return _page(request, refusal.reason, status=429, wait=refusal.seconds)
    stands = try_of(name, at=at)
    if stands.locked_until is not None:
        return _locked(request, stands.locked_until)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        return _wrong(request, name, left=stands.left)
    return _past_the_password(request, user)  # type: ignore[arg-type]


def _past_the_password(request: HttpRequest, account: Account) -> HttpResponse:
    at = moment(request)
    if account.expires_at is not None and at > account.expires_at:
        return _page(request, EXPIRED, status=401)
    if account.second_since is None:
        return enter(request, account, way="password")
    hold_at_the_door(request, account, way="second")
    return redirect("second")


def hold_at_the_door(request: HttpRequest, account: Account, *, way: str, to: str = "") -> None:
    """Remember for five minutes whose password was right, until the second factor is too."""
    request.session.cycle_key()
    request.session[PENDING] = {
        "account": account.pk, "since": moment(request).isoformat(), "way": way, "next": to or target_of(request),
    }  # fmt: skip


def enter(request: HttpRequest, account: Account, *, way: str, to: str = "") -> HttpResponse:
    """Let somebody in who has proven every factor, and say when that was last done."""
    before = last_time(account.pk)
    give_back(account.username)
    request.session.pop(PENDING, None)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    counter = counter_here(request)
    begin(request, account, way=way, full_at=True, counter=counter.id if counter is not None else None)
    if before.at is not None:
        tell_next(request, _last_time(before.at, before.agent, before.failed))
    return HttpResponseRedirect(to or target_of(request))


def _last_time(at: datetime, agent: str, failed: int) -> Text:
    using = f"，{agent}" if agent else ""
    bad = f"此后有 {failed} 次没登上，不是您的话请告诉安全岗。" if failed else "此后没有人试错过密码。"
    bad_en = f"{failed} tries failed since: tell the security officer if they were not yours." if failed else ""
    return Text(f"上次登录：{clock_time(at)}{using}。{bad}", f"Last sign-in: {clock_time(at)}. {bad_en}")


@never_cache
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the authenticator, or a recovery code, once the password was right."""
    pending = request.session.get(PENDING)
    account = account_by_id(pending["account"]) if pending else None
    at = moment(request)
    if pending is None or account is None or at - datetime.fromisoformat(pending["since"]) > PENDING_LASTS:
        request.session.pop(PENDING, None)
        return redirect("sign_in")
    if request.method == "GET":
        return _second_page(request)
    stands = try_of(account.username, at=at)
    if stands.locked_until is not None:
        request.session.pop(PENDING, None)
        return _locked(request, stands.locked_until)
    try:
        prove(account, request.POST.get("code", ""), at=at)
    except NotAllowed as refusal:
        trace = visitor_of(request).trace
        sign_ins.failed(account.pk, at=at, trace=trace, what="code_failed", locks=stands.left == 0)
        return _second_page(request, _with_left(refusal.reason, stands.left), status=401)
    return enter(request, account, way=pending["way"], to=pending["next"])


def _wrong(request: HttpRequest, name: str, *, left: int) -> HttpResponse:
    known = account_by_name(name)
    account, trace = known.pk if known is not None else None, visitor_of(request).trace
    sign_ins.failed(account, at=moment(request), trace=trace, locks=left == 0)
    return _page(request, _with_left(WRONG, left), status=401)


def _with_left(words: Text, left: int) -> Text:
    minutes = settings.PROTECTION.lockout_minutes
    if left == 0:
        return Text(
            f"{words.zh}；已试错多次，锁 {minutes} 分钟，急用请找安全岗解锁",
            f"{words.en}; locked for {minutes} minutes now, or until the security officer unlocks it",
        )
    return Text(f"{words.zh}；还能试 {left} 次", f"{words.en}; {left} tries left")


def _locked(request: HttpRequest, until: datetime) -> HttpResponse:
    seconds = max(1, int((until - moment(request)).total_seconds()))
    minutes = -(-seconds // 60)
    words = Text(
        f"试错太多，已锁住，请 {minutes} 分钟后再来；急用请找安全岗解锁",
        f"Locked after wrong tries: come back in {minutes} minutes, or ask the security officer to unlock it",
    )
    return _page(request, words, status=429, wait=seconds)


def _page(request: HttpRequest, fault: Text | None = None, *, status: int = 200, wait: int = 0) -> HttpResponse:
    context = {
        "fault": fault,
        "why": _why(request) if fault is None else None,
        "username": request.POST.get("username", ""),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "fictional": settings.FICTIONAL,
        "here": who_may_come_back(request),
        "service": settings.PROTECTION.oidc if settings.PROTECTION.oidc.there else None,
    }
    answer = render(request, "desk/sign_in.html", context, status=status)
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


def _why(request: HttpRequest) -> Text | None:
    said = WHY.get(request.GET.get("why", ""))
    if said is None:
        return None
    set_to = {"minutes": settings.PROTECTION.idle_minutes, "hours": settings.PROTECTION.session_hours}
    kept = KEPT if request.GET.get("kept") else Text("", "")
    return Text(f"{said.zh.format(**set_to)}。{kept.zh}", f"{said.en.format(**set_to)}. {kept.en}")


def _second_page(request: HttpRequest, fault: Text | None = None, *, status: int = 200) -> HttpResponse:
    return render(request, "desk/second.html", {"fault": fault, "fictional": settings.FICTIONAL}, status=status)
