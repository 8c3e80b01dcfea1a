"""What the program writes down of itself: one line an event, and never anything of a person.

The words of an exception are left out, for they may quote what somebody typed; its sort and its places in the code stay.
"""

import json
import logging
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from huiyin.lang.mask import mask

Answer = Callable[[HttpRequest], HttpResponse]
# What a request's own line adds; nothing else of a record is ever written.
EXTRA = ("method", "route", "status", "milliseconds", "request")

logger = logging.getLogger("huiyin.request")


class LineFormatter(logging.Formatter):
    """Time, level, place and masked words in a line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with the places of an exception under it."""
        head = f"{_moment(record)} {record.levelname} {record.name}: {said(record)}"
        return "\n  ".join([head, *_places(record)])


class JsonFormatter(logging.Formatter):
    """The same as one JSON object a line, for a collector."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object; `places` only where something broke."""
        found: dict[str, object] = {
            "at": _moment(record), "level": record.levelname, "logger": record.name, "words": said(record),
        }  # fmt: skip
        found |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        if places := _places(record):
            found["places"] = places
        return json.dumps(found, ensure_ascii=False, default=str)


def said(record: logging.LogRecord) -> str:
    """Return the words of a record on one line, with numbers, phones and addresses of people masked."""
    return mask(" ".join(record.getMessage().split())).text


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _places(record: logging.LogRecord) -> list[str]:
    """Name the sort of what was raised and where, of the whole chain; never its words."""
    found: list[str] = []
    error = record.exc_info[1] if record.exc_info else None
    while error is not None:
        found.append(type(error).__qualname__)
        frames = traceback.extract_tb(error.__traceback__)
        found += [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        error = error.__cause__ or error.__context__
    return found


def one_line_each(answer: Answer) -> Answer:
    """Write one line for each request: the pattern of its address, never the address, and no query string."""

    def logged(request: HttpRequest) -> HttpResponse:
        begun, number = time.monotonic(), uuid4().hex[:12]
        response = answer(request)
        match = request.resolver_match
        told = {
            "method": request.method, "route": match.route if match else "", "status": response.status_code,
            "milliseconds": round((time.monotonic() - begun) * 1000), "request": number,
        }  # fmt: skip
        logger.info("request", extra=told)
        response.headers["X-Request-ID"] = number
        return response

    return logged


def logging_as(form: str) -> dict[str, Any]:
    """Return Django's setting for one log on the standard error, `text` or `json`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"()": "huiyin.config.logs.LineFormatter"},
            "json": {"()": "huiyin.config.logs.JsonFormatter"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"huiyin": {"level": "INFO"}},
    }
