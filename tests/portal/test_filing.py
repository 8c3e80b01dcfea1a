"""Filing on the net: page by page, once however often it is sent, with a receipt only this browser sees."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from huiyin.ledger.keys import newest_private
from huiyin.store.entries import Entry
from huiyin.store.matters import Exclusion, MatterRow
from tests import office
from tests.office import at
from tests.portal.conftest import TYPED, WORDS, Clock, filed, receipt, send, text, token_of

pytestmark = pytest.mark.django_db


def test_filing_makes_one_sealed_matter_with_number_code_and_date(client: Client) -> None:
    number, code, leaf = filed(client)

    held = MatterRow.objects.get()
    private = newest_private(held.id)
    page = text(client.get("/file/receipt/"))
    assert (held.number, held.channel, held.state, held.lead_unit) == (number, "web", "registered", "centre")
    assert private == {"words": WORDS, "place": TYPED["place"], "name": "周小满", "phone": "13800000026"}
    assert held.values["requests"] == ["修好水管", "说明原因"]
    assert "13800000026" not in f"{held.title}{held.values}"
    assert re.fullmatch("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", code)
    assert len(leaf) == 64
    # 3 August 2026 and fifteen calendar days: law.md XF-03.
    assert "已收到，8月18日（周二）前，书面告诉您受理不受理、怎么办" in page


def test_three_pages_carry_what_was_typed_and_lead_to_the_receipt(client: Client) -> None:
    first = client.get("/file/")
    story = {name: TYPED[name] for name in ("words", "requests", "town")}
    second = client.post("/file/", {**story, "token": token_of(first), "from": "story", "go": "where"})
    third = client.post("/file/", {**TYPED, "token": token_of(first), "from": "where", "go": "check"})

    assert "柳溪村" in text(second)
    assert "还有" not in text(second)
    assert f'name="words" value="{WORDS}"' in second.content.decode()
    assert WORDS in text(third)
    assert "个人信息保护法第十三条第三项" in text(third)
    assert token_of(second) == token_of(third) == token_of(first)
    assert MatterRow.objects.count() == 0


def test_faults_say_how_to_mend_and_lose_nothing(client: Client) -> None:
    response = client.post("/file/", {**TYPED, "phone": "1380000002", "from": "where", "go": "check"})
    page = response.content.decode()

    assert "手机号码应为11位" in text(response)
    assert 'value="1380000002"' in page
    assert 'value="周小满"' in page
    assert f'name="words" value="{WORDS}"' in page


def test_missing_story_is_asked_for_by_name(client: Client) -> None:
    page = text(client.post("/file/", {"from": "story", "go": "where", "town": office.TOWN}))

    assert "“照您平时说话那样写”还没填" in page
    assert "“您想要什么结果”还没填" in page


def test_form_sent_twice_files_once_and_shows_the_same_receipt(client: Client) -> None:
    token = token_of(client.get("/file/"))
    send(client, token)
    first = receipt(client)
    other = Client()
    send(other, token)

    assert MatterRow.objects.count() == 1
    assert receipt(other) == first


def test_receipt_is_this_browsers_and_only_for_two_hours(client: Client, clock: Clock) -> None:
    filed(client)

    assert Client().get("/file/receipt/").status_code == 404
    assert Client().get("/file/receipt.pdf").status_code == 404
    assert client.get("/file/receipt.pdf").content[:5] == b"%PDF-"
    clock(at(0, 3.5))
    assert client.get("/file/receipt/").status_code == 404


def test_code_is_kept_nowhere_in_the_clear(client: Client) -> None:
    _, code, _ = filed(client)

    bare = code.replace("-", "")
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f'SELECT * FROM "{table}"')
            kept += [str(row) for row in cursor.fetchall()]
    assert len(kept) > 50
    assert [row for row in kept if code in row or bare in row] == []


def test_qr_only_when_the_office_has_an_address_and_never_in_what_is_sent(client: Client, settings: object) -> None:
    settings.PUBLIC_URL = ""  # type: ignore[attr-defined]
    filed(client)
    assert "slip-qr" not in client.get("/file/receipt/").content.decode()

    settings.PUBLIC_URL = "http://huiyin.example"  # type: ignore[attr-defined]
    assert 'class="slip-qr"' in client.get("/file/receipt/").content.decode()


def test_office_complained_of_is_shut_out_from_the_first_moment(client: Client) -> None:
    filed(client, concern="yes", office="water")

    held = MatterRow.objects.get()
    assert held.values["concerns_office"] is True
    assert set(Exclusion.objects.filter(matter=held.id).values_list("unit", flat=True)) == {"water", "water-team"}


def test_yes_without_an_office_asks_which(client: Client) -> None:
    response = client.post("/file/", {**TYPED, "concern": "yes", "from": "where", "go": "check"})

    assert "请填写“反映的是哪个单位”" in text(response)


def test_doubt_about_the_office_stays_open_for_the_clerk(client: Client) -> None:
    filed(client, concern="unsure")

    assert "concerns_office" not in MatterRow.objects.get().values


def test_filing_without_name_says_what_that_means(client: Client) -> None:
    page = text(client.post("/file/", {**TYPED, "name": "", "phone": "", "from": "where", "go": "check"}))

    assert "没法书面答复您；凭查询码看结果。" in page


def test_nobody_to_receive_is_said_before_anything_is_typed(client: Client) -> None:
    Entry.objects.filter(register="appointment", key__startswith="centre.").delete()

    response = client.get("/file/")

    assert response.status_code == 503
    assert "网上今天收不了" in text(response)
    assert "<textarea" not in response.content.decode()


def test_complaint_that_nobody_above_can_take_keeps_the_words(client: Client) -> None:
    Entry.objects.filter(register="appointment", key__startswith="city.").delete()

    response = send(client, concern="yes", office="gov")

    assert response.status_code == 503
    assert "网上暂时没有单位能收。您写的都还在这一页" in text(response)
    assert f'name="words" value="{WORDS}"' in response.content.decode()
    assert MatterRow.objects.count() == 0


def test_too_many_filings_from_one_address_wait_with_their_words(client: Client, settings: Settings) -> None:
    settings.PROTECTION = replace(settings.PROTECTION, limits=(("file", 2, 3600),))
    for _ in range(2):
        assert send(Client()).status_code == 302

    response = send(client)
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")

    assert response.status_code == 429
    assert "您写的都还在" in text(response)
    assert f'name="words" value="{WORDS}"' in response.content.decode()
    assert MatterRow.objects.count() == 2
    assert send(elsewhere).status_code == 302


def test_private_words_reach_neither_address_nor_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    filed(client)
    for url in ("/my/", "/my/readings/", "/my/reply/"):
        client.get(url)

    logged = "\n".join(record.getMessage() for record in caplog.records)
    for secret in ("周小满", "13800000026", "12 号", "停水三天"):
        assert secret not in logged
