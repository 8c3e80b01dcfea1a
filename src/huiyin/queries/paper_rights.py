"""From a matter to the papers on personal data (D25): what is told is read off the matter's own kind."""

from collections.abc import Callable
from typing import Any

from huiyin.flow.answers import FIRST
from huiyin.flow.kind import Field
from huiyin.flow.words import ALWAYS_PRIVATE, Sort
from huiyin.papers.personal_data import Assessment, DataAnswer, DataRequest, PrivacyNotice
from huiyin.queries.paper_data import UNNAMED, Sources


def notice(held: Sources) -> PrivacyNotice:
    """Return the data of D25: purpose, basis, retention and what is asked, as the kind declares them."""
    kind = held.kind
    asked = kind.opening.fields
    kinds = tuple(one.name.zh for one in asked if one.private and one.of in ("", FIRST))
    return PrivacyNotice(
        frame=held.frame(),
        to=held.addressee,
        purpose=kind.purpose.zh,
        basis=kind.basis,
        kinds=kinds or ("姓名", "联系电话"),
        retention=kind.retention.zh,
        sensitive=tuple(one.name.zh for one in asked if _sensitive(one)),
    )


def _sensitive(field: Field) -> bool:
    # A number that opens many doors; of the sorts a form may ask, the one that Art 28 clearly means.
    return field.sort in ALWAYS_PRIVATE and field.sort is Sort.ID_NUMBER


def request(held: Sources) -> DataRequest:
    """Return the data of D25-2."""
    return DataRequest(
        frame=held.frame(),
        applicant=held.text("name"),
        phone=held.text("phone"),
        number=_number(held),
        right=held.text("data_right"),
        words=held.first("data_words", "words"),
        because=held.text("data_reason"),
        answer_way=held.text("data_answer_way"),
        asked_on=held.received_on,
    )


def _number(held: Sources) -> str:
    return held.text("data_number") or held.matter.number


def answer(held: Sources) -> DataAnswer:
    """Return the data of D25-3."""
    return DataAnswer(
        frame=held.frame(),
        to=held.addressee if held.addressee != UNNAMED else "申请人",
        right=held.text("data_right"),
        asked_on=held.received_on,
        decision=held.text("data_decision"),
        words=held.first("data_reply", "reason"),
        because=held.first("data_refusal_reason", "reason"),
        asked=held.first("data_words", "words"),
        complain_to=held.supervisor.name,
    )


def assessment(held: Sources) -> Assessment:
    """Return the data of D25-4."""
    ground = held.chosen("pia_ground")
    return Assessment(
        frame=held.frame(),
        subject=held.first("pia_subject", "title") or held.kind.name.zh,
        ground=ground.name.zh if ground is not None else held.text("pia_ground"),
        lawful=held.text("pia_lawful"),
        impact=held.text("pia_impact"),
        measures=held.text("pia_measures"),
        conclusion=held.text("pia_conclusion"),
        by=held.text("pia_by") or held.signer,
        on=held.day,
    )


BUILDS: dict[str, Callable[[Sources], Any]] = {
    "D25": notice,
    "D25-2": request,
    "D25-3": answer,
    "D25-4": assessment,
}
NEEDS: dict[str, frozenset[str]] = {
    "D25": frozenset({"name"}),
    "D25-2": frozenset({"name", "phone", "data_words", "words", "data_reason", "data_answer_way"}),
    "D25-3": frozenset({"name", "data_words", "words", "data_reply", "data_refusal_reason"}),
    "D25-4": frozenset({"pia_lawful", "pia_impact", "pia_measures", "pia_conclusion"}),
}
