"""Filing at the counter: once, however often the button is pressed, with a receipt the clerk can print for a while."""

from dataclasses import asdict
from datetime import timedelta

from huiyin.acts.drafts import sealed
from huiyin.acts.matters import Filed, Filing, open_matter
from huiyin.acts.writing import writing
from huiyin.flow.actor import Actor
from huiyin.ledger.keys import suite
from huiyin.store.working import Draft

# How long the clerk can look at the receipt's code again; afterwards only the person who was given it has it.
RECEIPT_LASTS = timedelta(minutes=30)
FORM = "receipt/"


def file_once(token: str, filing: Filing, *, actor: Actor) -> Filed | None:
    """File a matter under a form's own token; None when that token was used already. Raises what open_matter raises.

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
        filed = open_matter(filing, actor=actor)
        told = {**asdict(filed), "matter": str(filed.matter), "kind": filing.kind}
        Draft.objects.filter(pk=row.pk).update(sealed=sealed(actor.person, form, told))
    return filed
