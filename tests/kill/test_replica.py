"""Figures are read from a real streaming standby while it is fresh, and from the database itself when it is not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from huiyin.cli.family import PACKAGES, child
from huiyin.cli.postgres import binaries
from tests.cutting import server

# One process that looks four times: with a fresh standby, inside a transaction, with the standby away, and back.
LOOK = """
import django, json, sys, time; django.setup()
from django.db import connection, connections, transaction
from django.utils import timezone
from huiyin.acts.progress import move
from huiyin.queries.figures import may_lag, reader
from huiyin.queries.handed_up import months_held, raw_facts
from huiyin.queries.health import health
from huiyin.store.replica import replica_age_seconds

def looked():
    with reader() as lent:
        cursor = lent.connection.cursor()
        cursor.execute("SELECT pg_is_in_recovery()")
        standby = cursor.fetchone()[0]
    light = next(one.light for one in health(at=timezone.now()) if one.id == "replica")
    for one in connections.all():
        one.force_debug_cursor = True
        one.queries_log.clear()
    # A hand-up in whole.
    counted = [months_held("clock_fact"), list(raw_facts("matter_fact", ["kind"], [202601]))]
    asked = {one.alias for one in connections.all() for said in one.queries_log if "_fact" in said["sql"]}
    assert counted == [[], []], counted
    return [standby, light, may_lag() is not None, sorted(asked)]

def settled(wanted):
    for _ in range(100):
        if (replica_age_seconds() is not None) is wanted:
            return
        time.sleep(0.1)

move("tick", done=1, total=1, words="", at=timezone.now())
settled(True)
told = {"fresh": looked()}
with transaction.atomic(), reader() as lent:
    cursor = lent.connection.cursor()
    cursor.execute("SELECT pg_is_in_recovery()")
    told["in a transaction"] = cursor.fetchone()[0]
print("stop", flush=True); sys.stdin.readline()
told["away"] = looked()
print("start", flush=True); sys.stdin.readline()
settled(True)
move("tick", done=2, total=2, words="", at=timezone.now())
told["back"] = looked()
print(json.dumps(told), flush=True)
"""


def test_figures_come_from_the_standby_while_it_is_fresh(tmp_path: Path) -> None:
    place = binaries()
    if place is None:
        pytest.skip("PostgreSQL absent: apt-get install postgresql")
    with server(place) as primary:
        url = primary.make_database()
        name = url.split("/")[-1] if "?" not in url else url.split("/")[3].split("?")[0]
        with primary.standby() as standby:
            kept = {key: value for key, value in os.environ.items() if not key.startswith(("HUIYIN_", "DJANGO_"))}
            environment = {
                **kept, "HUIYIN_DATA": str(tmp_path), "HUIYIN_DATABASE_URL": url, "HUIYIN_REPLICA_URL": standby.url(name),
                "PYTHONPATH": str(PACKAGES), "DJANGO_SETTINGS_MODULE": "huiyin.config.settings",
            }  # fmt: skip
            made = subprocess.run(child("migrate"), env=environment, capture_output=True, text=True, check=False)
            assert made.returncode == 0, made.stderr
            with subprocess.Popen(
                [sys.executable, "-c", LOOK], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            ) as looking:
                assert looking.stdin is not None
                assert looking.stdout is not None
                assert looking.stdout.readline() == "stop\n"
                standby.stop("fast")
                print(file=looking.stdin, flush=True)
                assert looking.stdout.readline() == "start\n"
                standby.start()
                print(file=looking.stdin, flush=True)
                told = json.loads(looking.stdout.readline())

    assert told == {
        "fresh": [True, "g", True, ["replica"]],
        "in a transaction": False,
        "away": [False, "y", False, ["default"]],
        "back": [True, "g", True, ["replica"]],
    }
