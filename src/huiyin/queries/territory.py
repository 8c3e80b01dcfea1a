"""The ground: the tree from county to grid on a day, and what stands at one place: units, posts, duties, grid workers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db.models import Count, Q

from huiyin.kinds.registers.organisation import DUTY
from huiyin.kit.codes import DIVISION_DIGITS, is_valid, parent_of, scope
from huiyin.queries.seats import NOTHING, Holder, SeatLine, Staffing, holders, seats_of, staffing_of
from huiyin.store.divisions import Division, DivisionLink
from huiyin.store.entries import Entry
from huiyin.store.posts import entries, referring, valid_on

Ring = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A piece of ground: a division, or a grid. `outline` is a ring of (longitude, latitude) in millionths."""

    code: str
    name: str
    level: str
    parent: str
    valid_from: date
    valid_to: date | None
    outline: Ring = ()
    households: int | None = None
    post: str = ""

    def stands_on(self, day: date) -> bool:
        """Say whether the ground was there on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree: how deep it stands, whether it is open, and whether it is the place shown."""

    ground: Ground
    depth: int
    opened: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Child:
    """A place below the one shown, with its counts; of a grid, its worker."""

    ground: Ground
    here: bool
    grids: int
    staffing: Staffing
    workers: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitBlock:
    """A unit at the place with its posts."""

    key: str
    name: str
    short: str
    seats: tuple[SeatLine, ...]

    @property
    def vacant(self) -> int:
        """Count the posts that nobody holds."""
        return sum(seat.vacant for seat in self.seats)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty with the post it rests on and who holds that post; no post means nobody was named."""

    key: str
    name: str
    grade: str
    unit: str
    unit_name: str
    post: str
    post_name: str
    holders: tuple[Holder, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Change:
    """One split or merge: these became those on a day."""

    on: date
    how: str
    old: tuple[Ground, ...]
    new: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a day with everything that stands there."""

    ground: Ground
    on: date
    path: tuple[Ground, ...]
    tree: tuple[Branch, ...]
    children: tuple[Child, ...]
    units: tuple[UnitBlock, ...]
    duties: tuple[DutyLine, ...]
    changes: tuple[Change, ...]
    workers: tuple[Holder, ...] = field(default=())

    @property
    def staffing(self) -> Staffing:
        """Count the posts at the place itself and below it."""
        if self.ground.level == "village":
            return Staffing(sum(len(unit.seats) for unit in self.units), sum(unit.vacant for unit in self.units))
        return sum((child.staffing for child in self.children), NOTHING) + Staffing(
            sum(len(unit.seats) for unit in self.units), sum(unit.vacant for unit in self.units)
        )


def county_code() -> str:
    """Return the code of the county this deployment serves."""
    return f"{settings.COUNTY}000000"


def place(code: str, *, on: date) -> Place | None:
    """Return a division or grid as it stood on a day, or None for an unknown code. Fifteen queries at most."""
    ground = _grid(code) if len(code) > DIVISION_DIGITS else _division(code)
    if ground is None:
        return None
    path = _path(ground)
    tree = _tree(ground, path, on)
    # A grid is shown among its neighbours, so that one sees where it lies.
    shown = ground.parent if ground.level == "grid" else ground.code
    below = [branch.ground for branch in tree if branch.ground.parent == shown]
    # The tree holds the county alone; what lies below any other place is asked for.
    first, end = scope(county_code())
    if not first <= ground.code < end:
        below = _standing(Division.objects.filter(parent=ground.code), on)
    units = _units(ground, on) if ground.level != "grid" else ()
    workers = holders([one.post for one in (*below, ground) if one.post], on)
    return Place(
        ground=ground,
        on=on,
        path=path,
        tree=tree,
        children=_children(below, here=ground, on=on, workers=workers),
        units=units,
        duties=duties_of({unit.key: unit.short for unit in units}, on) if units else (),
        changes=_changes(ground),
        workers=workers.get(ground.post, ()),
    )


def _division(code: str) -> Ground | None:
    row = Division.objects.filter(code=code).first()
    return _ground(row) if row is not None else None


def _grid(code: str) -> Ground | None:
    row = Entry.objects.filter(register="grid", key=code).first()
    return _grid_ground(row) if row is not None else None


def _ground(row: Division) -> Ground:
    return Ground(row.code, row.name, row.level, row.parent, row.valid_from, row.valid_to, ring(row.outline))


def _grid_ground(row: Entry) -> Ground:
    said = row.values
    return Ground(
        row.key, row.label, "grid", row.division, row.valid_from, row.valid_to,
        ring(said.get("outline")), said.get("households"), said.get("post") or "",
    )  # fmt: skip


def ring(flat: Sequence[int] | None) -> Ring:
    """Return a flat outline as pairs of longitude and latitude."""
    points = flat or ()
    return tuple(zip(points[::2], points[1::2], strict=False))


def _path(ground: Ground) -> tuple[Ground, ...]:
    """The places above, the highest first. One query."""
    codes: list[str] = []
    above = ground.parent
    while above and is_valid(above):
        codes.append(above)
        above = parent_of(above) or ""
    rows = {row.code: _ground(row) for row in Division.objects.filter(code__in=codes)}
    return tuple(rows[code] for code in reversed(codes) if code in rows)


