"""What a filled county holds: batches of matters in a fixed mixture, each the same for the same seed and number.

A thousand matters a batch, filed in six months of the demo county's years:

    600  (940) appeals brought in as history by `open_many`: one event, no clocks
    170   (30) appeals the resident took back: two events, final
     80   (10) hotline orders, dispatched, signed for, and most answered and closed
     50   (10) suggestions, half of them being studied
     80    (8) appeals in hand: passed to a unit, most signed for and accepted
     20    (2) appeals told whole as the demo tells them: replied, rated, closed, reopened; about twelve events

In brackets the mixture from the batch of number 110 on: a county of a million matters has most of them from an older system, and no
more in hand than people can work on.

`open_batch` makes a thousand more whose clocks run: appeals of the last half-year that nobody has dealt with yet,
eight clocks each, so that a county of a million open clocks can be made.

Everything goes through the acts: openings by `open_many`, steps by `take_step`, a batch in one writing. No row is made by SQL.
The first batch carries 20 of the matters on to 200 events.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate, pairwise
from typing import Any
from uuid import UUID

from huiyin.acts.matters import Filed, Filing, open_many, take_step
from huiyin.acts.priming import prime
from huiyin.acts.progress import move
from huiyin.acts.writing import Moment, writing
from huiyin.cli.county import load
from huiyin.cli.county.appeal_scripts import AppealScript, appeal_scripts
from huiyin.cli.county.hands import CENTRE, roster
from huiyin.cli.county.model import County
from huiyin.cli.county.recipe import recipe
from huiyin.flow.actor import Actor, filer

BATCH = 1000
# How the matters of a batch go, in thousandths, in the order of the table above; the second from OLDER_FROM on.
RECENT, OLDER, OLDER_FROM = (600, 170, 80, 50, 80, 20), (940, 30, 10, 10, 8, 2), 110
LONG, LONG_EVENTS = 20, 200
# The half-years matters are filed in begin in each of these months; a stride without a common factor mixes their order.
FIRST_MONTH, MONTHS, HALF_YEAR, STRIDE = date(2021, 8, 1), 58, 6, 23
FILLED_TO = date(2026, 11, 20)
NAME, OPEN_NAME, OPEN_DAYS = "bench/fill", "bench/fill/open", 180
SORTS = ("help", "complaint", "enquiry", "suggestion")


def play_batch(number: int, *, seed: int, total: int) -> None:
    """Make one batch in one transaction, and write in the same one that it is made."""
    scripts = scripts_of(number, seed=seed)
    old, taken_back, orders, suggestions, in_hand, told = parts(scripts, RECENT if number < OLDER_FROM else OLDER)
    with writing() as session:
        prime(session)
        _old(old)
        _taken_back(taken_back)
        _orders(orders, number)
        _suggestions(suggestions)
        carried = _in_hand(in_hand)
        load.play(told)
        if number == 0:
            _make_long(carried)
        move(NAME, done=number + 1, total=total, words="", at=scripts[0].filed_at)


def open_batch(number: int, *, seed: int, total: int) -> None:
    """Open one batch of appeals and leave them as they came; in one transaction, as `play_batch` does."""
    start, own = FILLED_TO - timedelta(days=OPEN_DAYS), seed * 1_000_003 + 500_000 + number
    found = list(appeal_scripts(_county(), start=start, end=FILLED_TO, count=BATCH, seed=own))
    with writing() as session:
        prime(session)
        _opened([at_counter(one) for one in found])
        move(OPEN_NAME, done=number + 1, total=total, words="", at=found[0].filed_at)


def scripts_of(number: int, *, seed: int) -> list[AppealScript]:
    """Return what people said in the half-year of a batch, in a mixed order."""
    month = number * STRIDE % MONTHS
    start, end = _month(month), _month(month + HALF_YEAR)
    found = appeal_scripts(
        _county(), start=start, end=end, count=BATCH, seed=seed * 1_000_003 + number, until=FILLED_TO
    )
    # Spread over the mixture by chance and not by day: every way of going has matters of every week.
    mixed = sorted(found, key=lambda one: (one.filed_at.second, one.filed_at))
    return mixed[:BATCH]


@cache
def _county() -> County:
    return recipe(load.SEED)


def _month(number: int) -> date:
    months = FIRST_MONTH.month - 1 + number
    return date(FIRST_MONTH.year + months // 12, months % 12 + 1, 1)


def parts(scripts: Sequence[AppealScript], mixture: Sequence[int]) -> list[list[AppealScript]]:
    """Return a batch's scripts by how their matters go."""
    ends = [len(scripts) * thousandths // 1000 for thousandths in accumulate(mixture)]
    return [list(scripts[first:end]) for first, end in pairwise([0, *ends])]


def _old(scripts: list[AppealScript]) -> None:
    _opened([replace(at_counter(one), history=True) for one in scripts])


def _taken_back(scripts: list[AppealScript]) -> None:
    for script, filed in zip(scripts, _opened([at_counter(one) for one in scripts]), strict=True):
        at = script.filed_at + timedelta(days=1)
        _step(filed.matter, "withdraw", None, at, withdraw_words="已经解决了")


def _orders(scripts: list[AppealScript], number: int) -> None:
    filings = [_order(one, SORTS[place % len(SORTS)]) for place, one in enumerate(scripts)]
    for place, (script, filed) in enumerate(zip(scripts, _opened(filings), strict=True)):
        handler, at = _handler(script), script.filed_at
        _step(filed.matter, "dispatch", _sorter(), _later(at, 1), to_post=handler, reason="按权责清单派单")
        if place % 8 == 7:
            continue
        _step(filed.matter, "sign_for", handler, _later(at, 3))
        if (place + number) % 4 == 3:
            continue
        said = {"answer_sort": "done", "answer": "已派人到现场处理好，请您再看看。", "answer_way": "phone"}
        _step(filed.matter, "answer", handler, _later(at, 9), **said)
        if place % 2:
            _step(filed.matter, "close", handler, _later(at, 30), office_says="yes")


def _suggestions(scripts: list[AppealScript]) -> None:
    filings = [replace(at_counter(one), kind="suggestion") for one in scripts]
    for place, (script, filed) in enumerate(zip(scripts, _opened(filings), strict=True)):
        if place % 2:
            _step(filed.matter, "study", _sorter(), _later(script.filed_at, 2))


def _in_hand(scripts: list[AppealScript]) -> list[tuple[UUID, str, datetime]]:
    carried = []
    for place, (script, filed) in enumerate(zip(scripts, _opened([at_counter(one) for one in scripts]), strict=True)):
        handler, at = _handler(script), script.filed_at
        _step(filed.matter, "assign", _sorter(), _later(at, 1), to_post=handler, reason="属其职责")
        if place % 8 != 7:
            _step(filed.matter, "sign_for", handler, _later(at, 2))
            _step(filed.matter, "accept", handler, _later(at, 3))
            carried.append((filed.matter, handler, at))
    return carried


def _make_long(carried: list[tuple[UUID, str, datetime]]) -> None:
    """Note on some matters what was done, an hour apart, until each has its 200 events."""
    # Four events stand already: registered, assigned, signed for, accepted.
    for matter, handler, at in carried[:LONG]:
        for hour in range(LONG_EVENTS - 4):
            _step(
                matter, "note", handler, _later(at, 4 + hour),
                progress=f"第 {hour + 1} 次到现场看过，还在处理。", progress_public="已经派人看过，正在处理",
            )  # fmt: skip


def _opened(filings: list[Filing]) -> list[Filed]:
    if not filings:
        return []
    made = open_many(filings, actor=_holder(first("intake"), filings[0].moment.at))
    refused = [one for one in made if not isinstance(one, Filed)]
    if refused:
        raise SystemExit(f"the county would not take a filing: {refused[0]!r} {getattr(refused[0], 'faults', '')}")
    return [one for one in made if isinstance(one, Filed)]


def at_counter(script: AppealScript) -> Filing:
    """Return the script as the centre's clerk types it; nobody is complained of, so that every post may act."""
    filing = load.filing_of(script)
    values = {**filing.values, "channel": "walk_in", "concerns_office": False, "concerned_unit": None}
    # Who files at a counter leaves a name and a number.
    values["name"], values["phone"] = script.name or "田满仓", script.phone or "13800000061"
    return replace(filing, values=values, received_unit=CENTRE)


def _order(script: AppealScript, sort: str) -> Filing:
    filing = at_counter(script)
    return replace(
        filing, kind="order", values={**filing.values, "channel": "hotline", "order_sort": sort, "urgent": False}
    )


def _step(matter: UUID, step: str, post: str | None, at: datetime, **values: Any) -> None:
    actor = filer(str(matter), at) if post is None else _holder(post, at)
    take_step(matter, step, values, actor=actor, moment=Moment(at, at, quiet=True))


def _later(at: datetime, hours: int) -> datetime:
    return at + timedelta(hours=hours)


def _holder(post: str, at: datetime) -> Actor:
    held = load.actor_of(post, at)
    if held is None:
        raise SystemExit(f"nobody holds {post} on {at:%Y-%m-%d}")
    return held


def _sorter() -> str:
    return first("sort")


@cache
def first(role: str) -> str:
    """Return the first post of the centre with a role."""
    return roster(_county()).first(CENTRE, role=role)


def _handler(script: AppealScript) -> str:
    planned = (str(one.values["to_post"]) for one in script.plan if one.step == "hand_over")
    return next(planned, None) or _any_handler()


@cache
def _any_handler() -> str:
    held = roster(_county()).held
    return next(posts[0] for (unit, role), posts in sorted(held.items()) if role == "handle" and "county" in unit)
