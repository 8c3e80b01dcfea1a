"""What the role of the web and the worker may do in PostgreSQL: everything an office needs, and no hand on the ledger.

The role that owns the tables runs `./huiyin migrate`, which ends here. Nothing here is needed on SQLite, where whoever
has the file has all of it; there the chain and the published roots are the protection.
"""

from typing import Any

from django.db import connection, transaction
from psycopg import sql

# What is only ever added to. `event` is given its position once and loses its words once; `reading` its position.
LEDGER = {"event": ("position", "words"), "reading": ("position",), "root": ()}
READ_ONLY = ("django_migrations",)
FUNCTION = """
CREATE OR REPLACE FUNCTION huiyin_ledger_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is only added to: a position is given once, words are only taken away'
        USING ERRCODE = 'insufficient_privilege';
END $$"""
TRIGGERS = {
    "event": "(OLD.position IS NOT NULL AND NEW.position IS DISTINCT FROM OLD.position)"
    " OR (NEW.words IS NOT NULL AND NEW.words IS DISTINCT FROM OLD.words)",
    "reading": "OLD.position IS NOT NULL AND NEW.position IS DISTINCT FROM OLD.position",
}


class NoSuchRole(Exception):
    """The role that is to serve does not exist, and this one may not make it."""


def make_role(name: str, *, password: str) -> None:
    """Make the serving role where it is missing and this role may; raises NoSuchRole. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        if cursor.fetchone():
            return
        cursor.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() != (True,):
            raise NoSuchRole(name)
        made = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), sql.Literal(password or None))
        cursor.execute(made)


def grant_to(name: str) -> None:
    """Give the serving role its rights and take every other away, in one transaction; safe to run again."""
    role = sql.Identifier(name)
    with transaction.atomic(), connection.cursor() as cursor:
        for words in (
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}",
            "GRANT USAGE ON SCHEMA public TO {role}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        ):
            cursor.execute(sql.SQL(words).format(role=role))
        for table in READ_ONLY:
            _only(cursor, table, role=role, rights="SELECT")
        cursor.execute(FUNCTION)
        for table, columns in LEDGER.items():
            for part in (table, *_parts(cursor, table)):
                _only(cursor, part, role=role, rights="SELECT, INSERT" if part == table else "SELECT")
            if columns:
                _may_fill_in(cursor, table, columns=columns, role=role)


def _only(cursor: Any, table: str, *, role: sql.Identifier, rights: str) -> None:
    place = sql.Identifier(table)
    cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(place, role))
    cursor.execute(sql.SQL(f"GRANT {rights} ON {{}} TO {{}}").format(place, role))


def _may_fill_in(cursor: Any, table: str, *, columns: tuple[str, ...], role: sql.Identifier) -> None:
    """Let the sealer give positions and an erasure take words away; the trigger sees to it that it is only that."""
    names, place = sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(table)
    trigger = sql.Identifier(f"{table}_kept")
    for words in (
        sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(names, place, role),
        sql.SQL("DROP TRIGGER IF EXISTS {} ON {}").format(trigger, place),
        sql.SQL(
            f"CREATE TRIGGER {{}} BEFORE UPDATE ON {{}} FOR EACH ROW WHEN ({TRIGGERS[table]}) "
            "EXECUTE FUNCTION huiyin_ledger_kept()"
        ).format(trigger, place),
    ):
        cursor.execute(words)


def _parts(cursor: Any, table: str) -> list[str]:
    cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass", [table])
    return [str(row[0]).strip('"') for row in cursor.fetchall()]


def may_change_ledger() -> bool:
    """Say whether the role of this process could change or delete what the ledger holds. One query; on SQLite always."""
    if connection.vendor != "postgresql":
        return True
    asked = " OR ".join(
        f"has_table_privilege('{table}', 'UPDATE') OR has_table_privilege('{table}', 'DELETE')"
        f" OR has_table_privilege('{table}', 'TRUNCATE')"
        for table in LEDGER
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return bool((cursor.fetchone() or (True,))[0])
