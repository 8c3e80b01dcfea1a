"""A unit complained of finds nothing: not by page, search, list, count, export, paper or proposal."""

from collections.abc import Callable

import pytest
from django.test import Client

from huiyin.store.matters import Paper
from tests import office
from tests.office import VILLAGE, step
from tests.sheets import taken

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
ABOUT_US = ("water.handle", "water.check", "water.sign", "team.handle")
NO_SUCH = "/desk/matters/AL26-0803-9999-9/"


@pytest.fixture
def hidden() -> str:
    """Return the number of an accepted matter that is about the water bureau."""
    filed = office.opened(concerns_office="yes", concerned_unit="water", title="供水所收费不开票")
    step(filed.matter, "accept", "centre.sort", office.at(0, 1))
    # The bureau once led it in nobody's world; but make sure that a row to leak is there.
    assert office.row(filed.matter).number == filed.number
    return filed.number


def addresses(number: str) -> list[str]:
    paper = Paper.objects.first()
    assert paper is not None
    base = f"/desk/matters/{number}/"
    tabs = [
        f"{base}?tab={tab}" for tab in ("flow", "papers", "files", "parties", "links", "voices", "readings", "trail")
    ]
    return [*tabs, f"{base}clocks/", f"{base}do/accept/", f"{base}do/urge/", f"{base}draft.pdf",
            f"{base}papers/{paper.id}.pdf", f"{base}papers/{paper.id}.docx", f"{base}papers/{paper.id}/service.pdf"]  # fmt: skip


@pytest.mark.parametrize("post", ABOUT_US)
def test_every_address_answers_as_for_a_matter_that_is_not_there(desk: Desk, hidden: str, post: str) -> None:
    client = desk(post)
    none = client.get(NO_SUCH)

    for url in addresses(hidden):
        answer = client.get(url)
        assert (url, answer.status_code, answer.content) == (url, 404, none.content)


@pytest.mark.parametrize("post", ABOUT_US)
def test_reading_and_acting_answer_as_for_none(desk: Desk, hidden: str, post: str) -> None:
    client = desk(post)
    none = client.get(NO_SUCH).content

    read = client.post(f"/desk/matters/{hidden}/read/", {"group": "contact", "reason": "想看看是谁"})
    acted = client.post(f"/desk/matters/{hidden}/do/note/", {"progress": "看看", "version": "2"})

    assert [(one.status_code, one.content) for one in (read, acted)] == [(404, none), (404, none)]


@pytest.mark.parametrize("post", ABOUT_US)
def test_lists_search_counts_and_export_hold_nothing(desk: Desk, hidden: str, post: str) -> None:
    client = desk(post)
    pages = ["/desk/", "/desk/?tab=open", "/desk/?tab=waiting", "/desk/?tab=done", "/desk/matters/",
             "/desk/matters/?q=收费", f"/desk/matters/?q={hidden}", f"/desk/matters/?place={VILLAGE}",
             "/desk/matters/?light=g", "/desk/matters/?whose=open&sort=due"]  # fmt: skip

    for url in pages:
        words = client.get(url).content.decode()
        assert "供水所收费" not in words, url
        assert f"{hidden}</span>" not in words, url
    assert "看得见的 0 件" in client.get("/desk/matters/").content.decode()
    assert taken(client, "/desk/matters/export.xlsx")[1:] == []


def test_the_same_matter_is_there_for_those_who_handle_it(desk: Desk, hidden: str) -> None:
    client = desk("centre.sort")

    assert client.get(f"/desk/matters/{hidden}/").status_code == 200
    assert "供水所收费" in client.get("/desk/matters/?q=收费").content.decode()
    assert [row[0] for row in taken(client, "/desk/matters/export.xlsx")[1:]] == [hidden]


@pytest.mark.parametrize("post", ["office.admin", "office.audit", "roads.handle"])
def test_who_has_no_part_in_it_sees_no_matter(desk: Desk, hidden: str, post: str) -> None:
    client = desk(post)

    assert client.get(f"/desk/matters/{hidden}/").status_code == 404
    assert "看得见的 0 件" in client.get("/desk/matters/").content.decode()
