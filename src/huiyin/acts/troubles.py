"""What the database could not do for a while, in words for the person: away, at its limit, too slow, held, full."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError

from huiyin.kit.text import Text


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing could be done just now. Doors answer 503 and ask to be tried again after so many seconds."""

    code: str
    said: Text
    retry_after: int


AWAY = Trouble(
    "database_away",
    Text(
        "系统这会儿接不上，可能在重启，也可能一时人太多",
        "The system cannot reach its records just now: it may be restarting, cut off, or at its limit",
    ),
    10,
)
SLOW = Trouble(
    "database_slow",
    Text("这一步算得太久，已经停下来", "This took too long and was stopped"),
    30,
)
HELD = Trouble(
    "database_held",
    Text("别人正在改同一处，等得太久，已经停下来", "Somebody else is changing the same thing; this waited too long"),
    5,
)
FULL = Trouble(
    "database_full",
    Text("数据库写不下了，请马上告诉管理员", "The database has no room left: tell the administrators at once"),
    300,
)

# By SQLSTATE, the whole code before its class. Everything else is a fault of ours and stays one.
STATES = {
    "57014": SLOW, "25P03": SLOW, "25P04": SLOW,
    "55P03": HELD, "40P01": HELD, "40001": HELD,
    "53100": FULL, "53200": AWAY, "53300": AWAY,
    "57P01": AWAY, "57P02": AWAY, "57P03": AWAY, "57P05": AWAY,
    # A standby taken for the primary refuses to write.
    "25006": AWAY,
}  # fmt: skip
CONNECTION_CLASS = "08"
# What says nothing but its class: a connection that broke under a statement, a pool that had none to give.
LOST = frozenset(
    {"OperationalError", "InterfaceError", "PoolTimeout", "ConnectionTimeout", "TooManyRequests", "PoolClosed"}
)
SQLITE = {"locked": HELD, "busy": HELD, "full": FULL, "disk I/O": AWAY, "unable to open": AWAY, "readonly": AWAY}


def trouble_of(fault: BaseException | None) -> Trouble | None:
    """Say what the database could not do for a while, or None where the fault is not that."""
    for one in _behind(fault):
        if isinstance(one, DatabaseError | InterfaceError):
            return _said_by(one.__cause__ or one)
    return None


def _behind(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _said_by(cause: BaseException) -> Trouble | None:
    module = type(cause).__module__
    if module.startswith("psycopg"):
        state = getattr(cause, "sqlstate", None)
        if state:
            return AWAY if state.startswith(CONNECTION_CLASS) else STATES.get(state)
        return AWAY if type(cause).__name__ in LOST else None
    if module == "sqlite3":
        return next((trouble for words, trouble in SQLITE.items() if words in str(cause)), None)
    # Django's own word for a connection that was closed under it.
    return AWAY if isinstance(cause, InterfaceError) else None
