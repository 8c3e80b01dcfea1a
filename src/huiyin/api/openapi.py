"""The OpenAPI document: what Ninja draws from the calls, with the schema of every step, problems, scopes and real examples."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from huiyin.api.calls import api
from huiyin.api.problems import CODES, MEDIA
from huiyin.api.step_schema import values_schema
from huiyin.kinds import ALL
from huiyin.kinds.registers.interface import READ, SCOPES, STEPS
from huiyin.kit.text import Text

ROOT = "/api/v1/"
ONE_KIND = {
    f"{READ}…": Text("只看一类事项，如 read:order；别的类和没有登记过的一样", "Read one kind of matter only"),
    f"{STEPS}…": Text("只登记和办理一类事项，如 steps:order", "File and act on one kind of matter only"),
}
EXAMPLES = Path(__file__).parent / "examples.json"
# Which refusals any call may meet; those that take something may meet the others as well.
REFUSALS = (401, 403, 404, 422, 429)
TAKING = (400, 409, 415)


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI document of version 1."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=ROOT)))
    found["info"]["x-deprecation"] = (
        "版本写在地址里。v1 只会加、不会改、不会删；要不兼容时另开 v2，v1 至少再服务 12 个月，答复里带 Deprecation 和 Sunset 头。"
        " The version is in the address. v1 only grows; a v2 comes beside it, and v1 serves twelve months more, with "
        "Deprecation and Sunset headers."
    )
    schemas = found["components"]["schemas"]
    schemas.update({f"{kind}.{step}": schema for kind, step, schema in _steps()})
    schemas.setdefault("ProblemOut", {"type": "object"})
    _name_values(schemas)
    examples = _examples()
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            _finish(operation, method=method, path=path, examples=examples)
    return found


def _examples() -> dict[str, Any]:
    return dict(json.loads(EXAMPLES.read_text(encoding="utf-8"))) if EXAMPLES.exists() else {}


def _steps() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for kind in ALL.values():
        for step in kind.steps:
            titled = {"title": f"{kind.name.zh} · {step.name.zh}", "description": f"{kind.name.en}: {step.name.en}"}
            yield kind.id, step.id, {**titled, **values_schema(step.fields)}


def _name_values(schemas: dict[str, Any]) -> None:
    """Say in the two bodies that take values which schema they follow, by kind and step."""
    filing, step = schemas["FilingIn"]["properties"], schemas["StepIn"]["properties"]
    filing["kind"] = {"enum": list(ALL), "title": "kind"}
    filing["values"] = {"anyOf": [_ref(f"{kind.id}.{kind.opening.id}") for kind in ALL.values()]}
    offered = [_ref(f"{kind.id}.{one.id}") for kind in ALL.values() for one in kind.steps if one.after]
    step["values"] = {"anyOf": offered, "default": {}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _finish(operation: dict[str, Any], *, method: str, path: str, examples: dict[str, Any]) -> None:
    held = examples.get(operation["operationId"], {})
    if "body" in held and "requestBody" in operation:
        for media in operation["requestBody"]["content"].values():
            media["example"] = held["body"]
    answers = operation["responses"]
    for status, answer in answers.items():
        for media in answer.get("content", {}).values():
            if held.get("status") == int(status):
                media["example"] = held["answer"]
    for status in (*REFUSALS, *(TAKING if method != "get" else ())):
        codes = [f"`{code}` {said.zh} {said.en}" for code, (number, said) in CODES.items() if number == status]
        content = {MEDIA: {"schema": _ref("ProblemOut")}}
        answers.setdefault(str(status), {"description": "；".join(codes), "content": content})
    operation["x-path"] = held.get("path", path)
    operation["x-scopes"] = _scopes().get(operation["operationId"], [])


@cache
def _scopes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            for one in view.operations:
                for token in one.auth_callbacks:
                    found[api.get_openapi_operation_id(one)] = [*getattr(token, "scopes", ())]
    return found


def openapi(request: HttpRequest) -> HttpResponse:
    """Give the document; it says nothing that the public rules do not."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False, "indent": 1})


def docs(request: HttpRequest) -> HttpResponse:
    """Show the document as a page made here, without a script and without anything from the network."""
    found = document()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append(_shown(path, method, operation))
    context = {
        "groups": list(groups.items()),
        "scopes": [*SCOPES.items(), *ONE_KIND.items()],
        "codes": [(code, status, said) for code, (status, said) in CODES.items()],
        "fictional": settings.FICTIONAL,
        "deprecation": found["info"]["x-deprecation"],
    }
    return render(request, "api/docs.html", context)


def _shown(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    zh, _, en = operation.get("description", "").replace("`", "").partition("\n\n")
    body = operation.get("requestBody", {}).get("content", {})
    answer = next((one for status, one in operation["responses"].items() if status.startswith("2")), {})
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "called": operation["x-path"],
        "name": operation["summary"],
        "zh": zh,
        "en": en,
        "scopes": operation["x-scopes"],
        "parameters": operation.get("parameters", []),
        "body": _pretty(next((one.get("example") for one in body.values()), None)),
        "answer": _pretty(next((one.get("example") for one in answer.get("content", {}).values()), None)),
    }


def _pretty(example: Any) -> str:
    return json.dumps(example, ensure_ascii=False, indent=2) if example is not None else ""
