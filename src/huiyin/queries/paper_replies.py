"""From a matter to the replies that are no 信访处理意见书: to a suggestion, and to an application to perform a duty."""

from collections.abc import Callable
from typing import Any

from huiyin.papers.replies import Adoption, DutyReply, SuggestionReply
from huiyin.queries.paper_data import Sources


def suggestion(held: Sources) -> SuggestionReply:
    """Return the data of R01."""
    return SuggestionReply(
        frame=held.frame(),
        to=held.addressee,
        matter=held.ref,
        adoption=Adoption(held.text("adoption")),
        studied=held.text("found"),
        words=held.text("adoption_words"),
    )


def duty(held: Sources) -> DutyReply:
    """Return the data of R02."""
    return DutyReply(
        frame=held.frame(),
        to=held.addressee,
        matter=held.ref,
        asked_on=held.received_on,
        performed=held.text("duty_done") == "performed",
        found=held.text("found"),
        words=held.text("duty_words"),
        law=held.text("opinion_basis"),
        review_body=held.supervisor.organ,
    )


BUILDS: dict[str, Callable[[Sources], Any]] = {"R01": suggestion, "R02": duty}
NEEDS: dict[str, frozenset[str]] = {
    "R01": frozenset({"name", "found", "adoption_words"}),
    "R02": frozenset({"name", "found", "duty_words"}),
}
