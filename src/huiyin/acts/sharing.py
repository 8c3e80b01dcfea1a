"""Merging with care, and sharing one signed reply: what was written once is sealed anew for each person it answers."""

from typing import Any
from uuid import UUID

from huiyin.flow.answers import Answers
from huiyin.flow.kind import Kind, Step
from huiyin.flow.matter import Matter
from huiyin.flow.scene import NotAllowed
from huiyin.kinds import kind_of
from huiyin.kit.text import Text
from huiyin.ledger.keys import newest_private
from huiyin.store.matters import Link, MatterRow

FOLLOW, TAKE = "follow_lead", "take_shared"
SHORTEST_NAME = 2
NAMES_SOMEBODY = Text(
    "这份答复也送给并入的几位，里面却写了反映人的姓名或电话：请退回重拟，只写事情",
    "This reply goes to others too, yet it names a person or a telephone: return it and write of the matter alone",
)


def refuse_merge(matter: Matter, answers: Answers) -> None:
    """Raise NotAllowed where the matter may not be merged into the chosen one."""
    other = MatterRow.objects.filter(id=answers.public["other"]).first()
    if other is None or str(other.id) == matter.id:
        return
    if other.kind != matter.kind:
        raise NotAllowed(Text("不是同一类的事，不能并", "Matters of different kinds are not merged"))
    if other.final or other.merged_into:
        raise NotAllowed(
            Text("那一件已经办完，或者自己也并到别处了", "That one is finished, or was merged into another itself")
        )
    if other.lead_unit in matter.excluded:
        raise NotAllowed(
            Text("那一件正由被反映的单位办，不能并过去", "That one is with the unit complained of: not to be merged")
        )
    if answers.public.get("same_answer") and matter.state not in _shared_after(kind_of(matter.kind)):
        raise NotAllowed(
            Text(
                "要用同一份答复，先受理、给他告知书，再并",
                "For one shared reply accept it first, so that the person has a notice, and then merge",
            )
        )


def _shared_after(kind: Kind) -> tuple[str, ...]:
    return next((step.after for step in kind.steps if step.id == TAKE), ())


def sharing(matter: Matter) -> list[UUID]:
    """Return the matters that take the same reply, oldest first. One query."""
    links = Link.objects.filter(other=matter.id, sort="merged").values("matter")
    rows = MatterRow.objects.filter(id__in=links, final=False, state__in=_shared_after(kind_of(matter.kind)))
    return [row.id for row in rows.order_by("received_at", "id") if row.values.get("same_answer")]


def shared_values(matter: Matter, step: Step) -> dict[str, Any]:
    """Return the answers of the shared step: the reply as it was signed. Raises NotAllowed where it names its filer."""
    wanted = {one.id for one in step.fields}
    private = frozenset(one.id for one in step.fields if one.private)
    held = newest_private(UUID(matter.id), private | {"name", "phone"})
    values = {name: value for name, value in {**matter.values, **held}.items() if name in wanted}
    said = str([values.get(one.id) for one in step.fields])
    told = (str(held.get(name) or "") for name in ("name", "phone"))
    if any(len(word) >= SHORTEST_NAME and word in said for word in told):
        raise NotAllowed(NAMES_SOMEBODY)
    return {**values, "shared_requests": list(matter.values.get("requests", []))}
