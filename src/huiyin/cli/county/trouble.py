"""What one category of trouble is told and answered with; the tables beside this file fill it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scene:
    """One way a trouble comes: every phrase fits every thing. {s} is the spot, {x} the thing, {t} since when."""

    things: tuple[str, ...]
    titles: tuple[str, ...]
    told: tuple[str, ...]
    wants: tuple[str, ...]
    found: tuple[str, ...]
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """All scenes of one category; `where` is u(rban), r(ural) or a(ny). `also` are wishes that fit every scene."""

    where: str
    basis: str
    harms: tuple[str, ...]
    also: tuple[str, ...]
    scenes: tuple[Scene, ...]


def scene(said: str, answered: str) -> Scene:
    """Read "things|titles|told" and "wants|found|done"; alternatives are parted by strokes."""
    things, titles, told = (tuple(part.split("/")) for part in said.split("|"))
    wants, found, done = (tuple(part.split("/")) for part in answered.split("|"))
    return Scene(things, titles, told, wants, found, done)


def trouble(where: str, *scenes: Scene, basis: str, harms: str, also: str) -> Trouble:
    """Gather the scenes of a category; harms and wishes are parted by strokes."""
    return Trouble(where, basis, tuple(harms.split("/")), tuple(also.split("/")), scenes)
