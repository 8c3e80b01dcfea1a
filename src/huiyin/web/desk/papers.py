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
from huiyin.queries.matter_page import NoSuchMatter, found_row, matter_page
from huiyin.queries.papers import NoSuchPaper, belongs, draft, paper_words, sample, service_proof
from huiyin.queries.whole_file import print_set, whole_file
from huiyin.web.desk.frame import page
from huiyin.web.desk.matter import head
from huiyin.web.desk.taking_out import file_out, print_mark
from huiyin.web.session import staff

# A sample is looked at; a Word file of it could be made to look issued.
SAMPLE_FORMS = frozenset({"pdf", "png"})
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS: dict[str, tuple[str, Callable[[Paper | Receipt], bytes]]] = {
    "pdf": ("application/pdf", pdf),
    "docx": (WORD, docx),
    "png": ("image/png", first_page),
}


@staff
def paper(request: HttpRequest, actor: Actor, *, number: str, paper: UUID, form: str) -> HttpResponse:
    """Give an issued paper; a reprint bears the same number. `?whom=2` asks for the second representative's copy."""
    whom = request.GET.get("whom", "")
    made = lambda matter: paper_words(_of(matter, paper), actor=actor, recipient=whom)  # noqa: E731
    return _given(request, actor, number, form, name=str(paper)[-12:], make=made)


@staff
def service(request: HttpRequest, actor: Actor, *, number: str, paper: UUID, form: str) -> HttpResponse:
    """Give the proof of service that goes with a paper; `?whom=2` asks for the second representative's."""
    whom = request.GET.get("whom", "")
    made = lambda matter: service_proof(_of(matter, paper), actor=actor, recipient=whom)  # noqa: E731
    return _given(request, actor, number, form, name="D14", make=made)


@staff
def printed_together(request: HttpRequest, actor: Actor, *, number: str, paper: UUID) -> HttpResponse:
    """Give the papers of one step with their proofs of service as one file for the printer."""
    row = found_row(number, actor=actor)
    try:
        content = print_set(paper, of=row.id, actor=actor, mark=print_mark(actor))
    except NoSuchPaper:
        raise NoSuchMatter from None
    except NotReadable as refusal:
        return _told(request, actor, number, refusal.reason)
    except PaperError as fault:
        return _told(request, actor, number, NOT_MADE, said=str(fault))
    return _pdf(content, f"{row.number}-set")


@require_POST
@staff
def whole(request: HttpRequest, actor: Actor, *, number: str) -> HttpResponse:
    """Give the whole file of a matter as one PDF, with the reason it is made for."""
    found, reason = matter_page(number, actor=actor), request.POST.get("reason", "")
    try:
        content = file_out(
            actor,
            "whole_file",
            said=reason,
            make=lambda mark: whole_file(found, reason=reason, actor=actor, mark=mark),
        )
    except NotReadable as refusal:
        return _told(request, actor, number, refusal.reason)
    except PaperError as fault:
        return _told(request, actor, number, NOT_MADE, said=str(fault))
    return _pdf(content, f"{found.matter.number}-file")


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def _of(matter: UUID, paper: UUID) -> UUID:
    # Another matter's paper is not handed out under this one's number, even to who may see both.
    if not belongs(paper, matter=matter):
        raise NoSuchPaper
    return paper


# What a paper lacks is said in the paper's own language.
NOT_MADE = Text("现在还出不了这份文书。", "The paper cannot be made yet. What it lacks:")


@staff
def sample_paper(request: HttpRequest, actor: Actor, *, number: str, step: str, form: str) -> HttpResponse:
    """Give the paper a signature would issue, before it is given: no number, marked as a sample on every page."""
    if form not in SAMPLE_FORMS:
        raise NoSuchMatter
    return _given(request, actor, number, form, name="sample", make=lambda matter: sample(matter, step, actor=actor))


@staff
def draft_paper(request: HttpRequest, actor: Actor, *, number: str, form: str) -> HttpResponse:
    """Give the opinion as it would be if signed now, marked as a draft and without a number."""
    return _given(request, actor, number, form, name="draft", make=lambda matter: draft(matter, actor=actor))


def _given(
    request: HttpRequest, actor: Actor, number: str, form: str, *, name: str, make: Callable[[UUID], Paper]
) -> HttpResponse:
    found = found_row(number, actor=actor)
    if form not in FORMS:
        raise NoSuchMatter
    try:
        content = FORMS[form][1](make(found.id))
    except NoSuchPaper:
        raise NoSuchMatter from None
    except NotReadable as refusal:
        return _told(request, actor, number, refusal.reason)
    except PaperError as fault:
        return _told(request, actor, number, NOT_MADE, said=str(fault))
    answer = HttpResponse(content, content_type=FORMS[form][0])
    place = "attachment" if form == "docx" else "inline"
    answer["Content-Disposition"] = f'{place}; filename="{found.number}-{name}.{form}"'
    return answer


def _told(request: HttpRequest, actor: Actor, number: str, reason: Text, *, said: str = "") -> HttpResponse:
    # The whole matter is read only for the page that says why there is no paper.
    context = {**head(matter_page(number, actor=actor), actor), "reason": reason, "said": said}
    return page(request, "desk/no_paper.html", context, actor=actor, status=409)


@require_POST
@staff
def file(request: HttpRequest, actor: Actor, *, number: str, file: UUID) -> HttpResponse:
    """Give a file of a matter, with the reason it is opened for."""
    found = found_row(number, actor=actor)
    if file not in {one.id for one in files_of(found.id, actor=actor)}:
        raise NoSuchMatter
    try:
        media, content = open_file(file, reason=request.POST.get("reason", ""), actor=actor)
    except NotReadable as refusal:
        return _told(request, actor, number, refusal.reason)
    return download(content, media, name=f"{found.number}-{str(file)[-8:]}")


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
