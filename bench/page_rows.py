"""Rows of the budget that are requests: one act, the list, a matter's page, the first load. Run by budget.py, in a process each."""

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from browser import Browser, by_turns, cost, queries_of
from measured import Found

ACT_BUDGET, ACT_DREAM, MOST_ACT_QUERIES, MOST_PAGE_QUERIES = 5.0, 3.0, 15, 30
PAGE_BUDGET, FIRST_LOAD_KB = 2.0, 300
LONG_FROM, SHORT = 150, 5
# Who opens the list: everything of the county, everything the centre received, everything one unit leads.
READERS = ("supervisor", "sorter", "handler")


def act(times: int) -> Found:
    """File an appeal by the act, and insert two bare rows, by turns behind the same middleware."""
    import bare_urls
    import stock

    found = Found("act", "one act ≤ 5× the CPU time of two bare inserts behind the same middleware; ≤ 15 queries")
    window = Browser("window")
    filing = stock.at_counter(stock.scripts_of(0, seed=99)[0])
    form = {name: value for name, value in filing.values.items() if value is not None}
    form["concerns_office"] = "no"
    try:
        asks = [lambda: window.post("/bare/write/", form), lambda: window.post("/bare/act/", form)]
        bare, own = by_turns(asks, times=times)
        queries = [queries_of(ask) for ask in asks]
    finally:
        bare_urls.clear()
    found.add("bare view: one matter row, one event row", bare.cpu_ms, "ms CPU", times=1.0, queries=queries[0])
    ratio = own.cpu_ms / bare.cpu_ms
    found.add(
        "file an appeal (open_matter)", own.cpu_ms, "ms CPU", times=ratio, against="the bare view", queries=queries[1]
    )
    found.add(
        "the same by the clock on the wall",
        own.wall_ms,
        "ms",
        times=own.wall_ms / bare.wall_ms,
        against="the bare view",
    )
    alone = queries_of(_act_alone(filing))
    found.add("open_matter by itself", alone, "queries")
    found.headline = f"{ratio:.2f}×, {alone} queries"
    found.within = ratio <= ACT_BUDGET and alone <= MOST_ACT_QUERIES
    found.note(
        f"Queries of a request are with session and sign-in, without BEGIN and COMMIT. The dream is {ACT_DREAM:.0f}×."
    )
    return found


def _act_alone(filing: Any) -> Callable[[], object]:
    """Return the act itself, for an actor who is known already."""
    import stock
    from django.utils import timezone

    from huiyin.acts.matters import open_matter
    from huiyin.acts.writing import now_at
    from huiyin.cli.county import load

    at = timezone.now()
    clerk = load.actor_of(stock.first("intake"), at)
    return lambda: open_matter(replace(filing, moment=now_at(at)), actor=clerk)


def list_page(times: int) -> Found:
    """Open the list as three sorts of readers, plain and narrowed, beside a bare list of twenty-five rows."""
    found = Found("list", "list at 1,000,000 ≤ 1.5× its own time at 10,000; ≤ 30 queries")
    names = [(reader, what) for reader in READERS for what in _lists(reader)]
    browsers = {reader: Browser(reader) for reader in READERS}
    asks: list[Callable[[], object]] = [lambda: browsers["sorter"].get("/bare/matters/")]
    paths = [_lists(reader)[what] for reader, what in names]
    asks += [
        lambda path=path, reader=reader: browsers[reader].get(path)
        for (reader, _), path in zip(names, paths, strict=True)
    ]
    bare, *spent = by_turns(asks, times=times)
    floor, unit = cost(bare)
    found.add("bare list of 25 rows", floor, unit, times=1.0, queries=queries_of(asks[0]))
    most = 0
    for (reader, what), ask, one in zip(names, asks[1:], spent, strict=True):
        queries = queries_of(ask)
        most = max(most, queries)
        value, unit = cost(one)
        found.add(f"{reader}: {what}", value, unit, times=value / floor, against="the bare list", queries=queries)
    found.note(f"At most {most} queries a page; the budget is {MOST_PAGE_QUERIES}.")
    found.headline = f"slowest {max(cost(one)[0] for one in spent):.0f} {unit}, {most} queries"
    found.within = None if most <= MOST_PAGE_QUERIES else False
    return found


