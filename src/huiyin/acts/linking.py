"""What a step means for other matters: those joined to it, those it asks about, and what goes along to one it opens."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from huiyin.flow.answers import Answers
from huiyin.flow.kind import Kind, Step
from huiyin.flow.matter import Matter
from huiyin.kinds import ALL
from huiyin.ledger.keys import newest_private
from huiyin.store.matters import Link, MatterRow

# What goes along when a linked matter is opened from another: the same person's own words and address.
CARRIED = frozenset({"name", "phone", "words", "place"})


def joined(matter: Matter, sorts: Iterable[str]) -> list[tuple[str, UUID]]:
    """Return the open matters joined to this one, with how, in order. Two queries."""
    links = set(Link.objects.filter(other=matter.id, sort__in=list(sorts)).values_list("sort", "matter"))
    found = MatterRow.objects.filter(id__in=[one for _, one in links], final=False).values_list("id", flat=True)
    still_open = set(found) if links else set()
    return sorted((sort, one) for sort, one in links if one in still_open)


def own_answers(there: Step, answers: Answers, party: str) -> dict[str, Any]:
    """Return the answers that the step there asks for, by the name of the field they have there."""
    # One of several representatives has fields of his own, and puts nobody else's right.
    asked = {one.id for one in there.fields}
    named = {f"{name}_{party}" if party else name: value for name, value in answers.private.items()}
    return {name: value for name, value in named.items() if name in asked}


def carried(kind: Kind, matter: Matter, step: Step) -> dict[str, Any]:
    """Return the answers with which a matter of a kind is opened from this one. Two queries at most."""
    asked = {one.id: one for one in kind.opening.fields}
    # A joint appeal's representatives stay who they are.
    own = {one.id for one in asked.values() if one.of}
    held = newest_private(UUID(matter.id), CARRIED | own | {one.id for one in step.fields if one.private})
    newest = next((one for one in reversed(matter.papers) if one.services and not one.void), None)
    values = {name: value for name, value in {**matter.values, **held}.items() if name in asked}
    # A re-review of a review names what it is about once, not every level it has passed.
    about = str(matter.values.get("title", "")).removeprefix(f"{ALL[matter.kind].name.zh}：")
    values["title"] = f"{kind.name.zh}：{about}"[:80]
    values["first_opinion"] = newest.number if newest else ""
    return values
