"""受理登记: one form at the counter; proposals with their reasons, nothing filled in unasked, filed once."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from huiyin.acts.counter import FORM, RECEIPT_LASTS, file_once, with_read_back
from huiyin.acts.drafts import drop, keep
from huiyin.acts.matters import Filing
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.clock import due
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kinds.purposes import OTHERS
from huiyin.kit.days import SHANGHAI, SHIPPED
from huiyin.kit.text import Text
from huiyin.papers.pdf import pdf
from huiyin.papers.word import docx
from huiyin.queries.clocks import county_clocks
from huiyin.queries.drafts import kept
from huiyin.queries.matter_page import NoSuchMatter
from huiyin.queries.receipts import NoSuchReceipt, Slip, filed_words, joined_to
from huiyin.queries.receipts import receipt as registration
from huiyin.queries.staff import Asked as Wanted
from huiyin.queries.staff import Options, options
from huiyin.queries.suggestions import Suggestion, Typed, suggest
from huiyin.web.desk.frame import TAKING_IN, page
from huiyin.web.desk.keeping import kept_or_dropped, typed_values
from huiyin.web.desk.papers import WORD
from huiyin.web.desk.purposes import PURPOSES, Purpose
from huiyin.web.desk.reading_back import (
    follow,
    follows,
    opened_screen,
    read_back_form,
    said_by,
    screen_panel,
    ticked,
)
from huiyin.web.desk.showing import clock_time, day, weekday
from huiyin.web.desk.times import AT, SOURCE, moment_of
from huiyin.web.forms import Asked, Shown, StepForm, form_for
from huiyin.web.parts import Tab
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words
from huiyin.web.unsent import keeps

# How the declared fields stand on the counter's form; one that is not named here follows at the end.
LAYOUT = (
    ("channel",), ("order_sort",), ("urgent",), ("words",), ("accused",), ("requests",), ("village", "place"),
    ("name", "phone"), ("concerns_office",), ("concerned_unit",), ("title",), ("category", "grid"),
)  # fmt: skip
# What is asked where several come together, in a fold of its own: most who come, come alone.
TOGETHER = (
    ("joint",), ("people_count", "representative_count"), ("serve_at",),
    *((f"name_{number}", f"phone_{number}", f"serve_at_{number}") for number in OTHERS),
)  # fmt: skip
NOT_YOURS = Text("受理登记限受理岗、网格岗", "Intake is for intake and grid posts")
NOT_THIS = Text("这一类由受理窗口登记", "This is taken in at the counter alone")


@dataclass(frozen=True, slots=True)
class Screen:
    """The counter's screen: the form, its token, what is proposed, and why it is shown again."""

    form: StepForm
    token: str
    proposed: Suggestion | None = None
    trouble: Text | None = None
    status: int = 200
    left_at: str = ""
    faults: dict[str, Text] = field(default_factory=dict)
    code: str = ""


