"""The governance centre whose deployment this is: its name and how to reach it, from the register of units."""

from dataclasses import dataclass

from django.conf import settings

from huiyin.store.divisions import Division
from huiyin.store.entries import Entry


@dataclass(frozen=True, slots=True)
class Centre:
    """Name, address, hours and telephone as residents are told them; empty where the register says nothing."""

    unit: str
    name: str
    address: str
    hours: str
    phone: str


def centre() -> Centre | None:
    """Return the county's own centre, or None before one is recorded. One query."""
    rows = Entry.objects.filter(register="unit", division=f"{settings.COUNTY}000000").order_by("key")
    row = next((one for one in rows if one.values.get("sort") == "centre"), None)
    if row is None:
        return None
    said = row.values
    return Centre(row.key, row.label, said.get("address", ""), said.get("hours", ""), said.get("phone", ""))


def centre_name() -> str:
    """Return the county's name, as the mark of every page says it. One query."""
    return Division.objects.filter(code=f"{settings.COUNTY}000000").values_list("name", flat=True).first() or ""
