"""The gate of the performance budget: at most thirty queries a page, the same for one row and for three.

What other files hold already is not repeated: the sorter's list and desk (test_list), charges, the audit, the API
(tests/crawl/test_api.py), one act (tests/acts/test_queries.py), the tick (tests/jobs). Times are no gate; see bench/.
"""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import office
from tests.office import at, step

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Desk = Callable[[str], Client]
MOST_QUERIES = 30
NARROWED = (
    "state=in_hand&category=water",
    "place=990121100000&channel=walk_in",
    "whose=open&sort=due",
    "said=unsolved",
)
PAGES = (
    "/desk/",
    "/desk/matters/",
    *(f"/desk/matters/?{query}" for query in NARROWED),
    "/desk/figures/on-time/",
    "/desk/figures/same-day/",
)


def taken(client: Client, url: str) -> int:
    """Open a page and return how many queries it took."""
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(url)
    assert answer.status_code == 200, url
    return len(caught)


@pytest.mark.parametrize("post", ["water.handle", "centre.watch"])
def test_pages_of_each_sort_of_reader_cost_the_same_for_one_row_and_for_three(desk: Desk, post: str) -> None:
    client, counts = desk(post), []
    for more in (1, 2):
        for _ in range(more):
            office.carried_to("in_hand")
            office.carried_to("served")
        counts.append({url: taken(client, url) for url in PAGES})

    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= MOST_QUERIES


def test_a_second_page_costs_what_the_first_does(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huiyin.queries.matter_list.PAGE_LINES", 2)
    client = desk("centre.sort")
    for hour in range(5):
        office.opened(at(0, hour))
    first = client.get("/desk/matters/").content.decode()
    after = re.search(r'href="(\?[^"]*after=[^"]*)"', first)

    assert after is not None
    second = f"/desk/matters/{after[1].replace('&amp;', '&')}"
    assert taken(client, second) <= taken(client, "/desk/matters/") <= MOST_QUERIES


@pytest.mark.parametrize("post", ["water.handle", "centre.watch"])
def test_a_matter_page_costs_the_same_for_five_events_and_for_fifty(desk: Desk, post: str) -> None:
    filed = office.carried_to("in_hand")
    client, url = desk(post), f"/desk/matters/{filed.number}/"
    step(filed.matter, "note", "water.handle", at(0, 5), progress="看了一次", progress_public="已派人看")
    few = taken(client, url)
    for number in range(45):
        step(
            filed.matter,
            "note",
            "water.handle",
            at(0, 6 + number / 100),
            progress="又看了一次",
            progress_public="已派人看",
        )

    assert office.row(filed.matter).version == 50
    assert taken(client, url) == few <= MOST_QUERIES
