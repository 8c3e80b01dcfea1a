"""One step on many matters: choose, see row by row what would happen, take it, see row by row what did."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from huiyin.acts.bulk import DONE, MOST_AT_ONCE, MOST_QUEUED, REFUSED, WAITS, Bulk, begin, carry_on, step_of
from huiyin.flow.actor import Actor
from huiyin.flow.answers import FieldFaults
from huiyin.flow.exports import WHATS
from huiyin.flow.kind import Step
from huiyin.flow.scene import NotAllowed
from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI
from huiyin.kit.numbers import normal_number
from huiyin.kit.text import Text
from huiyin.queries.bulk import Chosen, Run, against, chosen, run_of, step_choices
from huiyin.queries.matter_list import newest
from huiyin.queries.matter_page import NoSuchMatter
from huiyin.queries.staff import Asked as Wanted
from huiyin.queries.staff import options
from huiyin.web.desk.frame import page
from huiyin.web.desk.listing import asked as filters_of
from huiyin.web.desk.listing import kept
from huiyin.web.desk.showing import clock_time, rows
from huiyin.web.desk.taking_out import SheetOut, taken_out
from huiyin.web.forms import Asked, StepForm, form_for
from huiyin.web.session import staff
from huiyin.web.templatetags.look import words

WENT = {
    DONE: Text("办了", "Done"),
    REFUSED: Text("没办", "Not done"),
    WAITS: Text("等后台办", "Waits for the worker"),
}


@require_http_methods(["GET", "POST"])
@staff
def choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what may be done with the chosen matters, or take the chosen step on them."""
    if request.method == "POST":
        return _take(request, actor)
    found = chosen(_numbers(request.GET, actor), actor=actor)
    wanted = _step(request.GET)
    form = _form(wanted, found, actor) if wanted is not None else None
    return _page(request, actor, found, form=form)


def _numbers(asked: QueryDict, actor: Actor) -> list[str]:
    if asked.get("all"):
        return [row.number for row in newest(filters_of(asked), actor=actor, most=MOST_QUEUED)]
    return [normal_number(one) for one in asked.getlist("number")[:MOST_QUEUED]]


def _step(asked: QueryDict) -> Step | None:
    if not asked.get("step"):
        return None
    return step_of(asked.get("kind", ""), asked["step"])


def _form(wanted: Step, found: tuple[Chosen, ...], actor: Actor, **given: Any) -> StepForm:
    barred = frozenset(unit for one in found for unit in one.excluded)
    day = actor.at.astimezone(SHANGHAI).date()
    sorts = frozenset(one.sort for one in wanted.fields)
    return form_for(wanted, asked=Asked(options(Wanted(sorts, day, barred_units=barred))), **given)


def _take(request: HttpRequest, actor: Actor) -> HttpResponse:
    typed, wanted = request.POST, _step(request.POST)
    if wanted is None:
        raise NoSuchMatter
    seen = [_seen(one) for one in typed.getlist("row")]
    found = chosen([number for number, _ in seen], actor=actor)
    form = _form(wanted, found, actor, data=typed)
    token = _token(typed)
    try:
        begin(token, Bulk(typed.get("kind", ""), wanted.id, form.raw(), seen), actor=actor)
    except FieldFaults as faults:
        form.tell(faults.faults)
        return _page(request, actor, found, form=form, token=token, status=422)
    except NotAllowed as refusal:
        return _page(request, actor, found, form=form, token=token, trouble=refusal.reason, status=403)
    carry_on(token, actor=actor, most=MOST_AT_ONCE)
    if len(seen) > MOST_AT_ONCE:
        import_string(settings.BULK_TASK).enqueue(str(token), actor.person)
    return redirect("desk:bulk_run", run=token)


def _seen(text: str) -> tuple[str, int]:
    number, _, version = text.partition("~")
    return normal_number(number), int(version) if version.isdigit() else 0


def _token(typed: QueryDict) -> UUID:
    try:
        return UUID(typed.get("token", ""))
    except ValueError:
        return uuid4()


def _page(
    request: HttpRequest,
    actor: Actor,
    found: tuple[Chosen, ...],
    *,
    form: StepForm | None,
    token: UUID | None = None,
    trouble: Text | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    kind, step = asked.get("kind", ""), asked.get("step", "")
    shown = rows(one.line for one in found)
    said = [against(one, kind=kind, step=step) if form is not None else None for one in found]
    context = {
        "rows": list(zip(shown, said, [one.version for one in found], strict=True)),
        "total": len(found),
        "may": sum(one is None for one in said),
        "choices": [
            (f"{reverse('desk:bulk')}?{_address(request.GET, found)}&kind={one.kind.id}&step={one.step.id}", one)
            for one in step_choices(found)
        ],
        "form": form,
        "step": form.step if form is not None else None,
        "kind": ALL.get(kind),
        "token": token or uuid4(),
        "trouble": trouble,
        "most": MOST_QUEUED,
        "at_once": MOST_AT_ONCE,
        "again_url": f"{reverse('desk:bulk')}?{_address(request.GET, found)}",
    }
    return page(request, "desk/bulk.html", context, actor=actor, status=status)


def _address(asked: QueryDict, found: tuple[Chosen, ...]) -> str:
    if asked.get("all"):
        return f"all=1&{kept(filters_of(asked))}"
    return "&".join(f"number={one.line.number}" for one in found)


@require_http_methods(["GET", "POST"])
@staff
def run(request: HttpRequest, actor: Actor, *, run: UUID) -> HttpResponse:
    """Show how it went with each matter; what still waits can be gone on with here."""
    if request.method == "POST":
        carry_on(run, actor=actor, most=MOST_AT_ONCE)
        return redirect("desk:bulk_run", run=run)
    found = _run(run, actor)
    context = {
        "run": found,
        "rows": [(row, words(WENT[row.how]), row.how == DONE) for row in found.rows],
        "taken": found.count(DONE),
        "refused": found.count(REFUSED),
        "waiting": found.count(WAITS),
        "when": clock_time(found.made_at),
    }
    return page(request, "desk/bulk_run.html", context, actor=actor)


def _run(run: UUID, actor: Actor) -> Run:
    found = run_of(run, actor=actor)
    if found is None:
        raise NoSuchMatter
    return found


@staff
def run_sheet(request: HttpRequest, actor: Actor, *, run: UUID) -> HttpResponse:
    """Give how it went with each matter as a sheet, with a reason."""
    found = _run(run, actor)
    columns = (
        (Text("编号", "Number"), 20), (Text("事项", "Matter"), 44), (Text("环节", "Step"), 16),
        (Text("结果", "Result"), 12), (Text("原因", "Why"), 50),
    )  # fmt: skip
    lines = [
        (row.number, row.title, words(found.step.name), words(WENT[row.how]), words(row.why)) for row in found.rows
    ]
    return taken_out(
        request,
        actor,
        SheetOut(
            what="bulk",
            title=WHATS["bulk"],
            columns=columns,
            rows=lambda: lines,
            name=f"bulk-{str(run)[-8:]}",
            back=reverse("desk:bulk_run", kwargs={"run": run}),
        ),
    )
