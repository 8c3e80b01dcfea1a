"""What pydantic found wrong with the shape of a call, said as a person can mend it."""

from collections.abc import Iterable, Mapping
from typing import Any

from huiyin.api.problems import Fault
from huiyin.kit.text import Text

# By the beginning of pydantic's own name for the fault; the first that fits.
SENTENCES: tuple[tuple[str, Text], ...] = (
    ("missing", Text("缺少这一项", "This is missing")),
    ("extra_forbidden", Text("没有这一项，请去掉", "There is no such thing: leave it out")),
    ("bool", Text("要写 true 或 false", "Must be true or false")),
    ("int", Text("要写整数", "Must be a whole number")),
    ("greater", Text("太小了", "Too small")),
    ("less", Text("太大了", "Too large")),
    ("string_too_long", Text("太长了", "Too long")),
    ("string_too_short", Text("太短了", "Too short")),
    ("string", Text("要写文字", "Must be a text")),
    ("list", Text("要写成列表", "Must be a list")),
    ("too_long", Text("太多了", "Too many")),
    ("too_short", Text("太少了", "Too few")),
    ("timezone", Text("时间要带时区，如 2026-11-22T09:12:00+08:00", "Give a time zone, as 2026-11-22T09:12:00+08:00")),
    ("datetime", Text("时间写成 2026-11-22T09:12:00+08:00 这样", "Write a time as 2026-11-22T09:12:00+08:00")),
    ("date", Text("日期写成 2026-11-22 这样", "Write a date as 2026-11-22")),
    ("uuid", Text("不是编号", "Not an id")),
    ("literal", Text("请从列出的几项里选", "Choose one of those listed")),
    ("enum", Text("请从列出的几项里选", "Choose one of those listed")),
    ("dict", Text("要写成 JSON 对象", "Must be a JSON object")),
    ("model", Text("要写成 JSON 对象", "Must be a JSON object")),
)
OTHERWISE = Text("写法不对，见接口说明", "Not in the form the documentation asks for")
# What pydantic puts into a path of its own: the alternatives of a union, and its functions.
_INNER = frozenset({"str", "int", "bool", "list", "none"})
_INNER_STARTS = ("function-", "constrained-", "lax-or-strict", "list[", "nullable[")
# The names of the parameters that hold a whole body or a whole query.
_WHOLE = frozenset({("body", "body"), ("query", "asked")})


def faults_of(errors: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """Return each place once, with what to do there."""
    found: dict[str, Text] = {}
    for error in errors:
        found.setdefault(_path(error["loc"]), _said(str(error["type"])))
    return [Fault(path, said) for path, said in found.items()]


def _path(place: Iterable[Any]) -> str:
    parts = [str(one) for one in place]
    if tuple(parts[:2]) in _WHOLE:
        del parts[1]
    return ".".join(one for one in parts if one not in _INNER and not one.startswith(_INNER_STARTS))


def _said(sort: str) -> Text:
    return next((said for start, said in SENTENCES if sort.startswith(start)), OTHERWISE)
