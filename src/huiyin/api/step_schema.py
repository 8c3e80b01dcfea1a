"""What a step or a register asks, as JSON Schema: made from the declared fields, so that it can never say otherwise."""

from collections.abc import Iterable, Mapping
from typing import Any

from huiyin.api.problems import Fault
from huiyin.flow.answers import FIRST, REPRESENTATIVES
from huiyin.flow.kind import Field, Kind, Register, Step
from huiyin.flow.words import Sort
from huiyin.kit.text import Text

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SEVERAL = frozenset({Sort.CHOICES, Sort.UNITS, Sort.FILES, Sort.REQUESTS, Sort.OUTCOMES, Sort.LINES})
CHOSEN = frozenset({Sort.CHOICE, Sort.CHOICES, Sort.OUTCOMES})
MOST_LINES = 200
# What a key names, for whoever has to look one up.
NAMES: dict[Sort, str] = {
    Sort.POST: "/api/v1/registers/post/entries",
    Sort.LEADER: "/api/v1/registers/post/entries",
    Sort.UNIT: "/api/v1/registers/unit/entries",
    Sort.UNITS: "/api/v1/registers/unit/entries",
    Sort.CATEGORY: "/api/v1/registers/category/entries",
    Sort.GRID: "/api/v1/registers/grid/entries",
    Sort.DIVISION: "/api/v1/divisions",
    Sort.MATTER: "/api/v1/matters",
}
PHONE = Text("大陆手机或带区号的固话", "a mobile or a land line with its area code")


def schema_for(step: Step, kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of the values that a step of a kind takes."""
    return {
        "$schema": DRAFT,
        "$id": f"/api/v1/kinds/{kind.id}/steps/{step.id}/schema",
        "title": f"{kind.name.zh} · {step.name.zh}",
        "description": f"{kind.name.en}: {step.name.en}",
        **values_schema(step.fields),
    }


def schema_of(register: Register) -> dict[str, Any]:
    """Return the JSON Schema of the values that an entry of a register has."""
    return {"title": register.name.zh, "description": register.name.en, **values_schema(register.fields)}


def values_schema(fields: Iterable[Field]) -> dict[str, Any]:
    """Return the JSON Schema of an object with these fields."""
    asked = list(fields)
    found: dict[str, Any] = {
        "type": "object",
        "properties": {one.id: field_schema(one) for one in asked},
        "required": [one.id for one in asked if one.always_needed],
        "additionalProperties": False,
    }
    conditions = [condition for one in asked if (condition := _condition(one, asked)) is not None]
    return {**found, **({"allOf": conditions} if conditions else {})}


def _condition(one: Field, beside: Iterable[Field]) -> dict[str, Any] | None:
    """Return where a field is needed by another's answer; None where it is needed always, or never."""
    if one.required and one.of not in ("", FIRST):
        return {
            "if": {"properties": {REPRESENTATIVES: {"minimum": int(one.of)}}, "required": [REPRESENTATIVES]},
            "then": {"required": [one.id]},
        }
    needed = one.when if one.required else one.needed_if
    if needed is None:
        return None
    name, value = needed
    other = next(held for held in beside if held.id == name)
    said: object = value == "true" if other.sort is Sort.YES_NO else value
    return {
        "if": {"properties": {name: {"const": said}}, "required": [name]},
        "then": {"required": [one.id]},
    }


def field_schema(one: Field) -> dict[str, Any]:
    """Return the JSON Schema of one field."""
    described = {"title": one.name.zh, "description": _described(one)}
    if one.sort is Sort.OUTLINE:
        return {**described, "type": "array", "items": {"type": "integer"}, "maxItems": 5000}
    if one.sort in SEVERAL:
        least = {"minItems": 1} if one.required else {}
        return {**described, "type": "array", "items": _single(one), **least, "maxItems": MOST_LINES}
    return {**described, **_single(one)}


def _single(one: Field) -> dict[str, Any]:
    if one.sort in CHOSEN:
        return {"enum": [choice.id for choice in one.choices]}
    if one.sort is Sort.YES_NO:
        return {"type": "boolean"}
    if one.sort is Sort.NUMBER:
        within = {"minimum": one.within.least, "maximum": one.within.most} if one.within is not None else {}
        return {"type": "integer", **within}
    if one.sort is Sort.DAY:
        return {"type": "string", "format": "date"}
    return {"type": "string", "maxLength": one.longest, **({"minLength": 1} if one.required else {})}


def _described(one: Field) -> str:
    said = [one.name.en, *([one.help.zh, one.help.en] if one.help is not None else [])]
    if one.sort in CHOSEN:
        said.append("；".join(f"{choice.id} {choice.name.zh} {choice.name.en}" for choice in one.choices))
    if one.sort in NAMES:
        said.append(f"编号见 key from {NAMES[one.sort]}")
    if one.sort is Sort.PHONE:
        said.append(f"{PHONE.zh} {PHONE.en}")
    if one.private:
        said.append("封存 sealed")
    if one.within is not None:
        said.append(f"{one.within.says.zh} {one.within.says.en}")
    if one.of not in ("", FIRST):
        said.append(f"只在 {REPRESENTATIVES} 不少于 {one.of} 时填 only if {REPRESENTATIVES} is at least {one.of}")
    if one.when is not None:
        said.append(f"只在 {one.when[0]} 为 {one.when[1]} 时填 only if {one.when[0]} is {one.when[1]}")
    return "; ".join(said)


_SHAPES: dict[str, tuple[type[Any] | tuple[type[Any], ...], Text]] = {
    "array": (list, Text("要写成列表", "Must be a list")),
    "boolean": (bool, Text("要写 true 或 false", "Must be true or false")),
    "integer": (int, Text("要写整数", "Must be a whole number")),
    "string": (str, Text("要写文字", "Must be a text")),
}
UNKNOWN = Text("这一步没有这一项，请去掉", "This step asks no such thing: leave it out")


def shape_faults(fields: Iterable[Field], values: Mapping[str, Any]) -> list[Fault]:
    """Return what is not even of the form the schema gives; whether the answer can be taken is for the act to say."""
    known = {one.id: one for one in fields}
    found = [Fault(f"body.values.{name}", UNKNOWN) for name in values if name not in known]
    for name, value in values.items():
        fault = _shape_fault(known[name], value) if name in known and value is not None else None
        if fault is not None:
            found.append(Fault(f"body.values.{name}", fault))
    return found


def _shape_fault(one: Field, value: Any) -> Text | None:
    wanted = field_schema(one)
    sort, said = _SHAPES[wanted.get("type", "string")]
    if not isinstance(value, sort) or (sort is int and isinstance(value, bool)):
        return said
    if isinstance(value, list):
        inner, words = _SHAPES[wanted["items"].get("type", "string")]
        if not all(isinstance(each, inner) and not isinstance(each, bool) for each in value):
            return words
    return None
