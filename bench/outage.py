"""PostgreSQL restarted, crashed and cut off while clerks file over HTTP; then everything is counted.

Usage: python bench/outage.py --filings 240 --clerks 8 --cut-seconds 20
       `--no-cut` leaves the cut out, where network namespaces are not allowed (it takes root and iproute2).
One served office (web of two processes, one worker) on a PostgreSQL of its own; loopback and a pair of virtual cards
only, bounded in count. Exit code 1 when anything acknowledged is missing or doubled, when an answer was neither a page
nor one of the four sentences of acts/troubles.py, or when a process needed a hand.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import ground  # noqa: F401 -- puts the product and the tests on the path

from huiyin.cli.postgres import binaries
from tests.cutting import NoNamespaces, Server, server
from tests.killing import Acknowledged, Site, file_all, outcome_of, served

AWAY_SECONDS = 4
TICK_SECONDS = 75


def main() -> int:
    """Run all the outages on one office under load."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=int, default=240)
    parser.add_argument("--clerks", type=int, default=8)
    parser.add_argument("--cut-seconds", type=int, default=20)
    parser.add_argument("--no-cut", action="store_true")
    asked = parser.parse_args()
    place = binaries()
    if place is None:
        print("there is no PostgreSQL on this machine: apt-get install postgresql")
        return 2
    try:
        with server(place, link=not asked.no_cut) as database:
            return one_run(database, asked)
    except NoNamespaces:
        print("no network namespace may be made here (root and iproute2): run it with --no-cut")
        return 2


def one_run(database: Server, asked: argparse.Namespace) -> int:
    """File, break, count; print one line of JSON an outage and one at the end."""
    outages: list[tuple[str, Callable[[], None]]] = [
        ("restart -m fast", lambda: database.restart("fast", away_seconds=AWAY_SECONDS)),
        ("restart -m immediate", lambda: database.restart("immediate", away_seconds=AWAY_SECONDS)),
    ]
    if not asked.no_cut:
        outages.append((f"network cut {asked.cut_seconds} s", lambda: database.cut(seconds=asked.cut_seconds)))
    done, begun = Acknowledged(), time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="huiyin-outage-") as home,
        served(Path(home), url=database.make_database()) as site,
    ):
        clerks = file_all(site, range(asked.filings), clerks=asked.clerks, done=done)
        for number, (name, break_it) in enumerate(outages, start=1):
            done.wait_for(asked.filings * number // (len(outages) + 1), seconds=asked.filings * 2)
            tell(name, done, break_it)
        for clerk in clerks:
            clerk.join()
        seconds = round(time.monotonic() - begun)
        wrong = wrong_after(site, done, filings=asked.filings)
    print(
        json.dumps(
            {
                "filings": asked.filings,
                "clerks": asked.clerks,
                "seconds": seconds,
                "answers": dict(done.refused),
                "wrong": wrong,
            },
            ensure_ascii=False,
        )
    )
    return 1 if wrong else 0


def tell(name: str, done: Acknowledged, break_it: Callable[[], None]) -> None:
    """Break it, mend it, and say how long it took until the next filing was acknowledged."""
    before, began = sum(done.refused.values()), time.monotonic()
    at_break = len(done.moments)
    break_it()
    mended = time.monotonic()
    at_mend = len(done.moments)
    while len(done.moments) == at_mend and time.monotonic() < mended + 90:
        time.sleep(0.05)
    told = {
        "outage": name, "seconds": round(mended - began, 1), "acknowledged_during": at_mend - at_break,
        "first_after_seconds": round(done.moments[at_mend] - mended, 1) if len(done.moments) > at_mend else None,
        "refused_with_a_sentence": sum(done.refused.values()) - before,
    }  # fmt: skip
    print(json.dumps(told, ensure_ascii=False), flush=True)


def wrong_after(site: Site, done: Acknowledged, *, filings: int) -> list[str]:
    """Name everything that is not as it must be: the records, the words that were shown, the processes, the ticks."""
    from huiyin.acts.troubles import AWAY, HELD, SLOW

    wrong = outcome_of(site).faults(done, filings=filings)
    clear = {f"503 {trouble.said.zh}" for trouble in (AWAY, HELD, SLOW)}
    wrong += [f"not one of our sentences: {words}" for words in done.refused if words not in clear]
    if not site.alive():
        wrong.append("a process ended")
    if not ticked(site):
        wrong.append("the worker did not tick again")
    return wrong


LAST_TICK = """
import django; django.setup()
from huiyin.store.working import Progress
print(Progress.objects.get(name="tick").moved_at.timestamp())
"""


def ticked(site: Site) -> bool:
    """Wait for a tick after now."""
    now = time.time()
    while time.time() < now + TICK_SECONDS:
        if float(site.run(sys.executable, "-c", LAST_TICK).stdout or 0) > now:
            return True
        time.sleep(5)
    return False


if __name__ == "__main__":
    threading.excepthook = lambda failed: print("a clerk gave up:", failed.exc_value, file=sys.stderr)
    sys.exit(main())
