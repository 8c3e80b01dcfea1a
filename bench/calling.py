"""Calling a server over loopback: some connections that stay open, each asking one thing after the other, and what it took."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

WAIT_SECONDS = 60
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `good` are the answers that count as done."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""
    good: tuple[int, ...] = (200,)


# What the nth request of a connection is: (connection, n) -> Call.
Script = Callable[[int, int], Call]


@dataclass(slots=True)
class Load:
    """What came of it: seconds a request, how long it all took, and the answers that were none."""

    seconds: list[float] = field(default_factory=list)
    lasted: float = 0.0
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def a_second(self) -> float:
        """Requests done in a second."""
        return len(self.seconds) / self.lasted if self.lasted else 0.0

    def percentile(self, share: float) -> float:
        """Return the milliseconds within which this share of the requests was done."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 if ordered else 0.0


def driven(port: int, script: Script, *, connections: int, requests: int, seconds: float) -> Load:
    """Let connections ask until so many requests are done or so many seconds are over, whichever is first."""
    load, lock, left = Load(), threading.Lock(), iter(range(requests))
    began = time.perf_counter()
    threads = [
        threading.Thread(target=_ask, args=(port, script, number, left, lock, began + seconds, load), daemon=True)
        for number in range(connections)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join(seconds + WAIT_SECONDS)
    load.lasted = time.perf_counter() - began
    return load


def _ask(port: int, script: Script, number: int, left: object, lock: threading.Lock, end: float, load: Load, /) -> None:
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
    asked = 0
    while time.perf_counter() < end:
        with lock:
            if next(left, None) is None:  # type: ignore[call-overload]
                break
        call = script(number, asked)
        asked += 1
        began = time.perf_counter()
        try:
            wire.request(call.method, call.path, body=call.body or None, headers=dict(call.headers))
            answer = wire.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as fault:
            with lock:
                load.wrong[type(fault).__name__] += 1
            wire.close()
            continue
        spent = time.perf_counter() - began
        with lock:
            # A page that sends to the sign-in did nothing.
            if answer.status in call.good and "/login/" not in (answer.getheader("Location") or ""):
                load.seconds.append(spent)
            else:
                load.wrong[f"{answer.status} {content[:160].decode(errors='replace')}"] += 1
    wire.close()


def form(
    path: str, values: Mapping[str, object], headers: Mapping[str, str], *, token: str, good: tuple[int, ...]
) -> Call:
    """Return a form as a browser sends it."""
    body = urlencode({**values, "csrfmiddlewaretoken": token}, doseq=True).encode()
    return Call("POST", path, {**headers, "Content-Type": FORM}, body, good)
