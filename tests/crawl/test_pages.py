"""Every address opened by everybody, and what its pages lead to: no fault, no stranger's number, no private word."""

import pytest
from django.conf import settings

from huiyin.store.access import visible
from huiyin.store.matters import MatterRow
from tests.crawl.routes import EXAMPLES, TAKE_ONLY, addresses, routes
from tests.crawl.story import NEVER, ROLES, Case, Story
from tests.crawl.walk import NUMBER, Browser, Page, Reader, resident, route_of, staff, walked
from tests.sheets import REASON

pytestmark = pytest.mark.django_db
# Rules and registers read alike for everybody but who keeps them, and what residents see is the same for all staff.
INSIDE = (
    "desk:",
    "house:",
    "security:",
    "emergency:",
    "account:",
    "figures:",
    "healthz",
    "sign",
    "step_aside",
    "by_pin",
)
OPENED: dict[str, tuple[str, ...]] = {
    "centre.sort": (),
    **dict.fromkeys(("office.admin", "office.security", "water.handle"), INSIDE),
}
# Each page once on PostgreSQL too, by those to whom it opens.
BY_POST = [pytest.param(one, marks=pytest.mark.postgres_too) if one in OPENED else one for one in ROLES]


def known(browser: Browser) -> frozenset[str]:
    """Return the numbers a post may know of."""
    return frozenset(visible(browser.actor()).values_list("number", flat=True))


def test_every_address_has_arguments_to_open_it_by() -> None:
    missing = {route.name for route in routes() if route.wants and route.name not in EXAMPLES}
    gone = set(EXAMPLES) - {route.name for route in routes()}

    assert (missing, gone) == (set(), set())


@pytest.mark.parametrize("post", BY_POST)
def test_every_page_of_a_post_is_whole(story: Story, secret: Case, post: str) -> None:
    browser = staff(post)
    seen = known(browser)

    found = list(addresses(story, spaces=OPENED.get(post, ("desk:", "healthz", "sign"))))
    asked = found if post in OPENED else dict(reversed(found)).items()

    pages = [browser.get(url) for _, url in asked]
    pages += walked(browser, starts=["/desk/", "/desk/matters/"], at_most=16)

    wrong = Reader(seen, story.marks()).faults(pages)
    assert not wrong, "\n".join(wrong)
    # What a monitor asks says 503 here: nothing ticks and nothing was backed up.
    assert {page.status for page in pages if page.url != "/healthz/checks"} <= {200, 302, 403, 404, 405, 409, 410}
    shut = {route_of(page.url) for page in pages if page.status == 405}
    assert shut <= TAKE_ONLY


def test_the_examples_open_pages_and_not_only_refusals(story: Story, secret: Case) -> None:
    browser = staff("centre.sort")
    wanted = ("desk:matter", "desk:export", "desk:step", "desk:paper", "house:kind", "portal:guide")

    opened = {name for name, url in addresses(story, spaces=wanted) if browser.get(url).status == 200}

    assert set(wanted) <= opened


@pytest.mark.parametrize("name", ["机密", "已复", "复查", "不受", "并入", "旧件"])
def test_a_resident_meets_only_his_own_matter(story: Story, secret: Case, name: str) -> None:
    case = story.cases[name]
    browser = resident(case)
    own = frozenset(visible_to_filer(case))

    pages = [browser.get(url) for _, url in addresses(story, spaces=("portal:", "rules:", "healthz"))]
    pages += walked(browser, starts=["/my/"], at_most=25)

    assert case.title in next(page.text for page in pages if page.url == "/my/")
    strangers = {word for other in story.cases.values() if other.name != name for word in other.title.split()}
    assert [(page.url, word) for page in pages for word in strangers if word in page.text] == []
    wrong = Reader(own, others(story, case).marks()).faults(pages)
    assert not wrong, "\n".join(wrong)


def visible_to_filer(case: Case) -> list[str]:
    """Return the numbers of a resident's matter and of the reviews opened from it."""
    reviews = case.reviews()
    return list(MatterRow.objects.filter(id__in=[case.id, *reviews]).values_list("number", flat=True))


def others(story: Story, case: Case) -> Story:
    """Return the story without a matter: whose private words may not be met by its resident."""
    return Story({name: one for name, one in story.cases.items() if name != case.name})


def test_nobody_meets_the_desk_nor_a_matter(story: Story, secret: Case) -> None:
    browser = Browser("")

    pages = [browser.get(url) for _, url in addresses(story)]
    pages += walked(browser, starts=["/"], at_most=30)

    wrong = Reader(frozenset(), story.marks()).faults(pages)
    assert not wrong, "\n".join(wrong)
    inside = [page for page in pages if page.url.startswith("/desk/") and page.status != 405]
    assert len(inside) > 40
    assert {(page.status, page.target.split("?")[0]) for page in inside} == {(302, settings.LOGIN_URL)}
    assert [page.url for page in pages for case in story.cases.values() if case.title in page.text] == []


@pytest.mark.parametrize("post", ["office.admin", "office.audit"])
def test_who_keeps_the_house_sees_no_matter(story: Story, secret: Case, post: str) -> None:
    browser = staff(post)
    never = browser.get(f"/desk/matters/{NEVER}/")

    found = [browser.get(f"/desk/matters/{case.number}/") for case in story.cases.values()]

    assert {(page.status, page.plain) for page in found} == {(404, never.plain)}
    assert not any(case.number in browser.get("/desk/matters/").text for case in story.cases.values())
    assert browser.post("/desk/matters/export.xlsx", REASON).text.count("AL26-") == 0


@pytest.mark.parametrize("post", sorted(set(ROLES) - {"both"}))
def test_a_list_a_sheet_and_an_address_agree_on_what_a_post_sees(story: Story, secret: Case, post: str) -> None:
    browser = staff(post)
    seen = known(browser)

    listed, sheet = browser.get("/desk/matters/"), browser.post("/desk/matters/export.xlsx", REASON)

    assert listed_numbers(listed) == seen
    assert listed_numbers(sheet) == seen
    hidden = {case.number for case in story.cases.values()} - seen
    assert {browser.get(f"/desk/matters/{number}/").status for number in hidden} <= {404}
    assert f"{len(seen)} 件" in listed.text


def listed_numbers(page: Page) -> frozenset[str]:
    """Return the numbers on a page."""
    return frozenset(NUMBER.findall(page.text))
