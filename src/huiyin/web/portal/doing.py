"""What the resident does on his own matter: rate, reopen, ask for a review, add, urge, withdraw. One step, one form."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.acts.files import Upload, attach_checked, checked
from huiyin.acts.half_typed import MOST_PHOTOS, MOST_VOICES
from huiyin.acts.limits import Channel, knock
from huiyin.acts.matters import take_step
from huiyin.acts.portal import TooMany, count_step
from huiyin.acts.writing import NotFound, now_at
from huiyin.flow.actor import filer
from huiyin.flow.answers import FieldFaults
from huiyin.flow.decide import Offer
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.kit.uploads import LARGEST_PHOTO_BYTES
from huiyin.ledger.pen import Conflict
from huiyin.queries.own_matter import OwnMatter, own_matter_views, own_matters
from huiyin.queries.paper_forms import form_of
from huiyin.web.clock_reading import moment
from huiyin.web.forms import Asked, StepForm, form_for
from huiyin.web.portal.page import public, shown
from huiyin.web.portal.progress import RESIDENT_HINTS, RESIDENT_NAMES, takes_files
from huiyin.web.portal.visit import party_of, visitors
from huiyin.web.portal.words import day_said
from huiyin.web.templatetags.look import say, words
from huiyin.web.whence import visitor_of

VERSION = "version"
MOST_PIECES = MOST_PHOTOS + MOST_VOICES
NEWS = Text(
    "刚才这件事有了新进展，您写的还在。请看一眼上面的情况，再交一次。",
    "Something new happened meanwhile. Your words are still here: please look above and send them again.",
)
NONE_OR_TOO_MANY = Text(
    f"请先选照片或录音，一次最多 {MOST_PIECES} 个",
    f"Choose photos or a recording first, {MOST_PIECES} at most at a time",
)
WHATS_NEXT = {
    "reopen": Text(
        "交上去后，原来的单位重新办，并在新的期限内再给您书面答复。重办不影响您申请复查。",
        "The same office takes it up again and replies in writing within a new time limit. You may still ask for a review.",
    ),
    "ask_review": Text(
        "由{reviewer}复查，收到申请起 30 日内给您书面复查意见（《信访工作条例》第三十五条）。",
        "{reviewer} reviews it and gives a written opinion within 30 days (Regulation on Petition Work, Art. 35).",
    ),
    "ask_late": Text(
        "由{reviewer}先看过期的理由：理由成立就办，收到申请起 30 日内书面答复您；不成立的书面告诉您为什么。",
        "{reviewer} first looks at the reason: if it stands, you get a written opinion within 30 days; if not, why.",
    ),
    "ask_early": Text(
        "{reviewer}复查，收到申请起 30 日内给书面复查意见；您替大家申请，别的代表不用再申请。",
        "{reviewer} reviews it and gives a written opinion within 30 days; you ask for all of you.",
    ),
    "withdraw_too": Text(
        "您同意以后，其他代表也都同意，最后一位才能撤回；有一位不同意就照样办。",
        "When all others agree as well, the last one can withdraw; if one does not, it goes on.",
    ),
    "withdraw": Text(
        "撤回后这件事就不办了。要是只想补充或更正，请用“补充几句”。",
        "Once withdrawn, it is no longer handled. To add or correct something, use “Add something” instead.",
    ),
    "rate": Text(
        "评价不公开您是谁；单位说的、您说的、回访问到的分开记，不合并。",
        "Nobody is told who rated. What the office, you and the call-back say is kept apart, never added up.",
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@public
@visitors
def take(request: HttpRequest, matter: UUID, part: int, step: str) -> HttpResponse:
    """Ask what the step asks, and take it."""
    at = moment(request)
    who = party_of(request)
    ids = own_matters(matter, party=who)
    if part >= len(ids):
        raise Http404
    views = own_matter_views([ids[part]], at=at, party=who)
    offer = views[0].offer(step) if views else None
    if offer is None:
        raise Http404
    own = views[0]
    if not offer.allowed:
        return _page(request, own, offer, None, part=part)
    if takes_files(offer):
        return _attach(request, own, offer, part=part)
    if request.method != "POST":
        return _page(request, own, offer, form_for(offer.step, asked=Asked()), part=part)
    return _take(request, own, offer, form_for(offer.step, asked=Asked(), data=request.POST), part=part)


def _take(request: HttpRequest, own: OwnMatter, offer: Offer, form: StepForm, *, part: int) -> HttpResponse:
    at = moment(request)
    version = request.POST.get(VERSION, "")
    try:
        count_step(own.id, at=at)
        take_step(
            own.id,
            offer.step.id,
            form.raw(),
            actor=filer(own.matter.id, at, party=own.party),
            moment=now_at(at),
            expected_version=int(version) if version.isdigit() else None,
        )
    except FieldFaults as found:
        form.tell(found.faults)
        return _page(request, own, offer, form, part=part)
    except Conflict:
        views = own_matter_views([own.id], at=at, party=own.party)
        return _page(request, views[0], views[0].offer(offer.step.id) or offer, form, part=part, refused=words(NEWS))
    except (NotAllowed, NotFound, TooMany) as refusal:
        return _page(request, own, offer, form, part=part, refused=words(refusal.reason))
    return HttpResponseRedirect(f"{reverse('portal:my')}?done={offer.step.id}")


def _attach(request: HttpRequest, own: OwnMatter, offer: Offer, *, part: int) -> HttpResponse:
    """Take photos and a recording, looked over one by one; nothing is kept where one of them cannot be."""
    at, version = moment(request), request.POST.get(VERSION, "")
    sent = [*request.FILES.getlist("photos"), *request.FILES.getlist("voice")]
    if request.method != "POST":
        return _page(request, own, offer, None, part=part)
    try:
        count_step(own.id, at=at)
        knock(Channel.UPLOAD, visitor=visitor_of(request), at=at)
        clean = [checked(Upload(str(one.name), one.read(LARGEST_PHOTO_BYTES + 1))) for one in sent[: MOST_PIECES + 1]]
        if not 0 < len(clean) <= MOST_PIECES:
            raise FieldFaults({"files": NONE_OR_TOO_MANY})
        attach_checked(
            own.id,
            clean,
            actor=filer(own.matter.id, at, party=own.party),
            moment=now_at(at),
            expected_version=int(version) if version.isdigit() else None,
        )
    except FieldFaults as found:
        return _page(request, own, offer, None, part=part, refused=" ".join(map(words, found.faults.values())))
    except Conflict:
        return _page(request, own, offer, None, part=part, refused=words(NEWS))
    except (NotAllowed, NotFound, TooMany) as refusal:
        return _page(request, own, offer, None, part=part, refused=words(refusal.reason))
    return HttpResponseRedirect(f"{reverse('portal:my')}?done={offer.step.id}")


def _page(
    request: HttpRequest, own: OwnMatter, offer: Offer, form: StepForm | None, *, part: int, refused: str = ""
) -> HttpResponse:
    step = offer.step
    return shown(
        request,
        "portal/attach.html" if takes_files(offer) else "portal/do.html",
        409 if refused else 200,
        own=own,
        step=step,
        name=words(RESIDENT_NAMES.get(step.id, step.name)),
        hint=words(RESIDENT_HINTS.get(step.id, "")),
        whats_next=_whats_next(own, step.id, at=moment(request)),
        form=form,
        refused=refused,
        reason=words(offer.reason) if offer.reason else "",
        part=part,
        on_paper=form_of(own.kind.id, step.id) is not None,
        title=own.matter.values.get("title", ""),
    )


def _whats_next(own: OwnMatter, step_id: str, *, at: datetime) -> str:
    reviewer = own.reviewer.name if own.reviewer is not None else say("上一级机关", "The next-higher body")
    told = words(WHATS_NEXT.get(step_id, "")).format(reviewer=reviewer)
    right = next((one for one in own.clocks if one.clock.id in ("XF-08", "XF-10")), None)
    if step_id == "ask_review" and right is not None and right.face.due_on is not None:
        day = day_said(right.face.due_on, at=at)
        told += say("申请的最后一天是 {day}。", " The last day to ask is {day}.", day=day)
    return told


@require_GET
@public
@visitors
def rate(request: HttpRequest, matter: UUID) -> HttpResponse:
    """Lead to what can be rated now: the newest part first; otherwise say when it can be."""
    who = party_of(request)
    ids = own_matters(matter, party=who)
    views: tuple[Any, ...] = own_matter_views(ids, at=moment(request), party=who)
    for part in reversed(range(len(views))):
        offer = views[part].offer("rate")
        if offer is not None and offer.allowed:
            return HttpResponseRedirect(reverse("portal:do", args=[part, "rate"]))
    return HttpResponseRedirect(f"{reverse('portal:my')}?done=not-yet")
