"""Taking a step: one form made from its declaration, one act, and nothing lost when it cannot be taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.acts.drafts import drop, keep
from huiyin.acts.files import Taking, Upload, take_with_files
from huiyin.acts.presence import gone, here
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.decide import Offer
from huiyin.flow.kind import Step
from huiyin.flow.matter import Matter
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Deed, Guard, Sort
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.ledger.pen import Conflict
from huiyin.queries.drafts import kept
from huiyin.queries.matter_page import MatterPage, NoSuchMatter, matter_page
from huiyin.queries.papers import reply_to_sign
from huiyin.queries.presence import others_here
from huiyin.queries.sharing import answered_together
from huiyin.queries.staff import WORKING, options
from huiyin.queries.staff import Asked as Wanted
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.desk.keeping import kept_or_dropped, typed_values
from huiyin.web.desk.matter import DRAFT_STATES, head, opened_values, to_sign
from huiyin.web.desk.reading_beside import DRAFTED, read_beside
from huiyin.web.desk.showing import clock_time
from huiyin.web.desk.times import AT, SOURCE, moment_of
from huiyin.web.forms import Asked, StepForm, form_for
from huiyin.web.session import ask_again, staff
from huiyin.web.templatetags.look import words
from huiyin.web.unsent import keeps

# A file's name is taken from the file.
WITHOUT = frozenset({"file_names"})
WHOM = "served_whom"
UNPROCESSABLE, CONFLICT, FORBIDDEN = 422, 409, 403


@dataclass(slots=True)
class Trouble:
    """Why the form is shown again: a sentence, the status, and what happened meanwhile."""

    words: Text
    status: int
    meanwhile: tuple[str, ...] = ()


@require_http_methods(["GET", "POST"])
@staff
def step(request: HttpRequest, actor: Actor, *, number: str, step: str) -> HttpResponse:
    """Show a step's form, or take the step."""
    found = matter_page(number, actor=actor)
    offer = found.offer(step)
    if offer is None:
        raise NoSuchMatter
    if request.method == "POST" and request.POST.get("here"):
        return _still_here(actor, found, offer)
    if request.method == "POST" and {"keep", "drop"} & set(request.POST):
        return kept_or_dropped(
            request, actor, draft_name(found, offer.step), reverse("desk:step", kwargs={"number": number, "step": step})
        )
    if request.method == "POST":
        return _take(request, actor, found, offer)
    trouble = Trouble(offer.reason, FORBIDDEN) if offer.reason is not None else None
    return _page(request, actor, found, offer, trouble=trouble)


def _still_here(actor: Actor, found: MatterPage, offer: Offer) -> HttpResponse:
    """Answer a page that is still open with who else has a form of the matter open."""
    if offer.allowed:
        here(found.id, offer.step.id, actor=actor)
    told = "\n".join(words(one) for one in others_here(found.id, found.kind, actor=actor))
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


def draft_name(found: MatterPage, wanted: Step) -> str:
    """Return the name a half-typed form is kept under."""
    return f"step/{found.id}/{wanted.id}"


def _kept_late(request: HttpRequest, actor: Actor, parts: dict[str, Any]) -> bool:
    """Keep a form whose sign-in had run out as its own draft, so that it opens with what was typed."""
    try:
        found = matter_page(parts["number"], actor=actor)
        wanted = found.kind.step(parts["step"])
    except (NoSuchMatter, KeyError):
        return False
    keep(actor.person, draft_name(found, wanted), typed_values(request.POST), at=actor.at)
    return True


keeps("desk:step", _kept_late)


def _take(request: HttpRequest, actor: Actor, found: MatterPage, offer: Offer) -> HttpResponse:
    wanted = offer.step
    if wanted.grave and offer.allowed:
        again = ask_again(request, back=request.path)
        if again is not None:
            keep(actor.person, draft_name(found, wanted), typed_values(request.POST), at=actor.at)
            return again
    form = _form(actor, found, wanted, data=request.POST)
    try:
        _act(request, actor, found, wanted, form)
    except FieldFaults as faults:
        form.tell(faults.faults)
        return _page(request, actor, found, offer, form=form, trouble=Trouble(_to_mend(faults), UNPROCESSABLE))
    except (Conflict, NotAllowed) as refusal:
        seen = _version(request)
        if _pressed_twice(actor, found, wanted, seen):
            return redirect("desk:matter", number=found.matter.number)
        return _page(request, actor, found, offer, form=form, trouble=_refused(refusal, offer, found, seen=seen))
    drop(actor.person, draft_name(found, wanted))
    gone(found.id, actor=actor)
    tell_next(request, _done(wanted, number=found.matter.number))
    if wanted.confines:
        # From here on it is there no more for whoever took the step.
        return redirect("desk:matters")
    return redirect("desk:matter", number=found.matter.number)


