"""Named views of the list: keeping the filters in use, and taking a view down."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from huiyin.acts.views import DAY_FILTERS, LONGEST_TITLE, REFERRING, WORD_FILTERS, NewView, drop_view, keep_view
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.queries.views import View, views_of
from huiyin.web.desk.frame import tell_next
from huiyin.web.session import staff

KEPT = WORD_FILTERS | DAY_FILTERS | frozenset(REFERRING)


@dataclass(frozen=True, slots=True)
class ViewChip:
    """A view among its neighbours; the one whose filters are in use is current."""

    view: View
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class ViewRow:
    """The row of views over the list, and what of the filters in use could be kept as another."""

    chips: tuple[ViewChip, ...]
    keepable: tuple[tuple[str, str], ...]
    words_left_out: bool
    units: tuple[tuple[str, str], ...]
    longest: int = LONGEST_TITLE

    @property
    def current(self) -> View | None:
        """Return the view whose filters are in use, or None."""
        return next((chip.view for chip in self.chips if chip.current), None)


def view_row(request: HttpRequest, actor: Actor) -> ViewRow:
    """Return the views of somebody for the page of the list. One query."""
    asked = filters_in(request.GET.items())
    found = views_of(actor)
    return ViewRow(
        chips=tuple(
            ViewChip(one, f"?{urlencode(one.filters)}", dict(one.filters) == asked and "q" not in request.GET)
            for one in found
        ),
        keepable=tuple(asked.items()),
        words_left_out=bool(request.GET.get("q", "").strip()),
        units=tuple(dict((post.unit, post.unit_name) for post in actor.posts).items()),
    )


def filters_in(pairs: object) -> dict[str, str]:
    """Return what of an address a view keeps; the usual order of the list is no filter."""
    named = ((str(name), str(value).strip()) for name, value in pairs)  # type: ignore[attr-defined]
    kept = {name: value for name, value in named if name in KEPT and value}
    if kept.get("sort") != "due":
        kept.pop("sort", None)
    return kept


@require_POST
@staff
def keep(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep the filters in use under a title."""
    filters = filters_in(request.POST.items())
    title = request.POST.get("title", "")
    try:
        keep_view(NewView(title, filters, request.POST.get("shared", "")), actor=actor)
        said = Text(f"已存成视图“{title.strip()}”", f"Kept as the view “{title.strip()}”")
    except FieldFaults as faults:
        said = next(iter(faults.faults.values()))
    except NotAllowed as refusal:
        said = refusal.reason
    tell_next(request, said)
    return redirect(f"{reverse('desk:matters')}?{urlencode(filters)}")


@require_POST
@staff
def drop(request: HttpRequest, actor: Actor, *, view: UUID) -> HttpResponse:
    """Take a view down."""
    drop_view(view, actor=actor)
    tell_next(request, Text("视图已删掉；事项没有变", "The view is gone; no matter changed"))
    return redirect("desk:matters")
