"""Papers and files by one click: PDF, Word or a picture, each opening written down by the gate."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from huiyin.flow.actor import Actor
from huiyin.kit.text import Text
from huiyin.papers.model import Paper, PaperError, Receipt
from huiyin.papers.pdf import pdf
from huiyin.papers.preview import first_page
from huiyin.papers.word import docx
from huiyin.queries.files import files_of, open_file
from huiyin.queries.gate import NotReadable
from huiyin.queries.matter_page import MatterPage, NoSuchMatter, matter_page
from huiyin.queries.papers import NoSuchPaper, draft, paper_words, service_proof
from huiyin.web.desk.frame import page
from huiyin.web.desk.matter import head
from huiyin.web.session import staff

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS: dict[str, tuple[str, Callable[[Paper | Receipt], bytes]]] = {
    "pdf": ("application/pdf", pdf),
    "docx": (WORD, docx),
    "png": ("image/png", first_page),
}


@staff
def paper(request: HttpRequest, actor: Actor, *, number: str, paper: UUID, form: str) -> HttpResponse:
    """Give an issued paper; a reprint bears the same number."""
    made = lambda found: paper_words(_of(found, paper), actor=actor)  # noqa: E731
    return _given(request, actor, number, form, name=str(paper)[-12:], make=made)


@staff
def service(request: HttpRequest, actor: Actor, *, number: str, paper: UUID, form: str) -> HttpResponse:
    """Give the proof of service that goes with a paper."""
    made = lambda found: service_proof(_of(found, paper), actor=actor)  # noqa: E731
    return _given(request, actor, number, form, name="D14", make=made)


def _of(found: MatterPage, paper: UUID) -> UUID:
    # Another matter's paper is not handed out under this one's number, even to who may see both.
    if paper not in {one.id for one in found.papers}:
        raise NoSuchPaper
    return paper


@staff
def draft_paper(request: HttpRequest, actor: Actor, *, number: str, form: str) -> HttpResponse:
    """Give the opinion as it would be if signed now, marked as a draft and without a number."""
    return _given(request, actor, number, form, name="draft", make=lambda found: draft(found.id, actor=actor))


def _given(
    request: HttpRequest, actor: Actor, number: str, form: str, *, name: str, make: Callable[[MatterPage], Paper]
) -> HttpResponse:
    found = matter_page(number, actor=actor)
    if form not in FORMS:
        raise NoSuchMatter
    try:
        content = FORMS[form][1](make(found))
    except NoSuchPaper:
        raise NoSuchMatter from None
    except NotReadable as refusal:
        return _told(request, actor, found, refusal.reason)
    except PaperError as fault:
        return _told(request, actor, found, Text(str(fault), str(fault)))
    answer = HttpResponse(content, content_type=FORMS[form][0])
    place = "attachment" if form == "docx" else "inline"
    answer["Content-Disposition"] = f'{place}; filename="{found.matter.number}-{name}.{form}"'
    return answer


def _told(request: HttpRequest, actor: Actor, found: MatterPage, reason: Text) -> HttpResponse:
    context = {**head(found, actor), "reason": reason}
    return page(request, "desk/no_paper.html", context, actor=actor, status=409)


@require_POST
@staff
def file(request: HttpRequest, actor: Actor, *, number: str, file: UUID) -> HttpResponse:
    """Give a file of a matter, with the reason it is opened for."""
    found = matter_page(number, actor=actor)
    if file not in {one.id for one in files_of(found.id, actor=actor)}:
        raise NoSuchMatter
    try:
        media, content = open_file(file, reason=request.POST.get("reason", ""), actor=actor)
    except NotReadable as refusal:
        return _told(request, actor, found, refusal.reason)
    return download(content, media, name=f"{found.matter.number}-{str(file)[-8:]}")


# What a saved file is called by its media type.
_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/pdf": ".pdf",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/ogg": ".ogg",
    "audio/webm": ".webm",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}


def download(content: bytes, media: str, *, name: str) -> HttpResponse:
    """Give bytes that somebody sent in: always saved, never shown inside our own pages, whatever they say they are."""
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{name}{_ENDINGS.get(media, "")}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
