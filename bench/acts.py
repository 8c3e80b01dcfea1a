"""One act (filing an appeal) against the bare floor: the same middleware, session and CSRF, one matter row, one event row.

Usage: python bench/acts.py --requests 400
CPU time of whole requests through the WSGI handler, the two sorts by turns in one process, so that the ratio stands
on a busy machine too. Then the queries of each act of the main path.
"""

import argparse
import time
from collections.abc import Callable
from io import BytesIO
from statistics import median
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import ground

COUNTY = "990121"
ROUND = 20
BUDGET, DREAM, MOST_QUERIES = 5.0, 3.0, 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=400, help="requests of each sort")
    asked = parser.parse_args()
    held = ground.prepare()
    print(ground.machine())
    show_ratio(asked.requests)
    show_queries()
    held.cleanup()


def urls() -> Any:
    """Return a URL module with the two doors: both read the session, check CSRF, and know who is signed in."""
    from types import SimpleNamespace

    from django.http import HttpRequest, HttpResponse
    from django.urls import path
    from django.utils import timezone

    from huiyin.acts.matters import Filing, open_matter
    from huiyin.acts.writing import now_at
    from huiyin.web.session import acting

    def bare(request: HttpRequest) -> HttpResponse:
        assert request.user.is_authenticated
        number = write_bare(request.POST["words"], timezone.now())
        return HttpResponse(number)

    def act(request: HttpRequest) -> HttpResponse:
        assert request.user.is_authenticated
        values = {**request.POST.dict(), "requests": request.POST.getlist("requests")}
        filed = open_matter(Filing("appeal", values, now_at(timezone.now())), actor=acting(request))
        return HttpResponse(filed.number)

    return SimpleNamespace(urlpatterns=[path("bare/", bare), path("act/", act)])


def write_bare(words: str, at: Any) -> str:
    """Insert one matter row and one event row, as a plain Django view would."""
    from django.db import transaction

    from huiyin.store.events import Event
    from huiyin.store.matters import MatterRow

    key = uuid4()
    with transaction.atomic():
        MatterRow.objects.create(**bare_matter(key, words, at))
        Event.objects.create(**bare_event(key, at))
    return str(key)


def bare_matter(key: Any, words: str, at: Any) -> dict[str, Any]:
    """Return the columns of a matter row with nothing worked out."""
    from huiyin.store.matters import MatterRow

    empty: dict[str, Any] = {
        "CharField": "", "PositiveSmallIntegerField": 1, "PositiveIntegerField": 1, "BooleanField": False,
    }  # fmt: skip
    blank = {field.name: empty.get(field.get_internal_type()) for field in MatterRow._meta.concrete_fields}
    told = {"id": key, "county": COUNTY, "number": key.hex, "title": words[:60], "values": {}}
    return {**blank, **told, "received_at": at, "changed_at": at}


def bare_event(key: Any, at: Any) -> dict[str, Any]:
    """Return the columns of an event row with nothing worked out."""
    told = {"county": COUNTY, "stream": key, "version": 1, "sort": "appeal", "type": "appeal.registered"}
    return {
        **told,
        "at": at,
        "recorded_at": at,
        "body": '{"values":{}}',
        "suite": 1,
        "prev": bytes(32),
        "hash": bytes(32),
    }


def show_ratio(requests: int) -> None:
    """Time both sorts by turns and print their CPU time a request and the ratio."""
    import sys

    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.management import call_command

    sys.modules["bench_urls"] = urls()
    settings.ROOT_URLCONF = "bench_urls"
    call_command("collectstatic", verbosity=0, interactive=False)
    handler = WSGIHandler()
    send = sender(handler)
    spent: dict[str, list[float]] = {"/bare/": [], "/act/": []}
    for turn in range(requests // ROUND + 1):
        for path, times in spent.items():
            began = time.process_time()
            for _ in range(ROUND):
                send(path)
            # The first turn warms up what is looked up once.
            times.extend([(time.process_time() - began) / ROUND] if turn else [])
    floor, act = median(spent["/bare/"]), median(spent["/act/"])
    print(f"\n{'one request':<46}{'CPU ms':>8}{'ratio':>8}")
    print(f"{'bare view: one matter row, one event row':<46}{floor * 1000:>8.2f}{1:>8.2f}")
    print(f"{'file an appeal (open_matter)':<46}{act * 1000:>8.2f}{act / floor:>8.2f}")
    print(
        f"budget {BUDGET:.0f}x, dream {DREAM:.0f}x: {'within the budget' if act <= BUDGET * floor else 'OVER THE BUDGET'}"
    )


def sender(handler: Any) -> Callable[[str], None]:
    """Return a function that posts the same form to a path, signed in, with a CSRF token."""
    from django.contrib.auth import get_user_model
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    account, _ = get_user_model().objects.get_or_create(username="bench", person="centre.intake")
    client = Client()
    client.force_login(account)
    session, token = client.cookies["sessionid"].value, _get_new_csrf_string()
    body = urlencode({**form(), "csrfmiddlewaretoken": token}, doseq=True).encode()

    def send(path: str) -> None:
        environ = {
            "REQUEST_METHOD": "POST", "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": "",
            "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost:8000", "HTTP_COOKIE": f"sessionid={session}; csrftoken={token}",
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body), "wsgi.errors": BytesIO(), "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
            "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
        }  # fmt: skip
        said: list[str] = []
        answer = handler(environ, lambda status, headers, fault=None: said.append(status))
        content = b"".join(answer)
        answer.close()
        if said != ["200 OK"]:
            raise SystemExit(f"{path} answered {said}: {content[:400].decode(errors='replace')}")

    return send


def form() -> dict[str, Any]:
    """Return what a clerk types at the counter."""
    from tests import office

    return {name: value for name, value in office.a_filing().values.items() if value is not None}


def show_queries() -> None:
    """Print how many queries each act of the main path takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.acts.main_path import acts_of_main_path

    print(f"\n{'act':<46}{'queries':>8}")
    for name, act in acts_of_main_path():
        with CaptureQueriesContext(connection) as asked:
            act()
        # Opening and closing the transaction are asked of the database too, but carry nothing.
        told = name if name == "open_matter" else f"take_step {name}"
        print(f"{told:<46}{len(asked):>8}{'' if len(asked) <= MOST_QUERIES else '  OVER THE BUDGET'}")


if __name__ == "__main__":
    main()
