"""Every address there is, with arguments to open it by; an address without arguments here fails the suite."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from huiyin.kinds import ALL
from huiyin.kinds.clocks import CLOCKS
from huiyin.kinds.registers import REGISTERS
from huiyin.web.figures.declared import BY_ID as FIGURES
from tests import office
from tests.crawl.story import Story

NOBODY = UUID("00000000-0000-4000-8000-000000000000")
# Addresses that take something and show nothing: asked for by GET they answer 405.
TAKE_ONLY = frozenset({
    "sign_out", "desk:choose_post", "desk:read", "desk:file", "desk:whole_file", "desk:keep_view", "desk:drop_view", "house:retry_task",
    "desk:look", "portal:leave", "portal:keep", "portal:erase", "house:retention_prepare",
    "house:retention_sign", "account:end", "security:act", "portal:lost_leave", "portal:lost_code", "desk:call",
    "desk:lost_code",
    "emergency:act", "step_aside", "portal:own_copy", "desk:own_copy", "security:seen",
})  # fmt: skip
Arguments = dict[str, Any]
API = "api"


@dataclass(frozen=True)
class Route:
    """An address of the url configuration and the arguments it wants."""

    name: str
    wants: frozenset[str]


def routes() -> list[Route]:
    """Return every named address of a page; one without a name is given by its pattern, so that it is missed."""
    return [one for one in _every_route() if not one.name.startswith(API)]


def api_routes() -> list[Route]:
    """Return every named address of the API, which tokens open and pages do not."""
    return [one for one in _every_route() if one.name.startswith(API)]


def _every_route() -> list[Route]:
    """Return the addresses of the url configuration that is in force: the county's, or the upper level's."""
    return list(dict.fromkeys(_walked(get_resolver().url_patterns, "", frozenset())))


def _walked(patterns: Iterable[Any], space: str, wants: frozenset[str]) -> Iterator[Route]:
    for one in patterns:
        held = wants | frozenset(one.pattern.converters)
        if isinstance(one, URLResolver):
            yield from _walked(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space, held)
        elif isinstance(one, URLPattern):
            yield Route(f"{space}{one.name or one.pattern}", held)


def _numbers(story: Story) -> list[Arguments]:
    names = ("新收", "在途", "已复", "旧件", "机密")
    return [{"number": story.cases[name].number} for name in names if name in story.cases]


def _two_numbers(story: Story) -> list[Arguments]:
    return [{"number": story.cases[name].number} for name in ("在办", "机密") if name in story.cases]


def _steps(story: Story) -> list[Arguments]:
    asked = (
        ("在办", "draft"),
        ("在途", "sign_for"),
        ("拟稿", "check"),
        ("新收", "accept"),
        ("修路", "note"),
        ("机密", "serve"),
    )
    return [{"number": story.cases[name].number, "step": step} for name, step in asked if name in story.cases]


def _papers(story: Story) -> list[Arguments]:
    return [
        {"number": case.number, "paper": case.papers()[-1], "form": form}
        for name, form in (("已复", "pdf"), ("机密", "docx"))
        if (case := story.cases.get(name))
    ]


def _forms(story: Story) -> list[Arguments]:
    return [{"number": story.cases["拟稿"].number, "form": form} for form in ("docx", "exe")]


def _files(story: Story) -> list[Arguments]:
    case = story.cases["在办"]
    return [{"number": case.number, "file": file} for file in case.files()]


def _own_papers(story: Story) -> list[Arguments]:
    return [{"paper": story.cases["已复"].papers()[-1]}, {"paper": NOBODY}]


def _registers(story: Story) -> list[Arguments]:
    return [{"register": name} for name in ("unit", "category", *sorted(REGISTERS)[-1:], "nothing")]


def _entries(story: Story) -> list[Arguments]:
    return [
        {"register": "unit", "key": "water"},
        {"register": "post", "key": "water.handle"},
        {"register": "person", "key": "both"},
    ]


def _account(post: str) -> int:
    account, _ = get_user_model().objects.get_or_create(username=post, person=post)
    return int(account.pk)


EXAMPLES: dict[str, Callable[[Story], list[Arguments]]] = {
    "desk:filed": lambda story: [{"token": NOBODY}],
    "desk:receipt": lambda story: [{"token": NOBODY, "form": "pdf"}],
    "desk:brief": lambda story: [{"form": "docx"}, {"form": "exe"}],
    "desk:bulk_run": lambda story: [{"run": NOBODY}],
    "desk:bulk_sheet": lambda story: [{"run": NOBODY}],
    "figures:measure": lambda story: [{"measure": one} for one in (*sorted(FIGURES), "nothing")],
    "figures:matters": lambda story: [{"measure": one} for one in ("satisfied", "filed", "nothing")],
    "house:hand_over": lambda story: [{"key": "water.handle"}, {"key": "nobody"}],
    "house:handover_sheet": lambda story: [{"key": "nothing", "form": "pdf"}],
    "house:retry_task": lambda story: [{"task": NOBODY}],
    "desk:drop_view": lambda story: [{"view": NOBODY}],
    "desk:matter": _numbers,
    "desk:read": _numbers,
    "desk:look": _numbers,
    "desk:seen_file": _files,
    "desk:clocks": _two_numbers,
    "desk:step": _steps,
    "desk:draft_paper": _forms,
    "desk:sample_paper": lambda story: [
        {"number": story.cases["在办"].number, "step": step, "form": form}
        for step, form in (("sign_rectify", "pdf"), ("sign_rectify", "docx"), ("nothing", "png"))
    ],
    "desk:paper": _papers,
    "desk:service_paper": _papers,
    "desk:print_set": lambda story: [{key: one[key] for key in ("number", "paper")} for one in _papers(story)],
    "desk:whole_file": _numbers,
    "desk:file": _files,
    "desk:data_request": lambda story: [{"number": story.cases["在办"].number}],
    "desk:own_copy": lambda story: [{"number": story.cases["在办"].number, "form": "pdf"}],
    "portal:own_copy": lambda story: [{"form": "pdf"}],
    "portal:question": lambda story: [{"reading": 1}],
    "desk:call": lambda story: [{"message": 1}],
    "desk:lost_code": lambda story: [{"matter": NOBODY}],
    "portal:lost_code": lambda story: [{"matter": NOBODY}],
    "portal:paper": _own_papers,
    "portal:piece": lambda story: [{"stored": "0" * 64}],
    "portal:blank": lambda story: [{"code": "appeal-1-register"}, {"code": "appeal-9-register"}, {"code": "nothing"}],
    "portal:my_form": lambda story: [{"part": 0, "step": "rate"}, {"part": 7, "step": "rate"}, {"part": 0, "step": "sign"}],
    "portal:do": lambda story: [{"part": 0, "step": "add_words"}, {"part": 7, "step": "rate"}, {"part": 0, "step": "sign"}],
    "house:place": lambda story: [{"code": code} for code in (office.COUNTY, office.TOWN, office.VILLAGE, "990121999")],
    "house:unit": lambda story: [{"key": key} for key in ("water", "centre", "nowhere")],
    "house:clock": lambda story: [{"clock": name} for name in (*list(CLOCKS)[:1], "XF-06", "XX-99")],
    "house:kind": lambda story: [{"kind": name} for name in (*ALL, "nothing")],
    "rules:clock": lambda story: [{"clock": name} for name in ("XF-06", "XX-99")],
    "rules:kind": lambda story: [{"kind": name} for name in (*ALL, "nothing")],
    "house:retention_prepare": lambda story: [{"key": "20260101"}],
    "house:retention_sign": lambda story: [{"key": "20260101"}],
    "house:retention_proof": lambda story: [{"number": case.number} for case in list(story.cases.values())[:2]],
    "house:register": _registers,
    "house:register_export": _registers,
    "house:entry_new": _registers,
    "by_pin": lambda story: [{"account": 1}],
    "emergency:one": lambda story: [{"opening": NOBODY}],
    "emergency:act": lambda story: [{"opening": NOBODY}],
    "security:account": lambda story: [{"account": _account("water.handle")}, {"account": 0}],
    "security:seen": lambda story: [{"alarm": 1}],
    "security:act": lambda story: [{"account": _account("water.handle")}],
    "house:entry": _entries,
    "house:entry_correct": _entries,
    "house:entry_close": _entries,
}  # fmt: skip


def addresses(story: Story, *, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Return the name and the address of every example, or of those whose name begins with one of `spaces`.

    A KeyError names the address nobody gave arguments for.
    """
    for route in routes():
        if spaces and not route.name.startswith(spaces):
            continue
        given = EXAMPLES[route.name](story) if route.wants else [{}]
        for arguments in given:
            yield route.name, reverse(route.name, kwargs=arguments)
