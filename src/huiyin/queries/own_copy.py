"""A copy of what is held of a person on one matter, for that person: everything in the clear, with where it comes from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from huiyin.flow.actor import Actor, filer
from huiyin.kinds import ALL, kind_of
from huiyin.kit.days import SHANGHAI
from huiyin.ledger.history import history
from huiyin.ledger.keys import every_private
from huiyin.papers.own_copy import OwnCopy
from huiyin.queries.centre import centre
from huiyin.queries.gate import NotReadable, Request, fields_open_to, not_found, read_private
from huiyin.queries.happenings import OUTSIDE
from huiyin.queries.purposes import data_lines
from huiyin.queries.readings import openings
from huiyin.store.matters import MatterRow

MOST_OPENINGS = 1000


def own_copy(
    matter: UUID, *, at: datetime, by: Actor | None = None, reason: str = "", party: str = ""
) -> dict[str, Any]:
    """Return everything held of the person on the matter, as it can be handed over; raises NotReadable when erased.

    Without `by` the person takes it; otherwise that clerk makes it out for the person, who finds the reading in the list.
    Of a joint appeal the representative `party` gets what they said together and what is his or her own.
    """
    row = MatterRow.objects.filter(id=matter).first()
    if row is None:
        raise NotReadable(not_found())
    kind = kind_of(row.kind)
    fields = frozenset(name for name, field in kind.fields().items() if field.private)
    fields = fields_open_to(fields, row, party=party)
    held = read_private(Request(matter, fields, reason), actor=by or filer(str(matter), at, party=party))
    labels = kind.fields()
    return {
        "number": row.number,
        "kind": kind.name.zh,
        "copied_at": at.isoformat(timespec="seconds"),
        "state": kind.state(row.state).name.zh,
        "now": {labels[name].name.zh: value for name, value in held.items()},
        "earlier": [
            {"line": version, "field": labels[name].name.zh, "value": value}
            for version, name, value in every_private(matter, frozenset(held))
            if held.get(name) != value
        ],
        "purposes": {one.field.name.zh: {"why": one.why.zh, "basis": one.basis} for one in data_lines(kind)},
        "events": [{"at": event.at.isoformat(timespec="seconds"), "type": event.type} for event in history(matter)],
        "read_by": [
            {"at": one.at.isoformat(timespec="seconds"), "post": one.post_label, "reason": one.reason}
            for one in openings([matter], size=MOST_OPENINGS, party=party).rows
        ],
    }


def own_copy_words(copy: Mapping[str, Any], *, at: datetime) -> OwnCopy:
    """Return a copy as the paper says it. One query."""
    office = centre()
    moment = at.astimezone(SHANGHAI)
    steps = {f"{kind.id}.{step.event}": step.name.zh for kind in ALL.values() for step in kind.steps}
    return OwnCopy(
        organ=office.name if office is not None else "综治中心",
        number=copy["number"],
        kind=copy["kind"],
        state=copy["state"],
        on=moment.date(),
        copied_at=f"{moment:%Y年%-m月%-d日 %H:%M}",
        now=tuple((name, _plain(value)) for name, value in copy["now"].items()),
        earlier=tuple((one["field"], _plain(one["value"])) for one in copy["earlier"]),
        purposes=tuple(
            (name, one["why"], one["basis"]) for name, one in copy["purposes"].items() if name in copy["now"]
        ),
        events=tuple(
            (_moment(one["at"]), steps.get(one["type"], _OUTSIDE.get(one["type"].rpartition(".")[2], "记录")))
            for one in copy["events"]
        ),
        read_by=tuple((_moment(one["at"]), one["post"], one["reason"]) for one in copy["read_by"]),
        fictional=settings.FICTIONAL or None,
    )


_OUTSIDE = {name: said.zh for name, said in OUTSIDE.items()}


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _plain(value: Any) -> str:
    return "；".join(str(one) for one in value) if isinstance(value, list) else str(value)
