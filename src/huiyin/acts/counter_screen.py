"""The resident's screen at a counter: opened by the clerk, paired by a code, shown what is typed, answered, ended.

It is bound to one enrolled counter, one sign-in and one intake, and holds nothing once that is over. What the person
presses is worth something only for exactly the words that stood there.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F

from huiyin.acts.writing import writing
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.kit.canon import canonical
from huiyin.kit.sealing import wrap_key
from huiyin.kit.text import Text
from huiyin.ledger.keys import blinded, site_key, suite
from huiyin.store.accounts import SignIn
from huiyin.store.counter_screen import CODE_LASTS, HOLDER, QUIET, RIGHT, WRONG, CounterScreen

CODE_DIGITS = 6
NO_CODE = Text(
    "这个号不对，或者已经过了三分钟。请工作人员再开一次", "Not a code, or older than three minutes: ask for another"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a screen belongs: the counter, the sign-in that stands at it, the token of the intake."""

    counter: UUID
    sign_in: UUID
    form: str


def open_screen(place: Place, said: Mapping[str, Any], *, actor: Actor) -> str:
    """Open the screen of a counter for one intake and return the code that pairs it. The one before it is over."""
    with writing():
        code = _free_code()
        CounterScreen.objects.update_or_create(
            counter=place.counter,
            defaults={
                "county": settings.COUNTY, "owner": actor.person, "sign_in": place.sign_in, "form": place.form,
                "code": _code_digest(code), "holder": "", "answer": "", "answered": "", "ended": "",
                "opened_at": actor.at, **_shown(place.form, said, actor.at),
            },
        )  # fmt: skip
    return code


def pair(code: str, *, at: datetime) -> str:
    """Pair the screen that shows a code and return the secret for its cookie; raises NotAllowed. A code works once."""
    secret = secrets.token_urlsafe(32)
    digits = "".join(one for one in code if one.isascii() and one.isdigit())
    with writing():
        waiting = CounterScreen.objects.filter(
            code=_code_digest(digits), holder="", ended="", opened_at__gt=at - CODE_LASTS
        )
        if not digits or not waiting.update(code="", holder=blinded(HOLDER, secret[:100]), moved_at=at):
            raise NotAllowed(NO_CODE)
    return secret


def show(form: str, said: Mapping[str, Any], *, actor: Actor) -> None:
    """Show what was typed by now on the screen of an intake, if it has one. One query."""
    with writing():
        CounterScreen.objects.filter(owner=actor.person, form=form, ended="").update(**_shown(form, said, actor.at))


def answer(secret: str, said: str, *, shown: str, at: datetime) -> bool:
    """Write down what the person pressed below the words `shown`; False where other words stand there by now."""
    if said not in (RIGHT, WRONG) or not secret:
        return False
    with writing():
        rows = CounterScreen.objects.filter(holder=blinded(HOLDER, secret[:100]), ended="", shown=shown)
        rows = rows.filter(moved_at__gt=at - QUIET, sign_in__in=SignIn.objects.filter(ended_at=None).values("id"))
        return bool(rows.update(answer=said, answered=F("shown"), moved_at=at))


def confirmed(form: str, said: Mapping[str, Any], *, actor: Actor) -> bool:
    """Say whether the person pressed “yes” below exactly these words. One query."""
    return CounterScreen.objects.filter(
        owner=actor.person, form=form, ended="", answer=RIGHT, answered=digest_of(form, said)
    ).exists()


def end_screen(form: str, *, how: str, actor: Actor) -> None:
    """End the screen of an intake; nothing of what it showed stays. One query."""
    with writing():
        CounterScreen.objects.filter(owner=actor.person, form=form).update(ended=how, sealed=b"", code="")


def forget_screens(*, at: datetime) -> None:
    """Empty the screens that ended, and those nothing moved on for ten minutes. One query where there are none."""
    with writing():
        CounterScreen.objects.filter(moved_at__lt=at - QUIET).delete()


def digest_of(form: str, said: Mapping[str, Any]) -> str:
    """Return the keyed digest of what stands on the screen of a form."""
    return blinded("screen-said", f"{form}|{canonical(dict(said)).decode()}")


def _free_code() -> str:
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        if not CounterScreen.objects.filter(code=_code_digest(code)).exists():
            return code


def _code_digest(code: str) -> str:
    return blinded("screen-code", code)


def _shown(form: str, said: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    plain = canonical(dict(said))
    sealed = wrap_key(suite(), site_key(), plain, context=f"screen|{form}".encode())
    return {"sealed": sealed, "suite": int(suite()), "shown": digest_of(form, said), "moved_at": at}
