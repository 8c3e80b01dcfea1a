"""The product's addresses, and beside them the bare floor: views that do the least, behind the same middleware.

Each of them reads the session, knows who is signed in and checks CSRF, as every page of the product does, and then writes
one matter row and one event row, or reads twenty-five rows, or one row with its events, and says them in a plain template.
Bare rows carry a county of their own, so that `clear` can take them away again.
"""

from functools import cache
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone

from huiyin.acts.matters import Filing, open_matter
from huiyin.acts.writing import now_at
from huiyin.config import urls as product
from huiyin.store.events import Event
from huiyin.store.matters import MatterRow
from huiyin.web.session import acting

BARE_COUNTY = "000000"
LINES = 25
LIST = "<!doctype html><title>matters</title><ul>{% for one in rows %}<li>{{ one.number }} {{ one.title }} {{ one.received_at }}{% endfor %}</ul>"
MATTER = "<!doctype html><title>{{ one.number }}</title><h1>{{ one.title }}</h1><ol>{% for line in lines %}<li>{{ line.type }} {{ line.at }} {{ line.body }}{% endfor %}</ol>"


@cache
def _template(text: str) -> Any:
    return engines["django"].from_string(text)


def write(request: HttpRequest) -> HttpResponse:
    """Insert one matter row and one event row, as a plain Django view would."""
    assert request.user.is_authenticated
    return HttpResponse(write_bare(request.POST["words"]), status=HTTPStatus.CREATED)


def read_list(request: HttpRequest) -> HttpResponse:
    """Show the newest twenty-five rows."""
    assert request.user.is_authenticated
    rows = MatterRow.objects.order_by("-received_at", "-id")[:LINES]
    return HttpResponse(_template(LIST).render({"rows": rows}))


def read_one(request: HttpRequest, number: str) -> HttpResponse:
    """Show one row with its events."""
    assert request.user.is_authenticated
    one = MatterRow.objects.filter(county=settings.COUNTY, number=number).get()
    lines = Event.objects.filter(stream=one.id).order_by("version")
    return HttpResponse(_template(MATTER).render({"one": one, "lines": lines}))


def act(request: HttpRequest) -> HttpResponse:
    """File an appeal by the product's act, and say nothing but its number."""
    assert request.user.is_authenticated
    values: dict[str, Any] = {**request.POST.dict(), "requests": request.POST.getlist("requests")}
    filed = open_matter(Filing("appeal", values, now_at(timezone.now())), actor=acting(request))
    return HttpResponse(filed.number, status=HTTPStatus.CREATED)


def write_bare(words: str) -> str:
    """Insert the two bare rows in one transaction and return their key."""
    from django.db import transaction

    key, at = uuid4(), timezone.now()
    with transaction.atomic():
        MatterRow.objects.create(**bare_matter(key, words, at))
        Event.objects.create(**bare_event(key, at))
    return str(key)


def bare_matter(key: UUID, words: str, at: Any) -> dict[str, Any]:
    """Return the columns of a matter row with nothing worked out."""
    empty: dict[str, Any] = {
        "CharField": "", "PositiveSmallIntegerField": 1, "PositiveIntegerField": 1, "BooleanField": False,
    }  # fmt: skip
    blank = {field.name: empty.get(field.get_internal_type()) for field in MatterRow._meta.concrete_fields}
    told = {"id": key, "county": BARE_COUNTY, "number": key.hex, "title": words[:60], "values": {}}
    return {**blank, **told, "received_at": at, "changed_at": at}


def bare_event(key: UUID, at: Any) -> dict[str, Any]:
    """Return the columns of an event row with nothing worked out."""
    told = {"county": BARE_COUNTY, "stream": key, "version": 1, "sort": "appeal", "type": "appeal.registered"}
    kept = {"body": '{"values":{}}', "suite": 1, "prev": bytes(32), "hash": bytes(32)}
    return {**told, **kept, "at": at, "recorded_at": at}


def clear() -> None:
    """Take every bare row away, so that the ledger proves itself again."""
    Event.objects.filter(county=BARE_COUNTY).delete()
    MatterRow.objects.filter(county=BARE_COUNTY).delete()


urlpatterns = [
    path("bare/write/", write),
    path("bare/act/", act),
    path("bare/matters/", read_list),
    path("bare/matters/<str:number>/", read_one),
    *product.urlpatterns,
]
handler400, handler403 = product.handler400, product.handler403
handler404, handler500 = product.handler404, product.handler500
