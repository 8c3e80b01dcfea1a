"""Every page as every role: what is linked opens, nothing breaks, and signing needs a few taps only."""

from collections import Counter
from collections.abc import Callable
from html import unescape
from re import findall

import pytest
from django.test import Client

from tests import office
from tests.crawl.walk import shape
from tests.office import POSTS, at

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
MOST_PAGES = 30
# One post for each set of roles: what a page links depends on nothing else of a post.
ONE_OF_EACH = sorted({roles: post for post, (_, roles) in reversed(POSTS.items())}.values())
# Setting a paper takes long; test_papers opens each of them.
SET_IN_TYPE = (".pdf", ".docx", ".png", ".xlsx")
# Doors out of the desk's own pages, tried by their own tests.
ELSEWHERE = (
    "/static/",
    "/desk/registers/",
    "/desk/places/",
    "/desk/units/",
    "/desk/catalogue/",
    "/desk/calendar/",
    "/desk/gaps/",
)


def links(page: str, at_url: str) -> set[str]:
    # The other language is tried by its own tests; here it would only lead back.
    found = {unescape(one) for one in findall(r'href="([^"#]+)"', page) if "lang=" not in one}
    here = at_url.partition("?")[0]
    return {f"{here}{one}" if one.startswith("?") else one for one in found if one.startswith(("/desk/", "?"))}


def crawl(client: Client) -> dict[str, int]:
    """Follow the links of the desk from the workbench on, two of each shape, and return the status of each page."""
    seen: dict[str, int] = {}
    waiting, opened = ["/desk/"], Counter[tuple[str, str]]()
    while waiting and len(seen) < MOST_PAGES:
        url = waiting.pop(0)
        if url in seen or url.startswith(ELSEWHERE) or url.partition("?")[0].endswith(SET_IN_TYPE):
            continue
        opened[shape(url)] += 1
        if opened[shape(url)] > 2:
            continue
        answer = client.get(url)
        seen[url] = answer.status_code
        if "html" in answer["Content-Type"]:
            waiting += sorted(links(answer.content.decode(), url) - seen.keys())
    return seen


@pytest.mark.parametrize("post", ONE_OF_EACH)
def test_every_link_a_role_is_shown_opens(desk: Desk, post: str) -> None:
    office.carried_to("checked", at(0, 0.5))
    office.opened(at(0, 1), concerns_office="yes", concerned_unit="water", title="供水所收费不开票")

    seen = crawl(desk(post))

    assert {url: status for url, status in seen.items() if status != 200} == {}
    assert len(seen) > 2


def test_a_leader_signs_in_three_taps(desk: Desk) -> None:
    filed = office.carried_to("checked")
    client = desk("water.sign")

    # One: the key on the workbench. Two: the opinion, read. Three: the key under it.
    bench = client.get("/desk/").content.decode()
    url = f"/desk/matters/{filed.number}/do/sign/"
    assert f'href="{url}"' in bench
    page = client.get(url).content.decode()
    seen = findall(r'name="version" value="(\d+)"', page)[0]
    assert client.post(url, {"version": seen}).status_code == 302

    assert office.row(filed.matter).state == "signed"
