"""Emergency openings: two people of two posts, one hour, one post, the resident told; never for one's own unit."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from huiyin.acts.matters import Filed
from huiyin.ledger.replay import replay
from huiyin.ledger.verify import verify
from huiyin.store.emergency import EmergencyOpening
from huiyin.store.readings import Reading
from huiyin.store.working import Message
from tests import office
from tests.security.conftest import Clock, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("furnished")]
WORDS = "有人来电说要跳楼，说的就是这件事，要马上联系到本人"
PHONE, NAME = "13800000026", "周小满"


def ask(client: Client, number: str, **more: str) -> str:
    """Ask at the page; returns where it leads, or the sentence of the refusal."""
    answer = client.post("/desk/emergency/", {"number": number, "ground": "life", "words": WORDS, **more})
    return str(answer.headers.get("Location", "")) or answer.content.decode()


@pytest.fixture
def filed() -> Filed:
    """A matter the roads office has nothing to do with."""
    return office.carried_to("in_hand")


def granted(filed: Filed, by: str = "centre.watch") -> tuple[Client, str]:
    """Let roads ask and the supervisor grant; returns the asker's browser and the request's address."""
    asker = entered("roads.handle")
    url = ask(asker, filed.number)
    assert entered(by).post(f"{url}do/", {"do": "grant"})["Location"] == url
    return asker, url


def test_two_people_open_it_for_an_hour_and_every_reading_is_written(filed: Filed, clock: Clock) -> None:
    asker, url = granted(filed)
    before = Reading.objects.count()

    page = asker.post(f"{url}do/", {"do": "read"}).content.decode()

    assert PHONE in page
    assert NAME in page
    reading = Reading.objects.latest("id")
    assert (Reading.objects.count() - before, reading.way, reading.post, reading.person) == (
        1, "emergency", "roads.handle", "roads.handle",
    )  # fmt: skip
    assert reading.reason == f"有人的生命、人身安全正受威胁：{WORDS}"
    clock.on(minutes=61)
    asker = entered("roads.handle")
    late = asker.post(f"{url}do/", {"do": "read"})
    assert PHONE not in late.content.decode()
    assert "没有找到这件事" in late.content.decode()


def test_nothing_opens_before_the_second_person(filed: Filed) -> None:
    asker = entered("roads.handle")
    url = ask(asker, filed.number)

    page = asker.post(f"{url}do/", {"do": "read"})

    assert page.status_code == 422
    assert PHONE not in page.content.decode()
    assert not Reading.objects.filter(way="emergency").exists()


def test_the_resident_is_told_and_reads_who_read(filed: Filed) -> None:
    asker, url = granted(filed)
    asker.post(f"{url}do/", {"do": "read"})
    resident = Client()
    resident.post("/track/", {"code": filed.code})

    mine, readings = (resident.get(one).content.decode() for one in ("/my/", "/my/readings/"))
    message = Message.objects.latest("id").words

    told = "因“有人的生命、人身安全正受威胁”，roads · handle经centre · watch批准，一小时内可以查看您"
    assert told in message
    assert told in mine
    assert "经两个人批准，应急查看了" in readings
    assert WORDS in readings


def test_the_events_stand_in_the_ledger_and_it_proves_itself(filed: Filed) -> None:
    granted(filed)

    page = entered("water.handle").get(f"/desk/matters/{filed.number}/?tab=trail").content.decode()

    assert "申请应急查阅" in page
    assert "批准应急查阅" in page
    assert verify(county="990121") == []
    assert replay().differences == []


def test_only_the_named_person_in_the_named_post_may_read(filed: Filed) -> None:
    _, url = granted(filed)

    for post in ("roads.sign", "centre.watch", "office.security"):
        page = entered(post).post(f"{url}do/", {"do": "read"})
        assert (page.status_code, PHONE in page.content.decode()) == (404, False)


def test_it_opens_no_page_of_the_matter_itself(filed: Filed) -> None:
    asker, _ = granted(filed)

    assert asker.get(f"/desk/matters/{filed.number}/").status_code == 404
    assert filed.number not in asker.get("/desk/matters/").content.decode()
    assert asker.post(f"/desk/matters/{filed.number}/read/", {"group": "contact", "reason": "看看"}).status_code == 404


def test_nobody_decides_on_his_own_request(filed: Filed) -> None:
    asker = entered("roads.sign")
    url = ask(asker, filed.number)

    asker.post(f"{url}do/", {"do": "grant"})

    assert EmergencyOpening.objects.get().granted is None


def test_the_database_refuses_one_person_or_one_post(filed: Filed) -> None:
    url = ask(entered("roads.handle"), filed.number)
    assert url
    for same in (
        {"decided_by": "roads.handle", "decided_post": "x"},
        {"decided_by": "x", "decided_post": "roads.handle"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            EmergencyOpening.objects.update(granted=True, **same)


@pytest.mark.parametrize("post", ["water.handle", "office.audit", "office.admin", "gov.review"])
def test_only_who_oversees_or_signs_for_the_matter_decides(filed: Filed, post: str) -> None:
    url = ask(entered("roads.handle"), filed.number)

    entered(post).post(f"{url}do/", {"do": "grant"})

    assert EmergencyOpening.objects.get().granted is None


def test_two_hours_undecided_lapse(filed: Filed, clock: Clock) -> None:
    url = ask(entered("roads.handle"), filed.number)
    clock.on(hours=2, minutes=1)

    answer = entered("centre.watch").post(f"{url}do/", {"do": "grant"})

    assert "过了两小时没有批" in answer.content.decode()
    assert EmergencyOpening.objects.get().granted is None


@pytest.mark.parametrize("post", ["office.admin", "office.audit"])
def test_administrators_and_auditors_may_not_even_ask(filed: Filed, post: str) -> None:
    assert "任何时候都不查阅群众资料" in ask(entered(post), filed.number)
    assert not EmergencyOpening.objects.exists()


@pytest.mark.parametrize("post", ["water.handle", "water.sign", "team.handle"])
def test_what_is_about_ones_own_unit_is_answered_as_if_it_were_not_there(post: str) -> None:
    about = office.opened(concerns_office="yes", concerned_unit="water")
    client = entered(post)

    real, never = ask(client, about.number), ask(client, "AL26-0801-0001-1")

    assert real.replace(about.number, "N") .split("csrfmiddlewaretoken")[0] == never.replace("AL26-0801-0001-1", "N").split(
        "csrfmiddlewaretoken")[0]  # fmt: skip
    assert "没有找到这件事，请核对编号" in real
    assert not EmergencyOpening.objects.exists()


def test_an_opening_ends_the_moment_its_unit_is_complained_of(filed: Filed) -> None:
    from huiyin.store.matters import Exclusion

    asker, url = granted(filed)
    Exclusion.objects.create(matter=filed.matter, unit="roads")

    assert PHONE not in asker.post(f"{url}do/", {"do": "read"}).content.decode()


def test_who_may_see_it_anyway_is_sent_to_its_page(filed: Filed) -> None:
    assert "您本来就能看" in ask(entered("water.handle"), filed.number)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"ground": "curious"}, "请选一个理由"),
        ({"words": "看看"}, "请写清发生了什么"),
        ({"number": "no"}, "没有找到这件事"),
    ],
)
def test_a_request_without_reason_is_refused_and_keeps_its_words(filed: Filed, sent: dict[str, str], why: str) -> None:
    assert why in ask(entered("roads.handle"), **{"number": filed.number, **sent})


def test_the_auditor_sees_all_of_them_and_none_of_the_data(filed: Filed) -> None:
    asker, url = granted(filed)
    asker.post(f"{url}do/", {"do": "read"})
    auditor = entered("office.audit")

    listing, one = auditor.get("/desk/emergency/").content.decode(), auditor.get(url).content.decode()

    assert WORDS in listing
    assert filed.number in listing
    assert "roads · handle" in listing
    assert PHONE not in listing + one
    assert auditor.post(f"{url}do/", {"do": "read"}).status_code == 404
