"""Checking a receipt against the ledger's published roots. Anybody may; nothing of the matter is told."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from huiyin.acts.limits import Channel, TooMany, knock
from huiyin.papers.payload import grouped
from huiyin.queries.proof import newest_seals, proven
from huiyin.web.clock_reading import moment
from huiyin.web.portal.forms import LeafForm
from huiyin.web.portal.page import public, shown
from huiyin.web.portal.words import full_moment
from huiyin.web.templatetags.look import words
from huiyin.web.whence import come_back_in, visitor_of

ROOTS_SHOWN = 7


@require_http_methods(["GET", "HEAD", "POST"])
@public
def verify(request: HttpRequest) -> HttpResponse:
    """Say whether the line printed on a receipt stands in the ledger, and let the reader walk the proof."""
    form = LeafForm(request.POST if request.method == "POST" else None)
    asked, wait = request.method == "POST" and form.is_valid(), 0
    try:
        if asked:
            knock(Channel.VERIFY, visitor=visitor_of(request), at=moment(request))
    except TooMany as refusal:
        form.add_error("leaf", words(refusal.reason))
        asked, wait = False, refusal.seconds
    found = proven(form.cleaned_data["leaf"]) if asked else None
    answer = shown(
        request,
        "portal/verify.html",
        429 if wait else 200,
        form=form,
        asked=asked,
        found=found,
        recorded=full_moment(found.recorded_at) if found else "",
        sealed=full_moment(found.seal.sealed_at) if found and found.seal else "",
        leaf=grouped(found.leaf) if found else "",
        roots=[(seal, grouped(seal.root), full_moment(seal.sealed_at)) for seal in newest_seals(ROOTS_SHOWN)],
        root=grouped(found.seal.root) if found and found.seal else "",
    )
    return come_back_in(wait, answer)
