"""Which matters an actor may know of, as one SQL predicate. There is no other way to get a matter for a screen."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from huiyin.flow.actor import Actor
from huiyin.flow.scene import TERRITORIAL_SORTS
from huiyin.flow.words import CONFIDANTS, Role
from huiyin.kit.codes import scope
from huiyin.store.matters import Assist, Exclusion, MatterRow, ToSign

WORKING = frozenset({Role.HANDLE, Role.CHECK, Role.SIGN, Role.REVIEW, Role.LEAD})
RECEIVING = frozenset({Role.INTAKE, Role.SORT})
SIGNING = frozenset({Role.CHECK, Role.SIGN})
OVERSEEING = frozenset({Role.SUPERVISE, Role.LEAD})


def visible(actor: Actor) -> QuerySet[MatterRow]:
    """Return the matters the actor may know of; counts, lists, search and look-ups all start here.

    Administrators and auditors see none. A unit complained of sees nothing of the matter, whatever
    posts its people hold elsewhere. A confined matter is there only for posts that hold one of its roles in
    a unit that has it in hand; whoever oversees that unit or the place sees none of it. Who calls for some kinds only
    sees nothing of another.
    """
    if actor.clockwork:
        return MatterRow.objects.all()
    if actor.matter:
        return MatterRow.objects.filter(id=actor.matter)
    reach = _reach(actor)
    if reach is None:
        return MatterRow.objects.none()
    about_us = Exclusion.objects.filter(matter=OuterRef("id"), unit__in=sorted(actor.units))
    found = MatterRow.objects.filter(reach).filter(~Exists(about_us))
    return found if actor.kinds is None else found.filter(kind__in=sorted(actor.kinds))


def signing_units(actor: Actor) -> list[str]:
    """Return the units the actor signs papers for."""
    return _units_with(actor, frozenset({Role.SIGN}))


def waiting_for(units: list[str]) -> QuerySet[ToSign]:
    """Return the drafts of a matter (outer `id`) that wait for a signer of one of the units."""
    return ToSign.objects.filter(Q(unit__in=units) | Q(above__in=units), matter=OuterRef("id"))


def unconfined() -> QuerySet[MatterRow]:
    """Return every matter that is not confined: where anything beyond `visible` starts, such as a county's figure."""
    return MatterRow.objects.filter(confined="")


def _reach(actor: Actor) -> Q | None:
    common = _any_of([*_by_unit(actor), *_by_territory(actor)])
    open_to_all = [common & Q(confined="")] if common is not None else []
    return _any_of([*open_to_all, *_by_confidence(actor)])


def _any_of(clauses: list[Q]) -> Q | None:
    if not clauses:
        return None
    reach = clauses[0]
    for clause in clauses[1:]:
        reach |= clause
    return reach


def _by_confidence(actor: Actor) -> Iterator[Q]:
    for role in sorted(actor.roles & CONFIDANTS):
        posts = actor.posts_with(role)
        units = sorted({post.unit for post in posts})
        helping = Assist.objects.filter(matter=OuterRef("id"), unit__in=units)
        in_hand = Q(lead_unit__in=units) | Q(received_unit__in=units) | Q(Exists(helping))
        in_hand |= Q(pending_post__in=sorted(post.key for post in posts))
        yield Q(confined__contains=f",{role.value},") & in_hand


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
    if signers := signing_units(actor):
        yield Q(Exists(waiting_for(signers)))
    if receiving:
        yield Q(received_unit__in=receiving)
    own = sorted(post.key for post in actor.posts if post.roles & (WORKING | RECEIVING | OVERSEEING))
    if own:
        # Who gave a task follows it, and the leader in charge sees the matter.
        yield Q(given_by__in=own)
        yield Q(charge_post__in=own)
    if working or receiving:
        yield Q(pending_post__in=sorted(post.key for post in actor.posts))


def _by_territory(actor: Actor) -> Iterator[Q]:
    for post in actor.posts:
        if post.roles & OVERSEEING and post.unit_sort in TERRITORIAL_SORTS:
            first, end = scope(post.division)
            yield Q(division__gte=first, division__lt=end)