def _standing(rows: Iterable[Division], on: date) -> list[Ground]:
    grounds = sorted((_ground(row) for row in rows), key=lambda one: one.code)
    return [one for one in grounds if one.stands_on(on)]


def _tree(ground: Ground, path: tuple[Ground, ...], on: date) -> tuple[Branch, ...]:
    """The county's tree, open along the way to the place. Two queries."""
    opened = {one.code for one in (*path, ground)} | {county_code()}
    divisions = Division.objects.filter(Q(code=county_code()) | Q(parent__in=opened)).filter(valid_on(on))
    below: dict[str, list[Ground]] = {}
    for one in _standing(divisions, on):
        below.setdefault(one.parent, []).append(one)
    villages = [code for code in opened if len(code) == DIVISION_DIGITS and not code.endswith("000")]
    for row in entries("grid", on).filter(division__in=villages).order_by("key"):
        below.setdefault(row.division, []).append(_grid_ground(row))
    top = [one for some in below.values() for one in some if one.code == county_code()]
    return tuple(_branches(top, below, opened, ground.code, 0)) if top else ()


def _branches(
    level: list[Ground], below: dict[str, list[Ground]], opened: set[str], here: str, depth: int, /
) -> list[Branch]:
    found: list[Branch] = []
    for one in level:
        is_open = one.code in opened and one.code in below
        found.append(Branch(one, depth, is_open, one.code == here))
        if is_open:
            found += _branches(below[one.code], below, opened, here, depth + 1)
    return found


def _units(ground: Ground, on: date) -> tuple[UnitBlock, ...]:
    """The units that answer for the place itself. Four queries."""
    rows = list(entries("unit", on).filter(division=ground.code).order_by("key"))
    seats = seats_of([row.key for row in rows], on)
    return tuple(
        UnitBlock(row.key, row.label, row.values.get("short") or row.label, seats.get(row.key, ())) for row in rows
    )


def duties_of(units: dict[str, str], on: date) -> tuple[DutyLine, ...]:
    """Return the duties of units, given with their names, and who answers for each on a day. Four queries."""
    grades = [choice.id for choice in DUTY.field("grade").choices]
    rows = sorted(
        referring("duty", "unit", "unit", units).filter(valid_on(on)),
        key=lambda row: (row.values["unit"], grades.index(row.values["grade"]), row.key),
    )
    posts = sorted({row.values.get("post") or "" for row in rows} - {""})
    names = dict(Entry.objects.filter(register="post", key__in=posts).values_list("key", "label"))
    held = holders(posts, on)
    return tuple(
        DutyLine(
            row.key, row.label, row.values["grade"], row.values["unit"], units[row.values["unit"]],
            row.values.get("post") or "", names.get(row.values.get("post") or "", ""),
            held.get(row.values.get("post") or "", ()), row.values["basis"],
        )
        for row in rows
    )  # fmt: skip


def _children(
    below: list[Ground], *, here: Ground, on: date, workers: dict[str, tuple[Holder, ...]]
) -> tuple[Child, ...]:
    """The places below with their counts. Four queries; of grids none."""
    if not below or below[0].level == "grid":
        return tuple(Child(one, one.code == here.code, 1, NOTHING, workers.get(one.post, ())) for one in below)
    first, end = scope(here.code)
    counted = entries("grid", on).filter(division__gte=first, division__lt=end)
    grids = dict(counted.order_by().values_list("division").annotate(n=Count("id")))
    owners = dict(entries("unit", on).filter(division__gte=first, division__lt=end).values_list("key", "division"))
    staffed = staffing_of(owners, on)
    return tuple(_child(one, grids, owners, staffed) for one in below)


def _child(ground: Ground, grids: dict[str, int], owners: dict[str, str], staffed: dict[str, Staffing], /) -> Child:
    first, end = scope(ground.code)
    count = sum(n for code, n in grids.items() if first <= code < end)
    ours = (staffed.get(unit, NOTHING) for unit, code in owners.items() if first <= code < end)
    return Child(ground, False, count, sum(ours, NOTHING))


def _changes(ground: Ground) -> tuple[Change, ...]:
    """Splits and merges of the place and of places below it, newest first. Two queries."""
    first, end = scope(ground.code)
    near = Q(old__gte=first, old__lt=end) | Q(new__gte=first, new__lt=end)
    links = list(DivisionLink.objects.filter(near).order_by("-on", "old", "new"))
    codes = {link.old for link in links} | {link.new for link in links}
    rows = {row.code: _ground(row) for row in Division.objects.filter(code__in=codes)} if codes else {}
    groups: dict[tuple[date, str, str], list[DivisionLink]] = {}
    for link in links:
        groups.setdefault((link.on, link.how, link.old if link.how == "split" else link.new), []).append(link)
    return tuple(
        Change(
            on,
            how,
            tuple(rows[code] for code in sorted({link.old for link in some}) if code in rows),
            tuple(rows[code] for code in sorted({link.new for link in some}) if code in rows),
        )
        for (on, how, _), some in groups.items()
    )
