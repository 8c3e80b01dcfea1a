"""Which matters an actor may know of, as one SQL predicate. There is no other way to get a matter for a screen."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from huiyin.flow.actor import Actor
from huiyin.flow.scene import TERRITORIAL_SORTS
from huiyin.flow.words import Role
from huiyin.kit.codes import scope
from huiyin.store.matters import Assist, Exclusion, MatterRow

WORKING = frozenset({Role.HANDLE, Role.CHECK, Role.SIGN, Role.REVIEW, Role.LEAD})
RECEIVING = frozenset({Role.INTAKE, Role.SORT})
SIGNING = frozenset({Role.CHECK, Role.SIGN})
OVERSEEING = frozenset({Role.SUPERVISE, Role.LEAD})


def visible(actor: Actor) -> QuerySet[MatterRow]:
    """Return the matters the actor may know of; counts, lists, search and look-ups all start here.

    Administrators and auditors see none. A unit complained of sees nothing of the matter, whatever
    posts its people hold elsewhere.
    """
    if actor.clockwork:
        return MatterRow.objects.all()
    if actor.matter:
        return MatterRow.objects.filter(id=actor.matter)
    reach = _reach(actor)
    if reach is None:
        return MatterRow.objects.none()
    about_us = Exclusion.objects.filter(matter=OuterRef("id"), unit__in=sorted(actor.units))
    return MatterRow.objects.filter(reach).filter(~Exists(about_us))


def _reach(actor: Actor) -> Q | None:
    clauses = [*_by_unit(actor), *_by_territory(actor)]
    if not clauses:
        return None
    reach = clauses[0]
    for clause in clauses[1:]:
        reach |= clause
    return reach


def _units_with(actor: Actor, roles: frozenset[Role]) -> list[str]:
    return sorted({post.unit for post in actor.posts if post.roles & roles})


def _by_unit(actor: Actor) -> Iterator[Q]:
    working, receiving = _units_with(actor, WORKING), _units_with(actor, RECEIVING)
    if working:
        helping = Assist.objects.filter(matter=OuterRef("id"), unit__in=working)
        yield Q(lead_unit__in=working)
        yield Q(Exists(helping))
    if signing := _units_with(actor, SIGNING):
        yield Q(lead_above__in=signing)
    if receiving:
        yield Q(received_unit__in=receiving)
    if working or receiving:
        yield Q(pending_post__in=sorted(post.key for post in actor.posts))


def _by_territory(actor: Actor) -> Iterator[Q]:
    for post in actor.posts:
        if post.roles & OVERSEEING and post.unit_sort in TERRITORIAL_SORTS:
            first, end = scope(post.division)
            yield Q(division__gte=first, division__lt=end)
