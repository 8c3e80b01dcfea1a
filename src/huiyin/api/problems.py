"""What is answered when a call cannot be done: problem details (RFC 9457) with a code, both languages and field paths."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse

from huiyin.kit.text import Text

MEDIA = "application/problem+json"
HELP = "/api/v1/docs#problem-"
# Every code with its status and its heading; what a caller may build on.
CODES: dict[str, tuple[int, Text]] = {
    "not_understood": (400, Text("请求看不懂", "The request cannot be read")),
    "key_missing": (400, Text("缺少 Idempotency-Key", "Idempotency-Key is missing")),
    "no_token": (401, Text("令牌不对", "The token does not open")),
    "not_protected": (403, Text("没有加密", "Not encrypted")),
    "not_allowed": (403, Text("不能这样办", "Not allowed")),
    "scope_missing": (403, Text("令牌没有这个权限", "The token lacks the scope")),
    "not_found": (404, Text("没有找到", "Not found")),
    "wrong_method": (405, Text("这个地址不这样用", "This address is not used so")),
    "changed": (409, Text("有人先改过了", "Somebody was first")),
    "not_readable": (409, Text("读不了", "It cannot be read")),
    "too_large": (413, Text("太大了", "Too large")),
    "wrong_type": (415, Text("内容类型不对", "The content type is not taken")),
    "to_mend": (422, Text("有几处要改", "Some answers are to be mended")),
    "key_reused": (422, Text("同一个 Idempotency-Key 换了内容", "The Idempotency-Key was used for something else")),
    "too_many": (429, Text("调用太密", "Too many calls")),
    "database_away": (503, Text("数据库接不上", "The database does not answer")),
    "database_slow": (503, Text("算得太久", "It took too long")),
    "database_held": (503, Text("别人正在改", "Somebody else is changing it")),
    "database_full": (503, Text("写不下了", "No room left")),
    "broken": (500, Text("系统出了故障", "Something broke here")),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One place to mend: the path in what was sent, such as `body.values.phone`, and what to do."""

    path: str
    said: Text


class Problem(Exception):
    """A refusal on its way to the caller."""

    def __init__(
        self, code: str, said: Text, *, faults: Iterable[Fault] = (), more: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(said.zh)
        self.code, self.said, self.faults, self.more = code, said, tuple(faults), dict(more or {})


def told(problem: Problem) -> dict[str, Any]:
    """Return the problem as the caller reads it."""
    status, heading = CODES[problem.code]
    faults = [{"path": one.path, "zh": one.said.zh, "en": one.said.en} for one in problem.faults]
    return {
        "type": f"{HELP}{problem.code}",
        "title": heading.zh,
        "title_en": heading.en,
        "status": status,
        "code": problem.code,
        "detail": problem.said.zh,
        "detail_en": problem.said.en,
        **({"errors": faults} if faults else {}),
        **problem.more,
    }


def answer(request: HttpRequest, problem: Problem) -> JsonResponse:
    """Return the answer to a call that could not be done."""
    status, _ = CODES[problem.code]
    response = JsonResponse(told(problem), status=status, content_type=MEDIA, json_dumps_params={"ensure_ascii": False})
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="huiyin"'
    if status in {429, 503}:
        response["Retry-After"] = str(problem.more.get("retry_after", 60))
    response["Cache-Control"] = "no-store"
    return response


NOT_FOUND = Text("没有找到这件事，请核对编号", "No such matter; please check the number")
NOWHERE = Text("接口没有这个地址，全部地址见 /api/v1/docs", "The API has no such address; see /api/v1/docs")
