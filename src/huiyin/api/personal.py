"""Personal data, papers and files: each opening with its reason, through the gate, written down for the person to read."""

from collections.abc import Callable
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import File, Header, Router, UploadedFile
from pydantic import Field

from huiyin.acts.files import Upload, all_checked, attach_checked
from huiyin.api.bearing import READS, READS_PERSONAL, WRITES, actor, doer, may_step
from huiyin.api.matter_shapes import DoneOut, FileOut, FilesOut, OpenedOut, PapersOut
from huiyin.api.matters import router as shared
from huiyin.api.posting import OnceKey, done_once, moment_of
from huiyin.api.problems import Fault, Problem
from huiyin.api.shapes import Key, Line, Payload, Reason
from huiyin.api.shaping import paper_out
from huiyin.api.steps import TO_MEND
from huiyin.kinds import kind_of
from huiyin.kit.text import Text
from huiyin.papers.model import Paper, PaperError, Receipt
from huiyin.papers.pdf import pdf
from huiyin.papers.word import docx
from huiyin.queries.files import files_of, open_file
from huiyin.queries.gate import Request, read_private
from huiyin.queries.matter_page import found_row, matter_page
from huiyin.queries.papers import NoSuchPaper, belongs, paper_words

router = Router(tags=["文书、附件与个人信息 Papers, files, personal data"])
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS: dict[str, tuple[str, Callable[[Paper | Receipt], bytes]]] = {
    "pdf": ("application/pdf", pdf),
    "docx": (WORD, docx),
}
NO_FIELD = Text("这类事项没有这一项封存的内容", "This kind of matter seals no such thing")


class OpeningIn(Payload):
    """要打开哪几项、为什么；反映人看得到 / what is opened and why; the person sees it."""

    fields: Annotated[list[Key], Field(min_length=1, max_length=40)]
    reason: Reason


class ReasonIn(Payload):
    """为什么打开；反映人看得到 / why it is opened; the person sees it."""

    reason: Reason


# The same address lists the readings, so it stands in the same router.
@shared.post(
    "/matters/{number}/readings", auth=READS_PERSONAL, tags=router.tags, response=OpenedOut, url_name="readings",
    summary="打开个人信息 · Open personal data",
)  # fmt: skip
def open_personal(request: HttpRequest, number: Key, body: OpeningIn) -> dict[str, Any]:
    """写明理由打开封存的内容；每一次都写进这件事的查看记录，反映人看得到。一刻钟内同样的查看只记一次，所以不要 Idempotency-Key。

    Open sealed words with a reason; each opening is written down and the person can read it. The same opening within a
    quarter of an hour is written once, so no idempotency key is asked for; the answer is never kept.
    """
    row = found_row(number, actor=actor(request))
    known = {name for name, one in kind_of(row.kind).fields().items() if one.private}
    unknown = [Fault("body.fields", NO_FIELD) for name in body.fields if name not in known]
    if unknown:
        raise Problem("to_mend", TO_MEND, faults=unknown[:1])
    asked = Request(row.id, frozenset(body.fields), body.reason, way="api")
    return {"number": row.number, "values": read_private(asked, actor=actor(request))}


@router.get("/matters/{number}/papers", auth=READS, response=PapersOut, url_name="papers", summary="文书目录 · Papers")
def papers(request: HttpRequest, number: Key) -> dict[str, Any]:
    """出过哪些文书、文号、送达；正文在 `pdf`、`docx` 两个地址。

    Papers issued with their numbers and service; the words are behind `pdf` and `docx`.
    """
    found = matter_page(number, actor=actor(request))
    number, whom = found.matter.number, found.matter.recipients
    return {"number": number, "papers": [paper_out(number, one, whom) for one in found.papers]}


@router.get(
    "/matters/{number}/papers/{uuid:paper}.{form}", auth=READS_PERSONAL, url_name="paper",
    summary="一份文书 · A paper as PDF or Word", openapi_extra={"responses": {200: {"description": "PDF 或 Word / the paper"}}},
)  # fmt: skip
def paper(
    request: HttpRequest, number: Key, paper: UUID, form: Literal["pdf", "docx"], representative: Line = ""
) -> HttpResponse:
    """PDF/A 或 Word；里面有个人信息，所以每次都写进查看记录。联名反映的，`representative` 写第几位代表。

    PDF/A or Word; it holds personal data, so each opening is written down. Of a joint appeal `representative` asks for
    the copy of one of them, by number.
    """
    row = found_row(number, actor=actor(request))
    if not belongs(paper, matter=row.id):
        raise NoSuchPaper
    media, make = FORMS[form]
    try:
        content = make(paper_words(paper, actor=actor(request), recipient=representative))
    except PaperError as fault:
        raise Problem("not_readable", Text(str(fault), str(fault))) from None
    return _bytes(content, media, f"{row.number}-{str(paper)[-12:]}.{form}")


@router.get("/matters/{number}/files", auth=READS, response=FilesOut, url_name="files", summary="附件目录 · Files")
def files(request: HttpRequest, number: Key) -> dict[str, Any]:
    """有几个附件、多大、什么类型；名称是封存的。

    How many files, how large, of what type; their names are sealed.
    """
    row = found_row(number, actor=actor(request))
    held = files_of(row.id, actor=actor(request))
    told = [FileOut(id=one.id, size=one.size, media=one.media, added_at=one.added_at) for one in held]
    return {"number": row.number, "files": told}


@router.post(
    "/matters/{number}/files", auth=WRITES, response={201: DoneOut}, url_name="files",
    summary="加附件 · Attach files",
)  # fmt: skip
def attach_files(
    request: HttpRequest,
    number: Key,
    files: Annotated[list[UploadedFile], File(description="照片、PDF、Word、Excel / photos, PDF, Word, Excel")],
    once: Annotated[OnceKey, Header(alias="Idempotency-Key")],
) -> JsonResponse:
    """给一件事加附件，一次 1 到 6 个；和页面上同样的检查。

    Attach one to six files to a matter, with the same checks as on the page.
    """
    row = found_row(number, actor=doer(request))
    may_step(request, row.kind)
    uploads = [Upload(file.name or "", file.read()) for file in files]
    # Looked over, and scanned where there is a scanner, before the transaction that keeps the answer begins.
    clean = all_checked(uploads)

    def do() -> tuple[int, dict[str, Any]]:
        version = attach_checked(row.id, clean, actor=doer(request), moment=moment_of(request, None, ""))
        return 201, DoneOut(number=row.number, version=version, state=row.state).model_dump(mode="json")

    asked = b"\x00".join(part for upload in uploads for part in (upload.name.encode(), upload.content))
    return done_once(request, once, do, body=asked)


@router.post(
    "/matters/{number}/files/{uuid:file}/open", auth=READS_PERSONAL, url_name="open_file",
    summary="打开附件 · Open a file", openapi_extra={"responses": {200: {"description": "附件的内容 / its bytes"}}},
)  # fmt: skip
def open_one(request: HttpRequest, number: Key, file: UUID, body: ReasonIn) -> HttpResponse:
    """写明理由取一个附件，写进查看记录。

    Give a file with the reason it is opened for; the reading is written down.
    """
    row = found_row(number, actor=actor(request))
    if file not in {one.id for one in files_of(row.id, actor=actor(request))}:
        raise NoSuchPaper
    media, content = open_file(file, reason=body.reason, actor=actor(request))
    return _bytes(content, media, f"{row.number}-{str(file)[-8:]}")


def _bytes(content: bytes, media: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
