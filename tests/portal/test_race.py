"""Two sendings of one form at the same moment: one matter, one receipt."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from huiyin.store.matters import MatterRow
from tests.portal.conftest import receipt, send, token_of


@pytest.mark.django_db(transaction=True)
def test_form_sent_twice_at_once_files_once(client: Client) -> None:
    token = token_of(client.get("/file/"))

    def filing(_: int) -> tuple[str, str, str]:
        try:
            browser = Client()
            assert send(browser, token).status_code == 302
            return receipt(browser)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        receipts = list(pool.map(filing, range(4)))

    assert len(set(receipts)) == 1
    assert MatterRow.objects.count() == 1
