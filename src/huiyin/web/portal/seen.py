"""Who has read my data: every opening as a sentence, by post and never by person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from huiyin.flow.kind import Kind
from huiyin.queries.own_matter import own_matter_views, own_matters
from huiyin.queries.readings import Opening, openings
from huiyin.web.clock_reading import moment
from huiyin.web.parts import Empty
from huiyin.web.portal.page import public, shown
from huiyin.web.portal.visit import visitors
from huiyin.web.portal.words import WAYS, when_words

# The resident's own data, in the resident's words; other sealed fields are what the office wrote about the matter.
MINE: dict[str, str] = {
    "name": "您的姓名",
    "phone": "您的电话",
    "id_number": "您的证件号",
    "place": "您写的地址",
    "words": "您说的话",
    "more_words": "您补充的话",
    "files": "您交的附件",
    "still_wrong": "您说的没解决的地方",
    "review_reason": "您不服的理由",
    "rating_words": "您评价时说的话",
    "withdraw_words": "您撤回的原因",
    "callback_words": "回访时您说的话",
    "receipt_signer": "签收人的姓名",
}
NOTHING = Empty(
    "到现在没有人看过您的信息",
    "谁打开您的姓名、电话、地址或原话，都会在这里记下：哪个岗位、几时、看了什么、为什么。",
)


@require_GET
@public
@visitors
def readings(request: HttpRequest, matter: UUID) -> HttpResponse:
    """List every opening of the resident's data on this matter and its reviews, newest first."""
    at = moment(request)
    ids = own_matters(matter)
    views = own_matter_views(ids, at=at)
    before = request.GET.get("before", "")
    found = openings(ids, before=int(before) if before.isdigit() else 0)
    kinds = {view.id: view.kind for view in views}
    numbers = {view.id: view.matter.number for view in views}
    rows = [
        (when_words(one.at, at), numbers.get(one.matter, ""), sentence(one, kinds[one.matter]), one.reason)
        for one in found.rows
    ]
    return shown(
        request,
        "portal/readings.html",
        rows=rows,
        found=found,
        nothing=NOTHING,
        several=len(views) > 1,
        title=views[0].matter.values.get("title", ""),
    )


def sentence(opening: Opening, kind: Kind) -> str:
    """Say one opening: which post did what with which of the data."""
    post = opening.post_label.replace(" · ", "·")
    return f"{post}{WAYS.get(opening.way, '看了')}{'、'.join(_what(name, kind) for name in opening.fields)}"


def _what(name: str, kind: Kind) -> str:
    field = kind.fields().get(name)
    return MINE.get(name) or (f"“{field.name.zh}”" if field is not None else f"“{name}”")
