"""The standby that answers what may be a moment old: figures and what is made from facts, never what must see its own write."""

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

ALIAS = "replica"
# A standby that stands behind nobody says nothing of its age; the worker writes each minute, so a live one is never old.
AGE = "SELECT pg_is_in_recovery(), extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::int"


def has_replica() -> bool:
    """Say whether the office has named a standby."""
    return ALIAS in settings.DATABASES


def replica_age_seconds() -> int | None:
    """Return how old what the standby shows may be, None where it cannot be asked or is none. One query, on the standby."""
    try:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(AGE)
            row = cursor.fetchone()
    except (DatabaseError, InterfaceError):
        connections[ALIAS].close()
        return None
    return int(row[1]) if row and row[0] and row[1] is not None else None


def for_figures() -> BaseDatabaseWrapper:
    """Return the connection on which figures are counted: the standby while it is fresh enough, else the database itself.

    Inside a transaction that may have written something it is always the database itself.
    """
    return connection if fresh_age_seconds() is None else connections[ALIAS]


def fresh_age_seconds() -> int | None:
    """Return how old figures may be that are counted now, None where the database itself counts them. One query at most."""
    if not has_replica() or connection.in_atomic_block:
        return None
    age = replica_age_seconds()
    return age if age is not None and age <= settings.REPLICA_AGE_SECONDS else None
