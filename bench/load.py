"""Drive the served product over loopback: the JSON API and the pages, eight connections and one, beside bare Django views.

Usage: python bench/load.py --keep DIR [--database postgres] [--requests 400] [--seconds 15] [--json FILE]

`./huiyin serve` is started with two web workers on a county filled by fill.py; the bare views stand behind the same
middleware in the same server. Every line ends after so many requests or seconds, whichever is first. The client runs on the
same machine and takes its share of it. Filed matters and notes stay in DIR; bare rows are taken away.
"""

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import calling
import ground
import measured
from scripts import FLOORS, Scripts, counted
from server import named_database

CONNECTIONS, WORKERS, MOST_MEMORY_MIB = 8, 2, 200
# Requests a second of a bare view, by its name and the number of connections.
Bare = dict[tuple[str, int], float]
BENCH = Path(__file__).resolve().parent
START_SECONDS = 60
BUDGET = f"two web workers ≤ {MOST_MEMORY_MIB} MiB; requests a second beside bare views, no errors"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, required=True, help="a county filled by fill.py")
    parser.add_argument("--database", default="", help="postgres, or postgres://…; without it SQLite")
    parser.add_argument("--requests", type=int, default=400, help="at most so many of each sort at eight connections")
    parser.add_argument("--seconds", type=float, default=15, help="at most so long for each sort")
    parser.add_argument("--json", type=Path, help="where the figures are kept")
    asked = parser.parse_args()
    with named_database(asked.database, asked.keep) as database:
        told = measure(asked, database)
    print(measured.table(told))
    if asked.json:
        measured.keep([told], asked.json)
    return 1 if told["within"] is False else 0


def measure(asked: argparse.Namespace, database: str) -> dict[str, Any]:
    """Prepare who asks for what, serve, drive each sort of request, and weigh the workers."""
    ground.open_data(asked.keep, database=database, settings="bench_settings")
    from django.core.management import call_command
    from django.db import connections

    ground.bring_up()
    call_command("collectstatic", verbosity=0, interactive=False)
    load, scripts = os.getloadavg()[0], Scripts.prepared()
    queries = counted(scripts)
    engine, matters = ground.engine(), _matters()
    connections.close_all()
    found, wrong, bare = measured.Found("load", BUDGET), 0, Bare()
    with served(asked.keep, database) as (port, server):
        for name, script in scripts.all.items():
            wrong += _drive(found, port, name, script, asked, queries.get(name, -1), bare)
        weights = [_mib(worker) for worker in _workers(server)]
    _clear()
    found.add(f"memory of {len(weights)} web workers (PSS)", sum(weights), "MiB")
    found.headline = f"{sum(weights):.0f} MiB, {wrong} errors"
    found.within = sum(weights) <= MOST_MEMORY_MIB and not wrong
    found.note(f"{WORKERS} processes of 8 threads; at most {asked.requests} requests or {asked.seconds:.0f} s a line.")
    found.note(
        "After each name the number of connections. The ratio is to the bare view of the same work: insert, list, matter."
    )
    return measured.stamped(found, engine=engine, matters=matters, load=load)


def _drive(
    found: measured.Found,
    port: int,
    name: str,
    script: calling.Script,
    asked: argparse.Namespace,
    queries: int,
    bare: Bare,
) -> int:
    wrong = 0
    calling.driven(port, script, connections=CONNECTIONS, requests=2 * CONNECTIONS, seconds=asked.seconds)
    for connections in (1, CONNECTIONS):
        most = asked.requests if connections > 1 else asked.requests // 4
        load = calling.driven(port, script, connections=connections, requests=most, seconds=asked.seconds)
        said = f"p50 {load.percentile(0.5):.0f} ms, p95 {load.percentile(0.95):.0f} ms"
        floor = bare.setdefault((FLOORS.get(name, name), connections), load.a_second)
        times = load.a_second / floor if name in FLOORS and floor else 0.0
        found.add(f"{name}, {connections}", load.a_second, "requests/s", times=times, queries=queries, more=said)
        for words, times in load.wrong.most_common(3):
            found.note(f"{name}: {times} × {words}")
        wrong += load.wrong.total()
    return wrong


@contextmanager
def served(keep: Path, database: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve a filled county on a free port with two web workers, until left."""
    from huiyin.cli.family import PACKAGES, child

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUIYIN_", "DJANGO_"))}
    environment = {
        **kept,
        "HUIYIN_DATA": str(keep.resolve()),
        "HUIYIN_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "bench_settings",
        "PYTHONPATH": os.pathsep.join((str(PACKAGES), str(BENCH))),
        # The server's processes read their path anew; the bare views stand beside this file.
        "GUNICORN_CMD_ARGS": f"--pythonpath {BENCH}",
        # One client asks for a whole county: the limits by address and by token would answer in its stead.
        "HUIYIN_LIMITS": "api=10000000/60,sign_in=10000000/60",
        "HUIYIN_OFFICE_NETWORKS": "127.0.0.0/8",
    }
    command = child("serve", "--port", str(port), "--workers", str(WORKERS))
    server = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, process_group=0)
    try:
        _until_answers(port, server)
        yield port, server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def _until_answers(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not answer")


def _workers(server: subprocess.Popen[bytes]) -> list[int]:
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return [int(one) for one in children]


def _mib(process: int) -> float:
    """Return a process's own share of memory: what it shares with others is divided among them."""
    rolled = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", rolled, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _matters() -> int:
    from huiyin.store.matters import MatterRow

    return MatterRow.objects.count()


def _clear() -> None:
    import bare_urls

    bare_urls.clear()


if __name__ == "__main__":
    sys.exit(main())
