"""Made-up matters of small counties, drawn so that small cells, rare words and unanimous ones all occur."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

COUNTY = "990121"
UNITS = ("water", "roads", "schools", "centre")
CATEGORIES = ("city.road", "util.water", "edu.school")
CHANNELS = ("walk_in", "phone", "web")
TOWNS = ("990121001000", "990121101000", "990121102000")
Row = dict[str, Any]


@dataclass
class County:
    """The matters of a made-up county, each a row of `matter_fact`; the same seed makes the same county."""

    seed: int
    months: tuple[int, ...] = (202601, 202602)
    most: int = 40
    matters: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        dice = Random(self.seed)
        for month in self.months:
            for _ in range(dice.randint(0, self.most)):
                self.matters.append(a_matter(dice, month))


def a_matter(dice: Random, month: int) -> Row:
    """Return one matter of a month."""
    replied, rated, said, called = (int(dice.random() < odds) for odds in (0.8, 0.4, 0.5, 0.3))
    office = int(dice.random() < 0.7)
    return {
        "yyyymm": month,
        "kind": dice.choices(("appeal", "suggestion"), (9, 1))[0],
        "unit": dice.choices(UNITS, (8, 3, 1, 1))[0],
        "category": dice.choice(CATEGORIES),
        "channel": dice.choices(CHANNELS, (6, 3, 1))[0],
        "town": dice.choices(TOWNS, (6, 3, 1))[0],
        "first": 1,
        "accepted_day": month * 100 + dice.randint(1, 28),
        "replied_day": (month + 1) * 100 + dice.randint(1, 28) if replied else 0,
        "closed_day": (month + 1) * 100 + 28 if dice.random() < (0.8 if replied else 0.4) else 0,
        "days_to_reply": dice.randint(0, 90) if replied else 0,
        "extended": int(dice.random() < 0.2),
        "reopened": int(dice.random() < 0.2),
        "sent_back": int(dice.random() < 0.2),
        "urged": dice.choice((0, 0, 0, 1, 2)),
        "office_said": office,
        "office_solved": int(office and dice.random() < 0.8),
        "resident_said": said,
        "resident_solved": int(said and dice.random() < 0.5),
        "called_back": called,
        "call_back_solved": int(called and dice.random() < 0.6),
        "rated": rated,
        "satisfied": int(rated and dice.random() < 0.7),
    }
