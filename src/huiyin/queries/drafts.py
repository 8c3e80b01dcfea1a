"""What a member of the staff left half-typed: opened only for the person who typed it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from huiyin.kit.sealing import Suite, unwrap_key
from huiyin.ledger.keys import site_key
from huiyin.store.working import Draft


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft: what was typed, and when it was kept."""

    typed: dict[str, Any]
    saved_at: datetime


def kept(owner: str, form: str) -> Kept | None:
    """Return what a person left in a form, or None. One query."""
    row = Draft.objects.filter(owner=owner, form=form).first()
    if row is None or not bytes(row.sealed):
        return None
    context = f"draft|{owner}|{form}".encode()
    return Kept(json.loads(unwrap_key(Suite(row.suite), site_key(), bytes(row.sealed), context=context)), row.saved_at)
