"""Looking through every table of the database for a text, wherever and however it is kept."""

from typing import Any

from django.db import connection


def places_of(*texts: str) -> list[str]:
    """Return the tables and columns that hold one of the texts: as words, as bytes, or escaped in JSON."""
    needles = {form for text in texts for form in (text, text.encode("unicode_escape").decode(), text.encode().hex())}
    found = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            found += [
                f"{table}.{name}"
                for row in cursor.fetchall()
                for name, value in zip(names, row, strict=True)
                if _holds(value, needles)
            ]
    return sorted(set(found))


def _holds(value: Any, needles: set[str]) -> bool:
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode("utf-8", errors="ignore")
    said = str(value)
    return any(needle in said for needle in needles)
