"""A copy of what is held of a person on one matter, for that person: everything in the clear, with where it comes from."""

from datetime import datetime
from typing import Any
from uuid import UUID

from huiyin.flow.actor import filer
from huiyin.kinds import kind_of
from huiyin.ledger.history import history
from huiyin.ledger.keys import every_private
from huiyin.queries.gate import NotReadable, Request, not_found, read_private
from huiyin.queries.purposes import data_lines
from huiyin.queries.readings import openings
from huiyin.store.matters import MatterRow

MOST_OPENINGS = 1000


def own_copy(matter: UUID, *, at: datetime) -> dict[str, Any]:
    """Return everything held of the person on the matter, as it can be handed over; raises NotReadable when erased."""
    row = MatterRow.objects.filter(id=matter).first()
    if row is None:
        raise NotReadable(not_found())
    kind = kind_of(row.kind)
    fields = frozenset(name for name, field in kind.fields().items() if field.private)
    held = read_private(Request(matter, fields, ""), actor=filer(str(matter), at))
    labels = kind.fields()
    return {
        "number": row.number,
        "kind": kind.name.zh,
        "copied_at": at.isoformat(timespec="seconds"),
        "state": kind.state(row.state).name.zh,
        "now": {labels[name].name.zh: value for name, value in held.items()},
        "earlier": [
            {"line": version, "field": labels[name].name.zh, "value": value}
            for version, name, value in every_private(matter, fields)
            if held.get(name) != value
        ],
        "purposes": {one.field.name.zh: {"why": one.why.zh, "basis": one.basis} for one in data_lines(kind)},
        "events": [{"at": event.at.isoformat(timespec="seconds"), "type": event.type} for event in history(matter)],
        "read_by": [
            {"at": one.at.isoformat(timespec="seconds"), "post": one.post_label, "reason": one.reason}
            for one in openings([matter], size=MOST_OPENINGS).rows
        ],
    }
