"""Verifying finds every edit of every column, every deletion, swap and truncation, on a real database."""

import pytest

from huiyin.ledger.verify import extent, verify
from tests import office
from tests.ledger.whole import COUNTY, a_whole_ledger

pytestmark = pytest.mark.django_db


def test_whole_ledger_has_no_findings() -> None:
    office.furnish()
    a_whole_ledger()

    assert verify(county=COUNTY) == []
    assert extent().unsealed > 0
