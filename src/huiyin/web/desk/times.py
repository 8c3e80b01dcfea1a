"""When a step happened: now, or earlier with the source of that time named."""

from datetime import datetime

from django.http import QueryDict

from huiyin.acts.writing import Moment
from huiyin.flow.answers import FieldFaults
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text

AT, SOURCE = "happened_at", "time_source"


def moment_of(typed: QueryDict, *, at: datetime) -> Moment:
    """Return the moment typed on a form, or now; raises FieldFaults for what is not a time."""
    said = typed.get(AT, "").strip()
    if not said:
        return Moment(at, at)
    try:
        then = datetime.fromisoformat(said)
    except ValueError:
        fault = Text("时间写成 2026-11-22 09:12 这样", "Write the time like 2026-11-22 09:12")
        raise FieldFaults({AT: fault}) from None
    local = then.replace(tzinfo=SHANGHAI) if then.tzinfo is None else then
    return Moment(local, at, source=typed.get(SOURCE, "").strip()[:200])