def _refused(refusal: Conflict | NotAllowed, offer: Offer, found: MatterPage, *, seen: int) -> Trouble:
    # Whose step it is not hears that first; what happened meanwhile is for those who may act on it.
    if offer.reason is not None:
        return Trouble(offer.reason, FORBIDDEN)
    if isinstance(refusal, Conflict):
        return Trouble(refusal.reason, CONFLICT, _since(found, seen))
    return Trouble(refusal.reason, FORBIDDEN)


def _act(request: HttpRequest, actor: Actor, found: MatterPage, wanted: Step, form: StepForm) -> None:
    moment = moment_of(request.POST, at=actor.at)
    holding = [one.id for one in wanted.fields if one.sort is Sort.FILES]
    uploads = {name: [Upload(file.name or "", file.read()) for file in request.FILES.getlist(name)] for name in holding}
    taking = Taking(found.id, wanted.id, form.raw(), uploads, expected_version=_version(request))
    take_with_files(taking, actor=actor, moment=moment)


def _version(request: HttpRequest) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isdigit() else 0


def _pressed_twice(actor: Actor, found: MatterPage, wanted: Step, seen: int) -> bool:
    """Say whether the only thing that happened since is this very step by this very person."""
    matter = found.matter
    last = found.happened[-1]
    return matter.version == seen + 1 and last.step == wanted.id and matter.hands.get(wanted.id) == actor.person


def _since(found: MatterPage, seen: int) -> tuple[str, ...]:
    return tuple(
        f"{clock_time(line.at)}　{words(line.by)}　{words(line.name)}" for line in found.happened if line.version > seen
    )


def _to_mend(faults: FieldFaults) -> Text:
    count = len(faults.faults)
    return Text(f"还有 {count} 处要改，您写的都在", f"{count} to put right; what you wrote is kept")


def _done(wanted: Step, *, number: str) -> Text:
    return Text(f"{number} 已办“{wanted.name.zh}”", f"{number}: “{wanted.name.en}” is done")


def _form(actor: Actor, found: MatterPage, wanted: Step, **given: Any) -> StepForm:
    matter = found.matter
    barred = frozenset(matter.excluded)
    asked = Wanted(
        frozenset(one.sort for one in wanted.fields),
        actor.at.astimezone(SHANGHAI).date(),
        barred_units=barred,
        roles=frozenset(matter.confined) or WORKING,
    )
    requests = tuple(str(one) for one in matter.values.get("requests", ()))
    each = any(one.sort is Sort.OUTCOMES for one in wanted.fields)
    left = {WHOM: _unserved(matter)} if matter.recipients else {}
    return form_for(wanted, asked=Asked(options(asked), requests if each else (), left), without=WITHOUT, **given)


def _unserved(matter: Matter) -> frozenset[str]:
    """Return the representatives that have not got every paper that waits to be served."""
    waiting = [paper for paper in matter.papers if not paper.served_on and not paper.void]
    return frozenset(one for one in matter.recipients if any(one not in paper.reached() for paper in waiting))


def _goes_to(matter: Matter, wanted: Step) -> str:
    """Return on whom a step that serves serves what waits, where there are several."""
    if Deed.SERVE not in wanted.does or len(matter.recipients) < 2:
        return ""
    named = "、".join(words(Text(f"第{one}位", f"No. {one}")) for one in sorted(_unserved(matter)))
    return words(
        Text(
            f"这一步把文书送达给还没收到的代表：{named}。哪天、怎么送的不一样，先用“送达部分代表”分开登记。",
            f"This serves the papers on the representatives still without them: {named}. Where day or way differ, record "
            "some of them first by “Serve some of the representatives”.",
        )
    )


