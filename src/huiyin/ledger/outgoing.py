"""The outbox of events: written with the events themselves, so that a webhook misses none and hears of none undone."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from huiyin.ledger.lines import PlainLine
from huiyin.store.bulk import Values, insert_rows
from huiyin.store.events import Event as Line
from huiyin.store.interface import Outgoing, SigningKey


def announce(lines: Iterable[PlainLine]) -> None:
    """Put events of matters into the outbox, if any webhook listens. One query when none does, else two."""
    rows: list[Values] = [
        {
            "county": line.county,
            "stream": line.stream,
            "version": line.version,
            "type": line.type,
            "at": line.recorded_at,
        }
        for line in lines
    ]
    if rows and SigningKey.objects.exists():
        insert_rows(Outgoing, rows)


def events_from(*, since: datetime | None, position: int | None, after: int, most: int) -> list[tuple[int, Outgoing]]:
    """Return events of matters from a moment of recording or a position of the ledger on, by their row, a page at a time.

    Reads the event table from there on. `after` is the row the page before ended with. One query.
    """
    # Entries of registers and notes, such as what staff took out, are no matter's events.
    rows = Line.objects.filter(county=settings.COUNTY, id__gt=after).exclude(sort__contains=":")
    if since is not None:
        rows = rows.filter(recorded_at__gte=since)
    if position is not None:
        rows = rows.filter(position__gte=position)
    return [
        (row.pk, Outgoing(county=row.county, stream=row.stream, version=row.version, type=row.type, at=row.recorded_at))
        for row in rows.order_by("id")[:most]
    ]
