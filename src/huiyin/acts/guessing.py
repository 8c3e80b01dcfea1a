"""Guesses for a row of a foreign sheet: the category by the hint words of the register, the division by its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from huiyin.flow.words import Sort
from huiyin.kit.codes import pad, scope
from huiyin.store.divisions import Division
from huiyin.store.entries import Entry

CODE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Guesses:
    """Hint words with their category, divisions by name, and which answers and columns they are for."""

    hints: tuple[tuple[str, str], ...]
    places: Mapping[str, str]
    category_field: str
    division_field: str
    columns: tuple[str, ...]

    def fill(self, values: dict[str, Any], cells: Mapping[str, str]) -> None:
        """Fill an empty category from the words, and put a division's code in the place of its name."""
        if self.columns and self.category_field and not values.get(self.category_field):
            values[self.category_field] = self.category(tuple(cells[name] for name in self.columns))
        said = values.get(self.division_field)
        if isinstance(said, str) and said and not (len(said) == CODE_LENGTH and said.isdigit()):
            values[self.division_field] = self.places.get(said, said)

    def category(self, texts: tuple[str, ...]) -> str:
        """Return the category whose hint words the texts hold most of, earlier texts before later; else nothing."""
        for text in texts:
            found: dict[str, int] = {}
            for word, category in self.hints:
                if word in text:
                    # A longer word says more: 老旧小区 is more than 小区.
                    found[category] = found.get(category, 0) + len(word)
            if found:
                return min(found, key=lambda category: (-found[category], category))
        return ""


def guesses(fields: Mapping[Sort, str], columns: tuple[str, ...]) -> Guesses:
    """Look up what the guesses need. Two queries.

    `fields` names the answers that take a category and a division; `columns` are those read for hint words.
    """
    return Guesses(
        hints=_hints() if columns else (),
        places=_places(),
        category_field=fields.get(Sort.CATEGORY, ""),
        division_field=fields.get(Sort.DIVISION, ""),
        columns=columns,
    )


def _hints() -> tuple[tuple[str, str], ...]:
    rows = Entry.objects.filter(register="category", valid_to__isnull=True).order_by("key")
    return tuple((word, row.key) for row in rows for word in row.values.get("hints", ()) if word)


def _places() -> dict[str, str]:
    """Return codes by name, and by township and village together; a name that two places share is left out."""
    first, end = scope(pad(settings.COUNTY))
    standing = Division.objects.filter(code__gte=first, code__lt=end, valid_to__isnull=True)
    rows = list(standing.only("code", "name", "parent"))
    names = {row.code: row.name for row in rows}
    found: dict[str, str] = {}
    shared: set[str] = set()
    for row in rows:
        for name in (row.name, names.get(row.parent, "") + row.name):
            if found.setdefault(name, row.code) != row.code:
                shared.add(name)
    return {name: code for name, code in found.items() if name not in shared}
