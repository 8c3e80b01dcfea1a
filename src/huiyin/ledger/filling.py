"""Facts for the matters that were there before their fact table was: folded from their events, a batch a transaction."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef

from huiyin.ledger.lines import PlainLine
from huiyin.ledger.stream import unrolled
from huiyin.store.events import Event as Line
from huiyin.store.facts import MatterFact
from huiyin.store.matters import MatterRow

BATCH = 500


def fill_matter_facts() -> int:
    """Write the facts that are missing and return how many; run again it goes on where it was stopped.

    Others may write meanwhile: a fact that an act wrote is newer than ours and stays.
    """
    facts = MatterFact.objects.filter(matter=OuterRef("id"))
    # Confined matters have none. An import undone has none either and folds to nothing.
    missing = MatterRow.objects.filter(~Exists(facts), confined="").order_by("id").values_list("id", flat=True)
    matters = list(missing)
    return sum(_fill(matters[first : first + BATCH]) for first in range(0, len(matters), BATCH))


def _fill(matters: Sequence[UUID]) -> int:
    lines: dict[UUID, list[PlainLine]] = {matter: [] for matter in matters}
    found = Line.objects.filter(stream__in=matters).order_by("stream", "version").values_list(*PlainLine._fields)
    for line in map(PlainLine._make, found.iterator()):
        lines[line.stream].append(line)
    facts = [unrolled(matter, own).fact for matter, own in lines.items()]
    rows = [MatterFact(**fact) for fact in facts if fact is not None]
    MatterFact.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
