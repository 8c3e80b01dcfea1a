"""What one proves oneself with: the password, the second factor, and proving both again before a grave act."""

from base64 import b32encode

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods

from huiyin.acts import passwords, second_factor, sign_ins
from huiyin.acts.lockout import give_back, try_of
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.queries.centre import centre_name
from huiyin.web.asking import Ask, new_password
from huiyin.web.asking import password as secret_line
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.session import account_of, must_have_second, sign_in_of, signed_in, target_of
from huiyin.web.whence import visitor_of

SECRET_KEY = "second_secret"
UNPROCESSABLE, TOO_MANY_REQUESTS = 422, 429
CODE = Ask(
    "code",
    Text("验证码", "Code"),
    "text",
    "one-time-code",
    Text("手机验证器上的 6 位数字；手机不在身边就输一个恢复码", "Six digits of the authenticator, or a recovery code"),
)
PRESENT = secret_line("password", Text("现在的密码", "Present password"), fills="current-password")
BUSY = Text("试错太多，已锁住，请过一会儿再来", "Locked after wrong tries: come back later")


@require_http_methods(["GET", "POST"])
@signed_in
def password(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Change one's own password."""
    account = account_of(request)
    fault = _changed(request, actor) if request.method == "POST" else None
    if request.method == "POST" and fault is None:
        return redirect("desk:home")
    due = passwords.is_due(account, at=actor.at)
    lines = (
        PRESENT,
        new_password(
            "new_password",
            Text("新密码", "New password"),
            help=passwords.rule(),
            least=settings.PROTECTION.password_length,
            classes=settings.PROTECTION.password_classes,
        ),
        secret_line("again_password", Text("新密码再输一遍", "Once more"), fills="new-password"),
    )
    why = Text(
        "这个密码是别人发给您的，或者用得太久了：请先改成自己的，再办别的。",
        "This password was handed to you or is too old: please change it first.",
    )
    context = {
        "title": Text("改密码", "Change the password"),
        "note": why if due else Text("改了以后，别处的登录都要重新登。", "All other sign-ins end with it."),
        "asks": lines,
        "button": Text("改密码", "Change it"),
        "fault": fault,
    }
    return page(request, "account/ask.html", context, actor=actor, status=UNPROCESSABLE if fault else 200)


def _changed(request: HttpRequest, actor: Actor) -> Text | None:
    account, sent = account_of(request), request.POST
    if sent.get("new_password", "") != sent.get("again_password", ""):
        return Text("两遍新密码不一样，请再输一次", "The two new passwords differ")
    if try_of(account.username, at=actor.at).locked_until is not None:
        return BUSY
    keep = str(sign_in_of(request).id)
    try:
        passwords.change_own(account, sent.get("password", ""), sent.get("new_password", ""), at=actor.at, keep=keep)
    except NotAllowed as refusal:
        return refusal.reason
    give_back(account.username)
    _rekeyed(request)
    tell_next(request, Text("密码改好了，别处的登录都结束了", "The password is changed; other sign-ins ended"))
    return None


def _rekeyed(request: HttpRequest) -> None:
    """Give the session a new key and let it stand on the changed password."""
    from django.contrib.auth import get_user_model, update_session_auth_hash

    account = get_user_model().objects.get(pk=account_of(request).pk)
    update_session_auth_hash(request, account)


@require_http_methods(["GET", "POST"])
@signed_in
def second(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bind an authenticator: show its QR code, and ask for the password and the first code."""
    account = account_of(request)
    secret = _secret_of(request)
    fault = None
    if request.method == "POST":
        try:
            prove_password(request, actor)
            codes = second_factor.confirm(account, secret, request.POST.get("code", "").replace(" ", ""), at=actor.at)
        except NotAllowed as refusal:
            fault = refusal.reason
        else:
            request.session.pop(SECRET_KEY, None)
            sign_ins.proven(sign_in_of(request).id, at=actor.at)
            request.session.cycle_key()
            return _codes_page(request, actor, codes)
    issuer = f"回音 {centre_name()}" if centre_name() else "回音"
    address = second_factor.address_of(secret, username=account.username, issuer=issuer)
    context = {
        "bound": account.second_since is not None,
        "wanted": must_have_second(actor),
        "picture": _qr(address),
        "typed_secret": _grouped(b32encode(secret).decode()),
        "asks": (PRESENT, CODE),
        "fault": fault,
    }
    return page(request, "account/second.html", context, actor=actor, status=UNPROCESSABLE if fault else 200)


def _secret_of(request: HttpRequest) -> bytes:
    """Return the secret being bound in this session, made at its first showing."""
    held = request.session.get(SECRET_KEY, "")
    if not held:
        held = second_factor.new_secret().hex()
        request.session[SECRET_KEY] = held
    return bytes.fromhex(held)


def _qr(text: str) -> SafeString:
    made = segno.make(text, error="m", micro=False)
    # Nothing of the reader's is in it but the user name, which the picture encodes and does not write.
    return mark_safe(made.svg_inline(scale=4, border=4, omitsize=True))


def _grouped(text: str) -> str:
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


@require_http_methods(["GET", "POST"])
@signed_in
def codes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a fresh set of recovery codes, once everything is proven again."""
    fault = None
    account = account_of(request)
    if account.second_since is None:
        return redirect("account:second")
    if request.method == "POST":
        try:
            _prove_all(request, actor)
        except NotAllowed as refusal:
            fault = refusal.reason
        else:
            return _codes_page(request, actor, second_factor.renew_codes(account, at=actor.at))
    context = {
        "title": Text("换一套恢复码", "Fresh recovery codes"),
        "note": Text("旧的一套随即作废。", "The old ones stop working at once."),
        "asks": (PRESENT, CODE),
        "button": Text("换一套", "Make them"),
        "fault": fault,
    }
    return page(request, "account/ask.html", context, actor=actor, status=UNPROCESSABLE if fault else 200)


def _codes_page(request: HttpRequest, actor: Actor, made: tuple[str, ...]) -> HttpResponse:
    return page(request, "account/codes.html", {"codes": made}, actor=actor)


@require_http_methods(["GET", "POST"])
@signed_in
def prove_again(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for the password, and the code where there is one, before a grave act."""
    fault = None
    if request.method == "POST":
        try:
            _prove_all(request, actor)
        except NotAllowed as refusal:
            fault = refusal.reason
        else:
            sign_ins.proven(sign_in_of(request).id, at=actor.at)
            request.session.cycle_key()
            return HttpResponseRedirect(target_of(request))
    bound = account_of(request).second_since is not None
    minutes = settings.PROTECTION.step_up_minutes
    context = {
        "title": Text("这一步要紧，请再核验一次", "A grave step: please prove yourself again"),
        "note": Text(
            f"核验以后 {minutes} 分钟内不再问；您写的都存着。",
            f"Good for {minutes} minutes; what you wrote is kept.",
        ),
        "asks": (PRESENT, CODE) if bound else (PRESENT,),
        "button": Text("核验", "Prove it"),
        "next": target_of(request),
        "service": settings.PROTECTION.oidc if sign_in_of(request).way == "oidc" else None,
        "fault": fault,
    }
    return page(request, "account/ask.html", context, actor=actor, status=UNPROCESSABLE if fault else 200)


def _prove_all(request: HttpRequest, actor: Actor) -> None:
    account = account_of(request)
    prove_password(request, actor)
    if account.second_since is not None:
        if try_of(account.username, at=actor.at).locked_until is not None:
            raise NotAllowed(BUSY)
        second_factor.prove(account, request.POST.get("code", ""), at=actor.at)
    give_back(account.username)


def prove_password(request: HttpRequest, actor: Actor) -> None:
    """Ask whether the password typed is right; raises NotAllowed, and counts the wrong ones with the others."""
    account = account_of(request)
    if try_of(account.username, at=actor.at).locked_until is not None:
        raise NotAllowed(BUSY)
    if not account.check_password(request.POST.get("password", "")):
        sign_ins.failed(account.pk, at=actor.at, trace=visitor_of(request).trace)
        raise NotAllowed(Text("现在的密码不对", "The present password is wrong"))
    give_back(account.username)
