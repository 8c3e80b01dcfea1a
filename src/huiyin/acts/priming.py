"""Looking the county's tables up all at once, before many acts share a writing."""

from collections import defaultdict

from django.conf import settings

from huiyin.acts.world import REGISTER_OF
from huiyin.acts.writing import Session
from huiyin.flow.words import Sort
from huiyin.kit.codes import pad, scope
from huiyin.store import posts
from huiyin.store.divisions import Division
from huiyin.store.entries import Entry


def prime(session: Session) -> None:
    """Remember the county's units, posts, holders and names for this writing. Five queries, whatever follows."""
    if session.remembered.get("primed"):
        return
    held = session.remembered
    held["primed"] = True
    keys = Entry.objects.filter(register__in=sorted(REGISTER_OF.values())).values_list("register", "key")
    held.update({("exists", register, key): True for register, key in keys})
    first, end = scope(pad(settings.COUNTY))
    codes = Division.objects.filter(code__gte=first, code__lt=end).values_list("code", flat=True)
    held.update({("exists", Sort.DIVISION, code): True for code in codes})
    units = {row.key: row for row in posts.entries("unit")}
    held.update({("unit", key): row for key, row in units.items()})
    _remember_seats(session, units)


def _remember_seats(session: Session, units: dict[str, Entry]) -> None:
    tenures: dict[str, list[posts.Tenure]] = defaultdict(list)
    for row in posts.entries("appointment"):
        tenures[row.values["post"]].append(posts.Tenure(row.values["person"], row.valid_from, row.valid_to))
    of_unit: dict[str, list[posts.Seat]] = defaultdict(list)
    for row in posts.entries("post").order_by("key"):
        owner = units.get(row.values["unit"])
        if owner is not None:
            seat = posts.Seat(posts.card_of(row, owner), tuple(tenures[row.key]))
            session.remembered["seat", row.key] = seat
            of_unit[owner.key].append(seat)
    session.remembered.update({("seats", key): tuple(found) for key, found in of_unit.items()})
