"""Half-typed forms and fresh receipts, sealed under the site key. Working state: never in the ledger."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from huiyin.acts.writing import writing
from huiyin.kit.canon import canonical
from huiyin.kit.sealing import wrap_key
from huiyin.ledger.keys import site_key, suite
from huiyin.store.working import Draft


def keep(owner: str, form: str, typed: Mapping[str, Any], *, at: datetime) -> None:
    """Keep what was typed into a form, in place of what was kept of it before. Two queries."""
    with writing():
        Draft.objects.update_or_create(
            owner=owner,
            form=form,
            defaults={"sealed": sealed(owner, form, typed), "suite": int(suite()), "saved_at": at},
        )


def drop(owner: str, form: str) -> None:
    """Forget what was kept of a form. One query."""
    with writing():
        Draft.objects.filter(owner=owner, form=form).delete()


def sealed(owner: str, form: str, typed: Mapping[str, Any]) -> bytes:
    """Seal what belongs to one person's draft of one form; moved to another it does not open."""
    return wrap_key(suite(), site_key(), canonical(dict(typed)), context=f"draft|{owner}|{form}".encode())
