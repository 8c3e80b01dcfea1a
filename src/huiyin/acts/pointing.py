"""What register entries point to must be there: other entries by register and key, divisions by code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from huiyin.flow.answers import FieldFaults
from huiyin.flow.kind import Register
from huiyin.flow.words import Sort
from huiyin.kit.text import Text
from huiyin.store.divisions import Division
from huiyin.store.entries import Entry

DIVISION = "division"
# What one question to the database asks for at most.
_BATCH = 400


@dataclass(slots=True)
class Pointed:
    """Every key that some entries point to, with the field that names it; `new` are the entries of the same act."""

    keys: dict[tuple[str, str], tuple[str, Text]] = field(default_factory=dict)
    new: set[tuple[str, str]] = field(default_factory=set)

    def add(self, register: Register, values: Mapping[str, Any]) -> "Pointed":
        """Add what an entry's values point to."""
        for one in register.fields:
            target = DIVISION if one.sort is Sort.DIVISION else register.references.get(one.id, "")
            named = values.get(one.id)
            for key in named if isinstance(named, list) else [named]:
                if target and key:
                    self.keys.setdefault((target, str(key)), (one.id, one.name))
        return self


def refuse_missing(pointed: Pointed) -> None:
    """Raise FieldFaults for keys that name nothing. Two queries for every few hundred keys."""
    asked = set(pointed.keys) - pointed.new
    missing = sorted(asked - _there(asked))
    if missing:
        raise FieldFaults(dict(_fault(*pointed.keys[one], one[1]) for one in reversed(missing)))


def _fault(name: str, label: Text, key: str) -> tuple[str, Text]:
    return name, Text(f"“{label.zh}”里没有 {key}，请从列出的里选", f"“{label.en}” has no {key}; choose one listed")


def _there(asked: set[tuple[str, str]]) -> set[tuple[str, str]]:
    codes = sorted(key for target, key in asked if target == DIVISION)
    keys = sorted(key for target, key in asked if target != DIVISION)
    registers = sorted({target for target, _ in asked} - {DIVISION})
    found: set[tuple[str, str]] = set()
    for part in _parts(codes):
        found |= {(DIVISION, code) for code in Division.objects.filter(code__in=part).values_list("code", flat=True)}
    for part in _parts(keys):
        rows = Entry.objects.filter(register__in=registers, key__in=part)
        found |= set(rows.values_list("register", "key"))
    return found


def _parts(values: list[str]) -> list[list[str]]:
    return [values[start : start + _BATCH] for start in range(0, len(values), _BATCH)]
