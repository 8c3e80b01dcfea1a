"""Whatever legal walk is taken on whatever kind, the promises of the core hold at its end."""

from itertools import count
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from huiyin.acts.erasing import erase
from huiyin.acts.writing import now_at
from huiyin.flow.actor import clockwork
from huiyin.flow.kind import Kind
from huiyin.flow.words import Sort
from huiyin.kinds import kind_of
from huiyin.ledger.replay import replay, replay_some
from huiyin.ledger.roots import seal
from huiyin.ledger.verify import verify
from huiyin.store.events import Event
from huiyin.store.matters import ClockRow, Link, MatterRow
from tests import office
from tests.database import places_of
from tests.flow.walking import VALUES, Walk, begin, go_on, kinds, wait_out, walkers
from tests.office import POSTS, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
# Of a kind with many steps chance finds the way to its reply seldom: there are further rounds until it did.
EXAMPLES, LONGEST, MOST_ROUNDS = 12, 20, 4


def family(matter: UUID) -> list[MatterRow]:
    """Return the rows of a matter and of those opened from it."""
    linked = Link.objects.filter(other=matter, sort__in=["origin", "given"]).values_list("matter", flat=True)
    return list(MatterRow.objects.filter(id__in=[matter, *linked]))


def no_clock_runs_in_a_final_state(row: MatterRow) -> None:
    running = list(ClockRow.objects.filter(matter=row.id, running=True).values_list("clock", flat=True))
    assert not (row.final and running), running
    assert row.final == kind_of(row.kind).state(row.state).final


def one_post_leads(row: MatterRow) -> None:
    assert POSTS[row.lead_post][0] == row.lead_unit
    assert (row.pending_post == "") == (row.pending_unit == "")


def due_is_the_earliest_running_ring(row: MatterRow) -> None:
    rings = kind_of(row.kind).rings
    clocks = ClockRow.objects.filter(matter=row.id, running=True, due_at__isnull=False)
    ringing = [clock for clock in clocks if clock.clock in rings or clock.clock.removesuffix("-L") in rings]
    dues = [clock.due_at for clock in ringing if clock.due_at is not None]
    assert row.due_at == min(dues, default=None)


def everything_was_written(row: MatterRow) -> None:
    assert row.version == Event.objects.filter(stream=row.id).count()


PROMISES = (no_clock_runs_in_a_final_state, one_post_leads, due_is_the_earliest_running_ring, everything_was_written)


def keep_every_promise(walk: Walk) -> None:
    rows = family(walk.matter)
    assert replay_some([row.id for row in rows]).differences == []
    for row in rows:
        for promise in PROMISES:
            promise(row)
    assert places_of(*walk.secrets[:8]) == [], walk.secrets[:8]
    if all(row.final for row in rows):
        erase(walk.matter, "asked", actor=clockwork(walk.at), moment=now_at(walk.at))
        assert replay_some([row.id for row in rows]).differences == []


def met(kind: Kind, seen: set[str]) -> bool:
    """Say whether the walks went far: a walk that never leaves the door proves little."""
    answering = {"draft", "sign", "serve", "answer"} & {step.id for step in kind.steps}
    return answering <= seen and len(seen) > min(9, len(kind.steps) - 4)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.id)
def test_every_legal_walk_keeps_the_promises(kind: Kind) -> None:
    cards, other, numbers = walkers(), opened().number, count(1)
    seen = set[str]()

    def walk_once(data: st.DataObject, length: int) -> None:
        walk = Walk(data.draw, number=next(numbers) + 700_000, other=other)
        begin(kind, walk)
        for _ in range(length):
            go_on(kind, walk, cards)
        if data.draw(st.booleans()):
            wait_out(walk)
        seen.update(walk.taken)
        keep_every_promise(walk)

    bounded = settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    for rounds in range(MOST_ROUNDS):
        seed(rounds)(bounded(given(st.data(), st.integers(8, LONGEST))(walk_once)))()
        if met(kind, seen):
            break

    assert met(kind, seen), seen
    seal(at=office.at(900), county=django_settings.COUNTY)
    assert replay().differences == []
    assert verify(county=django_settings.COUNTY) == []


def test_every_sort_of_field_can_be_filled() -> None:
    assert set(VALUES) == set(Sort)
