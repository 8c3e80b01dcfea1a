"""运行状况: lights with words for the administrator, and the same as JSON for a monitor, without anything of a person."""

from uuid import UUID

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from huiyin.acts.tasks import retry
from huiyin.acts.troubles import trouble_of
from huiyin.flow.actor import Actor
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.text import Text
from huiyin.queries.health import BAD, CAUTION, GOOD, failed_tasks, health
from huiyin.web.clock_reading import moment
from huiyin.web.desk.frame import page, tell_next
from huiyin.web.desk.showing import clock_time
from huiyin.web.parts import Light
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

KEEPERS = frozenset({Role.ADMIN, Role.SECURITY})
NOT_YOURS = Text("运行状况给管理岗、安全岗看", "This page is for administration and security")
LIGHTS = {GOOD: Text("正常", "Well"), CAUTION: Text("留意", "Look at it"), BAD: Text("要处理", "Act now")}
UNWELL = 503


@staff
def health_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show every check with its light, and the failed tasks."""
    if not actor.roles & KEEPERS:
        raise NotAllowed(NOT_YOURS)
    checks = health(at=actor.at)
    worst = next((light for light in (BAD, CAUTION) if any(one.light == light for one in checks)), GOOD)
    context = {
        "checks": [(one, Light(one.light, words(LIGHTS[one.light]))) for one in checks],  # type: ignore[arg-type]
        "sentence": _sentence([one.light for one in checks]),
        "worst": worst,
        "failed": [(one, clock_time(one.at) if one.at else "") for one in failed_tasks()],
        "may_retry": Role.ADMIN in actor.roles,
        "when": clock_time(actor.at),
    }
    return page(request, "house/health.html", context, actor=actor)


def _sentence(lights: list[str]) -> Text:
    bad, caution = lights.count(BAD), lights.count(CAUTION)
    if bad:
        return Text(f"{bad} 项要处理，{caution} 项留意", f"{bad} to act on, {caution} to look at")
    if caution:
        return Text(f"{caution} 项留意，其余正常", f"{caution} to look at, the rest is well")
    return Text("都正常", "All is well")


@require_POST
@staff
def retry_task(request: HttpRequest, actor: Actor, *, task: UUID) -> HttpResponse:
    """Try a failed task again."""
    retry(task, actor=actor)
    tell_next(request, Text("已重新排队", "Queued again"))
    return redirect("house:health")


@require_GET
def checks_json(request: HttpRequest) -> JsonResponse:
    """Answer a monitor: each check's light, 503 where something is to be acted on. No number, no name, no version.

    While the database is away that is the one light: a monitor reads the same form as ever.
    """
    try:
        lights = {one.id: one.light for one in health(at=moment(request))}
    except (DatabaseError, InterfaceError) as fault:
        if trouble_of(fault) is None:
            raise
        lights = {"database": BAD}
    unwell = BAD in lights.values()
    found = {name: LIGHTS[light].en for name, light in lights.items()}
    answer = JsonResponse({"well": not unwell, "checks": found}, status=UNWELL if unwell else 200)
    answer["Cache-Control"] = "no-store"
    return answer
