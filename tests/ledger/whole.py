"""A small ledger with everything in it: matters, boxes, readings, two roots and an unsealed tail."""

from datetime import datetime
from uuid import UUID

from huiyin.ledger.readings import Opening, write_reading
from huiyin.ledger.roots import seal
from tests.office import COUNTY as DIVISION
from tests.office import at, carried_to, opened, step

COUNTY = DIVISION[:6]
# The posts whose holders take a part in it.
POSTS = ("centre.intake", "centre.sort", "water.handle", "water.check", "water.sign")


def read(matter: UUID, when: datetime, reason: str) -> None:
    """Write one reading down."""
    write_reading(Opening(matter, when, "p", "water.handle", "水务 · 承办", ("name", "phone"), "page", reason))


def a_whole_ledger() -> str:
    """Carry two matters on, read one, seal twice, leave something unsealed; return the leaf of the first receipt."""
    served = carried_to("served")
    read(served.matter, at(0, 9), "打电话核实")
    read(served.matter, at(0, 10), "送达前核对")
    seal(at=at(1), county=COUNTY)
    opened(at(1, 1))
    read(served.matter, at(1, 2), "回访")
    seal(at=at(2), county=COUNTY)
    step(served.matter, "rate", "filer", at(2, 1), attitude="fair", result="satisfied", solved="yes")
    read(served.matter, at(2, 2), "看评价")
    return served.leaf
