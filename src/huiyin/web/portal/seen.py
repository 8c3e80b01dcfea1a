"""Who has read my data: every opening as a sentence, by post and never by person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from huiyin.flow.kind import Kind
from huiyin.kit.text import Text
from huiyin.queries.own_matter import own_matter_views, own_matters
from huiyin.queries.readings import Opening, openings
from huiyin.web.clock_reading import moment
from huiyin.web.parts import Empty
from huiyin.web.portal.page import public, shown
from huiyin.web.portal.visit import party_of, visitors
from huiyin.web.portal.words import WAYS, when_words
from huiyin.web.templatetags.look import in_english, words

# The resident's own data, in the resident's words; other sealed fields are what the office wrote about the matter.
MINE: dict[str, Text] = {
    "name": Text("您的姓名", "your name"),
    "phone": Text("您的电话", "your telephone"),
    "id_number": Text("您的证件号", "your ID number"),
    "place": Text("您写的地址", "the address you gave"),
    "words": Text("您说的话", "what you said"),
    "more_words": Text("您补充的话", "what you added"),
    "files": Text("您交的附件", "the files you sent"),
    "still_wrong": Text("您说的没解决的地方", "what you said is not solved"),
    "review_reason": Text("您不服的理由", "why you do not accept the reply"),
    "late_reason": Text("您过了期限才申请的理由", "why you asked late"),
    "rating_words": Text("您评价时说的话", "what you said when rating"),
    "withdraw_words": Text("您撤回的原因", "why you withdrew it"),
    "callback_words": Text("回访时您说的话", "what you said when called back"),
    "receipt_signer": Text("签收人的姓名", "the name of who signed for it"),
}
NOTHING = (
    Text("到现在没有人看过您的信息", "Nobody has opened your data so far"),
    Text(
        "谁打开您的姓名、电话、地址或原话，都会在这里记下：哪个岗位、几时、看了什么、为什么。",
        "Whoever opens your name, telephone, address or words is written down here: which post, when, what and why.",
    ),
)


@require_GET
@public
@visitors
def readings(request: HttpRequest, matter: UUID) -> HttpResponse:
    """List every opening of the resident's data on this matter and its reviews, newest first."""
    at, who = moment(request), party_of(request)
    ids = own_matters(matter, party=who)
    views = own_matter_views(ids, at=at, party=who)
    before = request.GET.get("before", "")
    found = openings(ids, before=int(before) if before.isdigit() else 0, party=who)
    kinds = {view.id: view.kind for view in views}
    numbers = {view.id: view.matter.number for view in views}
    rows = [
        (when_words(one.at, at), numbers.get(one.matter, ""), sentence(one, kinds[one.matter]), one.reason, one.id)
        for one in found.rows
    ]
    return shown(
        request,
        "portal/readings.html",
        rows=rows,
        found=found,
        nothing=Empty(*(words(one) for one in NOTHING)),
        several=len(views) > 1,
        title=views[0].matter.values.get("title", ""),
    )


def sentence(opening: Opening, kind: Kind) -> str:
    """Say one opening: which post did what with which of the data."""
    post = opening.post_label.replace(" · ", "·")
    what = [_what(name, kind) for name in opening.fields]
    way = words(WAYS.get(opening.way, WAYS["page"]))
    return f"{post} {way} {', '.join(what)}" if in_english() else f"{post}{way}{'、'.join(what)}"


def _what(name: str, kind: Kind) -> str:
    field = kind.fields().get(name)
    if name in MINE:
        return words(MINE[name])
    return f"“{words(field.name)}”" if field is not None else f"“{name}”"
