"""Matters: the list, one matter, what may be done, what happened, its clocks."""

from dataclasses import fields
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from huiyin.api.bearing import READS, actor
from huiyin.api.matter_shapes import ClocksOut, EventsOut, ListOut, MatterOut, ReadingOut, ReadingsOut, StepsOut
from huiyin.api.problems import Fault, Problem
from huiyin.api.shapes import Key, Line, said
from huiyin.api.shaping import clock_out, event_out, line_out, matter_out, step_out
from huiyin.kit.text import Text
from huiyin.queries.gate import masked
from huiyin.queries.gate_lines import reading_lines
from huiyin.queries.matter_list import Cursor, Wanted, cursor, matter_list
from huiyin.queries.matter_page import matter_page
from huiyin.queries.seen import MOST_COUNTED

router = Router(tags=["事项 Matters"], auth=READS)
BACK = "<"
BAD_CURSOR = Text("cursor 要原样送回上一页给的 next 或 previous", "Send back the next or previous of a page as it was")


class Asked(Schema):
    """列表的条件，空着就不限 / what the list is narrowed to; empty parts do not narrow it."""

    q: Line = Field("", description="公开的标题、诉求里的字 / words in the public title or requests")
    whose: Literal["", "todo", "unsigned", "open", "waiting", "done"] = ""
    kind: Key = ""
    category: Key = ""
    state: Key = Field("", description="环节，或 open、closed / a state, or open, closed")
    light: Literal["", "r", "y", "g", "b", "none"] = ""
    place: Key = Field("", description="区划代码，包括它下面的 / a division with all below it")
    channel: Key = ""
    unit: Key = ""
    since: date | None = None
    until: date | None = None
    sort: Literal["newest", "due"] = "newest"
    cursor: Line = ""


@router.get("/matters", response=ListOut, url_name="matters", summary="事项列表 · List matters")
def matters(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """这个岗位看得到的事项，一页 25 件，新收的在前；`sort=due` 先到期的在前。

    Matters the post may know of, 25 a page, newest first, or due first.
    """
    plain = {one.name: getattr(asked, one.name) for one in fields(Wanted) if hasattr(asked, one.name)}
    found = matter_list(
        Wanted(**{**plain, "words": asked.q}), actor=actor(request), by_due=asked.sort == "due", at=_place(asked.cursor)
    )
    return {
        "items": [line_out(one) for one in found.lines],
        "total": f"{MOST_COUNTED}+" if found.total > MOST_COUNTED else str(found.total),
        "next": str(found.after) if found.after is not None else None,
        "previous": f"{BACK}{found.before}" if found.before is not None else None,
    }


def _place(text: str) -> Cursor | None:
    place = cursor(text.removeprefix(BACK), back=text.startswith(BACK)) if text else None
    if text and place is None:
        raise Problem("to_mend", BAD_CURSOR, faults=[Fault("query.cursor", BAD_CURSOR)])
    return place


@router.get("/matters/{number}", response=MatterOut, url_name="matter", summary="一件事项 · One matter")
def matter(request: HttpRequest, response: HttpResponse, number: Key) -> MatterOut:
    """公开的内容和现状；个人信息只说有什么、遮住是什么样。`ETag` 是版本，办环节时放进 `If-Match`。

    Public words and where it stands; personal data masked. Its `ETag` is the version to send as `If-Match`.
    """
    found = matter_page(number, actor=actor(request))
    response["ETag"] = etag(found.matter.version)
    return matter_out(found, masked(found.id, actor=actor(request)))


def etag(version: int) -> str:
    """Return a version as an entity tag."""
    return f'"v{version}"'


@router.get("/matters/{number}/steps", response=StepsOut, url_name="steps", summary="能办什么 · Steps on offer")
def steps(request: HttpRequest, number: Key) -> dict[str, Any]:
    """每个环节现在能不能由这个岗位办，不能办的说明原因。

    Every step, whether the post may take it now, and why not.
    """
    found = matter_page(number, actor=actor(request))
    return {
        "number": found.matter.number,
        "version": found.matter.version,
        "steps": [step_out(found, one) for one in found.offers],
    }


@router.get("/matters/{number}/events", response=EventsOut, url_name="events", summary="经过 · What happened")
def events(request: HttpRequest, number: Key) -> dict[str, Any]:
    """账本里这件事的每一条，先发生的在前；只有公开的答案。

    Every event of the matter, oldest first, with public answers only.
    """
    found = matter_page(number, actor=actor(request))
    return {
        "number": found.matter.number,
        "version": found.matter.version,
        "events": [event_out(one) for one in found.happened],
    }


@router.get("/matters/{number}/clocks", response=ClocksOut, url_name="clocks", summary="时限 · Clocks day by day")
def clocks(request: HttpRequest, number: Key) -> dict[str, Any]:
    """每个时限的到期日和逐日计算：哪天算、哪天不算、为什么。

    Each clock's due day and its days: which counted, which did not, and why.
    """
    found = matter_page(number, actor=actor(request))
    return {
        "number": found.matter.number,
        "clocks": [clock_out(one, binding=one is found.binding) for one in found.clocks],
    }


@router.get("/matters/{number}/readings", response=ReadingsOut, url_name="readings", summary="谁看过 · Readings")
def readings(request: HttpRequest, number: Key) -> dict[str, Any]:
    """个人信息被谁看过、为什么，最近 200 次。

    Who opened personal data and why, the newest 200.
    """
    found = matter_page(number, actor=actor(request))
    told = [
        ReadingOut(at=one.at, post=one.post, fields=list(one.fields), way=said(one.way), reason=one.reason)
        for one in reading_lines(found.id, actor=actor(request))
    ]
    return {"number": found.matter.number, "readings": told}
