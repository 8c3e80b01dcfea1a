"""What a call may carry: one content type for each address, and one reading of JSON, strict where others are lax."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from huiyin.api.problems import Problem
from huiyin.kit.text import Text

JSON, FORM = "application/json", "multipart/form-data"
TAKING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# The one address that takes files.
FILES = "files"


class NotOneMeaning(ValueError):
    """JSON that two readers could read in two ways."""


class StrictParser(Parser):
    """Reads JSON so that it can mean one thing only: UTF-8, no name twice, no number beyond the standard."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return what was sent; raises ValueError, answered as a body that cannot be read."""
        return json.loads(request.body.decode("utf-8"), object_pairs_hook=_each_once, parse_constant=_no_number)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotOneMeaning("a name stands twice")
    return found


def _no_number(text: str) -> NoReturn:
    raise NotOneMeaning(f"{text} is no number of JSON")


def require_type(request: HttpRequest, *, address: str) -> None:
    """Raise Problem for a body whose content type is missing or not the one the address takes."""
    if request.method not in TAKING or not int(request.META.get("CONTENT_LENGTH") or 0):
        return
    wanted = FORM if address == FILES else JSON
    charset = (request.content_params or {}).get("charset", "utf-8").strip('"').lower()
    if request.content_type == wanted and charset in ("utf-8", "utf8"):
        return
    said = Text(
        f"这个地址只收 Content-Type: {wanted}（UTF-8），请改了再发",
        f"This address takes Content-Type: {wanted} in UTF-8 only",
    )
    raise Problem("wrong_type", said, more={"accepts": wanted})
