"""Which matters an actor may know of, as one SQL predicate. There is no other way to get a matter for a screen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from huiyin.flow.actor import Actor
from huiyin.flow.scene import TERRITORIAL_SORTS
from huiyin.flow.words import CONFIDANTS, Role
from huiyin.kit.codes import Level, level_of, scope
from huiyin.store.held_back import held_back
from huiyin.store.matters import Assist, Exclusion, MatterRow, ToSign

WORKING = frozenset({Role.HANDLE, Role.CHECK, Role.SIGN, Role.REVIEW, Role.LEAD})
RECEIVING = frozenset({Role.INTAKE, Role.SORT})
SIGNING = frozenset({Role.CHECK, Role.SIGN})
OVERSEEING = frozenset({Role.SUPERVISE, Role.LEAD})


@dataclass(frozen=True, slots=True)
class Way:
    """One way by which matters come before an actor. `asked` is asked of a row, `found` finds the rows by an index.

    Both say the same, but for `also`, which holds beside `found`. `wide` names the column of a range: its index gives
    rows in the order of that column only. What is `bounded` finds no more than are many, and so not all of those.
    Asking it of one row is as dear as reading `dear` rows. `sized` is a shorter query that counts what is found.
    """

    asked: Q
    found: Q
    wide: str = ""
    also: Q = field(default_factory=Q)
    bounded: bool = False
    dear: int = 1
    sized: tuple[str, list[Any]] | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """What an actor may know of: `asked` of a row as a whole, or by any of the ways; `besides` holds with either."""

    asked: Q
    ways: tuple[Way, ...]
    besides: Q


def visible(actor: Actor) -> QuerySet[MatterRow]:
    """Return the matters the actor may know of; counts, lists, search and look-ups all start here.

    Administrators and auditors see none. A unit complained of sees nothing of the matter, whatever
    posts its people hold elsewhere. A confined matter is there only for posts that hold one of its roles in
    a unit that has it in hand; whoever oversees that unit or the place sees none of it. Who calls for some kinds only
    sees nothing of another.
    """
    held = reach(actor)
    return MatterRow.objects.filter(held.asked, held.besides)


def numbered(actor: Actor, numbers: Iterable[str]) -> QuerySet[MatterRow]:
    """Return those of some numbers the actor may know of, by the key of county and number.

    By the number alone there is no index: a database would read every matter on the actor's ways.
    """
    return _asked_of_each(actor).filter(county=settings.COUNTY, number__in=sorted(set(numbers)))


def among(actor: Actor, matters: Iterable[UUID] | QuerySet[Any, Any]) -> QuerySet[MatterRow]:
    """Return those of some matters the actor may know of, by their ids.

    With `visible` SQLite would rather begin at all that a unit received, and that may be half a county.
    """
    return _asked_of_each(actor).filter(id__in=matters if isinstance(matters, QuerySet) else sorted(set(matters)))


def _asked_of_each(actor: Actor) -> QuerySet[MatterRow]:
    """Return what is visible with no index in it, so that whatever narrows it further leads there."""
    held = reach(actor)
    return MatterRow.objects.filter(held_back(held.asked), held_back(held.besides))


def reach(actor: Actor) -> Reach:
    """Return the ways to what an actor may know of; no way at all where nothing may be known."""
    if actor.clockwork or actor.matter:
        own = Q(id=actor.matter) if actor.matter else Q()
        return Reach(own, (_by_column(own),), Q())
    about_us = Exclusion.objects.filter(matter=OuterRef("id"), unit__in=sorted(actor.units))
    besides = Q(~Exists(about_us)) if actor.units else Q()
    if actor.kinds is not None:
        besides &= Q(kind__in=sorted(actor.kinds))
    common, confided = [*_by_unit(actor), *_by_territory(actor)], list(_by_confidence(actor))
    open_to_all = Q(confined="")
    asked = [any_of(common) & open_to_all] if common else []
    ways = [Way(way.asked & open_to_all, way.found, way.wide, open_to_all) for way in common] + confided
    return Reach(_any([*asked, *(way.asked for way in confided)]), tuple(ways), besides)


def any_of(ways: Iterable[Way]) -> Q:
    """Return some ways as one condition on a row."""
    return _any([way.asked for way in ways])


# What no row fulfils: where there is no way, nothing is seen by any.
_NOTHING = Q(id__in=())


def _any(clauses: list[Q]) -> Q:
    if not clauses:
        return _NOTHING
    found = clauses[0]
    for clause in clauses[1:]:
        found |= clause
    return found


def waiting_for_units(units: list[str]) -> QuerySet[ToSign]:
    """Return the drafts that wait for a signer of one of the units."""
    return ToSign.objects.filter(Q(unit__in=units) | Q(above__in=units))


def to_be_signed(actor: Actor) -> Iterator[Way]:
    """Yield the way to matters with a draft that waits for a signer of one of the actor's units."""
    if units := signing_units(actor):
        waiting = waiting_for_units(units)
        yield Way(Q(Exists(waiting.filter(matter=OuterRef("id")))), Q(id__in=waiting.values("matter")))


