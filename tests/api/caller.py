"""A program that calls: a token, JSON, and a fresh idempotency key for each new thing."""

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client

from huiyin.acts.registers import NewEntry, record
from huiyin.acts.tokens import issue_token
from huiyin.acts.writing import Moment
from huiyin.flow.actor import clockwork
from huiyin.kinds.registers.interface import SCOPES
from tests import office

_numbers = count(1)


@dataclass
class Caller:
    """A client that sends its token and nothing else."""

    token: str
    key: str = ""
    client: Client = field(default_factory=Client)

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self.client.get(f"/api/v1/{path}", query, headers=self._headers())

    def post(self, path: str, body: Any = None, *, once: str | None = "", seen: str = "") -> HttpResponse:
        """Send JSON; `once` empty draws a fresh key, None sends none."""
        headers = self._headers()
        if once is not None:
            headers["Idempotency-Key"] = once or f"test-key-{next(_numbers):06}"
        if seen:
            headers["If-Match"] = seen
        return self.client.post(
            f"/api/v1/{path}", json.dumps(body or {}), content_type="application/json", headers=headers
        )

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


def grant(post: str, *scopes: str, key: str = "") -> str:
    """Record a token in the register and return its key."""
    name = key or f"{post}-{next(_numbers)}"
    values = {"label": f"{post} 的系统", "post": post, "scopes": list(scopes or SCOPES)}
    moment = Moment(office.MORNING, office.MORNING)
    record(NewEntry("api_token", name, values, office.MORNING.date()), actor=clockwork(office.MORNING), moment=moment)
    return name


def caller_of(post: str, *scopes: str) -> Caller:
    """Return a caller with a fresh token of a post."""
    key = grant(post, *scopes)
    return Caller(issue_token(key, at=office.MORNING), key)
