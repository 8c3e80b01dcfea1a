"""What staff took out as files, for the auditor: from the events themselves, newest first."""

from dataclasses import dataclass
from datetime import date, datetime

from huiyin.flow.exports import EXPORTED, OWN_WHYS, WHATS, WHYS, short_number
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.ledger.history import newest_of
from huiyin.queries.words import Wanted, names

MOST_LOOKED_AT, MOST_SHOWN = 500, 50


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One file taken out; `number` stands on the file too."""

    number: str
    at: datetime
    post: str
    person: str
    what: Text
    rows: int
    why: Text


def recent_exports(since: date, until: date) -> tuple[ExportLine, ...]:
    """Return the newest exports of a span of days, fifty at most. Four queries, flat in rows."""
    found = [
        (stream, event)
        for stream, event in newest_of((EXPORTED,), most=MOST_LOOKED_AT)
        if since <= event.at.astimezone(SHANGHAI).date() <= until
    ][:MOST_SHOWN]
    called = names(Wanted(people={event.body["by"]["person"] for _, event in found}))
    whys = {**WHYS, **OWN_WHYS}
    return tuple(
        ExportLine(
            number=short_number(stream),
            at=event.at,
            post=event.body["by"]["label"],
            person=called.person(event.body["by"]["person"]),
            what=WHATS[event.body["what"]],
            rows=event.body["rows"],
            why=whys[event.body["why"]],
        )
        for stream, event in found
    )
