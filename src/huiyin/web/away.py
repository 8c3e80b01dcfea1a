"""The page that is shown while the database cannot do its part. It asks the database nothing, and loses nothing typed."""

import logging

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.template.loader import render_to_string

from huiyin.acts.troubles import Trouble
from huiyin.kit.text import Text

# What opens a door is typed anew, never handed back on a page.
NEVER_BACK = ("password", "pin", "secret", "code", "proof")
MOST_CHARACTERS = 200_000
ASK = Text("请等半分钟再试。", "Please wait half a minute and try again.")
PRESS = Text(
    "您写的都在，没有丢。等半分钟，按下面的按钮再交一次；刚才那次要是已经记上了，也不会登记成两件。",
    "What you wrote is kept. Wait half a minute and press the button to send it again; it is never recorded twice.",
)
GO_BACK = Text(
    "请等半分钟，退回上一页再交一次，您写的还在那一页。刚才那次要是已经记上了，也不会登记成两件。",
    "Wait half a minute, go back and send it again: what you wrote is still on that page. It is never recorded twice.",
)
FILES = Text(
    "照片和附件要重新选：先退回上一页再交。", "Photos and files must be chosen anew: go back to the page instead."
)

logger = logging.getLogger("huiyin.web")


def away(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """Answer 503 with what happened, when to come back, and what was typed, ready to be sent again."""
    typed = None if request.method != "POST" else _typed(request)
    what_next = ASK if request.method != "POST" else PRESS if typed else GO_BACK
    logger.warning("%s %s: %s", request.method, request.path, trouble.code)
    told = {
        "why": trouble.said, "next": what_next, "typed": typed, "again": request.get_full_path(),
        "files": FILES if typed and request.FILES else None, "reading": request.method in {"GET", "HEAD"},
        "fictional": settings.FICTIONAL,
    }  # fmt: skip
    try:
        page = render_to_string("pages/away.html", told)
    except ValueError:
        # The style sheets have not been gathered: the words matter more than how they look.
        page = f"<!doctype html><meta charset=utf-8><title>{trouble.said.zh}</title><h1>{trouble.said.zh}</h1>{what_next.zh}"
    answer = HttpResponse(page, status=503)
    answer["Retry-After"] = str(trouble.retry_after)
    answer["Cache-Control"] = "no-store"
    return answer


def _typed(request: HttpRequest) -> list[tuple[str, str]] | None:
    """Return what was sent, or None where it cannot or must not be handed back."""
    try:
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    except (BadRequest, SuspiciousOperation, RawPostDataException, UnreadablePostError):
        return None
    shut = any(word in name.lower() for name, _ in pairs for word in NEVER_BACK)
    return None if shut or sum(len(value) for _, value in pairs) > MOST_CHARACTERS else pairs