def signing_units(actor: Actor) -> list[str]:
    """Return the units the actor signs papers for."""
    return _units_with(actor, frozenset({Role.SIGN}))


def unconfined() -> QuerySet[MatterRow]:
    """Return every matter that is not confined: where anything beyond `visible` starts, such as a county's figure."""
    return MatterRow.objects.filter(confined="")


def _by_confidence(actor: Actor) -> Iterator[Way]:
    for role in sorted(actor.roles & CONFIDANTS):
        posts = actor.posts_with(role)
        units = sorted({post.unit for post in posts})
        in_hand = Q(lead_unit__in=units) | Q(received_unit__in=units) | helped_by(units).asked
        in_hand |= Q(pending_post__in=sorted(post.key for post in posts))
        # The second condition says nothing more: by it the small index of what is confined is found.
        yield _by_column(Q(confined__contains=f",{role.value},") & ~Q(confined="") & in_hand)


def _by_column(condition: Q) -> Way:
    return Way(condition, condition)


def helped_by(units: list[str]) -> Way:
    """Return the way to matters with which some units help."""
    helping = Assist.objects.filter(unit__in=units)
    return Way(Q(Exists(helping.filter(matter=OuterRef("id")))), Q(id__in=helping.values("matter")))


def _units_with(actor: Actor, roles: frozenset[Role]) -> list[str]:
    return sorted({post.unit for post in actor.posts if post.roles & roles})


def _by_unit(actor: Actor) -> Iterator[Way]:
    """Yield the ways of units and posts: each by a column that has an index, the dearer ones last."""
    working, receiving = _units_with(actor, WORKING), _units_with(actor, RECEIVING)
    yield from (_by_column(Q(lead_unit=unit)) for unit in working)
    yield from (_by_column(Q(received_unit=unit)) for unit in receiving)
    yield from (_by_column(Q(lead_above=unit)) for unit in _units_with(actor, SIGNING))
    own = sorted(post.key for post in actor.posts if post.roles & (WORKING | RECEIVING | OVERSEEING))
    if own:
        # Who gave a task follows it, and the leader in charge sees the matter.
        yield _by_column(Q(given_by__in=own) & ~Q(given_by=""))
        yield _by_column(Q(charge_post__in=own) & ~Q(charge_post=""))
    if working or receiving:
        pending = sorted(post.key for post in actor.posts)
        yield _by_column(Q(pending_post__in=pending) & ~Q(pending_post=""))
    if working:
        yield helped_by(working)
    yield from to_be_signed(actor)


def _by_territory(actor: Actor) -> Iterator[Way]:
    for post in actor.posts:
        if post.roles & OVERSEEING and post.unit_sort in TERRITORIAL_SORTS:
            yield within(post.division)


def within(place: str) -> Way:
    """Return the way to the matters of a division and all below it."""
    first, end = scope(place)
    if level_of(place) is Level.VILLAGE:
        return _by_column(Q(division=place))
    return Way(held := Q(division__gte=first, division__lt=end), held, wide="division")