def _lists(reader: str) -> dict[str, str]:
    """Return the ways the list is opened; which category, township and words they name is read from the rows."""
    from django.utils import timezone

    from huiyin.queries.acting import actor_of
    from huiyin.queries.matter_list import Wanted, matter_list
    from huiyin.store.accounts import Account
    from huiyin.store.matters import MatterRow

    one = MatterRow.objects.filter(state="accepted").order_by("received_at")[:1].get()
    actor = actor_of(Account.objects.get(username=reader).person, timezone.now())
    page = matter_list(Wanted(), actor=actor)
    wanted = {
        "newest": {},
        "in hand": {"state": "open"},
        "state and category": {"state": "accepted", "category": one.category},
        "a township": {"place": f"{one.division[:9]}000"},
        "due first": {"sort": "due", "state": "open"},
        "words": {"q": one.title[:4]},
    }
    if page.after is not None:
        wanted["second page"] = {"after": str(page.after)}
    return {what: f"/desk/matters/?{urlencode(asked)}" for what, asked in wanted.items()}


def matter_page(times: int) -> Found:
    """Open a matter of two hundred events and one of five, beside a bare view of each."""
    import stock

    from huiyin.store.matters import MatterRow

    found = Found("matter_page", "a matter page with 200 events ≤ 2× one with 5")
    rows = MatterRow.objects.filter(kind="appeal", received_unit=stock.CENTRE, state="accepted").order_by("id")
    long, short = (
        rows.filter(version__gte=LONG_FROM).first(),
        rows.filter(version__in=(4, SHORT)).order_by("-version").first(),
    )
    if long is None or short is None:
        raise SystemExit("this county has no matter of 200 events; fill it with fill.py")
    reader = Browser("sorter")
    paths = {
        f"bare view, {short.version} events": f"/bare/matters/{short.number}/",
        f"bare view, {long.version} events": f"/bare/matters/{long.number}/",
        f"matter page, {short.version} events": f"/desk/matters/{short.number}/",
        f"matter page, {long.version} events": f"/desk/matters/{long.number}/",
    }
    asks: list[Callable[[], object]] = [lambda path=path: reader.get(path) for path in paths.values()]
    spent = by_turns(asks, times=times)
    for name, ask, one, floor in zip(paths, asks, spent, (spent[0], spent[1]) * 2, strict=True):
        value, unit = cost(one)
        found.add(name, value, unit, times=value / cost(floor)[0], against="its bare view", queries=queries_of(ask))
    ratio = cost(spent[3])[0] / cost(spent[2])[0]
    found.add("200 events against 5", ratio, "times", times=ratio, against="the short page")
    found.headline = f"{ratio:.2f}×"
    found.within = ratio <= PAGE_BUDGET
    return found


def first_load(times: int) -> Found:
    """Say how much the first page of the portal brings along, compressed."""
    from django.conf import settings

    found = Found("first_load", f"first load of the field app < {FIRST_LOAD_KB} KB compressed")
    page = Browser("sorter").get("/")
    names = dict.fromkeys(re.findall(rf'(?:src|href)="/?{settings.STATIC_URL.strip("/")}/([^"#]+)[#"]', page.decode()))
    found.add("the portal's first page", _kb(page), "KB")
    total = _kb(page)
    for name in names:
        size = _kb(Path(settings.STATIC_ROOT, name).read_bytes())
        total += size
        found.add(name.rsplit("/", 1)[-1], size, "KB")
    found.add("together", total, "KB", times=total / FIRST_LOAD_KB, against=f"{FIRST_LOAD_KB} KB")
    found.note("There is no field app yet: this is the first page of the residents' portal with all it loads, by gzip.")
    found.headline = f"{total:.0f} KB (portal)"
    found.within = total < FIRST_LOAD_KB
    return found


def _kb(content: bytes) -> float:
    return len(gzip.compress(content, 9)) / 1024


ROWS: dict[str, tuple[Callable[[int], Found], int]] = {
    "act": (act, 300),
    "list": (list_page, 10),
    "matter_page": (matter_page, 40),
    "first_load": (first_load, 1),
}