@require_http_methods(["GET", "POST"])
@staff
def intake(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take a matter in at the counter."""
    if not actor.roles & TAKING_IN:
        raise NotAllowed(NOT_YOURS)
    purpose = purpose_in(request)
    if not purpose.is_for(actor):
        raise NotAllowed(NOT_THIS)
    if request.method == "GET":
        return _screen(request, actor, _fresh(actor, purpose))
    if {"keep", "drop"} & set(request.POST):
        here = f"{reverse('desk:intake')}?kind={purpose.kind}"
        if "keep" in request.POST and follows(_token(request), actor=actor):
            follow(_form(actor, purpose, data=request.POST), token=_token(request), actor=actor)
        return kept_or_dropped(request, actor, purpose.draft, here)
    if "file" in request.POST:
        return _file(request, actor)
    if "screen" in request.POST:
        return _second_screen(request, actor)
    return _screen(request, actor, _proposed(request, actor))


def _second_screen(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open the person's screen for what is being typed, and show the form again with the code that pairs it."""
    form, token = _form(actor, purpose_in(request), data=request.POST), _token(request)
    try:
        code = opened_screen(request, said_by(form), token=token, actor=actor)
    except NotAllowed as refusal:
        return _screen(request, actor, Screen(form, token, trouble=refusal.reason, status=403))
    return _screen(request, actor, Screen(form, token, code=code))


def purpose_in(request: HttpRequest) -> Purpose:
    """Return what is taken in on this screen; what is not on offer is the usual purpose."""
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    return PURPOSES.get(asked) or next(iter(PURPOSES.values()))


def _kept_late(request: HttpRequest, actor: Actor, parts: dict[str, Any]) -> bool:
    """Keep a form whose sign-in had run out, so that the counter opens with what was typed."""
    keep(actor.person, purpose_in(request).draft, typed_values(request.POST), at=actor.at)
    return True


keeps("desk:intake", _kept_late)


def _fresh(actor: Actor, purpose: Purpose) -> Screen:
    left = kept(actor.person, purpose.draft)
    if left is None:
        return Screen(_form(actor, purpose, initial={"channel": purpose.channel, "joint": False}), str(uuid4()))
    data = QueryDict(mutable=True)
    for name, values in left.typed.items():
        data.setlist(name, values)
    return Screen(_form(actor, purpose, data=data), str(uuid4()), left_at=clock_time(left.saved_at))


def _proposed(request: HttpRequest, actor: Actor) -> Screen:
    data = request.POST.copy()
    if "use_category" in data:
        data["category"] = str(data["use_category"])
    purpose = purpose_in(request)
    return Screen(_form(actor, purpose, data=data), _token(request), _suggestion(purpose, data, actor))


def _suggestion(purpose: Purpose, data: QueryDict, actor: Actor) -> Suggestion | None:
    # What an accusation says is compared with nothing and goes by no rule but its own.
    if purpose.is_confined:
        return None
    said = {name: data.get(name, "").strip() for name in ("words", "requests", "village", "category", "concerned_unit")}
    return suggest(Typed(**said), actor=actor)


def _token(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get("token", "")))
    except ValueError:
        return str(uuid4())


def _file(request: HttpRequest, actor: Actor) -> HttpResponse:
    purpose = purpose_in(request)
    form, token = _form(actor, purpose, data=request.POST), _token(request)
    try:
        filing = Filing(purpose.kind, form.raw(), moment_of(request.POST, at=actor.at))
        file_once(token, with_read_back(filing, **ticked(request.POST)), said=said_by(form), actor=actor)
    except FieldFaults as faults:
        form.tell(faults.faults)
        proposed = _suggestion(purpose, request.POST, actor)
        again = Screen(form, token, proposed, status=422, faults=dict(faults.faults))
        return _screen(request, actor, again)
    except NotAllowed as refusal:
        return _screen(request, actor, Screen(form, token, trouble=refusal.reason, status=403))
    drop(actor.person, purpose.draft)
    return redirect("desk:filed", token=token)


def _form(actor: Actor, purpose: Purpose, **given: Any) -> StepForm:
    step = purpose.declared.opening
    village = str((given.get("data") or {}).get("village", ""))
    asked = Wanted(frozenset(one.sort for one in step.fields), _today(actor), village=village)
    held: Options = options(asked)
    form = form_for(step, asked=Asked(held), **given)
    for name, label in purpose.labels.items():
        form.fields[name].label = words(label)
    return form


def _today(actor: Actor) -> date:
    return actor.at.astimezone(SHANGHAI).date()


