"""Finding what has been kept long enough, by kind and the year it was archived."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from huiyin.kit.days import SHANGHAI
from huiyin.store.matters import MatterRow


def kept_long_enough(years_by_kind: Mapping[str, int], *, at: datetime) -> QuerySet[MatterRow]:
    """Return archived matters whose years, counted from the new year after they were archived, are over."""
    this_year = at.astimezone(SHANGHAI).year
    due = Q(pk__in=[])
    for kind, years in years_by_kind.items():
        start = datetime(max(1, this_year - years), 1, 1, tzinfo=SHANGHAI)
        due |= Q(kind=kind, changed_at__lt=start)
    return MatterRow.objects.filter(due, final=True, erased=False).order_by("changed_at", "id")
