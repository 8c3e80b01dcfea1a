"""The guide: how a matter goes, how long each part may take and by which article, what is not accepted and where to go."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from huiyin.flow.clock import Clock
from huiyin.flow.kind import Choice, Kind
from huiyin.flow.words import Role, Sort
from huiyin.kinds import ALL
from huiyin.kinds.routes import BY_ID, ROUTES
from huiyin.kinds.signing import bare_name
from huiyin.queries.clocks import county_clocks
from huiyin.queries.reception import reception_days
from huiyin.web.clock_reading import moment
from huiyin.web.portal.notice import Notice, notice
from huiyin.web.portal.page import public, shown
from huiyin.web.portal.purposes import PURPOSES
from huiyin.web.portal.words import PROMISES, RIGHTS, day_said, length_words, promise
from huiyin.web.templatetags.look import say, words

# What the page itself knows and nobody is asked.
KNOWN = frozenset({"channel"})


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit as a resident is told it."""

    words: str
    length: str
    basis: str
    mine: bool
    extends: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """A list of reasons and the articles behind them, under the name of the step that uses them."""

    name: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GuidePart:
    """One kind of matter."""

    name: str
    purpose: str
    basis: str
    says: tuple[str, ...]
    limits: tuple[Limit, ...]
    grounds: tuple[Grounds, ...]
    optional: tuple[str, ...]
    asked: tuple[str, ...]


@require_GET
@public
def guide(request: HttpRequest) -> HttpResponse:
    """Show the guide, made from the same declarations the system works by."""
    clocks = county_clocks()
    # What the office gives itself to do is nobody's to file.
    ours = (kind for kind in ALL.values() if not any(state.giver_turn for state in kind.states))
    parts = tuple(guide_part(kind, clocks) for kind in ours)
    at = moment(request)
    days = tuple((day_said(one.day, at=at), one) for one in reception_days(at))
    told = {"parts": parts, "routes": ROUTES, "notices": _notices(), "reception": days, "purposes": PURPOSES.values()}
    return shown(request, "portal/guide.html", **told)


def _notices() -> tuple[tuple[str, Notice], ...]:
    """The notice of every form that a resident may open a matter with."""
    return tuple((words(kind.name), notice(kind.id)) for kind in ALL.values() if Role.FILER in kind.opening.who)


@require_GET
@public
def route(request: HttpRequest) -> HttpResponse:
    """Show which way the law has for a dispute, with its days; choosing closes no other door."""
    clocks = county_clocks()
    chosen = BY_ID.get(request.GET.get("about", ""))
    limits = [clocks[name] for name in (chosen.clock, *chosen.then) if name] if chosen else []
    told = [(words(one.name), _length(one), one.basis_text) for one in limits]
    return shown(
        request, "portal/route.html", routes=ROUTES, chosen=chosen, limits=told, mine=bool(chosen and chosen.clock)
    )


def _length(clock: Clock) -> str:
    return say("{start}起 {length}", "{length} from: {start}", start=words(clock.starts), length=length_words(clock))


def guide_part(kind: Kind, clocks: Mapping[str, Clock]) -> GuidePart:
    """Return what the guide says of a kind."""
    return GuidePart(
        name=words(kind.name),
        purpose=words(kind.purpose),
        basis=kind.basis,
        says=_says(kind),
        limits=_limits(kind, clocks),
        grounds=_grounds(kind),
        asked=tuple(words(one.name) for one in kind.opening.fields if one.always_needed and one.id not in KNOWN),
        optional=tuple(
            words(one.name)
            for one in kind.opening.fields
            if one.private and not one.required and not one.when and one.of in ("", "1")
        ),
    )


def _says(kind: Kind) -> tuple[str, ...]:
    return tuple(words(state.tells) for state in kind.states)


def _limits(kind: Kind, clocks: Mapping[str, Clock]) -> tuple[Limit, ...]:
    named = [name for step in kind.steps for name in step.clocks_started]
    # A county's stricter rule stands right after the legal clock it runs beside.
    beside = [one for name in named for one in (name, f"{name}-L")]
    known = [clocks[name] for name in dict.fromkeys(beside) if name in clocks and _is_told(name)]
    return tuple(
        Limit(
            words=words(RIGHTS[one.id]) if one.id in RIGHTS else promise(one),
            length=_length(one),
            basis=one.basis_text,
            mine=one.id in RIGHTS,
            extends=_extension(one),
        )
        for one in known
    )


def _is_told(name: str) -> bool:
    return name in RIGHTS or name.removesuffix("-L") in PROMISES


def _extension(clock: Clock) -> str:
    if clock.extend is None or not clock.extend.n:
        return ""
    return say(
        "可延长 {times} 次，最多 {n} 日，要告诉您理由",
        "May be extended {times} time(s) by {n} days at most; you are told why",
        times=clock.extend.times, n=clock.extend.n,
    )  # fmt: skip


def _grounds(kind: Kind) -> tuple[Grounds, ...]:
    """The steps that end without a reply, with the articles that allow it."""
    found = []
    signing = {step.signs: step for step in kind.steps if step.signs}
    for step in kind.steps:
        # What is drafted by one takes effect when another signs it.
        effect = signing.get(step.id, step)
        for field in step.fields:
            if field.sort is Sort.CHOICE and effect.papers and "*" in effect.stops:
                found.append(Grounds(words(bare_name(step)), _rows(field.choices)))
    return tuple(found)


def _rows(choices: tuple[Choice, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((words(one.name), one.basis) for one in choices)