def _screen(request: HttpRequest, actor: Actor, screen: Screen) -> HttpResponse:
    purpose = purpose_in(request)
    shown = {one.bound.name: one for one in screen.form.shown()}
    named = {name for row in (*LAYOUT, *TOGETHER) for name in row}
    rows = [[shown[name] for name in row if name in shown] for row in LAYOUT]
    together = [part for row in TOGETHER if (part := [shown[name] for name in row if name in shown])]
    rows += [[one] for name, one in shown.items() if name not in named]
    context = {
        "form": screen.form,
        "rows": [row for row in rows if row],
        "together": together,
        "together_open": bool(together) and _is_together(screen.form, together),
        "token": screen.token,
        "trouble": screen.trouble,
        "left_at": screen.left_at,
        "proposed": screen.proposed,
        "category_now": str(screen.form.data.get("category", "")) if screen.form.is_bound else "",
        "back": said_by(screen.form),
        "read_back": read_back_form(request.POST, screen.faults),
        **screen_panel(request, screen.token, screen.code, actor=actor),
        "promise": promise(actor, purpose),
        "purpose": purpose,
        "kinds": [
            Tab(words(one.name), f"{reverse('desk:intake')}?kind={one.kind}", current=one is purpose)
            for one in PURPOSES.values()
            if one.is_for(actor)
        ],
        "may_complain": Role.INTAKE in actor.roles,
        "at_name": AT, "source_name": SOURCE,
        "at_value": request.POST.get(AT, ""), "source_value": request.POST.get(SOURCE, ""),
    }  # fmt: skip
    return page(request, "desk/intake.html", context, actor=actor, status=screen.status)


def _is_together(form: StepForm, together: list[list[Shown]]) -> bool:
    said = form.is_bound and str(form.data.get("joint", "")) == "yes"
    return said or any(one.bound.errors for row in together for one in row)


def promise(actor: Actor, purpose: Purpose) -> dict[str, str]:
    """Return by when the person hears what; nothing where no day is settled yet."""
    if purpose.promised is None:
        return {}
    clock = county_clocks()[purpose.clock]
    on = due(clock, _today(actor), calendar=SHIPPED).due_on
    assert on is not None
    return {"day": f"{day(on)}（{weekday(on)}）", "what": words(purpose.promised), "basis": clock.basis_text}


def _slip(actor: Actor, token: UUID, whom: str = "") -> Slip | None:
    held = kept(actor.person, f"{FORM}{token}")
    if held is None or actor.at - held.saved_at > RECEIPT_LASTS:
        return None
    told = held.typed
    many = 1 + len(told.get("others", ()))
    if whom and not (whom.isdecimal() and 1 <= int(whom) <= many):
        return None
    code = [told["code"], *told.get("others", ())][int(whom) - 1] if whom else told["code"]
    return Slip(
        UUID(told["matter"]), told["number"], code, told["leaf"], _code_url(code), told.get("kind", ""), whom, many
    )


def _code_url(code: str) -> str | None:
    if not settings.PUBLIC_URL:
        return None
    try:
        return f"{settings.PUBLIC_URL}{reverse('portal:track')}#{code}"
    except NoReverseMatch:
        return None


@staff
def filed(request: HttpRequest, actor: Actor, *, token: UUID) -> HttpResponse:
    """Show the number and the code of what was just filed, for half an hour, to the clerk who filed it."""
    slip = _slip(actor, token)
    purpose = PURPOSES.get(slip.kind) if slip is not None else None
    each = [one for number in range(1, slip.many + 1) if (one := _slip(actor, token, str(number)))] if slip else []
    context = {
        "slip": slip,
        "each": each if len(each) > 1 else [],
        "token": token,
        "minutes": int(RECEIPT_LASTS.total_seconds()) // 60,
        "confined": purpose is not None and purpose.is_confined,
        "first": joined_to(slip.matter, actor=actor) if slip is not None else "",
        "read_back": filed_words(slip.matter) if slip is not None else None,
    }
    return page(request, "desk/filed.html", context, actor=actor, status=200 if slip is not None else 410)


@staff
def receipt(request: HttpRequest, actor: Actor, *, token: UUID, form: str) -> HttpResponse:
    """Give the receipt as PDF or Word, while its code may still be shown."""
    slip = _slip(actor, token, request.GET.get("whom", ""))
    makers = {"pdf": (pdf, "application/pdf"), "docx": (docx, WORD)}
    if slip is None or form not in makers:
        raise NoSuchMatter
    make, media = makers[form]
    try:
        answer = HttpResponse(make(registration(slip, actor=actor)), content_type=media)
    except NoSuchReceipt:
        raise NoSuchMatter from None
    answer["Content-Disposition"] = (
        f'{"inline" if form == "pdf" else "attachment"}; filename="{slip.number}-D01.{form}"'
    )
    return answer
