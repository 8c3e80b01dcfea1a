"""Matters with deadlines kept, missed and still running, and a count of them made plainly from the events."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from huiyin.acts import importing
from huiyin.kit.days import SHANGHAI
from huiyin.ledger.history import history
from huiyin.store.matters import MatterRow
from tests.imports.sheets import a_clerk, a_table, an_order, cells, silent
from tests.office import MORNING, OPINION, opened, signed, step

# (handed over to, days from acceptance to signing; None: not signed yet)
PLAN = (
    *(("water.handle", days) for days in (3, 10, 20, 58, 59, 61, 75)),
    *(("roads.handle", days) for days in (5, 90)),
    ("roads.handle", None),
    ("water.handle", None),
    ("", None),
)
LATER = 200


def many_deadlines() -> None:
    """Carry a dozen appeals to their deadlines and past them, over several months; one comes in as history."""
    for number, (post, days) in enumerate(PLAN):
        _one(MORNING + timedelta(days=9 * number), post, days)
    gone = opened(MORNING + timedelta(days=30), channel="phone")
    step(gone.matter, "withdraw", "filer", MORNING + timedelta(days=31))
    # One that is not due yet on the day counted to, and one that is history.
    _one(MORNING + timedelta(days=LATER - 10), "water.handle", None)
    later = MORNING + timedelta(days=LATER)
    order = an_order("history", at=later)
    importing.bring_in_good(a_table(cells("1")), order, actor=a_clerk(later), progress=silent)


def _one(when: datetime, post: str, days: int | None) -> None:
    filed = opened(when)
    step(filed.matter, "accept", "centre.sort", when + timedelta(hours=1))
    if not post:
        return
    unit = post.split(".")[0]
    if days is None and unit == "roads":
        step(
            filed.matter,
            "hand_over",
            "centre.sort",
            when + timedelta(hours=1.5),
            to_post="water.handle",
            reason="归它管",
        )
        step(
            filed.matter,
            "send_back",
            "water.handle",
            when + timedelta(hours=1.7),
            why_back="not_ours",
            reason="不归我们",
        )
    step(filed.matter, "hand_over", "centre.sort", when + timedelta(hours=2), to_post=post, reason="归它管")
    step(filed.matter, "sign_for", post, when + timedelta(hours=3))
    if days is None:
        return
    done = when + timedelta(days=days)
    if days == 20:
        signed(
            filed.matter, "extend", post, when + timedelta(days=5), by="water.sign", extend_by=1, extend_reason="等检测"
        )
    step(filed.matter, "draft", post, done, **OPINION)
    step(filed.matter, "check", f"{unit}.check" if unit == "water" else "roads.sign", done + timedelta(hours=1))
    step(filed.matter, "sign", f"{unit}.sign", done + timedelta(hours=2))
    _answered(filed.matter, post, done + timedelta(days=1), days)


def _answered(matter: UUID, post: str, when: datetime, days: int) -> None:
    """Serve the reply, and let each side say of it what it likes; some say nothing."""
    step(matter, "serve", post, when, served_way="in_person")
    if days in (3, 20, 58, 90):
        step(matter, "close", post, when + timedelta(hours=1), office_says="yes" if days != 20 else "partly")
    if days in (3, 10, 58, 61):
        said = "no" if days == 58 else "yes"
        result = {3: "satisfied", 10: "fair", 58: "dissatisfied", 61: "satisfied"}[days]
        step(matter, "rate", "filer", when + timedelta(hours=2), attitude="satisfied", result=result, solved=said)
    if days in (3, 20):
        step(
            matter,
            "call_back",
            "centre.sort",
            when + timedelta(hours=3),
            callback_says="partly" if days == 20 else "yes",
        )
    if days == 58:
        step(matter, "reopen", "filer", when + timedelta(hours=4), still_wrong="还是没水")
        step(matter, "urge", "filer", when + timedelta(hours=5))
        step(matter, "urge", "centre.sort", when + timedelta(hours=6))


def counted_by_hand(clock: str, as_of: int) -> list[dict[str, int | str]]:
    """Count what fell due from the events alone: no fact, no clock row, no SQL."""
    counts: dict[tuple[int, str], Counter[str]] = {}
    for matter in MatterRow.objects.values_list("id", flat=True):
        for held in _clocks(matter, clock):
            due = int(held["due_on"].replace("-", ""))
            if due < as_of:
                found = counts.setdefault((due // 100, held["unit"]), Counter())
                found["n"] += 1
                found["on_time"] += held.get("on_time") is True
                found["open"] += "on_time" not in held
    return [
        {"yyyymm": month, "unit": unit, "n": found["n"], "on_time_n": found["on_time"], "open_n": found["open"]}
        for (month, unit), found in sorted(counts.items())
    ]


def _clocks(matter: Any, clock: str) -> list[dict[str, Any]]:
    # A running clock belongs to whoever leads; one that has stopped stays with whoever led then.
    found: list[dict[str, Any]] = []
    unit = ""
    for event in history(matter):
        unit = event.body.get("lead_unit", unit)
        for held in found:
            held.update({} if "on_time" in held else {"unit": unit})
        for change in event.body.get("clocks", ()):
            if change["id"] != clock:
                continue
            if change["do"] == "start":
                found.append({})
            found[-1].update({name: change[name] for name in ("due_on", "on_time") if name in change}, unit=unit)
    return found


def day_number(moment: datetime) -> int:
    """Write a day as facts do."""
    return int(moment.astimezone(SHANGHAI).strftime("%Y%m%d"))


def the_day() -> int:
    """Return the day counted to."""
    return day_number(MORNING + timedelta(days=LATER))
