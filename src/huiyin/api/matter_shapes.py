"""Matters as they are sent: lines of the list, the matter itself, its steps, events, clocks, papers and readings."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from huiyin.api.shapes import Named, Said


class StateOut(Schema):
    """到哪一步了 / where a matter stands."""

    id: str
    name: Said
    awaits: str = Field(description="us 等办理单位，them 等群众或别的机关，done 办完了")
    final: bool


class LightOut(Schema):
    """时限灯 / the light of its deadline: g, y, r, b."""

    colour: str
    words: Said


class LineOut(Schema):
    """列表里的一件 / a matter in the list."""

    number: str
    title: str
    kind: str
    kind_name: Said
    state: str
    state_name: Said
    version: int
    channel: str | None
    category: str
    place: str
    lead: str
    received_at: datetime
    changed_at: datetime
    due_at: datetime | None
    light: LightOut | None
    next_step: str | None = Field(description="轮到这个岗位时，先办哪一步")


class ListOut(Schema):
    """一页 / a page: `total` is exact to 1000 and then 1000+; send `next` or `previous` as `cursor`."""

    items: list[LineOut]
    total: str
    next: str | None
    previous: str | None


class PrivateOut(Schema):
    """封存的一项：只说有没有、遮住是什么样 / something sealed: that it is there, and how it looks masked."""

    field: str
    name: Said
    masked: str | None


class LinkOut(Schema):
    """相关的另一件 / a linked matter that the post may know of."""

    number: str
    title: str
    state: Said
    sort: str
    outward: bool


class MatterOut(Schema):
    """一件事项 / a matter, without a private word."""

    number: str
    id: UUID
    kind: str
    kind_name: Said
    edition: int
    version: int
    state: StateOut
    round: int
    title: str
    values: dict[str, Any] = Field(description="公开的答案，按字段编号 / public answers by field")
    private: list[PrivateOut]
    category: Named
    place: Named
    received_at: datetime
    received_unit: Named
    lead_unit: Named
    lead_post: Named
    pending_post: Named | None
    assists: list[Named]
    due_at: datetime | None
    light: LightOut | None
    supervised: bool
    office_says: str
    resident_says: str
    callback_says: str
    links: list[LinkOut]
    readings: int


class FieldOut(Schema):
    """环节里要填的一项 / one thing a step asks."""

    id: str
    name: Said
    sort: str
    required: bool
    sealed: bool
    help: Said | None


class StepOut(Schema):
    """一个环节：能不能办，不能办是为什么 / a step, whether it may be taken now, and why not."""

    step: str
    name: Said
    verb: str | None
    allowed: bool
    why_not: Said | None
    basis: str
    form: str = Field(description="填什么，按这个地址的 JSON Schema / the JSON Schema of what it asks")


class StepsOut(Schema):
    """这件事项现在的环节 / the steps of a matter as the post sees them now."""

    number: str
    version: int
    steps: list[StepOut]


class AnswerOut(Schema):
    """一项公开的答案 / one public answer."""

    field: str
    name: Said
    words: Said


class EventOut(Schema):
    """一条记录 / one event: when it happened in law and when it was written down."""

    version: int
    type: str
    step: str
    name: Said
    at: datetime
    recorded_at: datetime
    by: Said
    said: list[AnswerOut]
    sealed: list[str]
    papers: list[str]
    source: str
    state: str


class EventsOut(Schema):
    """经过 / what happened, oldest first."""

    number: str
    version: int
    events: list[EventOut]


class DayOut(Schema):
    """一天 / a day of the strip: whether it counted, and why."""

    date: date
    counted: bool
    why: Said
    number: int | None


class ClockOut(Schema):
    """一个时限 / a clock on a matter."""

    id: str
    name: Said
    basis: str
    legal: bool
    running: bool
    binding: bool = Field(description="最先到期的那个 / the one that falls due first")
    start_at: datetime
    due_at: datetime | None
    due_on: date | None
    provisional: bool
    extended: int
    days_left: int | None = Field(description="还剩几个工作日，负数是超期")
    stopped_at: datetime | None
    on_time: bool | None
    light: LightOut | None
    days: list[DayOut]


class ClocksOut(Schema):
    """时限 / the clocks of a matter, running ones first."""

    number: str
    clocks: list[ClockOut]


class ServiceOut(Schema):
    """联名反映时送给一位代表的情况 / how it was served on one representative of a joint appeal."""

    representative: int
    served_on: date | None
    served_way: str
    last_days: dict[str, date] = Field(description="按时限编号，本人的最后一天 / the person's own last day, by clock")


class PaperOut(Schema):
    """一份文书 / a numbered paper; its words are behind `pdf` and `docx`, which write the reading down."""

    id: UUID
    code: str
    name: Said
    number: str
    issued_on: date
    served_on: date | None
    served_way: str
    void: bool
    services: list[ServiceOut] = Field(
        description="联名反映时逐位代表；平时为空 / for a joint appeal, one a representative"
    )
    pdf: str
    docx: str


class FileOut(Schema):
    """一个附件，名称是封存的 / a file; its name is sealed."""

    id: UUID
    size: int
    media: str
    added_at: datetime


class PapersOut(Schema):
    """文书目录 / the papers of a matter."""

    number: str
    papers: list[PaperOut]


class FilesOut(Schema):
    """附件目录 / the files of a matter."""

    number: str
    files: list[FileOut]


class ReadingOut(Schema):
    """一次查看 / one opening of personal data."""

    at: datetime
    post: str
    fields: list[str]
    way: Said
    reason: str


class ReadingsOut(Schema):
    """谁看过 / who opened what, newest first."""

    number: str
    readings: list[ReadingOut]


class OpenedOut(Schema):
    """打开的个人信息；反映人看得到这一次 / personal data in the clear; the person sees that it was opened."""

    number: str
    values: dict[str, Any]


class DoneOut(Schema):
    """办成了 / done: the version it has now."""

    number: str
    version: int
    state: str


class CodeOut(Schema):
    """一位代表的查询码，只给本人 / one representative's access code, for that person only."""

    number: int
    code: str


class FiledOut(Schema):
    """登记好了：编号、查询码、叶值 / filed: the number, the code for the person, and the leaf that proves it."""

    number: str
    id: UUID
    code: str = Field(description="给反映人的查询码，只在这里给一次 / the person's access code, given only here")
    leaf: str
    version: int
    representatives: list[CodeOut] = Field(
        default_factory=list,
        description="联名反映的其余各位代表，各有自己的查询码 / the further representatives of a joint appeal, each with a code",
    )
