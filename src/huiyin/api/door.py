"""The JSON door, version 1: its faults become problem details, and nothing but a token opens it."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation

from huiyin.acts.troubles import trouble_of
from huiyin.acts.writing import NotFound
from huiyin.api.bearing import ANY, NO_TOKEN
from huiyin.api.bodies import StrictParser
from huiyin.api.problems import NOT_FOUND, NOWHERE, Fault, Problem, answer
from huiyin.api.type_faults import faults_of
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.kit.text import Text
from huiyin.ledger.pen import Conflict
from huiyin.queries.gate import NotReadable
from huiyin.queries.matter_page import NoSuchMatter
from huiyin.queries.papers import NoSuchPaper

VERSION = "1.0"
TO_MEND = Text("有几处要改，见 errors", "Some places are to be mended: see errors")
UNREADABLE = Text("这次请求看不懂，没有办", "The request cannot be read; nothing was done")
BROKEN = Text("系统出了故障，这一次没有办成，也没有留下半截记录", "Something broke here; nothing was half done")
DESCRIPTION = """和页面一样的办理与查询，一样的权限，一样的留痕；页面没有的，接口也没有。

The same acts and queries as the pages, under the same rights and leaving the same traces; nothing the pages have not."""


class Door(NinjaAPI):
    """The API under our own names: a call is called what its function is called."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name of a call."""
        name: str = operation.view_func.__name__
        return name


api = Door(
    title="回音接口 Huiyin API",
    version=VERSION,
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    auth=ANY,
    parser=StrictParser(),
)
logger = logging.getLogger("huiyin.api")


def _problem(request: HttpRequest, problem: Any) -> HttpResponse:
    return answer(request, problem)


def _no_token(request: HttpRequest, fault: Any) -> HttpResponse:
    return answer(request, Problem("no_token", NO_TOKEN))


def _missing(request: HttpRequest, fault: Any) -> HttpResponse:
    # Not there, or not to be known of: one answer for both, whatever was looked for on the way.
    return answer(request, Problem("not_found", NOT_FOUND))


def _to_mend(request: HttpRequest, fault: Any) -> HttpResponse:
    places = [Fault(f"body.values.{name}", said) for name, said in fault.faults.items()]
    return answer(request, Problem("to_mend", TO_MEND, faults=places))


def _wrong_types(request: HttpRequest, fault: Any) -> HttpResponse:
    return answer(request, Problem("to_mend", TO_MEND, faults=faults_of(fault.errors)))


def _refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    return answer(request, Problem("not_allowed", refusal.reason))


def _not_readable(request: HttpRequest, refusal: Any) -> HttpResponse:
    return answer(request, Problem("not_readable", refusal.reason))


def _conflict(request: HttpRequest, conflict: Any) -> HttpResponse:
    return answer(request, Problem("changed", Conflict.reason))


def _http(request: HttpRequest, fault: Any) -> HttpResponse:
    said = Text("请求的内容不是有效的 JSON", "The body is not valid JSON")
    return answer(request, Problem("not_understood", said))


def _nowhere(request: HttpRequest, fault: Any) -> HttpResponse:
    return answer(request, Problem("not_found", NOWHERE))


def not_understood(request: HttpRequest, fault: Any) -> HttpResponse:
    """Say that a call cannot be read, whatever it was that did not fit before the door."""
    return answer(request, Problem("not_understood", UNREADABLE))


def broken(request: HttpRequest, fault: Any) -> HttpResponse:
    """Say that the database could not do its part just now and when to come back, or that the fault is ours."""
    trouble = trouble_of(fault)
    if trouble is not None:
        logger.warning("%s %s: %s", request.method, request.path, trouble.code)
        return answer(request, Problem(trouble.code, trouble.said, more={"retry_after": trouble.retry_after}))
    logger.error("%s %s", request.method, request.path, exc_info=fault)
    return answer(request, Problem("broken", BROKEN))


HANDLERS: dict[type[Exception], Any] = {
    Problem: _problem,
    AuthenticationError: _no_token,
    NotFound: _missing,
    NoSuchMatter: _missing,
    NoSuchPaper: _missing,
    FieldFaults: _to_mend,
    ValidationError: _wrong_types,
    NotAllowed: _refused,
    NotReadable: _not_readable,
    Conflict: _conflict,
    HttpError: _http,
    Http404: _nowhere,
    Exception: broken,
}
for _fault, _handler in HANDLERS.items():
    api.add_exception_handler(_fault, _handler)
