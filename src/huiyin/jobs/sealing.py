"""Sealing the ledger at least daily: the first tick of a day seals whatever waits."""

from datetime import datetime

from django.conf import settings

from huiyin.kit.days import SHANGHAI
from huiyin.ledger.roots import Root, newest_root, seal


def seal_daily(*, at: datetime) -> Root | None:
    """Seal what waits, unless it was done on this day already; return the newest root made."""
    newest = newest_root(settings.COUNTY)
    if newest is not None and newest.sealed_at.astimezone(SHANGHAI).date() >= at.astimezone(SHANGHAI).date():
        return None
    return seal(at=at, county=settings.COUNTY)
