"""Bringing a sheet in: checking it, filing it slice by slice by the same decision as any door, and undoing a batch."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from huiyin.acts.import_rows import Fate, Order, Run, begin, refusal, settle, sort_out
from huiyin.acts.matters import Filed, check_many, open_many, take_step
from huiyin.acts.writing import Moment, NotFound, Session, writing
from huiyin.flow.actor import Actor, clockwork
from huiyin.flow.scene import NotAllowed
from huiyin.kit.days import SHANGHAI
from huiyin.papers.tables import Row, Table
from huiyin.store.imports import ImportBatch, ImportRow
from huiyin.store.matters import MatterRow

# Rows a transaction: large enough to share its statements, small enough that nobody waits long behind it.
SLICE = 200
UNDO_STEP = "undo_import"

Thing = TypeVar("Thing")
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """A sheet that was brought in; `batch` is empty when no row was filed."""

    batch: str
    fates: tuple[Fate, ...]


class NotAllGood(Exception):
    """All or nothing was asked for and some rows are refused: nothing was filed. `fates` says what each would be."""

    def __init__(self, fates: tuple[Fate, ...]) -> None:
        super().__init__("some rows are refused")
        self.fates = fates


@dataclass(frozen=True, slots=True)
class Undone:
    """How many matters of a batch were undone, and the numbers of those that somebody has acted on since."""

    undone: int
    kept: tuple[str, ...]


def check_rows(table: Table, order: Order, *, actor: Actor, progress: Progress) -> tuple[Fate, ...]:
    """Say what would become of each row; writes nothing. `progress` is told how many rows are done.

    Raises BadMapping if the sheet lacks columns, NotAllowed if the post opens no such matter. Queries flat in a slice of 200 rows.
    """
    run = begin(table, order, actor=actor)
    fates: list[Fate] = []
    for rows in _slices(table.rows):
        known, wishes = sort_out(run, rows, batch="")
        faults = check_many([wish.filing for wish in wishes], actor=actor)
        told = [
            refusal(wish, fault, order.mapping) if fault is not None else Fate(wish.row, "filed")
            for wish, fault in zip(wishes, faults, strict=True)
        ]
        fates += settle(run, [*known, *told], wishes)
        progress(len(fates))
    return tuple(fates)


def bring_in_good(table: Table, order: Order, *, actor: Actor, progress: Progress) -> Brought:
    """File every row that can be filed, 200 a transaction; run again after a break, it goes on where it stopped.

    Raises NotAllowed when the actor may not open matters of this kind, BadMapping if the sheet lacks columns.
    """
    run = begin(table, order, actor=actor)
    fates: list[Fate] = []
    batch: ImportBatch | None = None
    for rows in _slices(table.rows):
        told, batch = _filed(run, rows, batch=batch, actor=actor)
        fates += told
        progress(len(fates))
    return Brought(batch.code if batch is not None else "", tuple(fates))


def bring_in_all(table: Table, order: Order, *, actor: Actor, progress: Progress) -> Brought:
    """File all rows in one transaction; raises NotAllGood, and files none, if one is refused."""
    with transaction.atomic():
        brought = bring_in_good(table, order, actor=actor, progress=progress)
        if any(fate.what == "refused" for fate in brought.fates):
            raise NotAllGood(brought.fates)
    return brought


def undo_batch(code: str, *, actor: Actor, moment: Moment) -> Undone:
    """Undo a batch: each of its matters is ended by an event, never deleted; what was acted on since is kept.

    An undone row may be brought in again. Safe to run twice. Raises NotFound for an unknown batch.
    """
    batch = ImportBatch.objects.filter(county=settings.COUNTY, code=code).first()
    if batch is None:
        raise NotFound
    undone, kept = 0, list[UUID]()
    waiting = list(ImportRow.objects.filter(batch=batch, undone=False).order_by("id"))
    by = actor.posts[0].label if actor.posts else actor.name
    quiet = Moment(moment.at, moment.recorded_at, f"撤销导入批次 {code}（{by}）", quiet=True)
    for rows in _slices(waiting):
        left = _undo_slice(rows, quiet)
        undone, kept = undone + len(rows) - len(left), kept + left
    with writing():
        ImportBatch.objects.filter(pk=batch.pk, undone_at__isnull=True).update(undone_at=moment.recorded_at)
    numbers = MatterRow.objects.filter(id__in=kept).order_by("number").values_list("number", flat=True)
    return Undone(undone, tuple(numbers))


def _undo_slice(rows: Sequence[ImportRow], moment: Moment) -> list[UUID]:
    kept: list[UUID] = []
    with writing() as session:
        session.pen.gather(row.matter for row in rows)
        for row in rows:
            try:
                take_step(row.matter, UNDO_STEP, {}, actor=clockwork(moment.at), moment=moment)
            except NotAllowed:
                kept.append(row.matter)
        done = [row.pk for row in rows if row.matter not in kept]
        ImportRow.objects.filter(pk__in=done).update(undone=True)
    return kept


def _filed(
    run: Run, rows: Sequence[Row], *, batch: ImportBatch | None, actor: Actor
) -> tuple[list[Fate], ImportBatch | None]:
    try:
        return _file_slice(run, rows, batch=batch, actor=actor)
    except IntegrityError:
        # Another import of the same source was quicker with one of these rows; looked at again, they are there.
        return _file_slice(run, rows, batch=batch, actor=actor)


def _file_slice(
    run: Run, rows: Sequence[Row], *, batch: ImportBatch | None, actor: Actor
) -> tuple[list[Fate], ImportBatch | None]:
    with writing() as session:
        batch = batch or _new_batch(session, run.order, actor)
        fates, wishes = sort_out(run, rows, batch=batch.code)
        results = open_many([wish.filing for wish in wishes], actor=actor)
        for wish, result in zip(wishes, results, strict=True):
            if isinstance(result, Filed):
                if batch.pk is None:
                    batch.save()
                session.pen.also(
                    ImportRow,
                    {
                        "county": batch.county,
                        "batch_id": batch.pk,
                        "digest": wish.digest,
                        "row": wish.row,
                        "matter": result.matter,
                        "undone": False,
                    },
                )
                fates.append(Fate(wish.row, "filed", result.number))
            else:
                fates.append(refusal(wish, result, run.order.mapping))
    return settle(run, fates, wishes), batch if batch.pk is not None else None


def _new_batch(session: Session, order: Order, actor: Actor) -> ImportBatch:
    day = order.at.astimezone(SHANGHAI).strftime("%Y%m%d")
    series = f"import/{day}"
    number = session.take_numbers({series: 1})[series][0]
    return ImportBatch(
        county=settings.COUNTY,
        code=f"{day}-{number}",
        source=order.mapping.source,
        name=order.mapping.name,
        way=order.way,
        post=actor.posts[0].key if actor.posts else "",
        begun_at=order.at,
    )


def _slices(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    left = iter(things)
    while found := list(islice(left, SLICE)):
        yield found
