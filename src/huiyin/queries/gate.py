"""The read gate: the only way to a person's data. It decides, decrypts, and writes the reading down."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from huiyin.flow.actor import Actor
from huiyin.flow.answers import FIRST, REPRESENTATIVES
from huiyin.flow.emergency import WAY as EMERGENCY
from huiyin.kinds import kind_of
from huiyin.kinds.purposes import OTHERS, PURPOSES
from huiyin.kit.text import Text
from huiyin.lang.mask import mask_address, mask_id, mask_name, mask_phone
from huiyin.ledger.keys import Erased, newest_private, private_at
from huiyin.ledger.readings import Opening, write_reading
from huiyin.store.access import visible
from huiyin.store.emergency import opening_now
from huiyin.store.matters import MatterRow

SHORTEST_REASON = 2
RESTRICTED = Text(
    "本人已申请删除；保存期未满，只存储和保护，不再查看（个人信息保护法第四十七条）",
    "The person asked for deletion: until its time is over it is only kept and protected (Art. 47)",
)
ERASED = Text("已按规定抹除", "Erased as the rules say")


class NotReadable(Exception):
    """The data may not be read; `reason` is a sentence for the person who asked."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.zh)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the gate. `way` is page, paper, export or act; `version` None means as it is now."""

    matter: UUID
    fields: frozenset[str]
    reason: str
    way: str = "page"
    version: int | None = None


def read_private(request: Request, *, actor: Actor) -> dict[str, Any]:
    """Return private values in the clear, having written the reading down.

    The resident reads what is his or her own without a line in the list. Raises NotReadable for a
    matter the actor may not know of (the same words as for none), for want of a reason, or after
    erasure. About six queries.
    """
    matter = _allowed(request, actor)
    try:
        held = private_at(request.matter, request.version, _open_to(request.fields, matter, actor))
    except Erased:
        raise NotReadable(ERASED) from None
    if not actor.matter and not actor.clockwork and held:
        _write_down(request, actor, matter, held)
    return held


def _open_to(fields: frozenset[str], matter: MatterRow, actor: Actor) -> frozenset[str]:
    # A field kept to certain posts, such as the telephone, is not there for others; a confined matter is read by its own.
    if actor.matter and matter.values.get(REPRESENTATIVES):
        return fields_open_to(fields, matter, party=actor.party)
    if actor.matter or actor.clockwork or matter.confined:
        return fields
    kept = {name: PURPOSES[name].readers for name in fields if name in PURPOSES and PURPOSES[name].readers}
    shut = {name for name, roles in kept.items() if not roles & actor.roles}
    if shut and shut == fields:
        raise NotReadable(
            Text(
                "电话、证件号由窗口掌握；要联系本人，用“给群众写信”，或请窗口代打",
                "The counter keeps telephones and ID numbers; write to the person, or ask the counter to call",
            )
        )
    return fields - shut


# Whose data a reading was of: everybody's who filed, or one representative's own.
EVERYBODY = "filer"


def _by_party(fields: Iterable[str], matter: MatterRow) -> dict[str, frozenset[str]]:
    """Return the fields by whose they are; where there are no representatives, all are the filer's."""
    if not matter.values.get(REPRESENTATIVES):
        return {EVERYBODY: frozenset(fields)}
    declared = kind_of(matter.kind).fields()
    found: dict[str, set[str]] = {}
    for name in fields:
        whose = declared[name].of if name in declared else ""
        found.setdefault(whose or EVERYBODY, set()).add(name)
    return {party: frozenset(names) for party, names in found.items()}


def fields_open_to(fields: frozenset[str], matter: MatterRow, *, party: str) -> frozenset[str]:
    """Return the fields a representative may see: what they all said, and his or her own; never another's telephone."""
    held = _by_party(fields, matter)
    return held.get(EVERYBODY, frozenset()) | held.get(party or FIRST, frozenset())


def record_reading(request: Request, *, actor: Actor) -> None:
    """Decide and write a reading down for data kept elsewhere, such as a file. Raises NotReadable."""
    matter = _allowed(request, actor)
    if not actor.matter and not actor.clockwork:
        _write_down(request, actor, matter, request.fields)


def not_found() -> Text:
    """Return the words for a matter that is not there or may not be known of: the same for both."""
    return Text("没有找到这件事，请核对编号", "No such matter; please check the number")


def _allowed(request: Request, actor: Actor) -> MatterRow:
    matter = visible(actor).filter(id=request.matter).first()
    if matter is None and request.way == EMERGENCY and opening_now(request.matter, actor, actor.at) is not None:
        matter = MatterRow.objects.filter(id=request.matter).first()
    if matter is None:
        raise NotReadable(not_found())
    if matter.values.get("restricted") and not actor.matter and not actor.clockwork:
        raise NotReadable(RESTRICTED)
    if not actor.matter and not actor.clockwork and len(request.reason.strip()) < SHORTEST_REASON:
        raise NotReadable(Text("请写一句为什么要看，反映人能看到", "Say why you need it; the person will see it"))
    return matter


def _write_down(request: Request, actor: Actor, matter: MatterRow, held: Iterable[str]) -> None:
    post = next((post for post in actor.posts if post.unit == matter.lead_unit), actor.posts[0])
    if request.way == EMERGENCY:
        opened = opening_now(request.matter, actor, actor.at)
        post = next((one for one in actor.posts if opened is not None and one.key == opened.asked_post), post)
    for party, fields in sorted(_by_party(held, matter).items()):
        write_reading(
            Opening(
                matter=request.matter,
                at=actor.at,
                person=actor.person,
                post=post.key,
                post_label=post.label,
                fields=tuple(fields),
                way=request.way,
                reason=request.reason.strip(),
                party=party,
            )
        )


MASKS: dict[str, Callable[[str], str]] = {
    "name": mask_name,
    "phone": mask_phone,
    "id_number": mask_id,
    "place": mask_address,
    "receipt_signer": mask_name,
    "serve_at": mask_address,
    **{f"name_{number}": mask_name for number in OTHERS},
    **{f"phone_{number}": mask_phone for number in OTHERS},
    **{f"serve_at_{number}": mask_address for number in OTHERS},
}


def masked(matter: UUID, *, actor: Actor) -> dict[str, str]:
    """Return who filed, masked: nothing a person could be found by, so no reading is written. Three queries."""
    if not visible(actor).filter(id=matter).exists():
        return {}
    try:
        held = newest_private(matter, frozenset(MASKS))
    except Erased:
        return dict.fromkeys(MASKS, ERASED.zh)
    return {name: MASKS[name](str(value)) for name, value in held.items()}
