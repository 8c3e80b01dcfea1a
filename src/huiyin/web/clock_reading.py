"""The one clock reading of a request: every page and act of a request speaks of the same moment."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

_KEPT = "_huiyin_moment"


def moment(request: HttpRequest) -> datetime:
    """Return the moment of this request, read the first time it is asked for."""
    held = getattr(request, _KEPT, None)
    if held is None:
        held = timezone.now()
        setattr(request, _KEPT, held)
    return held
