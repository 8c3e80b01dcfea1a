"""What one category of trouble is told and answered with; the tables beside this file fill it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """Phrases of one category. {s} is the spot, {x} a thing, {t} since when; `where` is u(rban), r(ural) or a(ny)."""

    where: str
    things: tuple[str, ...]
    titles: tuple[str, ...]
    told: tuple[str, ...]
    harms: tuple[str, ...]
    wants: tuple[str, ...]
    found: tuple[str, ...]
    done: tuple[str, ...]
    basis: str


def trouble(where: str, *lists: str, basis: str) -> Trouble:
    """Read seven lists, written with bars between phrases: things, titles, told, harms, wants, found, done."""
    things, titles, told, harms, wants, found, done = (tuple(phrases.split("|")) for phrases in lists)
    return Trouble(where, things, titles, told, harms, wants, found, done, basis)
