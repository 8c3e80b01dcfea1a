"""Two counties from one code base: two web services and two workers on two databases of one PostgreSQL; nothing crosses.

Usage: python bench/two_counties.py --filings 12
Both are served and filed into at the same time; then what belongs to one is tried on the other: access codes, sessions,
the site key, numbers, tasks, ticks. Loopback only, bounded in count. Exit code 1 when anything crossed.
"""

import argparse
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import ground  # noqa: F401 -- puts the product and the tests on the path
import requests

from huiyin.cli.postgres import binaries
from tests.cutting import server
from tests.killing import TOKEN, Acknowledged, Site, file_all, outcome_of, served

COUNTIES = ("990121", "990122")
WORDS = "我家停水三天了，盼着早点修好。"
TYPED = {
    "words": WORDS, "requests": "修好水管", "place": "柳溪村 3 组",
    "concern": "no", "office": "", "name": "周小满", "phone": "13800000026", "from": "check", "go": "send",
}  # fmt: skip
# Read by a process of the county itself.
HELD = """
import django, json; django.setup()
from django.apps import apps
from django.conf import settings
from django_tasks_db.models import DBTaskResult
from huiyin.ledger.roots import published_roots, seal
from huiyin.store.working import Progress
from django.utils import timezone
seal(at=timezone.now(), county=settings.COUNTY)
columns = [m for m in apps.get_app_config("store").get_models() if any(f.name == "county" for f in m._meta.fields)]
print(json.dumps({
    "counties": sorted({c for m in columns for c in m.objects.values_list("county", flat=True)}),
    "tasks": sorted(str(one.id) for one in DBTaskResult.objects.all()),
    "done": DBTaskResult.objects.filter(status="SUCCESSFUL").count(),
    "workers": sorted({w for one in DBTaskResult.objects.all() for w in one.worker_ids}),
    "ticked": Progress.objects.filter(name="tick").exists(),
    "roots": [one.root for one in published_roots(5, county=settings.COUNTY)],
}))
"""
FOREIGN_KEY = """
import django; django.setup()
from huiyin.ledger.keys import any_key_opens
print(any_key_opens())
"""


def main() -> int:
    """Serve both, file into both, and try to cross."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=int, default=12)
    asked = parser.parse_args()
    place = binaries()
    if place is None:
        print("there is no PostgreSQL on this machine: apt-get install postgresql")
        return 2
    with server(place) as own, tempfile.TemporaryDirectory(prefix="huiyin-counties-") as home:
        homes = [Path(home) / county for county in COUNTIES]
        for one in homes:
            one.mkdir()
        with (
            served(homes[0], url=own.make_database(), county=COUNTIES[0]) as first,
            served(homes[1], url=own.make_database(), county=COUNTIES[1]) as second,
        ):
            told = crossed((first, second), filings=asked.filings)
    print(json.dumps(told, ensure_ascii=False))
    return 1 if told["crossed"] else 0


def crossed(sites: tuple[Site, Site], *, filings: int) -> dict[str, Any]:
    """File in both at once, then look for anything of the one in the other."""
    wrong: list[str] = []
    done = [Acknowledged(), Acknowledged()]
    # The same numbers in both, so that a filing that strayed would be one too many.
    threads = [
        one
        for site, kept in zip(sites, done, strict=True)
        for one in file_all(site, range(filings), clerks=2, done=kept)
    ]
    for thread in threads:
        thread.join()
    for site, kept in zip(sites, done, strict=True):
        wrong += outcome_of(site).faults(kept, filings=filings)
    for mine, other in (sites, sites[::-1]):
        wrong += doors_shut(mine, other)
    held = [json.loads(site.run(sys.executable, "-c", HELD).stdout) for site in sites]
    wrong += strays(held)
    return {
        "counties": COUNTIES, "filings_each": filings, "first_numbers": [sorted(kept.numbers.values())[:2] for kept in done],
        "tasks_done": [one["done"] for one in held], "crossed": wrong,
    }  # fmt: skip


def strays(held: list[dict[str, Any]]) -> list[str]:
    """Name what a county holds that is not its own: rows, tasks, workers, roots."""
    wrong = [
        f"{county} holds rows of {one['counties']}"
        for county, one in zip(COUNTIES, held, strict=True)
        if one["counties"] != [county]
    ]
    wrong += [
        f"the worker of {county} did not tick" for county, one in zip(COUNTIES, held, strict=True) if not one["ticked"]
    ]
    shared = ("tasks", "workers", "roots")
    return wrong + [f"{name} are shared" for name in shared if set(held[0][name]) & set(held[1][name])]


def doors_shut(mine: Site, other: Site) -> list[str]:
    """Try what opens a door here on the other county's."""
    wrong = []
    browser, code = filed(mine)
    if opens(other, code) or not opens(mine, code):
        wrong.append(f"the code of {mine.port} opens {other.port}, or not its own door")
    stranger = requests.Session()
    stranger.trust_env = False
    # A browser keeps cookies by host, not by port: the one of the one county is really sent to the other.
    stranger.cookies.update(requests.utils.dict_from_cookiejar(browser.cookies))
    if WORDS[:6] in stranger.get(f"{other.address}/file/receipt/", timeout=30).text:
        wrong.append("a session of one county is known in the other")
    keys = {**mine.environment, "HUIYIN_SITE_KEY_FILE": str(Path(other.environment["HUIYIN_DATA"]) / "site.key")}
    foreign = Site(keys, mine.home, mine.port).run(sys.executable, "-c", FOREIGN_KEY)
    if foreign.stdout.strip() != "False":
        wrong.append(f"the site key of one county opens the other's words: {foreign.stdout}{foreign.stderr[-300:]}")
    return wrong


def filed(site: Site) -> tuple[requests.Session, str]:
    """File as a resident; returns the browser and the access code on the receipt."""
    browser = requests.Session()
    browser.trust_env = False
    page = browser.get(f"{site.address}/file/", timeout=30).text
    form = re.search(r'name="token" value="([^"]+)"', page)
    assert form is not None
    own = site.environment["HUIYIN_COUNTY"]
    places = {"town": f"{own}100000", "village": f"{own}100201"}
    sent = {**TYPED, **places, "token": form[1], "csrfmiddlewaretoken": TOKEN.findall(page)[0]}
    receipt = browser.post(f"{site.address}/file/", data=sent, timeout=30).text
    return browser, re.findall(r'no-big">([^<]+)<', receipt)[1]


def opens(site: Site, code: str) -> bool:
    """Say whether an access code opens a matter here."""
    browser = requests.Session()
    browser.trust_env = False
    page = browser.get(f"{site.address}/track/", timeout=30).text
    sent = {"code": code, "csrfmiddlewaretoken": TOKEN.findall(page)[0]}
    return browser.post(f"{site.address}/track/", data=sent, timeout=30, allow_redirects=False).status_code == 302


if __name__ == "__main__":
    sys.exit(main())
