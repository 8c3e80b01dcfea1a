"""What is read while a step is taken: which private words stand beside its form, and under which reason."""

from collections.abc import Mapping
from typing import Any

from huiyin.flow.actor import Actor
from huiyin.flow.kind import Step
from huiyin.flow.words import Guard, Sort
from huiyin.kit.text import Text
from huiyin.queries.gate import NotReadable, Request, read_private
from huiyin.queries.matter_page import MatterPage

SPOKEN = frozenset({"words", "more_words", "still_wrong", "review_reason", "late_reason"})
DRAFTED = frozenset({"found", "outcome_words", "decision_words", "mend"})
CONTACT = frozenset({"name", "phone"})


def fields_beside(found: MatterPage, step: Step) -> frozenset[str]:
    """Return the private fields a step cannot be taken without reading: sorting, drafting, checking, calling."""
    drafts = any(one.sort is Sort.OUTCOMES or one.id == "found" for one in step.fields)
    judges = Guard.ANOTHER_HAND in step.guards or step.id == "return_draft"
    sorts = Guard.CONCERN_KNOWN in step.guards and found.kind.opening.to in step.after
    wanted: frozenset[str] = frozenset()
    if step.signs:
        wanted = frozenset(one.id for one in found.kind.asked(step) if one.private)
    elif drafts or judges:
        wanted = SPOKEN | DRAFTED
    elif sorts or step.id in ("clarify", "correct", "redo"):
        wanted = SPOKEN
    elif step.id == "call_back":
        wanted = CONTACT
    return wanted & frozenset(found.matter.sealed)


def read_beside(found: MatterPage, step: Step, *, actor: Actor) -> tuple[Mapping[str, Any], Text | None]:
    """Read what stands beside a step's form; the reading is written down under the step's name.

    Returns the values and, where they cannot be read, the sentence why.
    """
    fields = fields_beside(found, step)
    if not fields:
        return {}, None
    reason = Text(f"办理“{step.name.zh}”", f"To do “{step.name.en}”")
    try:
        return read_private(Request(found.id, fields, reason.zh, way="act"), actor=actor), None
    except NotReadable as refusal:
        return {}, refusal.reason
