"""What the load is made of: who asks for what, through the API with a token and through the pages with a sign-in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from browser import Browser, queries_of
from calling import Call, Script, form

JSON = {"Content-Type": "application/json"}
TOKEN = "bench-load"
# Enough that each connection has matters of its own to note on.
NOTED, CONNECTIONS = 80, 8
NOTE = {"progress": "到现场看过，还在处理。", "progress_public": "已经派人看过，正在处理"}
# Which bare view does the least of the same work.
FLOORS = {
    "page: list, newest": "bare list",
    "page: list, state and category": "bare list",
    "page: list, whole county": "bare list",
    "page: one matter": "bare matter",
    "page: one matter, another each time": "bare matter",
    "page: desk of the sorter": "bare list",
    "page: desk of the supervisor": "bare list",
    "page: file a matter": "bare insert",
    "page: take a step (note)": "bare insert",
    "api: list, newest": "bare list",
    "api: list, state and category": "bare list",
    "api: one matter": "bare matter",
    "api: file a matter": "bare insert",
    "api: take a step (note)": "bare insert",
}


@dataclass(slots=True)
class Target:
    """A matter that notes are written on, and its version so far."""

    number: str
    version: int


@dataclass(slots=True)
class Scripts:
    """Every sort of request by name, in the order they are driven."""

    all: dict[str, Script]
    pages: dict[str, tuple[Browser, str]]

    @classmethod
    def prepared(cls) -> "Scripts":
        """Sign people in, issue a token, and choose the matters asked for."""
        import stock

        browsers = {name: Browser(name) for name in ("window", "sorter", "supervisor")}
        filing = stock.at_counter(stock.scripts_of(1, seed=99)[0])
        values = {name: value for name, value in filing.values.items() if value is not None}
        rows, bearer = _rows(), {"Authorization": f"Bearer {_token()}"}
        api, desk = "/api/v1/matters", "/desk/matters/"
        narrowed = urlencode({"state": "accepted", "category": rows[0].category})
        shown = [row.number for row in rows]
        pages = {
            "bare list": (browsers["sorter"], "/bare/matters/"),
            "bare matter": (browsers["sorter"], f"/bare/matters/{shown[0]}/"),
            "page: list, newest": (browsers["sorter"], desk),
            "page: list, state and category": (browsers["sorter"], f"{desk}?{narrowed}"),
            "page: list, whole county": (browsers["supervisor"], desk),
            "page: one matter": (browsers["sorter"], f"{desk}{shown[0]}/"),
            "page: desk of the sorter": (browsers["sorter"], "/desk/"),
            "page: desk of the supervisor": (browsers["supervisor"], "/desk/"),
        }
        scripts: dict[str, Script] = {
            "bare insert": _bare(browsers["window"], values),
            **{name: _opened(browser, path) for name, (browser, path) in pages.items()},
            "page: one matter, another each time": _each(browsers["sorter"], [f"{desk}{one}/" for one in shown]),
            "page: file a matter": _intake(browsers["window"], values),
            "page: take a step (note)": _desk_notes(browsers["sorter"], _targets(0)),
            "api: list, newest": _fixed(Call("GET", api, bearer)),
            "api: list, state and category": _fixed(Call("GET", f"{api}?{narrowed}", bearer)),
            "api: one matter": _fixed(Call("GET", f"{api}/{shown[0]}", bearer)),
            "api: file a matter": _filed(bearer, {**values, "concerns_office": False}),
            "api: take a step (note)": _api_notes(bearer, _targets(1)),
        }
        return cls(scripts, pages)


def counted(scripts: Scripts) -> dict[str, int]:
    """Count the queries of each page once."""
    return {
        name: queries_of(lambda browser=browser, path=path: browser.get(path))
        for name, (browser, path) in scripts.pages.items()
    }


def _rows() -> Sequence[Any]:
    """Return matters in hand that the centre received."""
    import stock

    from huiyin.store.matters import MatterRow

    wanted = MatterRow.objects.filter(received_unit=stock.CENTRE, kind="appeal", state="accepted", version=4)
    return list(wanted.order_by("id")[:50])


def _targets(half: int) -> list[Target]:
    """Return suggestions that wait at the centre; each half of them for another door."""
    import stock

    from huiyin.store.matters import MatterRow

    wanted = MatterRow.objects.filter(received_unit=stock.CENTRE, kind="suggestion", state="registered").order_by("id")
    found = list(wanted.values_list("number", "version")[half * NOTED : (half + 1) * NOTED])
    return [Target(number, version) for number, version in found]


def _token() -> str:
    """Grant a token for the sorter's post once, and issue its secret anew."""
    import stock
    from django.utils import timezone

    from huiyin.acts.registers import NewEntry, record
    from huiyin.acts.tokens import issue_token
    from huiyin.acts.writing import now_at
    from huiyin.flow.actor import clockwork
    from huiyin.kinds.registers.interface import API_TOKEN, SCOPES
    from huiyin.kit.days import SHANGHAI
    from huiyin.queries.bearers import all_tokens

    at = timezone.now()
    if TOKEN not in {one.key for one in all_tokens(at=at)}:
        today = at.astimezone(SHANGHAI).date()
        values = {"label": "负载测试", "post": stock.first("intake"), "scopes": sorted(SCOPES)}
        record(
            NewEntry(API_TOKEN.id, TOKEN, values, today, today + timedelta(days=365)),
            actor=clockwork(at),
            moment=now_at(at),
        )
    return issue_token(TOKEN, at=at)


