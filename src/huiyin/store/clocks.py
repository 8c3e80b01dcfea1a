"""The catalogue of clocks with the county's own numbers in the rows that are local."""

from collections.abc import Iterable
from dataclasses import replace

from huiyin.flow.clock import Clock, Unit
from huiyin.kinds.clocks import CLOCKS
from huiyin.store.entries import Entry

REGISTER = "local_clock"


def clocks_with(own: Iterable[Entry]) -> dict[str, Clock]:
    """Return the catalogue with entries of the register of local clocks put in. No query of its own.

    A county's number goes into a row that is local, or beside a legal one as “-L”; the legal one stands.
    """
    county = dict(CLOCKS)
    for row in own:
        name, said = row.values["clock"], row.values
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
                extend=None,
            )
    return county


def county_clocks() -> dict[str, Clock]:
    """Return the catalogue as the county has it. One query."""
    return clocks_with(Entry.objects.filter(register=REGISTER))
