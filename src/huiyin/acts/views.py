"""Named views of the matter list: somebody's filters, kept for oneself or for one's unit. Typed words are never kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from huiyin.acts.pointing import DIVISION, Pointed, refuse_missing
from huiyin.acts.writing import NotFound, writing
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.refusals import refused
from huiyin.flow.scene import NotAllowed
from huiyin.kit.ids import new_id
from huiyin.kit.text import Text
from huiyin.lang.mask import mask
from huiyin.store.desk import SavedView, may_drop

# What a view may keep. The words typed into the search box are not among them: somebody's name may stand there.
REFERRING = {"category": "category", "unit": "unit", "place": DIVISION}
WORD_FILTERS = frozenset({"whose", "kind", "state", "light", "channel", "said", "sort"})
DAY_FILTERS = frozenset({"since", "until"})
_WORD = re.compile(r"[a-z0-9_]{1,40}")
LONGEST_TITLE = 20
MOST_OWN, MOST_SHARED = 12, 12


@dataclass(frozen=True, slots=True)
class NewView:
    """A view to keep; `unit` shares it with one of the units one belongs to."""

    title: str
    filters: Mapping[str, str]
    unit: str = ""


def keep_view(view: NewView, *, actor: Actor) -> UUID:
    """Keep a view; the same title again replaces it. Raises FieldFaults, NotAllowed. About five queries."""
    title = " ".join(view.title.split())
    _check_title(title)
    _check_filters(view.filters)
    if view.unit and view.unit not in actor.units:
        raise NotAllowed(Text("只能分享给自己的单位", "It may be shared with your own unit only"))
    with writing():
        _check_room(view, title, actor)
        kept, _ = SavedView.objects.update_or_create(
            owner=actor.person,
            unit=view.unit,
            title=title,
            defaults={"filters": dict(sorted(view.filters.items())), "made_at": actor.at},
            create_defaults={
                "id": new_id(actor.at),
                "county": settings.COUNTY,
                "filters": dict(sorted(view.filters.items())),
                "made_at": actor.at,
            },
        )
        return kept.id


def drop_view(view: UUID, *, actor: Actor) -> None:
    """Take a view down: one's own, or a shared one of the unit one leads. Raises NotFound. Two queries."""
    with writing():
        row = SavedView.objects.filter(id=view).first()
        if row is None or not may_drop(row, actor):
            raise NotFound
        row.delete()


def _check_title(title: str) -> None:
    if not title or len(title) > LONGEST_TITLE:
        raise FieldFaults({"title": Text(f"起个名字，不超过 {LONGEST_TITLE} 个字", f"1 to {LONGEST_TITLE} characters")})
    if mask(title).text != title:
        raise FieldFaults({"title": Text("名称里不要写电话、证件号", "No phone or ID number in the title")})
    reason = refused(title)
    if reason is not None:
        raise FieldFaults({"title": reason})


def _check_filters(filters: Mapping[str, str]) -> None:
    pointed = Pointed()
    for name, value in filters.items():
        if name in REFERRING:
            pointed.keys[REFERRING[name], value] = (name, Text("条件", "filter"))
        elif not (name in WORD_FILTERS and _WORD.fullmatch(value)) and not (name in DAY_FILTERS and _is_day(value)):
            raise FieldFaults({"filters": Text(f"这个条件不能存：{name}", f"This filter cannot be kept: {name}")})
    if not filters:
        raise FieldFaults({"filters": Text("先选几个条件再存", "Choose some filters first")})
    refuse_missing(pointed)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _check_room(view: NewView, title: str, actor: Actor) -> None:
    held = (
        SavedView.objects.filter(unit=view.unit) if view.unit else SavedView.objects.filter(owner=actor.person, unit="")
    )
    most = MOST_SHARED if view.unit else MOST_OWN
    if held.exclude(owner=actor.person, title=title).count() >= most:
        raise NotAllowed(Text(f"最多存 {most} 个，先删掉不用的", f"{most} at most: take down what is not used"))
