"""The person's own screen at the counter: paired once, one intake's words and nothing else, and an answer that counts."""

from collections.abc import Callable
from datetime import datetime, timedelta
from re import findall, search

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from huiyin.store.counter_screen import CounterScreen
from huiyin.store.matters import MatterRow
from tests.desk.conftest import NOW, PASSWORD
from tests.desk.test_intake import TYPED, token

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
Move = Callable[[datetime], None]


@pytest.fixture
def counter(desk: Desk) -> Client:
    """A clerk signed in at a browser that the security officer enrolled."""
    browser = desk("office.security")
    browser.post("/desk/security/counters/", {"label": "综合受理 1 号窗口"})
    browser.post("/logout/")
    account, _ = get_user_model().objects.get_or_create(username="centre.intake", person="centre.intake")
    account.set_password(PASSWORD)
    account.save()
    assert browser.post("/login/", {"username": "centre.intake", "password": PASSWORD}).status_code == 302
    return browser


def opened(counter: Client, form: str, **typed: str) -> str:
    """Open the second screen for an intake; return its code."""
    page = counter.post("/desk/intake/", {**TYPED, **typed, "token": form, "screen": "1"}).content.decode()
    return str(findall(r'name="code" value="(\d{6})"', page)[0])


def paired(code: str) -> Client:
    """A tablet that took the code."""
    tablet = Client()
    assert tablet.post("/screen/", {"code": code}).status_code == 302
    return tablet


def pressed(tablet: Client, said: str) -> int:
    """Press one of the two keys below what stands there."""
    shown = search(r'name="shown" value="([0-9a-f]+)"', tablet.get("/screen/").content.decode())
    assert shown
    return tablet.post("/screen/", {"said": said, "shown": shown[1]}).status_code


def filed(counter: Client, form: str, **typed: str) -> int:
    return counter.post("/desk/intake/", {**TYPED, **typed, "token": form, "file": "1"}).status_code


def test_the_screen_shows_what_is_typed_as_it_is_typed(counter: Client) -> None:
    form = token(counter)
    tablet = paired(opened(counter, form))

    counter.post("/desk/intake/", {**TYPED, "words": "停电两天了", "token": form, "keep": "self"})
    words = tablet.get("/screen/now/").content.decode()

    assert "停电两天了" in words
    assert "家里停水三天了" not in words
    assert "周小满" in words
    assert "柳溪村" in words
    assert tablet.get("/screen/").content.decode().count("<a ") == 1  # only the way to the main part


def test_a_confirmed_filing_says_so_in_the_ledger_and_on_the_receipt(counter: Client) -> None:
    form = token(counter)
    tablet = paired(opened(counter, form))
    pressed(tablet, "right")

    answer = counter.post("/desk/intake/", {**TYPED, "read_back": "screen", "token": form, "file": "1"})

    row = MatterRow.objects.get()
    assert row.values["read_back"] == "screen"
    assert "本人在屏上看过，点了“对”" in counter.get(answer["Location"]).content.decode()
    assert "本人在屏上看过，点了“对”" in counter.get(f"/desk/matters/{row.number}/").content.decode()
    assert "已经登记好了" in tablet.get("/screen/").content.decode()
    assert bytes(CounterScreen.objects.get().sealed) == b""


def test_an_answer_counts_only_for_the_words_that_stood_there(counter: Client) -> None:
    form = token(counter)
    tablet = paired(opened(counter, form))
    pressed(tablet, "right")

    changed = filed(counter, form, read_back="screen", words="说的是另一回事")
    as_read = filed(counter, form, read_back="screen")

    assert (changed, as_read, MatterRow.objects.count()) == (422, 302, 1)


def test_an_old_press_on_changed_words_is_refused(counter: Client) -> None:
    form = token(counter)
    tablet = paired(opened(counter, form))
    before = str(findall(r'name="shown" value="([0-9a-f]+)"', tablet.get("/screen/").content.decode())[0])
    counter.post("/desk/intake/", {**TYPED, "words": "改过的话", "token": form, "keep": "self"})

    late = tablet.post("/screen/", {"said": "right", "shown": before})

    assert "工作人员刚刚改了，请再看一遍" in late.content.decode()
    assert CounterScreen.objects.get().answer == ""


def test_what_is_wrong_is_told_to_the_clerk(counter: Client) -> None:
    form = token(counter)
    tablet = paired(opened(counter, form))
    pressed(tablet, "wrong")

    told = counter.get(f"/desk/intake/screen/?token={form}").json()

    assert told == {"words": "本人说有不对的地方，请问清改好", "right": False, "open": True}
    assert filed(counter, form, read_back="screen") == 422
    assert filed(counter, form, read_back="aloud") == 302


def test_a_code_pairs_one_screen_for_three_minutes(counter: Client, clock: Move) -> None:
    code = opened(counter, token(counter))
    paired(code)
    again = Client().post("/screen/", {"code": code})
    late_code = opened(counter, token(counter))
    clock(NOW + timedelta(minutes=4))
    late = Client().post("/screen/", {"code": late_code})

    assert (again.status_code, late.status_code) == (422, 422)
    assert "这个号不对" in late.content.decode()


@pytest.mark.parametrize("over", ["quiet", "signed_out", "another"])
def test_the_screen_ends_by_itself(counter: Client, clock: Move, over: str) -> None:
    tablet = paired(opened(counter, token(counter)))

    if over == "quiet":
        clock(NOW + timedelta(minutes=11))
    if over == "signed_out":
        counter.post("/logout/")
    if over == "another":
        opened(counter, token(counter))

    assert tablet.get("/screen/now/").status_code == 410
    assert "周小满" not in tablet.get("/screen/").content.decode()


def test_away_from_an_enrolled_counter_it_is_read_aloud(desk: Desk) -> None:
    client = desk("centre.intake")

    refused = client.post("/desk/intake/", {**TYPED, "token": token(client), "screen": "1"})

    assert refused.status_code == 403
    assert "念给本人听就行" in refused.content.decode()
    assert CounterScreen.objects.count() == 0


def test_not_reading_back_needs_its_reason_and_holds_nothing_up(desk: Desk) -> None:
    client = desk("centre.intake")
    form = token(client)

    unsaid = client.post("/desk/intake/", {**TYPED, "read_back": "", "token": form, "file": "1", "phone": "138"})
    no_reason = filed(client, form, read_back="not")
    said = filed(client, form, read_back="not", read_back_why="left")

    assert (unsaid.status_code, no_reason, said) == (422, 422, 302)
    assert "还有 2 处要改" in unsaid.content.decode()
    assert MatterRow.objects.get().values["read_back_why"] == "left"


def test_the_clerk_of_another_intake_learns_nothing(counter: Client, desk: Desk) -> None:
    form = token(counter)
    pressed(paired(opened(counter, form)), "right")

    assert desk("town.intake").get(f"/desk/intake/screen/?token={form}").json()["words"] == "第二块屏没有开"
    assert filed(desk("town.intake"), form, read_back="screen") == 422
