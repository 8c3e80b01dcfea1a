"""What every call that changes something has in common: its idempotency key, its version, its moment."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any

from django.http import HttpRequest, JsonResponse
from ninja import Header
from pydantic import Field, StringConstraints

from huiyin.acts.once import Answer, Call, KeyReused, once
from huiyin.acts.writing import Moment
from huiyin.api.bearing import bearer
from huiyin.api.problems import Fault, Problem
from huiyin.kit.text import Text

KEY_HEADER, AGAIN_HEADER = "Idempotency-Key", "Idempotent-Replayed"
KEY = re.compile(r"[!-~]{8,80}")
VERSION = re.compile(r'(?:W/)?"?v?([0-9]{1,9})"?')
# As far back as the grammar lets a step happen without naming the source of its time.
RECENT = timedelta(hours=1)
NO_KEY = Text(
    "请带上 Idempotency-Key 头：8 到 80 个字母、数字或符号，每件新的事换一个，重发时不变",
    "Send an Idempotency-Key header of 8 to 80 letters, digits or signs: a new one for each new thing, the same again when resending",
)
REUSED = Text(
    "这个 Idempotency-Key 一天之内已经用来办过另一件事；新的事请换一个新的",
    "This Idempotency-Key was used for something else within the day: take a new one",
)
BAD_VERSION = Text('If-Match 要写 ETag 给的版本，如 "v3"', 'If-Match is the version of the ETag, such as "v3"')

OnceKey = Annotated[
    str,
    StringConstraints(pattern=r"^[!-~]{8,80}$"),
    Field(description="每件新的事换一个，重发时不变；同一个一天之内得到同样的答复 / a new one for each new thing"),
]
IfMatch = Annotated[
    str,
    StringConstraints(pattern=r'^((W/)?"?v?[0-9]{1,9}"?)?$'),
    Field(description='办之前看到的版本，如 "v3"；不写就不比 / the version you saw'),
]
Seen = Header("", alias="If-Match")


def call_of(request: HttpRequest, key: str, *, body: bytes = b"") -> Call:
    """Return the call with the digest of what it asks: method, address, body."""
    if not KEY.fullmatch(key):
        raise Problem("key_missing", NO_KEY)
    held = bearer(request)
    asked = b"\x00".join((str(request.method).encode(), request.get_full_path().encode(), body or request.body))
    return Call(held.key, key, sha256(asked).hexdigest(), held.actor.at)


def done_once(
    request: HttpRequest, key: str, do: Callable[[], tuple[int, Mapping[str, Any]]], *, body: bytes = b""
) -> JsonResponse:
    """Do it once however often it is sent, and answer the same each time."""
    try:
        answer = once(call_of(request, key, body=body), lambda: Answer(*do()))
    except KeyReused:
        raise Problem("key_reused", REUSED) from None
    return answered(answer)


def answered(answer: Answer) -> JsonResponse:
    """Return an answer as it is sent, saying when it was given before."""
    response = JsonResponse(dict(answer.body), status=answer.status, json_dumps_params={"ensure_ascii": False})
    if answer.again:
        response[AGAIN_HEADER] = "true"
    return response


def version_of(if_match: str) -> int | None:
    """Return the version a caller saw, or None where none was sent; raises Problem for what is no version."""
    if not if_match.strip():
        return None
    found = VERSION.fullmatch(if_match.strip())
    if found is None:
        raise Problem("to_mend", BAD_VERSION, faults=[Fault("header.If-Match", BAD_VERSION)])
    return int(found[1])


def moment_of(request: HttpRequest, at: datetime | None, source: str) -> Moment:
    """Return when it happened, naming the token by which it came; without a time it happens now."""
    held = bearer(request)
    now = held.actor.at
    then = at or now
    if now - then > RECENT and not source:
        # Left without a source, so that the act asks for one.
        return Moment(then, now)
    by = f"接口：{held.label}"
    return Moment(then, now, f"{source}（{by}）" if source else by)
