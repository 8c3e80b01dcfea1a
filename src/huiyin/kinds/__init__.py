"""What may happen: every kind and every register, one file each, looked over before they load."""

from functools import cache

from huiyin.flow.faults import faults, purpose_faults, register_faults
from huiyin.flow.kind import Kind
from huiyin.kinds.accusation import ACCUSATION
from huiyin.kinds.appeal import APPEAL
from huiyin.kinds.clocks import CLOCKS
from huiyin.kinds.data_request import DATA_REQUEST
from huiyin.kinds.order import ORDER
from huiyin.kinds.purposes import PURPOSES
from huiyin.kinds.reading_question import READING_QUESTION
from huiyin.kinds.registers import REGISTERS
from huiyin.kinds.retaliation import RETALIATION
from huiyin.kinds.review import RE_REVIEW, REVIEW
from huiyin.kinds.suggestion import SUGGESTION
from huiyin.kinds.task import TASK_KIND

ALL: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        APPEAL,
        REVIEW,
        RE_REVIEW,
        SUGGESTION,
        ACCUSATION,
        ORDER,
        TASK_KIND,
        DATA_REQUEST,
        READING_QUESTION,
        RETALIATION,
    )
}


class FaultyDeclaration(Exception):
    """A kind or register may not load; the message lists every fault."""


@cache
def check_declarations() -> None:
    """Raise FaultyDeclaration if any kind or register has a fault. Run at start-up."""
    found = [fault for kind in ALL.values() for fault in faults(kind, clocks=CLOCKS, kinds=ALL)]
    found += [fault for kind in ALL.values() for fault in purpose_faults(kind, purposes=PURPOSES)]
    found += [fault for register in REGISTERS.values() for fault in register_faults(register, registers=REGISTERS)]
    if found:
        raise FaultyDeclaration("\n".join(found))


def kind_of(kind_id: str) -> Kind:
    """Return the kind of that id; KeyError if there is none."""
    return ALL[kind_id]
