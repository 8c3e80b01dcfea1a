"""Handing a post over by its page, and lending one by the register's own form."""

from collections.abc import Callable

import pytest
from django.test import Client

from huiyin.store.entries import Entry
from tests import office

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]


def test_a_post_is_handed_over_by_its_page_with_a_sheet_for_the_three_to_sign(desk: Desk) -> None:
    filed = office.carried_to("in_hand")
    client, page = desk("office.admin"), "/desk/posts/water.handle/hand-over/"

    seen = client.get(page).content.decode()
    nobody = client.post(page, {"to_person": "", "on": "2026-08-04", "reason": "轮岗"}).content.decode()
    done = client.post(page, {"to_person": "某water.check〔water.check〕", "on": "2026-08-04", "reason": "轮岗"})

    key = Entry.objects.get(register="post_handover").key
    assert ("某water.handle交出water · handle" in seen, filed.number in seen) == (True, False)
    assert "要先定接收人" in nobody
    assert done.headers["location"] == f"/desk/registers/post_handover/{key}/"
    assert client.get(f"/desk/posts/handed-over/{key}.docx").status_code == 200
    assert desk("water.check").get(f"/desk/posts/handed-over/{key}.pdf").content[:5] == b"%PDF-"
    assert desk("roads.handle").get(f"/desk/posts/handed-over/{key}.pdf").status_code == 404
    assert desk("water.sign").get(page).status_code == 403


def test_somebody_lends_his_own_post_by_the_registers_form(desk: Desk) -> None:
    typed = {
        "post": "water · sign〔water.sign〕", "roles": ["sign"], "person": "某water.check〔water.check〕",
        "last_day": "2026-08-06", "reason": "出差", "valid_from": "2026-08-03", "entry_key": "d1", "lender": "",
    }  # fmt: skip

    refused = desk("water.handle").post("/desk/registers/delegation/new/", typed)
    lent = desk("water.sign").post("/desk/registers/delegation/new/", typed)

    assert (refused.status_code, lent.status_code) == (422, 302)
    assert Entry.objects.get(register="delegation").values["lender"] == "water.sign"
