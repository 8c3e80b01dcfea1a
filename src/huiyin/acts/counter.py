"""Filing at the counter: once, however often the button is pressed, with a receipt the clerk can print for a while."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from huiyin.acts.counter_screen import confirmed, end_screen
from huiyin.acts.drafts import sealed
from huiyin.acts.matters import Filed, Filing, open_matter
from huiyin.acts.own_repeats import join_at_counter
from huiyin.acts.writing import writing
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults, clean
from huiyin.flow.read_back import ReadBack, reading_back
from huiyin.kinds import ALL
from huiyin.kit.text import Text
from huiyin.ledger.keys import suite
from huiyin.store.counter_screen import FILED as FILED_THERE
from huiyin.store.working import Draft

# How long the clerk can look at the receipt's code again; afterwards only the person who was given it has it.
RECEIPT_LASTS = timedelta(minutes=30)
FORM = "receipt/"
NOT_ON_SCREEN = Text(
    "本人还没有在屏上点“对”，或者点了以后又改过。请本人再看一遍，或者念给本人听",
    "The person has not pressed “yes” below these words: let him or her look again, or read them aloud",
)


def with_read_back(filing: Filing, *, how: str, why: str) -> Filing:
    """Return the filing with what the clerk ticked; raises FieldFaults naming that and every other answer to mend."""
    try:
        return replace(filing, read_back=reading_back(how, why))
    except FieldFaults as missing:
        faults = dict(missing.faults)
    try:
        clean(ALL[filing.kind].opening.fields, filing.values)
    except FieldFaults as others:
        faults = {**others.faults, **faults}
    raise FieldFaults(faults)


def file_once(token: str, filing: Filing, *, said: Mapping[str, Any], actor: Actor) -> Filed | None:
    """File a matter under a form's own token; None when that token was used already. Raises what open_matter raises.

    `said` is what the person reads: where it was confirmed on a screen, it must be these very words.

    The row with the token is written in the filing's own transaction: two presses at once make one matter, and a
    filing that fails leaves the token unused. What the receipt shows is sealed in that row.
    """
    form = f"{FORM}{token}"
    with writing():
        Draft.objects.filter(form__startswith=FORM, saved_at__lt=actor.at - RECEIPT_LASTS).exclude(sealed=b"").update(
            sealed=b""
        )
        slot = Draft(owner=actor.person, form=form, sealed=b"", suite=int(suite()), saved_at=actor.at)
        Draft.objects.bulk_create([slot], ignore_conflicts=True)
        row = Draft.objects.select_for_update().get(owner=actor.person, form=form)
        if bytes(row.sealed) or row.saved_at != actor.at:
            return None
        on_screen = filing.read_back is not None and filing.read_back.how is ReadBack.SCREEN
        if on_screen and not confirmed(token, said, actor=actor):
            raise FieldFaults({"read_back": NOT_ON_SCREEN})
        filed = open_matter(filing, actor=actor)
        join_at_counter(filed, filing, actor=actor)
        told = {**asdict(filed), "matter": str(filed.matter), "kind": filing.kind}
        Draft.objects.filter(pk=row.pk).update(sealed=sealed(actor.person, form, told))
        end_screen(token, how=FILED_THERE, actor=actor)
    return filed
