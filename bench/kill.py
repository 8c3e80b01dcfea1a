"""`kill -9` of server and worker in the middle of many concurrent filings with photos; then everything is counted.

Usage: python bench/kill.py --filings 1000 --clerks 16 --kills 3
       HUIYIN_TEST_POSTGRES_URL=postgres://… adds a second run on PostgreSQL; `--postgres` starts one for it.
Loopback only, bounded in count. A back-up is taken while people file, and restored into a scratch place at the end.
Exit code 1 when anything acknowledged is missing, doubled or half there.
"""

import argparse
import json
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import ground  # noqa: F401 -- puts the product and the tests on the path

from huiyin.cli.family import child
from huiyin.cli.postgres import binaries, throwaway
from tests.killing import Acknowledged, Site, file_all, outcome_of, served


def main() -> int:
    """Run on SQLite, and on PostgreSQL when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=int, default=1000)
    parser.add_argument("--clerks", type=int, default=16)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--postgres", action="store_true", help="once more on a PostgreSQL started for it")
    parser.add_argument("--only-postgres", action="store_true", help="nothing on SQLite")
    asked = parser.parse_args()
    bad = 0 if asked.only_postgres else one_run("sqlite", "", asked)
    place = binaries()
    if (asked.postgres or asked.only_postgres) and place is not None:
        with throwaway(place) as server:
            bad += one_run("postgresql", own_database(server), asked)
    return 1 if bad else 0


def own_database(server: str) -> str:
    """Make a database for the run and return its address."""
    import psycopg

    name = f"killed_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as own:
        own.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def one_run(engine: str, url: str, asked: argparse.Namespace) -> int:
    """File, kill, start again, count; print one line of JSON and return how many things were wrong."""
    done, begun = Acknowledged(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="huiyin-kill-") as home, served(Path(home), url=url) as site:
        clerks = file_all(site, range(asked.filings), clerks=asked.clerks, done=done)
        backed_up: list[subprocess.CompletedProcess[str]] = []
        at_kill = []
        for number in range(1, asked.kills + 1):
            done.wait_for(asked.filings * number // (asked.kills + 1), seconds=asked.filings * 2)
            if number == 2 or asked.kills == 1:
                # While everybody files: it is cut off from nothing, for it is a process of its own.
                backed_up.append(site.run(*child("backup", "--to", f"{home}/backups")))
            site.kill()
            at_kill.append(done.count())
            site.start()
        for clerk in clerks:
            clerk.join()
        seconds = round(time.monotonic() - begun)
        found = outcome_of(site)
        wrong = found.faults(done, filings=asked.filings) + backup_faults(site, backed_up)
    told = json.dumps({
        "engine": engine, "filings": asked.filings, "photos": sum(found.photos.values()), "clerks": asked.clerks,
        "acknowledged_at_each_kill": at_kill, "seconds": seconds, "wrong": wrong,
    }, ensure_ascii=False)  # fmt: skip
    print(told, flush=True)
    return len(wrong)


def backup_faults(site: Site, backed_up: list[subprocess.CompletedProcess[str]]) -> list[str]:
    """Restore the back-up taken under load aside, and name what was wrong."""
    if not backed_up or backed_up[0].returncode:
        return [f"the back-up failed: {[one.stderr for one in backed_up]}"]
    tested = site.run(*child("selftest", "--file", backed_up[0].stdout.strip().split("：")[-1]))
    print(tested.stdout.strip())
    return [] if tested.returncode == 0 else [f"the back-up did not come back: {tested.stdout}{tested.stderr}"]


if __name__ == "__main__":
    threading.excepthook = lambda failed: print("a clerk gave up:", failed.exc_value, file=sys.stderr)
    sys.exit(main())
