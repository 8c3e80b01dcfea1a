"""Every call of the API with a token of every post: the same limits as the pages, and nothing said that is not theirs."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from huiyin.acts.tokens import issue_token
from huiyin.ledger.roots import seal
from huiyin.queries.bearers import acting_as
from huiyin.store.access import visible
from tests import office
from tests.api.caller import grant
from tests.crawl.routes import NOBODY, Arguments, api_routes
from tests.crawl.story import NEVER, NOW, Case, Story, Teller, tell_secret
from tests.crawl.walk import NUMBER, Browser, Page, Reader, never_kept

pytestmark = pytest.mark.django_db
# One post of each sort of work, and the counters where somebody of the unit complained of sits.
POSTS = ("centre.intake", "centre.sort", "centre.watch", "water.handle", "water.sign", "town.intake", "gov.review", "city.sign",
         "discipline.desk", "office.admin", "office.security", "office.audit", "water.counter", "centre.second")  # fmt: skip
COMPLAINED_OF = ("water.handle", "water.sign", "water.counter", "team.handle", "water.second", "centre.second")
NUMBERED = ("新收", "在途", "在办", "已复", "旧件", "机密")
LEAF = "0" * 64


class Program(Browser):
    """A program with a token of a post."""

    def __init__(self, post: str) -> None:
        super().__init__(post)
        token = issue_token(grant(post), at=office.MORNING)
        self.client = Client(headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "crawling-along"})

    def known(self) -> frozenset[str]:
        """Return the numbers the token may know of."""
        actor = acting_as(self.who, NOW)
        assert actor is not None
        return frozenset(visible(actor).values_list("number", flat=True))

    def send(self, url: str, body: Any) -> Page:
        """Send JSON; nothing that happens on the way is kept."""
        with never_kept():
            return self._page(url, lambda: self.client.post(url, json.dumps(body), content_type="application/json"))


def _numbers(story: Story) -> list[Arguments]:
    return [{"number": story.cases[name].number} for name in NUMBERED if name in story.cases] + [{"number": NEVER}]


def _papers(story: Story) -> list[Arguments]:
    held = [(name, form) for name, form in (("已复", "pdf"), ("机密", "docx")) if name in story.cases]
    return [
        {"number": story.cases[name].number, "paper": story.cases[name].papers()[-1], "form": form}
        for name, form in held
    ]


def _files(story: Story) -> list[Arguments]:
    cases = [story.cases[name] for name in ("在办", "机密") if name in story.cases]
    return [{"number": case.number, "file": file} for case in cases for file in case.files()]


EXAMPLES: dict[str, Callable[[Story], list[Arguments]]] = {
    "api:matter": _numbers,
    "api:steps": _numbers,
    "api:events": _numbers,
    "api:clocks": _numbers,
    "api:readings": _numbers,
    "api:papers": _numbers,
    "api:files": _numbers,
    "api:matter_proof": _numbers,
    "api:take_step": lambda story: [{**one, "step": "note"} for one in _numbers(story)],
    "api:paper": _papers,
    "api:open_file": _files,
    "api:kind": lambda story: [{"kind": "appeal"}, {"kind": "nothing"}],
    "api:step_schema": lambda story: [{"kind": "appeal", "step": "draft"}, {"kind": "appeal", "step": "nothing"}],
    "api:register_schema": lambda story: [{"register_id": "unit"}],
    "api:entries": lambda story: [{"register_id": name} for name in ("unit", "post", "api_token", "nothing")],
    "api:entry": lambda story: [{"register_id": "unit", "key": "water"}, {"register_id": "unit", "key": "nowhere"}],
    "api:correct_entry": lambda story: [{"register_id": "unit", "key": "water"}],
    "api:close_entry": lambda story: [{"register_id": "unit", "key": "water"}],
    "api:leaf": lambda story: [{"leaf": story.cases["新收"].filed.leaf}, {"leaf": LEAF}],
    "api:signing_key": lambda story: [{"key": "nothing"}],
    "api:deliveries": lambda story: [{"key": "nothing"}],
    "api:replay": lambda story: [{"key": "nothing"}],
    "api_nowhere": lambda story: [{"rest": "nowhere/at/all"}],
}  # fmt: skip


# The documentation is the same for everybody; its examples were made once and name numbers of nobody's.
SAID_TO_ALL = frozenset({"api_docs", "api_openapi"})


def addresses(story: Story) -> Iterator[str]:
    """Return the address of every example of every call."""
    for route in api_routes():
        if route.name in SAID_TO_ALL:
            continue
        for arguments in EXAMPLES[route.name](story) if route.wants else [{}]:
            yield reverse(route.name, kwargs=arguments)


def test_every_call_has_arguments_to_make_it_by() -> None:
    missing = {route.name for route in api_routes() if route.wants and route.name not in EXAMPLES}
    gone = set(EXAMPLES) - {route.name for route in api_routes()}

    assert (missing, gone) == (set(), set())


@pytest.mark.parametrize(
    "post", [pytest.param(one, marks=pytest.mark.postgres_too) if one == "centre.sort" else one for one in POSTS]
)
def test_every_call_of_a_post_is_whole(story: Story, secret: Case, post: str) -> None:
    program = Program(post)

    pages = [program.get(url) for url in addresses(story)]

    wrong = Reader(program.known() | {NEVER}, story.marks()).faults(pages)
    assert not wrong, "\n".join(wrong)
    assert {page.status for page in pages} <= {200, 403, 404, 405, 409, 422}
    assert {page.media for page in pages if page.status != 200} == {"application/problem+json"}


def ways_in(program: Program, number: str, secret: Case) -> Iterator[tuple[str, Page]]:
    """Make every call that takes a matter's number, to read and to act."""
    here = f"/api/v1/matters/{number}"
    for part in ("", "/steps", "/events", "/clocks", "/readings", "/papers", "/files", "/proof"):
        yield part, program.get(here + part)
    for form in ("pdf", "docx"):
        yield form, program.get(f"{here}/papers/{secret.papers()[-1]}.{form}")
    yield "open", program.send(f"{here}/readings", {"fields": ["name", "phone"], "reason": "想知道是谁"})
    yield "file", program.send(f"{here}/files/{secret.files()[0]}/open", {"reason": "想知道是谁"})
    for step in ("accept", "sign_for", "note", "draft", "check", "sign", "serve", "supervise", "urge", "attach"):
        yield step, program.send(f"{here}/steps/{step}", {"values": {"reason": "试一试"}})


