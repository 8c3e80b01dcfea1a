"""The readings of one matter for its own page: who opened what, when and why. Started from what the actor may see."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from huiyin.flow.actor import Actor
from huiyin.kit.text import Text
from huiyin.store.access import visible
from huiyin.store.entries import Entry
from huiyin.store.readings import Reading

WAYS = {
    "page": Text("在页面上看", "on the page"),
    "paper": Text("打印文书", "for a paper"),
    "export": Text("导出", "exported"),
    "file": Text("打开附件", "a file opened"),
    "api": Text("别的系统经接口看", "another system, through the interface"),
    "answer": Text("答复本人查询", "answered to the person"),
    "emergency": Text("应急查阅", "in an emergency"),
    "act": Text("办理时看", "while acting"),
}


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading, as colleagues see it: the person is named here, residents see the post."""

    at: datetime
    post: str
    person: str
    fields: tuple[str, ...]
    way: Text
    reason: str


SHOWN = 200


def reading_lines(matter: UUID, *, actor: Actor) -> tuple[ReadingLine, ...]:
    """Return the newest two hundred readings of a matter, newest first. Three queries."""
    if not visible(actor).filter(id=matter).exists():
        return ()
    rows = list(Reading.objects.filter(matter=matter).order_by("-at", "-id")[:SHOWN])
    people = dict(
        Entry.objects.filter(register="person", key__in={row.person for row in rows}).values_list("key", "label")
    )
    return tuple(
        ReadingLine(
            at=row.at,
            post=row.post_label,
            person=people.get(row.person, row.person),
            fields=tuple(name for name in row.fields.split(",") if name),
            way=WAYS.get(row.way, Text(row.way, row.way)),
            reason=row.reason,
        )
        for row in rows
    )
