"""Filing a matter and taking a step: the same acts as the pages, once however often a call is sent."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Header, Router
from pydantic import Field

from huiyin.acts.matters import Filing, open_matter, take_step
from huiyin.acts.writing import NotFound
from huiyin.api.bearing import WRITES, actor, doer, may_step
from huiyin.api.matter_shapes import CodeOut, DoneOut, FiledOut
from huiyin.api.matters import router as shared
from huiyin.api.posting import IfMatch, OnceKey, Seen, done_once, moment_of, version_of
from huiyin.api.problems import Fault, Problem
from huiyin.api.shapes import Key, Line, Moment, Payload, Values
from huiyin.api.shaping import event_out
from huiyin.api.step_schema import shape_faults
from huiyin.flow.kind import Field as Asked
from huiyin.flow.kind import Kind, Step
from huiyin.flow.words import Sort
from huiyin.kinds import ALL
from huiyin.kit.text import Text
from huiyin.ledger.pen import Conflict
from huiyin.queries.changes import happened_since
from huiyin.queries.matter_page import found_row

router = Router(tags=["办理 Acting"], auth=WRITES)
TO_MEND = Text("有几处要改，见 errors", "Some places are to be mended: see errors")
UPLOADED = Text("附件请用 POST /matters/{编号}/files 上传", "Files are uploaded by POST /matters/{number}/files")
NO_KIND = Text("没有这类事项，见 GET /kinds", "There is no such kind: see GET /kinds")
Happened = Annotated[Moment | None, Field(description="什么时候发生的，默认现在 / when it happened; now unless said")]
Source = Annotated[Line, Field(description="早于现在一小时以上要写依据 / needed when more than an hour ago")]


class FilingIn(Payload):
    """要登记的事项；`values` 里填什么见 `/kinds/{kind}` / a matter to be filed."""

    kind: Key
    values: Values
    at: Happened = None
    source: Source = ""


class StepIn(Payload):
    """要办的环节；`values` 里填什么见它的 form / a step to be taken."""

    values: Values = Field(default_factory=dict)
    at: Happened = None
    source: Source = ""


# The same address lists matters, so it stands in the same router.
@shared.post(
    "/matters",
    auth=WRITES,
    tags=router.tags,
    response={201: FiledOut},
    url_name="matters",
    summary="登记事项 · File a matter",
)
def file_matter(request: HttpRequest, body: FilingIn, once: Annotated[OnceKey, Header(alias="Idempotency-Key")]) -> Any:
    """以令牌的岗位登记一件事项，与窗口登记同一个办法。答复里的查询码只给这一次，请交给反映人。

    几个人一起反映的，`joint` 写 true，写人数、代表几位（最多 5，信访工作条例第20条）和每位代表的 `name_2`、`phone_2`、`serve_at_2`
    ……；`representatives` 里是其余各位的查询码，各交本人。

    File a matter as the token's post, by the same act as the counter. The access code is for the person who filed. Of
    several people together say `joint`, both numbers, and each further representative's own fields; each gets a code.
    """
    kind = ALL.get(body.kind)
    if kind is None:
        raise Problem("to_mend", NO_KIND, faults=[Fault("body.kind", NO_KIND)])
    may_step(request, kind.id)
    _check_shape(kind.opening.fields, body.values)

    def do() -> tuple[int, dict[str, Any]]:
        moment = moment_of(request, body.at, body.source)
        filed = open_matter(Filing(kind.id, body.values, moment), actor=doer(request))
        others = [CodeOut(number=number, code=code) for number, code in enumerate(filed.others, start=2)]
        told = FiledOut(
            number=filed.number, id=filed.matter, code=filed.code, leaf=filed.leaf, version=filed.version,
            representatives=others,
        )  # fmt: skip
        return 201, told.model_dump(mode="json")

    return done_once(request, once, do)


@router.post(
    "/matters/{number}/steps/{step}", response=DoneOut, url_name="take_step", summary="办一个环节 · Take a step"
)
def take(
    request: HttpRequest,
    number: Key,
    step: Key,
    body: StepIn,
    once: Annotated[OnceKey, Header(alias="Idempotency-Key")],
    seen: IfMatch = Seen,
) -> JsonResponse:
    """以令牌的岗位办一个环节。带上 `If-Match` 时，别人先改过就不办，告诉您改了什么。

    Take a step as the token's post. With `If-Match`, nothing is done when somebody was first, and you are told what changed.
    """
    row = found_row(number, actor=doer(request))
    kind = ALL[row.kind]
    may_step(request, kind.id)
    wanted = _step(kind, step)
    _check_shape(wanted.fields, body.values)
    version = version_of(seen)

    def do() -> tuple[int, dict[str, Any]]:
        moment = moment_of(request, body.at, body.source)
        now = take_step(row.id, wanted.id, body.values, actor=doer(request), moment=moment, expected_version=version)
        return 200, DoneOut(number=row.number, version=now, state=wanted.to or row.state).model_dump(mode="json")

    try:
        return done_once(request, once, do)
    except Conflict:
        raise _changed(request, row.id, row.version if version is None else version) from None


def _step(kind: Kind, step: str) -> Step:
    found = next((one for one in kind.steps if one.id == step and one.after), None)
    if found is None:
        raise NotFound
    return found


def _check_shape(fields: tuple[Asked, ...], values: dict[str, Any]) -> None:
    faults = shape_faults(fields, values)
    faults += [
        Fault(f"body.values.{one.id}", UPLOADED) for one in fields if one.sort is Sort.FILES and values.get(one.id)
    ]
    if faults:
        raise Problem("to_mend", TO_MEND, faults=faults)


def _changed(request: HttpRequest, matter: UUID, seen: int) -> Problem:
    since = [event_out(one) for one in happened_since(matter, seen, actor=actor(request))]
    told = [one.model_dump(mode="json") for one in since]
    version = max([seen, *(one.version for one in since)])
    return Problem("changed", Conflict.reason, more={"version": version, "changed": told})
