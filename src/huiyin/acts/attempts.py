"""Counting attempts in a window, so that a password or a code cannot be guessed by trying on."""

from datetime import datetime

from django.db.models import F

from huiyin.acts.writing import writing
from huiyin.store.working import Attempt


def spend(key: str, *, at: datetime, limit: int, window_seconds: int) -> bool:
    """Spend one attempt and say whether it was within the limit of the window. Two queries.

    Windows stand on the clock (`at` divided by their length), so a row of an old window is dead weight only.
    """
    window = int(at.timestamp()) // window_seconds
    with writing():
        Attempt.objects.bulk_create([Attempt(key=key, window=window, count=0)], ignore_conflicts=True)
        Attempt.objects.filter(key=key, window=window).update(count=F("count") + 1)
        spent = Attempt.objects.filter(key=key, window=window).values_list("count", flat=True).get()
    return spent <= limit


def forget(key: str) -> None:
    """Give the attempts of a key back, once the right answer was given."""
    with writing():
        Attempt.objects.filter(key=key).delete()