@pytest.mark.parametrize("post", COMPLAINED_OF)
def test_every_way_in_answers_as_for_a_number_that_never_was(story: Story, secret: Case, post: str) -> None:
    program = Program(post)

    tried = list(ways_in(program, secret.number, secret))

    never = dict(ways_in(program, NEVER, secret))
    assert [(name, page.status) for name, page in tried if page.status != 404] == []
    assert [name for name, page in tried if page.text != never[name].text] == []
    assert [name for name, page in tried if page.reads] == []


def test_every_way_in_is_open_to_the_office_that_handles_it(story: Story, secret: Case) -> None:
    tried = dict(ways_in(Program("roads.handle"), secret.number, secret))

    assert {tried[name].status for name in ("", "/steps", "/events", "/clocks", "/proof", "pdf", "open", "file")} == {
        200
    }
    assert tried["open"].reads


def asked_of_everything(secret: str) -> Iterator[str]:
    """Return every list, count, search and filter a curious program would ask for."""
    lists = [
        "q=机密",
        "q=标题",
        "sort=due",
        "whose=open",
        "whose=done",
        "kind=appeal",
        "state=open",
        "light=r",
        "unit=roads",
    ]
    yield from (f"/api/v1/matters?{one}" for one in ("", f"place={office.VILLAGE}", "since=2026-10-01", *lists))
    yield f"/api/v1/matters?q={secret}"
    yield from ("/api/v1/figures/on_time_rate", "/api/v1/figures/on_time_rate?clock=XF-05")


@pytest.mark.parametrize("post", ["water.sign", "water.counter", "team.handle", "centre.second"])
def test_lists_counts_and_figures_are_as_if_it_were_not_there(story: Story, post: str) -> None:
    program, aside = Program(post), Program("centre.sort")
    before = [program.get(url).text for url in asked_of_everything(NEVER)]
    aside_before = aside.get("/api/v1/matters").text

    secret = tell_secret(story)

    after = [program.get(url).text for url in asked_of_everything(secret.number)]
    assert [url for url, now, then in zip(asked_of_everything(NEVER), after, before, strict=True) if now != then] == []
    assert aside.get("/api/v1/matters").text != aside_before


def test_its_papers_and_files_do_not_open_under_another_number(story: Story, secret: Case) -> None:
    program, known = Program("water.handle"), story.cases["在办"].number
    never = program.get(f"/api/v1/matters/{NEVER}")

    found = [program.get(f"/api/v1/matters/{known}/papers/{paper}.pdf") for paper in (*secret.papers(), NOBODY)]
    found += [program.send(f"/api/v1/matters/{known}/files/{file}/open", {"reason": "看看"}) for file in secret.files()]

    assert {(page.status, page.text) for page in found} == {(404, never.text)}


@pytest.mark.parametrize("step", ["link", "merge"])
def test_pointing_at_it_is_refused_like_pointing_at_nothing(story: Story, secret: Case, step: str) -> None:
    program, number = Program("centre.second"), story.cases["新收"].number
    url = f"/api/v1/matters/{number}/steps/{step}"

    at_secret, at_nothing = (
        program.send(url, {"values": {"other": to, "reason": "像是一件事"}}) for to in (secret.number, NEVER)
    )

    assert (at_secret.status, at_secret.text.replace(secret.number, NEVER)) == (at_nothing.status, at_nothing.text)


@pytest.mark.parametrize("post", ["office.admin", "office.audit"])
def test_who_keeps_the_house_sees_no_matter(story: Story, secret: Case, post: str) -> None:
    program = Program(post)

    found = [program.get(f"/api/v1/matters/{case.number}") for case in story.cases.values()]

    assert {page.status for page in found} == {404}
    assert program.get("/api/v1/matters").text == '{"items": [], "total": "0", "next": null, "previous": null}'


def test_a_list_and_an_address_agree_on_what_a_token_sees(story: Story, secret: Case) -> None:
    for post in ("centre.sort", "water.handle", "roads.handle", "town.intake"):
        program = Program(post)
        listed = frozenset(NUMBER.findall(program.get("/api/v1/matters").text))

        assert listed == program.known()
        hidden = {case.number for case in story.cases.values()} - listed
        assert {program.get(f"/api/v1/matters/{number}").status for number in hidden} <= {404}


def test_calls_take_as_many_queries_at_thirty_matters_as_at_three(story: Story) -> None:
    seal(at=NOW, county=settings.COUNTY)
    number = story.cases["已复"].number
    urls = ("matters", "matters?sort=due", "matters?q=的标题", f"matters/{number}", f"matters/{number}/events", "registers",
            "registers/post/entries", "figures/on_time_rate", "ledger/roots", "divisions")  # fmt: skip
    program = Program("centre.sort")
    program.get("/api/v1/matters")
    before = [program.get(f"/api/v1/{url}").queries for url in urls]

    for many in range(30):
        Teller(f"多{many}", start=office.at(63, many / 60), phone=100 + many)

    assert [program.get(f"/api/v1/{url}").queries for url in urls] == before
