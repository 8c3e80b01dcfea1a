"""Any order of acts on many matters and the registers at once: every promise holds after each, and a refusal leaves no trace."""

from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from huiyin.acts import registers
from huiyin.acts.erasing import erase
from huiyin.acts.matters import open_matter, take_step
from huiyin.acts.writing import NotFound, now_at
from huiyin.flow.actor import clockwork
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.jobs.ticks import tick
from huiyin.kinds import kind_of
from huiyin.ledger.pen import Conflict
from huiyin.ledger.replay import replay
from huiyin.ledger.roots import seal
from huiyin.ledger.verify import verify
from huiyin.store.events import Event, Root
from huiyin.store.matters import ClockRow, MatterRow, Paper
from huiyin.store.numbers import Series
from tests import office
from tests.flow.walking import Walk, filled, go_on, walkers
from tests.office import MORNING, POSTS, a_filing, carried_to, someone

pytestmark = pytest.mark.django_db
REFUSALS = (NotAllowed, NotFound, FieldFaults, Conflict)
EXAMPLES, STEPS = 6, 26
walk_numbers, entry_numbers = count(910_000), count(1)


class County(RuleBasedStateMachine):
    """An office of the tests' sort; time only goes on."""

    matters = Bundle("matters")

    def __init__(self) -> None:
        super().__init__()
        newest = Event.objects.order_by("-recorded_at").values_list("recorded_at", flat=True).first()
        # The examples share one ledger, and a root may have been sealed later than the last event was written.
        sealed = Root.objects.order_by("-sealed_at").values_list("sealed_at", flat=True).first()
        self.at = max(MORNING, newest or MORNING, sealed or MORNING) + timedelta(hours=1)
        self.cards = walkers()

    def later(self, hours: int) -> Any:
        """Let time pass and return the new moment."""
        self.at += timedelta(hours=hours)
        return now_at(self.at)

    def traceless(self, act: Any) -> None:
        """Do it; if it is refused, nothing was written and the number series stand where they stood."""
        before = (Event.objects.count(), sorted(Series.objects.values_list("name", "last")))
        try:
            act()
        except REFUSALS:
            assert (Event.objects.count(), sorted(Series.objects.values_list("name", "last"))) == before

    @rule(target=matters, hours=st.integers(0, 30), concerns=st.sampled_from(["", "water", "roads"]))
    def file(self, hours: int, concerns: str) -> UUID:
        """Somebody comes to the counter, at times about an office."""
        about = {"concerns_office": "yes", "concerned_unit": concerns} if concerns else {"concerns_office": "no"}
        moment = self.later(hours)
        return open_matter(a_filing(self.at, **about), actor=someone("centre.intake", moment.at)).matter

    @rule(target=matters, state=st.sampled_from(["in_hand", "drafted", "signed", "served"]))
    def carry(self, state: str) -> UUID:
        """A matter is carried some way by everybody in turn."""
        begun = self.later(1).at
        self.later(8)
        return carried_to(state, begun).matter

    @rule(matter=matters, data=st.data())
    def walk(self, matter: UUID, data: st.DataObject) -> None:
        """Some steps that are offered are taken, one after another."""
        row = MatterRow.objects.get(id=matter)
        other = MatterRow.objects.exclude(id=matter).order_by("id").values_list("number", flat=True).first() or ""
        walk = Walk(data.draw, number=next(walk_numbers), at=self.at, matter=matter, other=other)
        for _ in range(data.draw(st.integers(1, 6))):
            go_on(kind_of(row.kind), walk, self.cards)
        self.at = walk.at

    @rule(matter=matters, post=st.sampled_from(sorted(POSTS)), data=st.data())
    def push(self, matter: UUID, post: str, data: st.DataObject) -> None:
        """Anybody tries any step, offered or not."""
        row = MatterRow.objects.get(id=matter)
        step = data.draw(st.sampled_from(kind_of(row.kind).steps))
        walk = Walk(data.draw, number=next(walk_numbers), at=self.at, matter=matter, other=row.number)
        values = filled(step.fields, walk, walk.now(), step)
        actor, moment = someone(post, self.at), now_at(self.at)
        self.traceless(lambda: take_step(matter, step.id, values, actor=actor, moment=moment))

    @rule(matter=matters, data=st.data())
    def come_late(self, matter: UUID, data: st.DataObject) -> None:
        """A form made on an older version is refused whatever it says."""
        version = MatterRow.objects.get(id=matter).version
        old = data.draw(st.integers(0, version - 1))
        values, actor = {"progress": "去看过了"}, someone("centre.sort", self.at)
        before = Event.objects.count()
        with pytest.raises(REFUSALS):
            take_step(matter, "note", values, actor=actor, moment=now_at(self.at), expected_version=old)
        assert Event.objects.count() == before

    @rule(days=st.sampled_from([1, 4, 16, 70]))
    def wait(self, days: int) -> None:
        """Time passes and the clocks take their steps; once all is taken, another tick changes nothing."""
        self.later(days * 24)
        # After a long stop the reminder comes in one tick and the lapse behind it in the next.
        for _ in range(4):
            tick(at=self.at)
        before = Event.objects.count()
        tick(at=self.at)
        assert Event.objects.count() == before

    @rule(post=st.sampled_from(sorted(POSTS)), hours=st.integers(1, 30))
    def person_changes(self, post: str, hours: int) -> None:
        """The holder of a post is replaced by somebody new, who shares it from tomorrow."""
        number, moment = next(entry_numbers), self.later(hours)
        new, start = registers.NewEntry, self.at.date() + timedelta(days=1)
        rows = [
            new("person", f"late{number}", {"name": f"新{number}"}, start),
            new("appointment", f"late{number}", {"post": post, "person": f"late{number}", "sort": "兼任"}, start),
        ]
        self.traceless(lambda: registers.record_many(rows, actor=clockwork(self.at), moment=moment))

    @rule()
    def seal_now(self) -> None:
        """The ledger gets a root, in the middle of everything."""
        seal(at=self.at, county=django_settings.COUNTY)

    @rule(matter=matters)
    def erase_one(self, matter: UUID) -> None:
        """What is archived may be erased, what is not may not."""
        actor, moment = someone("office.admin", self.at), now_at(self.at)
        self.traceless(lambda: erase(matter, "asked", actor=actor, moment=moment))

    @invariant()
    def no_clock_runs_where_nothing_is_owed(self) -> None:
        """Nobody is hurried over a matter that has ended."""
        ended = MatterRow.objects.filter(final=True).values("id")
        assert not ClockRow.objects.filter(matter__in=ended, running=True).exists()

    @invariant()
    def one_post_leads_and_never_the_one_complained_of(self) -> None:
        """Exactly one post answers for each open matter."""
        for row in MatterRow.objects.filter(final=False, merged_into=""):
            assert POSTS[row.lead_post][0] == row.lead_unit
            assert row.lead_unit != row.values.get("concerned_unit") or not row.values.get("concerns_office")

    @invariant()
    def no_number_is_skipped(self) -> None:
        """Each series of papers runs from one without a gap, voids included."""
        for name, last in Series.objects.exclude(name__startswith="ledger").values_list("name", "last"):
            papers = Paper.objects.filter(series=name).count()
            assert papers in (0, last), (name, papers, last)

    def teardown(self) -> None:
        """At the end the rows are what the events say, and the chain proves itself."""
        assert replay().differences == []
        assert verify(county=django_settings.COUNTY) == []


def test_any_order_of_acts_keeps_every_promise() -> None:
    office.furnish()

    run_state_machine_as_test(
        County,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
