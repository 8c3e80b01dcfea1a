"""Numbers taken inside the act's transaction: gap-free per series, a void recorded, never reused."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from huiyin.acts.writing import Session
from huiyin.flow.matter import Matter
from huiyin.flow.scene import NotAllowed, PaperNumber
from huiyin.kit.days import SHANGHAI
from huiyin.kit.ids import new_id
from huiyin.kit.numbers import matter_number, paper_number
from huiyin.kit.text import Text
from huiyin.papers.registry import BUILDERS, Issuer
from huiyin.store import posts
from huiyin.store.numbers import CONFINED


def matter_numbers(session: Session, prefix: str, received: Sequence[datetime]) -> list[str]:
    """Return a number for each moment of receipt, in order. One query, whatever the days."""
    days = [moment.astimezone(SHANGHAI).date() for moment in received]
    series = {day: f"{prefix}/{day:%Y%m%d}" for day in days}
    taken = session.take_numbers({series[day]: count for day, count in Counter(days).items()})
    running = {day: iter(taken[name]) for day, name in series.items()}
    return [matter_number(prefix, day, next(running[day])) for day in days]


def number_paper(session: Session, matter: Matter, code: str, day: date, *, by: str) -> PaperNumber:
    """Return the next number of a paper, of the lead unit's series or, where the paper says so, of the acting unit's.

    `by` is the unit of the post that takes the step; empty where nobody of the office does.
    """
    at = matter.changed_at
    assert at is not None
    builder = BUILDERS[code]
    key = by if by and builder.issuer is Issuer.ACTING else matter.lead_unit
    unit = session.remember(("unit", key), lambda: posts.unit(key))
    if unit is None or not unit.values.get("letters"):
        raise NotAllowed(
            Text(
                "单位册里没有制发单位的机关代字，编不了文号",
                "The register of units has no letters for the issuing unit's papers",
            )
        )
    letters = builder.letters + (CONFINED if matter.confined else "")
    series = f"{unit.values['letters']}{letters}/{day.year}"
    number = session.take_numbers({series: 1})[series][0]
    written = paper_number(unit.values["letters"], letters, day.year, number)
    return PaperNumber(str(new_id(at)), code, written, series)
