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
from huiyin.store import posts

# The character of each paper in its number, as in 安综信受〔2026〕12号.
PAPER_LETTERS: dict[str, str] = {
    "D02": "受", "D03": "引", "D04": "转", "D04-2": "转告", "D05": "不受", "D07": "延", "D08": "意", "D09": "复", "D09-2": "核", "D11": "不再",
}  # fmt: skip


def matter_numbers(session: Session, prefix: str, received: Sequence[datetime]) -> list[str]:
    """Return a number for each moment of receipt, in order. One query, whatever the days."""
    days = [moment.astimezone(SHANGHAI).date() for moment in received]
    series = {day: f"{prefix}/{day:%Y%m%d}" for day in days}
    taken = session.take_numbers({series[day]: count for day, count in Counter(days).items()})
    running = {day: iter(taken[name]) for day, name in series.items()}
    return [matter_number(prefix, day, next(running[day])) for day in days]


def number_paper(session: Session, matter: Matter, code: str, day: date) -> PaperNumber:
    """Return the next number of the lead unit's series for a paper."""
    at = matter.changed_at
    assert at is not None
    unit = session.remember(("unit", matter.lead_unit), lambda: posts.unit(matter.lead_unit))
    if unit is None or not unit.values.get("letters"):
        raise NotAllowed(
            Text(
                "单位册里没有主办单位的机关代字，编不了文号",
                "The register of units has no letters for the lead unit's papers",
            )
        )
    series = f"{unit.values['letters']}{PAPER_LETTERS[code]}/{day.year}"
    number = session.take_numbers({series: 1})[series][0]
    written = paper_number(unit.values["letters"], PAPER_LETTERS[code], day.year, number)
    return PaperNumber(str(new_id(at)), code, written, series)
