"""Opening somebody's data: only with a reason, and the person's own list says exactly what was opened, by whom, why."""

import pytest
from django.urls import reverse

from huiyin.store.posts import cards_of_person
from huiyin.store.readings import Reading
from tests.crawl.story import NOW, Case, Story
from tests.crawl.walk import Reads, resident, staff

pytestmark = pytest.mark.django_db
REASON = "核实反映的情况"


def asked(case: Case, group: str, reason: str) -> tuple[str, dict[str, str]]:
    """Return the address and the form that open a group of words."""
    return reverse("desk:read", kwargs={"number": case.number}), {"group": group, "reason_words": reason}


def test_words_stand_only_on_the_page_that_opened_them(story: Story) -> None:
    case, browser = story.cases["在办"], staff("water.handle")
    words, name = case.sealed["words"][0], case.sealed["name"][0]

    opened = browser.kept_post(*asked(case, "spoken", REASON))
    again = browser.get(f"/desk/matters/{case.number}/")

    assert words in opened.text
    assert name not in opened.text
    assert opened.reads == {Reads(case.id, "words", "page", REASON)}
    assert words not in again.text


@pytest.mark.parametrize("reason", ["", " ", "看"])
def test_without_a_reason_nothing_is_opened_nor_written(story: Story, reason: str) -> None:
    case = story.cases["在办"]

    page = staff("water.handle").post(*asked(case, "contact", reason))

    assert "请写一句为什么要看" in page.text
    assert page.reads == frozenset()
    assert not any(word in page.text for words in case.sealed.values() for word in words)
    handler, sorter = (
        staff(post).post(*asked(case, "contact", REASON)).text for post in ("water.handle", "centre.sort")
    )
    assert case.sealed["name"][0] in handler
    assert (case.sealed["phone"][0] in handler, case.sealed["phone"][0] in sorter) == (False, True)


def test_the_persons_list_is_exactly_what_was_opened(story: Story) -> None:
    case = story.cases["已复"]
    Reading.objects.all().delete()
    paper = {"number": case.number, "paper": case.papers()[-1], "form": "pdf"}
    acts = (
        ("water.handle", "post", asked(case, "contact", "约时间上门看")),
        ("centre.sort", "post", asked(case, "spoken", REASON)),
        ("centre.watch", "get", (reverse("desk:paper", kwargs=paper),)),
        ("water.sign", "get", (f"/desk/matters/{case.number}/",)),
        ("centre.watch", "post", ("/desk/matters/export.xlsx", {"why": "check"})),
    )
    written: list[tuple[str, frozenset[Reads]]] = []

    for post, way, given in acts:
        browser = staff(post)
        page = browser.kept_post(*given) if way == "post" else browser.kept_get(*given)
        assert page.status == 200
        written.append((cards_of_person(post, NOW.date())[0].label.replace(" · ", "·"), page.reads))

    listed = resident(case).get("/my/readings/").text
    assert [len({one.reason for one in reads}) for _, reads in written] == [1, 1, 1, 0, 0]
    assert {one.field for one in written[0][1]} == {"name", "place"}
    rows = listed.split("<main")[1]
    for label, reads in written[:3]:
        assert label in rows
        assert next(iter(reads)).reason in rows
    assert written[3][0] not in rows
    assert Reading.objects.filter(matter=case.id).count() == 3
    assert not any(word in rows for word in ("某water.handle", "某centre.sort"))


def test_a_residents_own_eyes_leave_no_line(story: Story) -> None:
    case = story.cases["已复"]
    browser = resident(case)

    pages = [browser.kept_get(url) for url in ("/my/", "/my/reply/", "/my/readings/")]

    assert case.sealed["found"][-1] in pages[1].text
    assert {page.reads for page in pages} == {frozenset()}
