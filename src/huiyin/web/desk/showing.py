"""From what queries say to the parts of the look: lights, chips, dates, rows of a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from huiyin.flow.kind import Step
from huiyin.flow.words import VERB_NAMES
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.queries.lights import Lamp
from huiyin.queries.matter_rows import MatterLine
from huiyin.web.parts import Light as LightPart
from huiyin.web.parts import Link
from huiyin.web.templatetags.look import in_english, words

CHIPS = {"us": "chip-us", "them": "chip-them", "done": "chip-done"}
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True, slots=True)
class Row:
    """A matter in a table, ready to be written."""

    number: str
    title: str
    url: str
    light: LightPart | None
    kind: str
    category: str
    place: str
    lead: str
    channel: str
    received: str
    due: str
    chip: str
    chip_class: str
    act: Link | None


def light_part(lamp: Lamp | None) -> LightPart | None:
    """Return a light ready to be shown."""
    return LightPart(lamp.colour, words(lamp.words)) if lamp is not None else None  # type: ignore[arg-type]


def day(value: datetime | date | None) -> str:
    """Write a day as people say it this year: 10月9日."""
    if value is None:
        return ""
    on = value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value
    return f"{on:%b} {on.day}" if in_english() else f"{on.month}月{on.day}日"


def full_day(value: datetime | date | None) -> str:
    """Write a day with its year."""
    if value is None:
        return ""
    on = value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value
    return f"{on:%Y-%m-%d}" if in_english() else f"{on.year}年{on.month}月{on.day}日"


def weekday(on: date) -> str:
    """Write a weekday."""
    return f"{on:%a}" if in_english() else _WEEKDAYS[on.weekday()]


def clock_time(value: datetime) -> str:
    """Write a moment by the clock on the wall."""
    local = value.astimezone(SHANGHAI)
    return f"{day(local)} {local:%H:%M}"


def rows(found: Iterable[MatterLine]) -> tuple[Row, ...]:
    """Return the rows of a table of matters."""
    return tuple(_row(line) for line in found)


def _row(line: MatterLine) -> Row:
    act = Link(step_label(line.next_step), step_url(line.number, line.next_step)) if line.next_step else None
    return Row(
        number=line.number,
        title=line.title or words(Text("（没有写标题）", "(no title)")),
        url=reverse("desk:matter", kwargs={"number": line.number}),
        light=light_part(line.lamp),
        kind=words(line.kind),
        category=line.category,
        place=line.place,
        lead=line.lead,
        channel=words(line.channel) if line.channel else "",
        received=day(line.received_at),
        due=day(line.due_at),
        chip=words(line.state),
        chip_class=CHIPS[line.awaits],
        act=act,
    )


SIGNS = Text("签发", "Sign")


def step_label(step: Step) -> str:
    """Return what the key of a step says: its own name, shortened to the verb where a reply is meant."""
    if step.signs:
        return words(SIGNS)
    verb = VERB_NAMES[step.verb] if step.verb is not None else step.name
    return words(step.name if len(words(step.name)) <= len(words(verb)) + 2 else verb)


def step_url(number: str, step: Step) -> str:
    """Return the address of a step's form."""
    return reverse("desk:step", kwargs={"number": number, "step": step.id})
