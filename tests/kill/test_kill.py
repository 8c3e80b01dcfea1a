"""`kill -9` of server and worker in the middle of filings with photos: what was acknowledged is there, once.

The whole run of 1,000 filings is bench/kill.py; this is the same with fewer.
"""

from pathlib import Path

import pytest

from huiyin.cli.family import child
from tests.killing import Acknowledged, file_all, outcome_of, served

FILINGS, CLERKS, KILL_AFTER = 16, 4, 4


@pytest.mark.postgres_too
def test_what_was_acknowledged_is_kept_once_and_whole(tmp_path: Path, scratch_url: str) -> None:
    done = Acknowledged()
    with served(tmp_path, url=scratch_url) as site:
        clerks = file_all(site, range(FILINGS), clerks=CLERKS, done=done)
        done.wait_for(KILL_AFTER)
        site.kill()
        seen = done.count()
        site.start()
        backed_up = site.run(*child("backup", "--to", str(tmp_path / "backups")))
        for clerk in clerks:
            clerk.join()
        found = outcome_of(site)

        assert KILL_AFTER <= seen < FILINGS
        assert found.faults(done, filings=FILINGS) == []
        assert backed_up.returncode == 0, backed_up.stderr
        tested = site.run(*child("selftest", "--file", backed_up.stdout.strip().split("：")[-1]))
        assert tested.returncode == 0, tested.stdout + tested.stderr
