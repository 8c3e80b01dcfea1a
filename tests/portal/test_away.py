"""What a resident reads while the database cannot do its part, and that nothing typed is lost or filed twice."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client

from huiyin.acts.troubles import AWAY, FULL, HELD, SLOW, trouble_of
from huiyin.store.matters import MatterRow
from tests.held import ledger_held
from tests.portal.conftest import WORDS, send, text, token_of


@pytest.mark.django_db(transaction=True)
def test_a_filing_that_could_not_be_kept_is_sent_again_by_one_button_and_counts_once() -> None:
    browser = Client(raise_request_exception=False)
    token = token_of(browser.get("/file/"))

    with ledger_held():
        told = send(browser, token)

    assert (told.status_code, told["Retry-After"], told["Cache-Control"]) == (503, "5", "no-store")
    assert "别人正在改同一处，等得太久，已经停下来" in text(told)
    assert "不会登记成两件" in text(told)
    assert MatterRow.objects.count() == 0
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', told.content.decode())
    held = {name: unescape(value) for name, value in fields}
    assert held["words"] == WORDS

    for _ in range(2):
        browser.post("/file/", held)

    assert MatterRow.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_page_with_a_secret_hands_nothing_back() -> None:
    browser = Client(raise_request_exception=False)

    with ledger_held():
        # Signing in writes the attempt down first, and on SQLite any writer waits; PostgreSQL needs its own table held.
        if connection.vendor == "postgresql":
            pytest.skip("only the ledger is held here")
        told = browser.post("/login/", {"username": "nobody", "password": "a-word-to-keep"})

    assert told.status_code == 503
    assert "a-word-to-keep" not in told.content.decode()
    assert "退回上一页" in text(told)


@pytest.mark.parametrize(
    ("asked", "trouble"),
    [
        ("SET statement_timeout = '20ms'; SELECT pg_sleep(1)", SLOW),
        ("SELECT pg_terminate_backend(pg_backend_pid())", AWAY),
        ("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = 'disk_full'; END $$", FULL),
        ("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = 'deadlock_detected'; END $$", HELD),
        ("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = 'read_only_sql_transaction'; END $$", AWAY),
        ("SELECT nothing_of_the_sort", None),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_what_the_database_says_becomes_one_of_four_troubles(asked: str, trouble: object) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("these are PostgreSQL's words")
    connection.close()

    with pytest.raises(Exception) as refused, connection.cursor() as cursor:  # noqa: PT011
        cursor.execute(asked)

    assert trouble_of(refused.value) is trouble
    # The next question gets a connection that lives.
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("RESET statement_timeout")
