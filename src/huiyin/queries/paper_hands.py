"""Who drafted, checked and signed a paper: read from the events, so that it needs no row of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from huiyin.flow.matter import Event, IssuedPaper
from huiyin.papers.registry import BUILDERS, Hands


@dataclass(frozen=True, slots=True)
class PaperHands:
    """The versions of the events by which a paper was drafted, checked and signed; 0 where no hand of that sort was."""

    drafted: int
    checked: int = 0
    signed: int = 0


def paper_hands(paper: IssuedPaper, events: Sequence[Event]) -> PaperHands:
    """Return the hands that a paper passed. Costs no query."""
    issued = next(one for one in events if one.version == paper.version)
    put_forward = int(issued.body.get("drafted", {}).get("version", 0))
    if put_forward:
        return PaperHands(put_forward, signed=paper.version)
    drafted = _newest(events, "draft", before=paper.version) if BUILDERS[paper.code].hands is not Hands.ONE else 0
    if not drafted:
        return PaperHands(paper.version)
    checked = _newest(events, "check", before=paper.version)
    return PaperHands(drafted, checked if checked > drafted else 0, paper.version)


def _newest(events: Sequence[Event], hand: str, *, before: int) -> int:
    past = (one.version for one in reversed(events) if one.version < before and hand in one.body.get("hands", {}))
    return next(past, 0)
