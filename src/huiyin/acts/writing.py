"""The transaction every act runs in, the two times it is given, and the refusals it may raise."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from huiyin.kit.text import Text
from huiyin.ledger.pen import Pen
from huiyin.store.numbers import take_many


class NotFound(Exception):
    """There is no such thing, or the actor may not know of it: the same sentence for both."""

    reason = Text("没有找到这件事，请核对编号", "No such matter; please check the number")


@dataclass(frozen=True, slots=True)
class Moment:
    """When it happened in law and when the server wrote it down; a door makes it from one clock reading.

    `quiet` sends nothing out: old times being brought in must not ring anybody's telephone.
    """

    at: datetime
    recorded_at: datetime
    source: str = ""
    quiet: bool = False


def now_at(moment: datetime) -> Moment:
    """Return a moment that is recorded as it happens."""
    return Moment(moment, moment)


@dataclass(slots=True)
class Session:
    """An open writing: the pen, and look-ups remembered while it lasts."""

    pen: Pen
    remembered: dict[Any, Any] = field(default_factory=dict)

    def take_numbers(self, wanted: Mapping[str, int]) -> dict[str, range]:
        """Return the next numbers of each series; the rows stay held until the act ends, or nothing is taken."""
        return take_many(self.pen.county, wanted)

    def flush(self) -> None:
        """Put everything written down."""
        self.pen.flush()

    def remember(self, key: Any, find: Callable[[], Any]) -> Any:
        """Return what was found for a key in this session, finding it the first time."""
        if key not in self.remembered:
            self.remembered[key] = find()
        return self.remembered[key]


_open: ContextVar[Session | None] = ContextVar("_open", default=None)


@contextmanager
def writing() -> Iterator[Session]:
    """Open the act's transaction and pen; inside another writing it joins that one.

    Everything is put down when the outermost writing ends, or nothing is.
    """
    held = _open.get()
    if held is not None:
        yield held
        return
    with transaction.atomic():
        session = Session(Pen(settings.COUNTY))
        token = _open.set(session)
        try:
            yield session
            session.flush()
        finally:
            _open.reset(token)
