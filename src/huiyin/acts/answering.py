"""What answers must be beyond their own fields: one for each request, and numbers of matters that exist for the actor."""

from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.flow.answers import Answers, FieldFaults
from huiyin.flow.kind import Step
from huiyin.flow.matter import Matter
from huiyin.flow.words import Sort
from huiyin.kit.text import Text
from huiyin.store.access import numbered


def outcome_faults(matter: Matter, step: Step, answers: Answers) -> dict[str, Text]:
    """Return what is wrong where each request is answered one by one."""
    found: dict[str, Text] = {}
    if not any(one.sort is Sort.OUTCOMES for one in step.fields):
        return found
    wanted = len(answers.public.get("shared_requests") or matter.values.get("requests", []))
    for one in step.fields:
        given = answers.public.get(one.id) or answers.private.get(one.id)
        if one.sort in (Sort.OUTCOMES, Sort.LINES) and one.required and given is not None and len(given) != wanted:
            found[one.id] = Text(
                f"共有 {wanted} 项诉求，请逐项答复，现在是 {len(given)} 项",
                f"There are {wanted} requests: answer each of them, {len(given)} given",
            )
    return found


def resolve_matters(step: Step, answers: Answers, actor: Actor) -> None:
    """Put the ids of matters in place of the numbers typed; raises FieldFaults for one the actor may not know of."""
    for one in step.fields:
        if one.sort is Sort.MATTER and one.id in answers.public:
            found = numbered(actor, [str(answers.public[one.id]).upper()]).values_list("id", flat=True).first()
            if found is None:
                raise FieldFaults({one.id: NotFound.reason})
            answers.public[one.id] = str(found)
