"""A matter about the water office: for everybody of that office it is as if it had never been filed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from huiyin.store.matters import MatterRow
from tests import office
from tests.crawl.story import COMPLAINED_OF, NEVER, NOW, Case, Story
from tests.crawl.walk import Browser, Page, staff

pytestmark = pytest.mark.django_db
STEPS = (
    "accept",
    "sign_for",
    "note",
    "draft",
    "check",
    "sign",
    "serve",
    "supervise",
    "urge",
    "correct",
    "merge",
    "attach",
)


def every_way_in(browser: Browser, number: str, secret: Case) -> Iterator[tuple[str, Page]]:
    """Try every address that takes a matter's number, to read and to act."""
    paper, file, version = secret.papers()[-1], secret.files()[0], str(MatterRow.objects.get(id=secret.id).version)
    ways: tuple[tuple[str, dict[str, Any]], ...] = (
        ("matter", {}),
        ("clocks", {}),
        ("draft_paper", {"form": "pdf"}),
        ("sample_paper", {"step": "sign_refuse", "form": "pdf"}),
        *(("paper", {"paper": paper, "form": form}) for form in ("pdf", "docx", "png", "exe")),
        ("service_paper", {"paper": paper, "form": "pdf"}),
        *(("step", {"step": step}) for step in STEPS),
    )
    for name, more in ways:
        yield name, browser.get(reverse(f"desk:{name}", kwargs={"number": number, **more}))
    for tab in ("papers", "files", "parties", "links", "voices", "readings", "trail"):
        yield tab, browser.get(f"/desk/matters/{number}/?tab={tab}")
    for group in ("spoken", "contact"):
        data = {"group": group, "reason_words": "想知道是谁"}
        yield group, browser.post(reverse("desk:read", kwargs={"number": number}), data)
    at = {"number": number, "file": file}
    yield "file", browser.post(reverse("desk:file", kwargs=at), {"reason": "想知道是谁"})
    for step in STEPS:
        data = {
            "version": version,
            "reason": "试一试",
            "progress": "试一试",
            "to_post": "water.handle",
            "other": number,
        }
        yield f"do {step}", browser.post(reverse("desk:step", kwargs={"number": number, "step": step}), data)


@pytest.mark.parametrize("post", COMPLAINED_OF)
def test_every_way_in_answers_as_for_a_number_that_never_was(story: Story, secret: Case, post: str) -> None:
    browser = staff(post)

    tried = list(every_way_in(browser, secret.number, secret))

    never = dict(every_way_in(browser, NEVER, secret))
    assert [(name, page.status) for name, page in tried if page.status != 404] == []
    assert [name for name, page in tried if page.plain != never[name].plain] == []
    assert [name for name, page in tried if page.reads] == []


def test_every_way_in_is_open_to_the_office_that_handles_it(story: Story, secret: Case) -> None:
    tried = dict(every_way_in(staff("roads.handle"), secret.number, secret))

    assert {tried[name].status for name in ("matter", "clocks", "spoken", "file", "service_paper", "trail")} == {200}
    assert tried["spoken"].reads
    assert tried["do note"].status == 302


def test_its_papers_and_files_do_not_open_under_another_number(story: Story, secret: Case) -> None:
    browser, known = staff("water.handle"), story.cases["在办"].number
    never = browser.get(f"/desk/matters/{NEVER}/")

    found = [
        browser.get(reverse("desk:paper", kwargs={"number": known, "paper": paper, "form": form}))
        for paper in secret.papers()
        for form in ("pdf", "docx", "png")
    ]
    file = {"number": known, "file": secret.files()[0]}
    found.append(browser.post(reverse("desk:file", kwargs=file), {"reason": "看看"}))

    assert {(page.status, page.plain) for page in found} == {(404, never.plain)}
    own = reverse("desk:paper", kwargs={"number": known, "paper": story.cases["在办"].papers()[0], "form": "pdf"})
    assert browser.get(own).status == 200
    mixed = reverse("desk:paper", kwargs={"number": known, "paper": story.cases["已复"].papers()[0], "form": "pdf"})
    assert browser.get(mixed).status == 404


@pytest.mark.parametrize(("post", "name"), [("water.handle", "在办"), ("both", "新收")])
@pytest.mark.parametrize("step", ["link", "merge"])
def test_pointing_at_it_is_refused_like_pointing_at_nothing(
    story: Story, secret: Case, post: str, name: str, step: str
) -> None:
    browser, number = staff(post), story.cases[name].number
    url = reverse("desk:step", kwargs={"number": number, "step": step})

    at_secret, at_nothing = (browser.post(url, _pointing(story, name, to)) for to in (secret.number, NEVER))

    assert at_secret.status == at_nothing.status
    assert at_secret.plain.replace(secret.number, NEVER) == at_nothing.plain


def _pointing(story: Story, name: str, to: str) -> dict[str, str]:
    version = MatterRow.objects.get(id=story.cases[name].id).version
    return {"other": to, "reason": "像是一件事", "version": str(version)}


@pytest.mark.parametrize("backward", [False, True])
def test_a_link_made_by_the_centre_does_not_tell_the_other_end(story: Story, secret: Case, backward: bool) -> None:
    known = story.cases["新收"]
    tied = (secret, known) if backward else (known, secret)
    office.step(tied[0].id, "link", "centre.sort", NOW, other=tied[1].number)
    browser, aside = staff("both"), staff("centre.sort")
    tabs = ("", "?tab=links", "?tab=trail", "?tab=papers")

    pages = [browser.get(f"/desk/matters/{known.number}/{tab}") for tab in tabs]
    seen = [aside.get(f"/desk/matters/{known.number}/{tab}") for tab in tabs]

    assert {page.status for page in pages} == {200}
    told = (secret.number, str(secret.id), secret.title)
    assert [(page.url, word) for page in pages for word in told if word in page.text] == []
    assert any(secret.number in page.text for page in seen)


def test_proposals_at_the_counter_do_not_name_it(story: Story, secret: Case) -> None:
    typed = {"words": "机密这件事的标题", "requests": "机密的第一项", "village": office.VILLAGE, "suggest": "1"}

    inside, outside = (staff(post).post("/desk/intake/", typed) for post in ("water.counter", "centre.intake"))

    assert secret.number in outside.text
    assert secret.number not in inside.text
