"""Before and after a matter about the water office is filed: that office's pages do not change by a letter."""

from collections.abc import Iterator

import pytest

from tests import office
from tests.crawl.routes import NOBODY
from tests.crawl.story import NEVER, NOW, Story, tell_secret
from tests.crawl.walk import seen, staff

pytestmark = pytest.mark.django_db
# A plausible thing somebody curious would type: the title, part of it, the number, the place, the person.
LOOKED_FOR = ("机密这件事的标题", "机密", "标题", "机密的第一项", "甪机密", "13900004012", "密巷", "已经找人谈话")


def asked_of_everything(*more: str) -> Iterator[str]:
    """Return every list, count, search, filter and sheet a curious person would open."""
    yield from (
        "/desk/",
        *(f"/desk/?tab={tab}" for tab in ("open", "waiting", "done")),
        "/desk/matters/",
        "/desk/matters/export.xlsx",
    )
    for words in (*LOOKED_FOR, *more):
        yield f"/desk/matters/?q={words}"
    for asked in (
        "sort=due", "whose=open", "whose=unsigned", "whose=done", "kind=appeal", "state=signed", "state=open", "light=r",
        "light=g", "light=none", f"place={office.VILLAGE}", f"place={office.TOWN}", "channel=walk_in", "unit=roads",
        "since=2026-10-01&until=2026-10-31", "whose=open&sort=due", "before=2026-12-01T00:00:00%2B08:00~" + str(NOBODY),
    ):  # fmt: skip
        yield f"/desk/matters/?{asked}"
    yield "/desk/matters/export.xlsx?q=机密"
    yield "/desk/matters/export.xlsx?unit=roads"
    yield from (
        "/desk/places/",
        f"/desk/places/{office.VILLAGE}/",
        "/desk/units/roads/",
        "/desk/units/water/",
        "/desk/gaps/",
    )


@pytest.mark.parametrize(
    "post", ["water.sign", "water.counter", "team.handle", pytest.param("both", marks=pytest.mark.postgres_too)]
)
def test_lists_counts_searches_and_sheets_are_as_if_it_were_not_there(story: Story, post: str) -> None:
    browser, aside = staff(post), staff("centre.sort")
    before = [seen(browser, url) for url in asked_of_everything()]
    aside_before = [aside.get(url).plain for url in ("/desk/", "/desk/matters/", "/desk/matters/?q=机密")]

    secret = tell_secret(story)

    told = [(url, seen(browser, url)) for url in asked_of_everything()]
    assert [url for (url, now), then in zip(told, before, strict=True) if now != then] == []
    by_number = browser.get(f"/desk/matters/?q={secret.number}").plain
    assert by_number.replace(secret.number, NEVER) == browser.get(f"/desk/matters/?q={NEVER}").plain
    # What the centre sees changed in each of these places: there was something to leak.
    aside_now = [aside.get(url).plain for url in ("/desk/", "/desk/matters/", "/desk/matters/?q=机密")]
    assert [now == then for now, then in zip(aside_now, aside_before, strict=True)] == [False, False, False]


def test_nothing_waits_on_the_next_page_of_the_office_complained_of(story: Story) -> None:
    browser = staff("water.handle")
    before = browser.get("/desk/").plain

    secret = tell_secret(story)
    office.step(secret.id, "urge", "centre.watch", NOW, urge_words="请抓紧")
    office.step(secret.id, "add_words", "filer", NOW, more_words="再说一句")

    assert browser.get("/desk/").plain == before
    assert secret.title in staff("roads.handle").get("/desk/").text
