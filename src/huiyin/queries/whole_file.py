"""The whole file of a matter (卷宗) as one PDF, and the papers of one step for one print: every opening by the gate."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.conf import settings

from huiyin.flow.actor import Actor
from huiyin.flow.matter import Event, IssuedPaper, Matter
from huiyin.flow.words import Sort
from huiyin.kinds import kind_of
from huiyin.kit.days import SHANGHAI
from huiyin.ledger import files
from huiyin.ledger.history import history
from huiyin.papers.binding import Cover, Part, bound, together
from huiyin.papers.model import Paper, PaperError, Paragraph, Table
from huiyin.papers.pdf import pdf
from huiyin.papers.phrases import day_words
from huiyin.papers.registry import BUILDERS
from huiyin.queries.gate import Request, read_private, record_reading
from huiyin.queries.happenings import happenings, told
from huiyin.queries.matter_page import MatterPage
from huiyin.queries.paper_data import offices
from huiyin.queries.paper_hands import paper_hands
from huiyin.queries.papers import NoSuchPaper, Shelf, matter_of, paper_words, service_proof
from huiyin.queries.words import Wanted
from huiyin.store.working import SealedFile

# Answers that are files, or names of them: in the file they stand as themselves.
_NOT_WRITTEN = frozenset({Sort.FILES, Sort.OUTLINE})


def print_set(paper: UUID, *, of: UUID, actor: Actor, mark: str) -> bytes:
    """Return the papers issued in the same step as one PDF, each with its proof of service after it, `mark` at the foot.

    Raises NoSuchPaper, also for a paper that is not one `of` the matter; each opening is written down.
    """
    shelf = Shelf()
    matter = matter_of(paper, actor=actor, shelf=shelf)
    if matter.id != str(of):
        raise NoSuchPaper
    asked = next(one for one in matter.papers if one.id == str(paper))
    same = [one for one in matter.papers if one.version == asked.version and (one is asked or not one.void)]
    cover = Cover("", "", (), actor.at.astimezone(SHANGHAI).date(), mark=mark)
    made = [
        part.content for one in same for part in _paper_parts(one, matter, actor, shelf, copies=True) if part.content
    ]
    return together(made, cover=cover)


def whole_file(found: MatterPage, *, reason: str, actor: Actor, mark: str) -> bytes:
    """Return everything of a matter as one PDF with cover, contents and running numbers, `mark` at the foot.

    Raises NotReadable without a reason of the reader's own; the person reads that reason. About eight queries, and
    five a paper.
    """
    matter = found.matter
    opening = kind_of(matter.kind).opening
    wanted = frozenset(one.id for one in opening.fields if one.private)
    private = read_private(Request(found.id, wanted, reason, way="export"), actor=actor)
    shelf = Shelf(reason=f"整卷：{reason.strip()}")
    events = history(found.id)
    parts = [
        Part("登记表", pdf(_register(found, private)), on=_local(events[0])),
        *(part for one in matter.papers for part in _paper_parts(one, matter, actor, shelf)),
        *([Part("文书签发记录", pdf(_signatures(found, events)), on=_local(events[-1]))] if matter.papers else []),
        Part("办理经过", pdf(_course(found, events)), on=_local(events[-1])),
        *_attached(found, reason, actor),
    ]
    return bound(replace(_cover(found, events, actor), mark=mark), parts)


def _paper_parts(
    paper: IssuedPaper, matter: Matter, actor: Actor, shelf: Shelf, *, copies: bool = False
) -> Iterator[Part]:
    """Yield a paper and its proofs of service; with `copies` each of several representatives has a copy of his own."""
    name = BUILDERS[paper.code].name.zh + ("（作废）" if paper.void else "")
    recipients = matter.recipients or [""]
    for place, whom in enumerate(recipients):
        if copies or place == 0:
            try:
                made = pdf(paper_words(UUID(paper.id), actor=actor, recipient=whom if copies else "", shelf=shelf))
            except PaperError:
                # An old or unfinished paper that cannot be set any more keeps its line.
                yield Part(name, b"", media="", number=paper.number, on=paper.issued_on)
                return
            yield Part(name, made, number=paper.number, on=paper.issued_on)
        if not paper.void:
            service = paper.service_of(whom)
            proof = pdf(service_proof(UUID(paper.id), actor=actor, recipient=whom, shelf=shelf))
            yield Part("送达回证", proof, number=paper.number, on=service.on if service is not None else None)


def _register(found: MatterPage, private: dict[str, object]) -> Paper:
    """Return the sheet of registration: every answer given when the matter was opened."""
    matter, opening = found.matter, kind_of(found.matter.kind).opening
    values = {**matter.values, **private}
    rows = [("编号", matter.number), ("收到时间", _moment(matter))]
    for one in opening.fields:
        value = values.get(one.id)
        if value in (None, "", []) or one.sort in _NOT_WRITTEN:
            continue
        rows.append((one.name.zh, told(one, value, found.names).zh))
    return _sheet(found, "登记表", (Table(tuple(rows), widths=(4, 13), row_mm=9),))


def _signatures(found: MatterPage, events: tuple[Event, ...]) -> Paper:
    """Return the sheet that says of each paper who drafted, checked and signed it."""
    lines = {line.version: f"{line.by.zh}\n{line.at.astimezone(SHANGHAI):%m-%d %H:%M}" for line in found.happened}
    rows = [("文书、文号", "拟稿", "审核", "签发")]
    for one in found.matter.papers:
        hands = paper_hands(one, events)
        named = f"{BUILDERS[one.code].name.zh}\n{one.number}"
        rows.append((named, *(lines.get(version, "—") for version in (hands.drafted, hands.checked, hands.signed))))
    note = Paragraph("受理、引导、转送等当场出的文书和当场签名的笔录，由经办岗位一手办，没有审核、签发。", flush=True)
    return _sheet(found, "文书签发记录", (note, Table(tuple(rows), widths=(6, 4, 4, 4), labels=())))


def _course(found: MatterPage, events: tuple[Event, ...]) -> Paper:
    lines = happenings(events, more=Wanted()).lines
    rows = [("时间", "环节", "经办")]
    rows += [(f"{line.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", line.name.zh, line.by.zh) for line in lines]
    note = Paragraph("按记账顺序，一行一个环节；每行都在账本里有存证。", flush=True)
    return _sheet(found, "办理经过", (note, Table(tuple(rows), widths=(5, 6, 6), labels=())))


def _sheet(found: MatterPage, title: str, blocks: tuple[Table | Paragraph, ...]) -> Paper:
    organ = _organ(found)
    return Paper(
        code="",
        organ=organ,
        number=found.matter.number,
        title=title,
        to="",
        blocks=blocks,
        sign_organ=organ,
        on=_changed(found),
        fictional=settings.FICTIONAL or None,
        signed=False,
    )


def _attached(found: MatterPage, reason: str, actor: Actor) -> Iterator[Part]:
    rows = list(SealedFile.objects.filter(matter=found.id).order_by("added_at", "id"))
    if rows:
        record_reading(Request(found.id, frozenset({"files"}), reason, way="export"), actor=actor)
    for number, row in enumerate(rows, start=1):
        content = files.get(row.matter, row.id, row.stored)
        yield Part(f"附件{number}", content, media=row.media, on=row.added_at.astimezone(SHANGHAI).date())


def _cover(found: MatterPage, events: tuple[Event, ...], actor: Actor) -> Cover:
    matter, kind = found.matter, kind_of(found.matter.kind)
    first, last = _local(events[0]), _local(events[-1])
    on = actor.at.astimezone(SHANGHAI).date()
    rows = (
        ("卷名", str(matter.values.get("title", "")) or kind.name.zh),
        ("卷号", matter.number),
        ("类型", kind.name.zh),
        ("办理单位", _organ(found)),
        ("起止日期", f"{day_words(first)}至{day_words(last)}"),
        ("现在状态", found.state.name.zh),
        ("保管期限", kind.retention.zh),
        ("立卷人", actor.posts[0].label if actor.posts else ""),
        ("立卷日期", day_words(on)),
    )
    return Cover(_organ(found), f"{kind.name.zh}卷宗", rows, on, settings.FICTIONAL or "")


def _organ(found: MatterPage) -> str:
    unit = found.matter.lead_unit
    held = offices({unit})
    return held[unit].organ if unit in held else kind_of(found.matter.kind).name.zh


def _moment(matter: Matter) -> str:
    assert matter.received_at is not None
    return f"{matter.received_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _changed(found: MatterPage) -> date:
    assert found.matter.changed_at is not None
    return found.matter.changed_at.astimezone(SHANGHAI).date()


def _local(event: Event) -> date:
    return event.at.astimezone(SHANGHAI).date()
