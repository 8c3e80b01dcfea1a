"""Who else has a form of a matter open at this moment."""

from datetime import timedelta
from uuid import UUID

from huiyin.flow.actor import Actor
from huiyin.flow.kind import Kind
from huiyin.kit.text import Text
from huiyin.store.desk import Presence
from huiyin.store.entries import Entry

# A form that says nothing for this long is taken for closed.
PRESENT_FOR = timedelta(minutes=3)


def others_here(matter: UUID, kind: Kind, *, actor: Actor) -> tuple[Text, ...]:
    """Return a sentence for each colleague who has a form of the matter open now. One query, two where there is one."""
    held = Presence.objects.filter(matter=matter, seen_at__gte=actor.at - PRESENT_FOR).exclude(owner=actor.person)
    rows = list(held.order_by("owner"))
    if not rows:
        return ()
    people = dict(
        Entry.objects.filter(register="person", key__in=[row.owner for row in rows]).values_list("key", "label")
    )
    return tuple(_says(people.get(row.owner, row.owner), kind, row.step) for row in rows)


def _says(name: str, kind: Kind, step_id: str) -> Text:
    step = next((one for one in kind.steps if one.id == step_id), None)
    called = step.name if step is not None else Text("办理", "a step")
    return Text(
        f"{name}正在填写此件的“{called.zh}”；先问一声，免得两个人办同一步。",
        f"{name} is filling in “{called.en}” of this matter: ask first, so that nothing is done twice.",
    )
