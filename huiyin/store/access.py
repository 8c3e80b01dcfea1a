"""Which matters an actor may know of, as one SQL predicate. There is no other way to get a matter for a screen."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from huiyin.flow.actor import Actor
from huiyin.flow.scene import TERRITORIAL_SORTS
from huiyin.flow.words import Role
from huiyin.kit.codes import scope
from huiyin.store.matters import Assist, Exclusion, MatterRow

WORKING = frozenset({Role.HANDLE, Role.CHECK, Role.SIGN, Role.REVIEW, Role.LEAD})
RECEIVING = frozenset({Role.INTAKE, Role.SORT})
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
    clauses: list[Q] = []
    working = sorted({post.unit for post in actor.posts if post.roles & WORKING})
    receiving = sorted({post.unit for post in actor.posts if post.roles & RECEIVING})
    posts = sorted(post.key for post in actor.posts)
    if working:
        helping = Assist.objects.filter(matter=OuterRef("id"), unit__in=working)
        clauses += [Q(lead_unit__in=working), Q(Exists(helping))]
    if receiving:
        clauses.append(Q(received_unit__in=receiving))
    if working or receiving:
        clauses.append(Q(pending_post__in=posts))
    for post in actor.posts:
        if post.roles & OVERSEEING and post.unit_sort in TERRITORIAL_SORTS:
            first, end = scope(post.division)
            clauses.append(Q(division__gte=first, division__lt=end))
    if not clauses:
        return None
    reach = clauses[0]
    for clause in clauses[1:]:
        reach |= clause
    return reach
