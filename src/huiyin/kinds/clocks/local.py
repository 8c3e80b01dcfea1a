"""The catalogue of clocks with a county's own numbers in the rows that are local."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from huiyin.flow.clock import Clock, Unit
from huiyin.kinds.clocks import CLOCKS

# The register the county keeps its own numbers in.
REGISTER = "local_clock"


def with_local(entries: Iterable[Mapping[str, Any]]) -> dict[str, Clock]:
    """Return the catalogue with the values of the county's entries put in.

    A county's number goes into a row that is local, or beside a legal one as “-L”; the legal one stands.
    """
    county = dict(CLOCKS)
    for said in entries:
        name = said["clock"]
        shipped = CLOCKS.get(name) or CLOCKS.get(name.removesuffix("-L"))
        if shipped is not None and (shipped.local or shipped.id != name):
            county[name] = replace(
                shipped,
                id=name,
                n=said["n"],
                unit=Unit(said["unit"]),
                basis=said["basis"],
                local=True,
                default=False,
                # A county that sets its own number keeps the one extension by as much again; a stricter target
                # beside a legal clock has none.
                extend=replace(shipped.extend, n=said["n"], unit=Unit(said["unit"]))
                if shipped.local and shipped.id == name and shipped.extend is not None
                else None,
            )
    return county
