"""How my matter stands: the answer first, who leads, what happened, why this date; the reply and the papers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from huiyin.flow.actor import filer
from huiyin.flow.decide import Offer
from huiyin.flow.words import Sort, Verb
from huiyin.kit.text import Text
from huiyin.papers.model import Paper, PaperError
from huiyin.papers.registry import BUILDERS
from huiyin.queries.clocks import MatterClock
from huiyin.queries.gate import NotReadable
from huiyin.queries.letters import own_letters
from huiyin.queries.own_matter import BETWEEN_OFFICES, OwnMatter, own_matter_views, own_matters
from huiyin.queries.papers import Shelf, paper_pdf, paper_words
from huiyin.queries.readings import openings
from huiyin.web.clock_reading import moment
from huiyin.web.parts import ClockView, Light, LineItem, Link
from huiyin.web.portal.page import public, shown
from huiyin.web.portal.replies import Reply, replies
from huiyin.web.portal.together import RULES, said_together
from huiyin.web.portal.visit import party_of, visitors
from huiyin.web.portal.words import RIGHTS, answer, clock_view, day_said, light_of, owed, promise, when_words
from huiyin.web.templatetags.look import say, words

# The order in which a resident meets what can be done; anything else declared for the filer follows.
ORDER = (
    "answer_letter",
    "rate",
    "reopen",
    "ask_review",
    "ask_early",
    "ask_late",
    "add_words",
    "attach",
    "urge",
    "withdraw",
)
CANNOT_SHOW = Text(
    "这份文书现在在网上看不了，请打电话或到窗口，当场给您看、给您一份。",
    "This paper cannot be shown here just now: call or come to the counter and you get it on the spot.",
)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the resident may do now."""

    id: str
    name: str
    hint: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One matter of the page: the one the code opened, or a review that was opened from it."""

    own: OwnMatter
    stands: str
    owed: str
    light: Light | None
    late: bool
    items: tuple[LineItem, ...]
    clocks: tuple[ClockView, ...]
    rights: tuple[str, ...]
    deeds: tuple[Deed, ...]
    replies: tuple[Reply, ...]
    together: tuple[str, ...] = ()


def parts_of(matter: UUID, *, at: datetime, who: str = "") -> tuple[Part, ...]:
    """Return what the page says of a matter and its reviews."""
    views = own_matter_views(own_matters(matter, party=who), at=at, party=who)
    return tuple(_part(view, number, at=at) for number, view in enumerate(views))


def _part(own: OwnMatter, number: int, *, at: datetime) -> Part:
    stands, until = answer(own, at=at)
    coming = own.next
    late = coming is not None and coming.face.due_at is not None and coming.face.due_at < at
    return Part(
        own=own,
        stands=stands,
        owed=until,
        light=light_of(coming),
        late=late,
        items=_items(own, at=at),
        clocks=tuple(view for one in _counted(own) if (view := clock_view(one, at=at)) is not None),
        rights=_rights(own, at=at),
        deeds=deeds_of(own, number),
        replies=replies(own, at=at),
        together=said_together(own, at=at),
    )


def _counted(own: OwnMatter) -> list[MatterClock]:
    """The deadlines to lay out on a calendar, the next one first; two that fall on one day are one date to the reader."""
    running = [
        one for one in own.clocks if one.rings and one.clock.id != BETWEEN_OFFICES and one.face.due_on is not None
    ]
    ordered = sorted(running, key=lambda one: (one is not own.next, str(one.face.due_on), one.clock.id))
    by_day: dict[object, MatterClock] = {}
    for one in ordered:
        by_day.setdefault(one.face.due_on, one)
    return list(by_day.values())


def _is_promise(own: OwnMatter, one: MatterClock) -> bool:
    # A county's stricter rule stands beside the legal clock it is named after.
    return one.clock.id != BETWEEN_OFFICES and (one.rings or one.clock.id.removesuffix("-L") in own.kind.rings)


def _rights(own: OwnMatter, *, at: datetime) -> tuple[str, ...]:
    return tuple(
        say(
            "{right}，最后一天是 {day}（{basis}）",
            "{right}; the last day is {day} ({basis})",
            right=_first_up(words(RIGHTS[one.clock.id])),
            day=day_said(one.face.due_on, at=at),
            basis=one.clock.basis_text,
        )
        for one in own.clocks
        # Of several each is told his own last day beside.
        if one.clock.id in RIGHTS and one.face.due_on is not None and not own.matter.recipients
    )


def _first_up(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _items(own: OwnMatter, *, at: datetime) -> tuple[LineItem, ...]:
    items = []
    if own.next is not None and own.next.face.due_on is not None:
        late = own.next.face.due_at is not None and own.next.face.due_at < at
        coming = owed(own.next, at=at) if late else promise(own.next.clock)
        by = say("{day}前", "By {day}", day=day_said(own.next.face.due_on, at=at))
        items.append(LineItem(by, own.lead.short, coming, tone="next"))
    for place, told in enumerate(own.told):
        papers = tuple(
            Link(
                say("看{paper}", "See: {paper}", paper=words(BUILDERS[one.code].name)),
                reverse("portal:paper", args=[one.id]),
            )
            for one in told.papers
            if one.code in BUILDERS
        )
        sentence = words(told.sentence)
        items.append(LineItem(when_words(told.at, at), told.by, sentence, papers, "now" if place == 0 else "past"))
    return tuple(items)


def deeds_of(own: OwnMatter, number: int) -> tuple[Deed, ...]:
    """Return what the resident may do now on this matter, in the order one meets it."""
    allowed = [offer for offer in own.offers if offer.allowed]
    if own.next is None:
        # Nothing is owed now, so there is nobody to remind.
        allowed = [offer for offer in allowed if offer.step.verb is not Verb.URGE]
    ranked = sorted(allowed, key=lambda offer: ORDER.index(offer.step.id) if offer.step.id in ORDER else len(ORDER))
    return tuple(
        Deed(
            offer.step.id,
            words(RESIDENT_NAMES.get(offer.step.id, offer.step.name)),
            words(RESIDENT_HINTS.get(offer.step.id, "")),
            reverse("portal:do", args=[number, offer.step.id]),
        )
        for offer in ranked
    )


RESIDENT_NAMES = {
    "urge": Text("催一催", "Remind them"),
    "reopen": Text("没解决，重新办", "Not solved: reopen"),
    "rate": Text("评价", "Rate"),
    "withdraw": Text("我要撤回", "Withdraw"),
    "withdraw_too": Text("我同意撤回", "I agree to withdraw"),
    "attach": Text("补照片、录音", "Add photos or voice"),
}
RESIDENT_HINTS = {
    "answer_letter": Text("办的单位给您写了信，在这里回", "The office wrote to you: answer here"),
    "rate": Text("办得怎样，您说了算", "You say how it went"),
    "reopen": Text("写一句哪里没解决就行", "One sentence on what is still wrong is enough"),
    "add_words": Text("想起来的、新发生的，都可以补", "Whatever you remembered or has happened since"),
    "urge": Text("提醒办的单位抓紧", "Ask the office to hurry"),
    "withdraw": Text("不影响以后再反映", "You may always file again"),
    "withdraw_too": Text("各位代表都同意才撤回", "It takes all representatives"),
    "ask_early": Text("您已收到答复，不用等别的代表", "You have the reply and need not wait for the others"),
}


# What is said once a step was taken.
DONE = {
    "rate": Text(
        "记下了，谢谢您。没解决的话，可以要求重新办。", "Noted, thank you. If it is not solved, you may reopen it."
    ),
    "reopen": Text(
        "已经交给原单位重新办，新的答复日期在下面。", "The office takes it up again; the new reply date is below."
    ),
    "ask_review": Text(
        "申请收到了，由上一级机关办，进度也在这一页。",
        "Your request was received; the next-higher body handles it and its progress is on this page too.",
    ),
    "ask_early": Text(
        "申请收到了，由上一级机关办，进度也在这一页；别的代表的那一份照样送。",
        "Your request was received; the next-higher body handles it. The others are still served.",
    ),
    "withdraw_too": Text(
        "记下了：您同意撤回。其他代表也都同意了才撤回。", "Noted: you agree to withdraw. It takes the others as well."
    ),
    "ask_late": Text(
        "申请收到了，由上一级机关先看过期的理由，进度也在这一页。",
        "Your request was received; the next-higher body looks at the reason first, and its progress is on this page.",
    ),
    "attach": Text("照片、录音已交给办的单位。", "What you sent has gone to the office."),
    "answer_letter": Text("回信已交给办的单位。", "Your answer has gone to the office."),
    "add_words": Text("补充的话已交给办的单位。", "What you added has gone to the office."),
    "urge": Text("已提醒办的单位抓紧。", "The office was reminded."),
    "part_own": Text("已经分开，这一件单独办。", "Parted: this one is handled on its own."),
    "data": Text("请求收到了，书面答复的日子在下面。", "Received; the day of the written answer is below."),
    "question": Text(
        "已经转给上一级单位查明，书面说明会写在这一页。", "The unit above looks into it and explains on this page."
    ),
    "withdraw": Text("已撤回。以后有需要，可以再反映。", "Withdrawn. You may file again at any time."),
}


def takes_files(offer: Offer) -> bool:
    """Say whether a step asks for files, which stand on a page of their own."""
    return any(field.sort is Sort.FILES for field in offer.step.fields)


@require_GET
@public
@visitors
def my(request: HttpRequest, matter: UUID) -> HttpResponse:
    """Show how the matter and its reviews stand."""
    at = moment(request)
    parts = parts_of(matter, at=at, who=party_of(request))
    if not parts:
        raise Http404
    seen = openings([part.own.id for part in parts], size=3, party=party_of(request))
    first = parts[0].own.matter
    return shown(
        request,
        "portal/my.html",
        parts=parts,
        first=parts[0],
        title=first.values.get("title", ""),
        received=when_words(first.received_at, at) if first.received_at else "",
        seen=seen,
        rules=[words(one) for one in RULES] if first.recipients else [],
        letters=own_letters([part.own.id for part in parts]),
        see=request.GET.get("see", "") if request.GET.get("see") in ("can", "steps") else "",
        done=request.GET.get("done", ""),
        done_words=words(DONE.get(request.GET.get("done", ""), "")),
    )


@require_GET
@public
@visitors
def reply(request: HttpRequest, matter: UUID) -> HttpResponse:
    """Show the written opinions in full, the answer in the first line, and the remedy with its last day."""
    at = moment(request)
    parts = parts_of(matter, at=at, who=party_of(request))
    found = [(part, one) for part in parts for one in part.replies]
    shelf = Shelf()
    opened = [(part, one, words_of(part, one, at=at, shelf=shelf)) for part, one in reversed(found)]
    return shown(
        request,
        "portal/reply.html",
        opened=opened,
        parts=parts,
        title=parts[0].own.matter.values.get("title", "") if parts else "",
        until=_until(parts, at=at),
    )


def _until(parts: tuple[Part, ...], *, at: datetime) -> str:
    coming = parts[0].own.next if parts else None
    return day_said(coming.face.due_on, at=at) if coming is not None and coming.face.due_on is not None else ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a paper, with the name of its sort."""

    sort: str
    block: object


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A paper as a page shows it; `refused` says why it cannot be shown."""

    paper: Paper | None = None
    blocks: tuple[Block, ...] = ()
    refused: str = ""


def words_of(part: Part, reply: Reply, *, at: datetime, shelf: Shelf) -> PaperPage:
    """Return the words of a reply. Reading one's own paper leaves no line in the list of readings, nor serves it."""
    try:
        found = paper_words(reply.id, actor=filer(part.own.matter.id, at, party=part.own.party), shelf=shelf)
    except (PaperError, NotReadable):
        return PaperPage(refused=words(CANNOT_SHOW))
    return PaperPage(found, tuple(Block(type(one).__name__.lower(), one) for one in found.blocks))


@require_GET
@public
@visitors
def paper(request: HttpRequest, matter: UUID, paper: UUID) -> HttpResponse:
    """Give one of the resident's own papers as PDF."""
    at, who = moment(request), party_of(request)
    views = own_matter_views(own_matters(matter, party=who), at=at, party=who)
    held = [(view, one) for view in views for one in view.papers if one.id == paper]
    if not held:
        raise Http404
    owner, issued = held[0]
    try:
        made = paper_pdf(paper, actor=filer(owner.matter.id, at, party=who))
    except (PaperError, NotReadable):
        return shown(request, "portal/paper_refused.html", 503, words=words(CANNOT_SHOW))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{owner.matter.number}-{issued.code}.pdf"'
    return response
