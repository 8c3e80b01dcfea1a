"""Facts of clocks: whoever leads answers for what still runs, whoever led for what has stopped."""

import pytest

from huiyin.acts.matters import Filed
from huiyin.acts.writing import writing
from huiyin.store.facts import ClockFact
from tests.office import OPINION, at, carried_to, opened, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]


def unit_of(filed: Filed, clock: str) -> tuple[str, int]:
    fact = ClockFact.objects.get(matter=filed.matter, clock=clock)
    return fact.unit, fact.event_version


def test_running_clock_follows_the_lead_and_a_stopped_one_stays() -> None:
    filed = carried_to("handed")
    assert unit_of(filed, "XF-06") == ("centre", 2)
    assert unit_of(filed, "XF-03") == ("centre", 2)

    step(filed.matter, "sign_for", "water.handle", at(0, 4))

    assert unit_of(filed, "XF-06") == ("water", 4)
    assert unit_of(filed, "XF-03") == ("centre", 2)


def test_fact_names_the_event_that_last_moved_its_clock() -> None:
    filed = carried_to("signed")

    assert unit_of(filed, "XF-06") == ("water", 7)
    assert ClockFact.objects.get(matter=filed.matter, clock="XF-06").on_time == 1


def test_corrected_category_counts_for_what_still_runs() -> None:
    filed = opened()
    step(filed.matter, "accept", "centre.sort", at(0, 1))

    step(filed.matter, "correct", "centre.sort", at(0, 2), title="停水三天", category="water", requests=["修好水管"])

    facts = dict(ClockFact.objects.filter(matter=filed.matter).values_list("clock", "category"))
    assert (facts["XF-06"], facts["XF-03"]) == ("water", "")


def test_several_steps_in_one_writing_make_the_same_facts_as_one_by_one() -> None:
    one_by_one, together = carried_to("in_hand"), carried_to("in_hand", at(0, 0))

    def go_on(filed: Filed) -> None:
        step(filed.matter, "draft", "water.handle", at(0, 6), **OPINION)
        step(filed.matter, "check", "water.check", at(0, 7))
        step(filed.matter, "sign", "water.sign", at(0, 8))
        step(filed.matter, "serve", "water.handle", at(0, 9), served_way="in_person")

    go_on(one_by_one)
    with writing():
        go_on(together)

    columns = [field.name for field in ClockFact._meta.concrete_fields if field.name not in ("id", "matter")]
    facts = [
        list(ClockFact.objects.filter(matter=filed.matter).order_by("clock", "round").values(*columns))
        for filed in (one_by_one, together)
    ]
    assert facts[0] == facts[1]
    assert len(facts[0]) > 4
