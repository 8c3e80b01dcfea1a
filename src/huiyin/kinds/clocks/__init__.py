"""The catalogue of clocks: one file a section of the law, gathered here by id.

`ROWS` holds each clock once, in the order of the law. `CLOCKS` finds one by id; where a row of the law carries several
numbers, its bare id finds the first of them (TJ-08 is TJ-08.1).
"""

from huiyin.flow.clock import Clock
from huiyin.kinds.clocks import (
    appeals,
    decisions,
    hotline,
    mediation,
    office,
    remedies,
    rights,
    routes,
    safety,
    serving,
    support,
)

ROWS: tuple[Clock, ...] = (
    *appeals.CLOCKS,
    *hotline.CLOCKS,
    *mediation.CLOCKS,
    *safety.CLOCKS,
    *decisions.CLOCKS,
    *remedies.CLOCKS,
    *routes.CLOCKS,
    *support.CLOCKS,
    *serving.CLOCKS,
    *office.CLOCKS,
    *rights.CLOCKS,
)

CLOCKS: dict[str, Clock] = {row.id: row for row in ROWS}
CLOCKS |= {row.id.removesuffix(".1"): row for row in ROWS if row.id.endswith(".1")}
