"""A page that staff read at the desk and everybody on the portal: built once, shown in two frames."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.kit.text import Text
from huiyin.web.desk.frame import page
from huiyin.web.portal.page import public, shown
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

View = Callable[..., HttpResponse]


class NoSuchPage(NotFound):
    """The rules have no such page."""

    reason = Text("目录里没有这一页，请从目录里找", "The catalogue has no such page; look in the catalogue")


@dataclass(frozen=True, slots=True)
class Built:
    """A page ready for either frame: its template and what the template is given."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BothFaces:
    """The two views of one page."""

    desk: View
    portal: View


def both_faces(build: Callable[..., Built]) -> BothFaces:
    """Make the desk's and the portal's view of a page; `build` raises NoSuchPage for what does not exist."""

    @staff
    def at_desk(request: HttpRequest, actor: Actor, **parts: str) -> HttpResponse:
        built = build(request, **parts)
        context = {**built.context, "base": "base/desk.html", "ns": "house"}
        return page(request, built.template, context, actor=actor)

    @public
    def on_portal(request: HttpRequest, **parts: str) -> HttpResponse:
        try:
            built = build(request, **parts)
        except NoSuchPage as missing:
            raise Http404(words(missing.reason)) from missing
        return shown(request, built.template, **built.context, base="base/portal.html", ns="rules")

    return BothFaces(at_desk, on_portal)
