"""What people ask about their own data and their protection: requests, questions about a reading, retaliation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from huiyin.acts.erasing import erase
from huiyin.acts.limits import Channel, Visitor, knock
from huiyin.acts.matters import Filed, Filing, open_matter
from huiyin.acts.portal import count_step
from huiyin.acts.retention import years_by_kind
from huiyin.acts.writing import Moment, NotFound, writing
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FIRST
from huiyin.flow.matter import Event
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kinds import kind_of
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.ledger.keys import Erased, newest_private
from huiyin.store.access import visible
from huiyin.store.matters import Link, MatterRow
from huiyin.store.posts import seat
from huiyin.store.readings import Reading
from huiyin.store.retention import kept_long_enough

REQUEST, QUESTION, RETALIATION = "data_request", "reading_question", "retaliation"
_OWN = frozenset({"name", "phone"})
ALREADY = Text(
    "这一次查看您已经问过，说明会写在进度里", "You have asked about this reading; the answer comes with the progress"
)


@dataclass(frozen=True, slots=True)
class Asking:
    """A request about the data of one matter: where it is received, and how the person was known."""

    matter: UUID
    unit: str
    proved: str
    party: str = ""


def ask_about_data(asking: Asking, values: Mapping[str, Any], *, actor: Actor | None, moment: Moment) -> Filed:
    """Open a request about the data of a matter; raises FieldFaults, NotAllowed, TooMany, NotFound.

    The person's own name and telephone go along, so that the answer can be addressed.
    """
    row = _row(asking.matter)
    if actor is not None:
        if Role.INTAKE not in actor.roles:
            raise NotAllowed(Text("个人信息请求由受理窗口登记", "Requests about data are taken in at the counter"))
        if not visible(actor).filter(id=asking.matter).exists():
            raise NotFound
    count_step(asking.matter, at=moment.recorded_at)
    right = next(
        (one for one in kind_of(REQUEST).fields()["data_right"].choices if one.id == values.get("data_right")), None
    )
    told = {
        **_own(asking.matter, asking.party),
        **values,
        "data_number": row.number,
        "data_proved": asking.proved,
        "title": f"个人信息请求：{right.name.zh if right is not None else ''}",
    }
    filing = Filing(REQUEST, told, moment, received_unit=asking.unit, about=str(asking.matter), party=asking.party)
    return open_matter(filing, actor=actor)


def question_reading(matters: tuple[UUID, ...], reading: int, words: str, *, moment: Moment, party: str = "") -> Filed:
    """Ask why a reading of one's own data was made; it goes to the body above the unit that read.

    Raises NotFound for a reading that is not of these matters, NotAllowed when it was asked already, TooMany.
    """
    own = ["filer", party or FIRST]
    row = Reading.objects.filter(pk=reading, matter__in=matters, party__in=own).exclude(post="").first()
    if row is None:
        raise NotFound
    said = f"{row.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} {row.post_label}（{row.day:%Y%m%d}-{row.number}）"
    asked = Link.objects.filter(other=row.matter, sort="about").values("matter")
    if any(one.values.get("reading") == said for one in MatterRow.objects.filter(id__in=asked, kind=QUESTION)):
        raise NotAllowed(ALREADY)
    count_step(row.matter, at=moment.recorded_at)
    held = seat(row.post)
    if held is None:
        raise NotFound
    values = {"title": "为什么看我的信息", "reading": said, "question_words": words}
    filing = Filing(
        QUESTION, values, moment, received_unit=held.card.unit, about=str(row.matter), to_above=True, party=party
    )
    return open_matter(filing, actor=None)


def complain_of_retaliation(
    values: Mapping[str, Any],
    *,
    unit: str,
    matter: UUID | None,
    visitor: Visitor | None,
    actor: Actor | None,
    moment: Moment,
) -> Filed:
    """Open a complaint of retaliation; the unit that led the matter it came of may not know of it either.

    No link is made: who reads the matter finds no trace of the complaint. Raises FieldFaults, NotAllowed, TooMany.
    """
    if visitor is not None:
        knock(Channel.FILE, visitor=visitor, at=moment.recorded_at)
    told = dict(values)
    row = MatterRow.objects.filter(id=matter).first() if matter is not None else None
    if row is not None:
        barred = [one for one in (*(told.get("also_barred") or ()), row.lead_unit) if one]
        told.update(also_barred=barred, about_matter=told.get("about_matter") or row.number)
    return open_matter(Filing(RETALIATION, told, moment, received_unit=unit), actor=actor)


def carry_out_deletions(*, actor: Actor, moment: Moment) -> int:
    """Carry granted deletions out: erased where it was kept long enough, else kept closed and only protected (Art. 47).

    Matters still in hand wait until they are archived. Done again it changes nothing. Returns how many matters.
    """
    due = kept_long_enough(years_by_kind(), at=moment.at)
    done = 0
    for request in MatterRow.objects.filter(kind=REQUEST, final=True, values__data_right="delete").order_by("id"):
        if request.values.get("data_decision") not in ("granted", "partly"):
            continue
        about = Link.objects.filter(matter=request.id, sort="about").values("other")
        for row in MatterRow.objects.filter(id__in=about, final=True, erased=False):
            if due.filter(id=row.id).exists():
                done += erase(row.id, "asked", actor=actor, moment=moment)
            elif not row.values.get("restricted"):
                _restrict(row.id, moment)
                done += 1
    return done


COPIES = {"pdf": Text("PDF", "PDF"), "json": Text("JSON", "JSON")}
NO_COPY = Text("副本有两种：PDF 给人看，JSON 给机器读", "A copy is a PDF to be read, or JSON for machines")
AT_THE_COUNTER = Text("副本由受理窗口当面给本人", "The counter hands copies to the person")


def refuse_copy(form: str, *, actor: Actor | None) -> None:
    """Raise NotAllowed for a copy there is not, or for staff who do not receive people; asked before anything is read."""
    if form not in COPIES:
        raise NotAllowed(NO_COPY)
    if actor is not None and Role.INTAKE not in actor.roles:
        raise NotAllowed(AT_THE_COUNTER)


def hand_copy(matter: UUID, form: str, *, actor: Actor | None, moment: Moment) -> None:
    """Write down that the person is given a copy of his or her data (个人信息保护法 第45条), by the counter or by code.

    Call it once the copy is made out. Raises NotFound, NotAllowed, TooMany.
    """
    refuse_copy(form, actor=actor)
    row, by = _row(matter), {"person": ""}
    if actor is not None:
        if not visible(actor).filter(id=matter).exists():
            raise NotFound
        post = actor.posts_with(Role.INTAKE)[0]
        by = {"person": actor.person, "post": post.key, "unit": post.unit}
    count_step(matter, at=moment.recorded_at)
    with writing() as session:
        session.pen.matter(matter)
        body = {"by": by, "values": {"copy_form": form}}
        session.pen.write(matter, Event(f"{row.kind}.copy_handed", moment.at, moment.recorded_at, body))


def _restrict(matter: UUID, moment: Moment) -> None:
    with writing() as session:
        held = session.pen.matter(matter)
        body = {"by": {"clockwork": True}, "values": {"restricted": True}}
        session.pen.write(matter, Event(f"{held.kind}.restricted", moment.at, moment.recorded_at, body))


def _row(matter: UUID) -> MatterRow:
    row = MatterRow.objects.filter(id=matter, erased=False).first()
    if row is None:
        raise NotFound
    return row


def _own(matter: UUID, party: str) -> dict[str, Any]:
    wanted = {f"{name}_{party}" if party else name: name for name in _OWN}
    try:
        held = newest_private(matter, frozenset(wanted))
    except Erased:
        return {}
    return {wanted[name]: value for name, value in held.items()}
