"""How many people's matters a reply answers too: a number for whoever writes and signs it, nothing of the matters."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from huiyin.flow.actor import Actor
from huiyin.store.matters import Exclusion, Link, MatterRow


def answered_together(matter: UUID, *, actor: Actor) -> int:
    """Count the open matters merged into this one that take its reply; none that is about an office of the actor."""
    links = Link.objects.filter(other=matter, sort="merged").values("matter")
    about_us = Exclusion.objects.filter(matter=OuterRef("id"), unit__in=sorted(actor.units))
    rows = MatterRow.objects.filter(~Exists(about_us), id__in=links, final=False, confined="")
    return sum(bool(row.values.get("same_answer")) for row in rows)
