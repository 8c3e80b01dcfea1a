"""What stands on the resident's screen now, for that screen alone; and for its clerk, whether it was answered."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from huiyin.flow.actor import Actor
from huiyin.kit.sealing import Suite, unwrap_key
from huiyin.kit.text import Text
from huiyin.ledger.keys import blinded, site_key
from huiyin.store.accounts import SignIn
from huiyin.store.counter_screen import HOLDER, QUIET, RIGHT, WRONG, CounterScreen


@dataclass(frozen=True, slots=True)
class Screen:
    """What a paired screen shows: the words, their digest, what the person said to them, and how it ended."""

    said: dict[str, Any]
    shown: str
    answer: str
    ended: str


def screen_of(secret: str, *, at: datetime) -> Screen | None:
    """Return what stands on the screen that holds a secret; None once it is over. Two queries, none without a secret."""
    row = CounterScreen.objects.filter(holder=blinded(HOLDER, secret[:100])).first() if secret else None
    if row is None or at - row.moved_at > QUIET:
        return None
    if row.ended:
        return Screen({}, "", "", row.ended)
    if not SignIn.objects.filter(id=row.sign_in, ended_at=None).exists():
        return None
    return Screen(_opened(row), row.shown, row.answer if row.answered == row.shown else "", "")


def _opened(row: CounterScreen) -> dict[str, Any]:
    plain = unwrap_key(Suite(row.suite), site_key(), bytes(row.sealed), context=f"screen|{row.form}".encode())
    said: dict[str, Any] = json.loads(plain)
    return said


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the screen of an intake, for the clerk: in words, and whether it was confirmed."""

    words: Text
    right: bool = False


NONE_OPEN = Standing(Text("第二块屏没有开", "No second screen is open"))
_SAYS = {
    RIGHT: Standing(Text("本人在屏上点了“对，就是这样”", "The person pressed “yes, that is it”"), right=True),
    WRONG: Standing(Text("本人说有不对的地方，请问清改好", "The person says something is wrong: ask and correct it")),
}


def standing(form: str, *, actor: Actor) -> Standing:
    """Return how it stands with the screen of an intake of the actor's own. One query."""
    row = CounterScreen.objects.filter(owner=actor.person, form=form, ended="").first()
    if row is None or actor.at - row.moved_at > QUIET:
        return NONE_OPEN
    if not row.holder:
        return Standing(Text("等第二块屏打开", "Waiting for the second screen"))
    if not row.answer:
        return Standing(Text("本人正在看", "The person is reading"))
    if row.answered != row.shown:
        return Standing(Text("您又改过，等本人再看一遍", "You changed it since: the person reads it again"))
    return _SAYS[row.answer]


def is_shown(form: str, *, actor: Actor) -> bool:
    """Say whether an intake has a screen now. One query."""
    return CounterScreen.objects.filter(owner=actor.person, form=form, ended="").exists()
