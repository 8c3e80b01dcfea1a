"""A copy of a person's data as a file: to be read, or for machines. The same at the counter and on the portal."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse

from huiyin.papers.own_copy import own_copy_paper
from huiyin.papers.pdf import pdf
from huiyin.queries.own_copy import own_copy_words


def copy_given(held: dict[str, Any], form: str, *, at: datetime) -> HttpResponse:
    """Give a copy as the person asked for it."""
    if form == "pdf":
        answer = HttpResponse(pdf(own_copy_paper(own_copy_words(held, at=at))), content_type="application/pdf")
    else:
        answer = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="my-data-{held["number"]}.{form}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