def _fixed(call: Call) -> Script:
    return lambda connection, number: call


def _opened(browser: Browser, path: str) -> Script:
    return _fixed(Call("GET", path, {"Cookie": browser.cookie}))


def _each(browser: Browser, paths: Sequence[str]) -> Script:
    calls = [Call("GET", path, {"Cookie": browser.cookie}) for path in paths]
    return lambda connection, number: calls[(connection * 7 + number) % len(calls)]


def _bare(browser: Browser, values: dict[str, Any]) -> Script:
    said = {"words": values["words"]}
    return _fixed(form("/bare/write/", said, {"Cookie": browser.cookie}, token=browser.token, good=(201,)))


def _intake(browser: Browser, values: dict[str, Any]) -> Script:
    said = {
        **values, "kind": "appeal", "file": "1", "concerns_office": "false", "read_back": "aloud",
        "requests": "\n".join(values["requests"]),
    }  # fmt: skip

    def call(connection: int, number: int) -> Call:
        once = {**said, "token": str(uuid4())}
        return form("/desk/intake/", once, {"Cookie": browser.cookie}, token=browser.token, good=(302,))

    return call


def _desk_notes(browser: Browser, targets: list[Target]) -> Script:
    def call(connection: int, number: int) -> Call:
        one = _next(targets, connection, number)
        path = f"/desk/matters/{one.number}/do/note/"
        said = {**NOTE, "version": one.version - 1}
        return form(path, said, {"Cookie": browser.cookie}, token=browser.token, good=(302,))

    return call


def _filed(bearer: dict[str, str], values: dict[str, Any]) -> Script:
    body = json.dumps({"kind": "appeal", "values": values}).encode()
    return lambda connection, number: Call(
        "POST", "/api/v1/matters", {**bearer, **JSON, "Idempotency-Key": str(uuid4())}, body, (201,)
    )


def _api_notes(bearer: dict[str, str], targets: list[Target]) -> Script:
    body = json.dumps({"values": NOTE}).encode()

    def call(connection: int, number: int) -> Call:
        path = f"/api/v1/matters/{_next(targets, connection, number).number}/steps/note"
        return Call("POST", path, {**bearer, **JSON, "Idempotency-Key": str(uuid4())}, body)

    return call


def _next(targets: list[Target], connection: int, number: int) -> Target:
    """Return the next matter of a connection's own share, one version on."""
    own = targets[connection::CONNECTIONS]
    one = own[number % len(own)]
    one.version += 1
    return one
