"""The search index of public words: FTS5 on SQLite, tsvector on PostgreSQL, both fed with bigrams."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from huiyin.lang.tokens import fts5_index_text, fts5_query, tsquery_literal, tsvector_literal
from huiyin.store.bulk import column_values


class SearchDoc(models.Model):
    """A matter's number in the index. The words themselves are in the engine's own index."""

    matter = models.UUIDField(unique=True)

    class Meta:
        db_table = "search_doc"


def index_new_words(words: Iterable[tuple[UUID, str]]) -> None:
    """Put the public words of matters into the index for the first time; raises IntegrityError.

    One query on PostgreSQL, where the words stand beside the number; two on SQLite.
    """
    texts = dict(words)
    if not texts:
        return
    if connection.vendor == "postgresql":
        marks = ", ".join(["(%s, %s::tsvector)"] * len(texts))
        values = [one for matter, text in texts.items() for one in (matter, tsvector_literal(text))]
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO search_doc (matter, words) VALUES {marks}", values)
        return
    ids = column_values(SearchDoc._meta.get_field("matter"), [{"matter": matter} for matter in texts])
    written = dict(zip(ids, texts.values(), strict=True))
    with connection.cursor() as cursor:
        marks = ", ".join(["(%s)"] * len(ids))
        cursor.execute(f"INSERT INTO search_doc (matter) VALUES {marks} RETURNING matter, id", ids)
        numbers = cursor.fetchall()
    _put([(number, written[matter]) for matter, number in numbers])


def index_words(words: Iterable[tuple[UUID, str]]) -> None:
    """Put or replace the public words of matters in the index, inside the caller's transaction. Four queries."""
    texts = dict(words)
    if not texts:
        return
    SearchDoc.objects.bulk_create([SearchDoc(matter=matter) for matter in texts], ignore_conflicts=True)
    numbers = dict(SearchDoc.objects.filter(matter__in=list(texts)).values_list("matter", "id"))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM matter_words WHERE rowid = %s", [(n,) for n in numbers.values()])
    _put([(numbers[matter], text) for matter, text in texts.items()])


def _put(texts: Iterable[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO matter_words (rowid, words) VALUES (%s, %s)",
                [(number, fts5_index_text(text)) for number, text in texts],
            )
        else:
            cursor.executemany(
                "UPDATE search_doc SET words = %s::tsvector WHERE id = %s",
                [(tsvector_literal(text), number) for number, text in texts],
            )


def forget_words(matter: UUID) -> None:
    """Take a matter out of the index, when its key is erased."""
    doc = SearchDoc.objects.filter(matter=matter).first()
    if doc is None:
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM matter_words WHERE rowid = %s", [doc.pk])
    doc.delete()


# What leads to more is not looked up by its words any more: they are asked of the rows as a list comes to them.
MANY = 30_000


def matching(query: str) -> Any:
    """Return a subquery of the ids of matters whose public words hold the query, for `id__in`; no more than are many."""
    if connection.vendor == "sqlite":
        inner = f"SELECT rowid FROM matter_words WHERE matter_words MATCH %s LIMIT {MANY}"
        return RawSQL(f"SELECT matter FROM search_doc WHERE id IN ({inner})", [fts5_query(query)])
    found = f"SELECT matter FROM search_doc WHERE words @@ %s::tsquery LIMIT {MANY}"
    return RawSQL(found, [tsquery_literal(query)])


def matching_count(query: str) -> tuple[str, list[Any]]:
    """Return the query that counts the words found, up to many, and its values."""
    if connection.vendor == "sqlite":
        inner, words = "SELECT 1 FROM matter_words WHERE matter_words MATCH %s", fts5_query(query)
    else:
        inner, words = "SELECT 1 FROM search_doc WHERE words @@ %s::tsquery", tsquery_literal(query)
    return f"SELECT COUNT(*) FROM ({inner} LIMIT {MANY}) AS held", [words]


def holds(query: str) -> Any:
    """Return the condition on a matter row that its public words hold the query."""
    if connection.vendor == "sqlite":
        of_row = "search_doc JOIN matter_words ON matter_words.rowid = search_doc.id WHERE matter_words MATCH %s"
        words = fts5_query(query)
    else:
        of_row, words = "search_doc WHERE words @@ %s::tsquery", tsquery_literal(query)
    return RawSQL(f"EXISTS (SELECT 1 FROM {of_row} AND search_doc.matter = matter.id)", [words], BooleanField())
