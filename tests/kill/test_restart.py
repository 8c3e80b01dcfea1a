"""PostgreSQL ended as by a crash in the middle of filings and started again: nobody has to lift a hand.

Restarts of both sorts and a cut of the network under more load are bench/outage.py.
"""

from pathlib import Path

import pytest

from huiyin.acts.troubles import AWAY
from huiyin.cli.postgres import binaries
from tests.cutting import server
from tests.killing import Acknowledged, file_all, outcome_of, served

FILINGS, CLERKS, CRASH_AFTER = 10, 4, 3


def test_office_goes_on_by_itself_after_its_database_crashed(tmp_path: Path) -> None:
    place = binaries()
    if place is None:
        pytest.skip("PostgreSQL absent: apt-get install postgresql")
    done = Acknowledged()
    with server(place) as database, served(tmp_path, url=database.make_database()) as site:
        clerks = file_all(site, range(FILINGS), clerks=CLERKS, done=done)
        done.wait_for(CRASH_AFTER)
        database.restart("immediate", away_seconds=0.5)
        for clerk in clerks:
            clerk.join()

        assert outcome_of(site).faults(done, filings=FILINGS) == []
        assert set(done.refused) <= {f"503 {AWAY.said.zh}"}
        assert site.alive()
