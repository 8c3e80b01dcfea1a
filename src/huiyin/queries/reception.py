"""Leaders' reception days and going down as residents are told of them: post, day, hours, place; never a person."""

from dataclasses import dataclass
from datetime import date, datetime

from huiyin.kinds.registers.reception import RECEPTION_DAY
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.words import Wanted, names
from huiyin.store import posts

MOST_SHOWN = 12
SORTS = {choice.id: choice.name for choice in RECEPTION_DAY.field("sort").choices}


@dataclass(frozen=True, slots=True)
class ReceptionDay:
    """One day on which a leader receives people or goes down to them."""

    day: date
    hours: str
    sort: Text
    place: str
    leader: str
    topic: str


def reception_days(at: datetime) -> tuple[ReceptionDay, ...]:
    """Return the days still to come, the next first. Three queries."""
    today = at.astimezone(SHANGHAI).date()
    rows = posts.entries(RECEPTION_DAY.id, today).filter(values__day__gte=today.isoformat())
    found = sorted(rows, key=lambda row: (row.values["day"], row.key))[:MOST_SHOWN]
    called = names(Wanted(posts=[str(row.values["leader"]) for row in found]))
    return tuple(
        ReceptionDay(
            day=date.fromisoformat(row.values["day"]),
            hours=str(row.values["hours"]),
            sort=SORTS[row.values["sort"]],
            place=str(row.values["place"]),
            leader=called.post(str(row.values["leader"])),
            topic=str(row.values.get("topic", "")),
        )
        for row in found
    )