def _fresh(actor: Actor, found: MatterPage, wanted: Step, read: Mapping[str, Any]) -> tuple[StepForm, str]:
    """Return an empty form: with what was left half-typed, or with the last draft, or what stands now."""
    left = kept(actor.person, draft_name(found, wanted))
    if left is not None:
        data = QueryDict(mutable=True)
        for name, values in left.typed.items():
            data.setlist(name, values)
        return _form(actor, found, wanted, data=data), clock_time(left.saved_at)
    drafting = any(one.id in DRAFTED for one in wanted.fields)
    initial = {**({} if wanted.id == "clarify" else _standing(found, wanted)), **(read if drafting else {})}
    return _form(actor, found, wanted, initial=initial), ""


def _standing(found: MatterPage, wanted: Step) -> dict[str, Any]:
    again = wanted.id in ("correct", "draft")
    names = {one.id for one in wanted.fields} if again else set()
    return {name: value for name, value in found.matter.values.items() if name in names}


def _answers(found: MatterPage, read: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return each request with its outcome and the words on it, for whoever checks or signs."""
    said, values = read.get("outcome_words"), found.matter.values
    if not said or found.state.id not in DRAFT_STATES:
        return []
    names = {one.id: words(one.name) for one in found.kind.fields()["outcomes"].choices}
    outcomes = [names.get(one, one) for one in values.get("outcomes", [])]
    return list(zip(values.get("requests", []), outcomes, said, strict=False))


def sample_url(found: MatterPage, wanted: Step) -> str:
    """Return where the paper that a judging step is about is seen as a sample, without its ending; or nothing."""
    number = found.matter.number
    if wanted.signs:
        return reverse("desk:sample_paper", kwargs={"number": number, "step": wanted.id, "form": "pdf"})[: -len(".pdf")]
    judges = Guard.ANOTHER_HAND in wanted.guards or wanted.id == "return_draft"
    if not judges or reply_to_sign(found.kind, found.matter) is None:
        return ""
    return reverse("desk:draft_paper", kwargs={"number": number, "form": "pdf"})[: -len(".pdf")]


def _answers_too(found: MatterPage, wanted: Step, actor: Actor) -> int:
    """Return how many other people's matters the reply answers that is written or signed here."""
    shares = any(step.shares for step in found.kind.steps)
    writing = Guard.ANOTHER_HAND in wanted.guards or any(one.id in DRAFTED for one in wanted.fields)
    return answered_together(found.id, actor=actor) if shares and writing and found.takes_in else 0


def _page(
    request: HttpRequest,
    actor: Actor,
    found: MatterPage,
    offer: Offer,
    *,
    form: StepForm | None = None,
    trouble: Trouble | None = None,
) -> HttpResponse:
    wanted = offer.step
    # Nobody reads personal words on the way to a step that is not theirs.
    read, unreadable = read_beside(found, wanted, actor=actor) if offer.allowed else ({}, None)
    left_at = ""
    if form is None and offer.allowed:
        form, left_at = _fresh(actor, found, wanted, read)
    if offer.allowed:
        here(found.id, wanted.id, actor=actor)
    answers = _answers(found, read)
    answered = {"outcome_words"} if answers else set()
    context = {
        **head(found, actor),
        "step": wanted,
        "step_name": words(wanted.name),
        "form": form,
        "hint": words(wanted.hint) if wanted.hint else "",
        "trouble": trouble,
        "others": others_here(found.id, found.kind, actor=actor) if offer.allowed else (),
        "left_at": left_at,
        "goes_to": _goes_to(found.matter, wanted),
        "read": opened_values(found.kind, {name: value for name, value in read.items() if name not in answered}),
        "answers": answers,
        "unreadable": unreadable,
        "sample": sample_url(found, wanted) if offer.allowed else "",
        "drafted_said": next((one["said"] for one in to_sign(found) if one["step"] == wanted.id), []),
        "answers_too": _answers_too(found, wanted, actor),
        "at_name": AT,
        "source_name": SOURCE,
        "at_value": request.POST.get(AT, ""),
        "source_value": request.POST.get(SOURCE, ""),
        "has_files": any(one.sort is Sort.FILES for one in wanted.fields),
    }
    return page(request, "desk/step.html", context, actor=actor, status=trouble.status if trouble else 200)
