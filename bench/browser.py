"""A browser in the same process: whole requests through the WSGI handler, with what each cost."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

ROUND = 5


@dataclass(slots=True)
class Spent:
    """What the same request cost, time after time, in milliseconds."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    @property
    def cpu_ms(self) -> float:
        """The middle one, of this process's processor time."""
        return statistics.median(self.cpu)

    @property
    def wall_ms(self) -> float:
        """The middle one, by the clock on the wall."""
        return statistics.median(self.wall)


def cost(spent: Spent) -> tuple[float, str]:
    """Return what a request cost, and what that is: on SQLite this process's own time, for all of it is done here.

    PostgreSQL works in processes of its own, so there it is the time by the wall, of the quicker quarter of the requests.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        return spent.cpu_ms, "ms CPU"
    return statistics.quantiles(spent.wall, n=4)[0], "ms"


class Browser:
    """A signed-in account of the demo county. Sends through gunicorn's own entry, without the network."""

    def __init__(self, username: str) -> None:
        from django.contrib.auth import get_user_model
        from django.core.handlers.wsgi import WSGIHandler
        from django.middleware.csrf import _get_new_csrf_string
        from django.test import Client

        client = Client()
        client.force_login(get_user_model().objects.get(username=username))
        # The first page of a sign-in writes the sign-in down.
        client.get("/desk/account/", headers={"host": "localhost"})
        self.token = _get_new_csrf_string()
        self.cookie = f"sessionid={client.cookies['sessionid'].value}; csrftoken={self.token}"
        self._handler = WSGIHandler()

    def get(self, path: str) -> bytes:
        """Open a page; ends the program with what was said when it does not answer 200."""
        where, _, query = path.partition("?")
        return self._send({"REQUEST_METHOD": "GET", "PATH_INFO": where, "QUERY_STRING": query}, b"", 200)

    def post(self, path: str, values: dict[str, Any]) -> bytes:
        """Send a form; ends the program with what was said when it does not answer 201."""
        body = urlencode({**values, "csrfmiddlewaretoken": self.token}, doseq=True).encode()
        said = {"REQUEST_METHOD": "POST", "PATH_INFO": path, "QUERY_STRING": ""}
        said |= {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body))}
        return self._send(said, body, 201)

    def _send(self, said: dict[str, str], body: bytes, wanted: int) -> bytes:
        environ = {
            "SCRIPT_NAME": "", "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000", "HTTP_COOKIE": self.cookie, **said,
            "wsgi.input": BytesIO(body), "wsgi.errors": BytesIO(), "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
            "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
        }  # fmt: skip
        told: list[str] = []
        answer = self._handler(environ, lambda status, headers, fault=None: told.append(status))
        content = b"".join(answer)
        answer.close()
        if not told[0].startswith(str(wanted)):
            raise SystemExit(f"{said['PATH_INFO']} answered {told}: {content[:600].decode(errors='replace')}")
        return content


def by_turns(asks: Sequence[Callable[[], object]], *, times: int) -> list[Spent]:
    """Do each of several things so many times, a few at a go and by turns, so that a busy machine is busy for all of them."""
    spent = [Spent() for _ in asks]
    for turn in range(times // ROUND + 1):
        for ask, kept in zip(asks, spent, strict=True):
            for _ in range(ROUND):
                wall, cpu = time.perf_counter(), time.process_time()
                ask()
                # The first turn warms up what is looked up once.
                if turn:
                    kept.cpu.append((time.process_time() - cpu) * 1000)
                    kept.wall.append((time.perf_counter() - wall) * 1000)
    return spent


def queries_of(ask: Callable[[], object]) -> int:
    """Count the queries of doing something once, without opening and closing the transaction."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        ask()
    quiet = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not one["sql"].upper().startswith(quiet) for one in asked.captured_queries)
