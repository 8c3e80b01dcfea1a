"""Looking through every table of the database for a text, wherever and however it is kept."""

from collections.abc import Iterable
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
            columns = zip(names, zip(*cursor.fetchall(), strict=True), strict=False)
            found += [f"{table}.{name}" for name, values in columns if _holds(values, needles)]
    return sorted(set(found))


def _holds(values: Iterable[Any], needles: set[str]) -> bool:
    said = "\0".join(map(_text, values))
    return any(needle in said for needle in needles)


def _text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", errors="ignore")
    return str(value)
