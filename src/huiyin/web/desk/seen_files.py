"""Looking at a matter's photos and recordings on one page, with a reason; then one by one while that reading is fresh."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from huiyin.flow.actor import Actor
from huiyin.queries.files import files_of
from huiyin.queries.gate import NotReadable
from huiyin.queries.matter_page import NoSuchMatter, matter_page
from huiyin.queries.seen_files import SHOWN, open_files, seen_file
from huiyin.web.desk.frame import page
from huiyin.web.desk.matter import head
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words


@require_POST
@staff
def look(request: HttpRequest, actor: Actor, *, number: str) -> HttpResponse:
    """Show the photos and recordings of a matter beside one another; one reading is written for all of them."""
    found = matter_page(number, actor=actor)
    held = [one for one in files_of(found.id, actor=actor) if one.media.startswith(SHOWN)]
    fault = ""
    try:
        open_files(found.id, reason=request.POST.get("reason", ""), actor=actor)
    except NotReadable as refusal:
        held, fault = [], words(refusal.reason)
    context = {
        **head(found, actor),
        "photos": [one for one in held if one.media.startswith("image/")],
        "voices": [one for one in held if one.media.startswith("audio/")],
        "fault": fault,
    }
    return page(request, "desk/seen_files.html", context, actor=actor, status=422 if fault else 200)


@require_GET
@staff
def one(request: HttpRequest, actor: Actor, *, number: str, file: UUID) -> HttpResponse:
    """Give one of them to the page that shows it."""
    found = matter_page(number, actor=actor)
    if file not in {held.id for held in files_of(found.id, actor=actor)}:
        raise NoSuchMatter
    try:
        media, content = seen_file(file, actor=actor)
    except NotReadable:
        raise NoSuchMatter from None
    answer = HttpResponse(content, content_type=media)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
