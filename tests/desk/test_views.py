"""Named views of the list: own and shared, never with typed words, taken down by who may."""

from collections.abc import Callable
from re import findall

import pytest
from django.test import Client

from huiyin.acts.views import NewView, keep_view
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.store.desk import SavedView
from tests.office import TOWN, opened, someone

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
Desk = Callable[[str], Client]
FILTERS = {"light": "r", "place": TOWN, "sort": "due"}


def titles(client: Client) -> list[str]:
    return findall(r'class="view[^"]*"[^>]*>([^<]+)', client.get("/desk/matters/").content.decode())


def test_a_view_keeps_the_filters_and_is_marked_when_in_use(desk: Desk) -> None:
    client = desk("centre.sort")

    kept = client.post("/desk/views/", {**FILTERS, "title": " 超期  的 ", "q": "周小满"})

    view = SavedView.objects.get()
    assert kept.headers["location"] == f"/desk/matters/?light=r&place={TOWN}&sort=due"
    assert (view.title, view.filters, view.unit, view.owner) == ("超期 的", FILTERS, "", "centre.sort")
    assert 'aria-current="page">超期 的' in client.get(kept.headers["location"]).content.decode()
    assert titles(desk("centre.intake")) == []


def test_a_shared_view_is_seen_by_the_unit_and_by_no_other(desk: Desk) -> None:
    desk("centre.sort").post("/desk/views/", {"light": "r", "title": "超期", "shared": "centre"})
    view = SavedView.objects.get()

    assert titles(desk("centre.intake")) == ["超期"]
    assert titles(desk("water.handle")) == []
    assert desk("centre.intake").post(f"/desk/views/{view.id}/drop/").status_code == 404
    assert desk("centre.sort").post(f"/desk/views/{view.id}/drop/").status_code == 302
    assert SavedView.objects.count() == 0


def test_who_leads_a_unit_takes_a_colleagues_shared_view_down(desk: Desk) -> None:
    desk("water.handle").post("/desk/views/", {"state": "open", "title": "在办", "shared": "water"})

    assert desk("water.sign").post(f"/desk/views/{SavedView.objects.get().id}/drop/").status_code == 302


@pytest.mark.parametrize(
    ("title", "filters", "field"),
    [
        ("", {"light": "r"}, "title"),
        ("找13800000026的", {"light": "r"}, "title"),
        ("重点人员", {"light": "r"}, "title"),
        ("查字", {"q": "周小满"}, "filters"),
        ("空", {}, "filters"),
        ("没有的类别", {"category": "周小满"}, "category"),
        ("乱写", {"channel": "周小满"}, "filters"),
    ],
)
def test_a_view_holds_nothing_that_names_a_person(title: str, filters: dict[str, str], field: str) -> None:
    with pytest.raises(FieldFaults) as refused:
        keep_view(NewView(title, filters), actor=someone("centre.sort"))

    assert (set(refused.value.faults), SavedView.objects.count()) == ({field}, 0)


def test_views_are_few_and_shared_with_ones_own_unit_only() -> None:
    for number in range(12):
        keep_view(NewView(f"第{number}个", {"light": "r"}), actor=someone("centre.sort"))

    keep_view(NewView("第3个", {"light": "y"}), actor=someone("centre.sort"))
    with pytest.raises(NotAllowed):
        keep_view(NewView("第13个", {"light": "r"}), actor=someone("centre.sort"))
    with pytest.raises(NotAllowed):
        keep_view(NewView("别的单位", {"light": "r"}, "water"), actor=someone("centre.sort"))
    assert SavedView.objects.count() == 12


def test_words_typed_say_that_they_are_not_kept(desk: Desk) -> None:
    opened()

    page = desk("centre.sort").get("/desk/matters/?q=停水&light=g").content.decode()

    assert "字词不存" in page
    assert "停水" not in findall(r"<details class=\"keep-view\">.*?</details>", page, flags=16)[0]
