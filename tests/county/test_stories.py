"""The demo's stories are carried by the real acts, and confined ones stay confined."""

from datetime import date, timedelta

import pytest

from huiyin.cli.county import load
from huiyin.cli.county.hands import roster
from huiyin.cli.county.model import County
from huiyin.cli.county.route_stories import COUNT, route_stories
from huiyin.cli.county.seldom_stories import tell_seldom
from huiyin.cli.county.teller import Place
from huiyin.cli.county.trace_stories import tell_traces
from huiyin.ledger.replay import replay
from huiyin.queries.acting import holder_of, holders
from huiyin.store.access import visible
from huiyin.store.emergency import EmergencyOpening
from huiyin.store.entries import Entry
from huiyin.store.events import Event
from huiyin.store.matters import ClockRow, Link, MatterRow, Paper

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_every_route_of_the_demo_is_walked_to_an_end(loaded: County, db: None) -> None:
    midnight = load._midnight(TODAY)

    played = load.play_stories(route_stories(loaded, today=TODAY, seed=load.SEED), hands=load.actor_of, now=midnight)

    assert len(played) == COUNT
    stands = set(MatterRow.objects.values_list("kind", "state"))
    assert stands >= {
        ("suggestion", "served"),
        ("appeal", "duty_answered"),
        ("accusation", "archived"),
        ("accusation", "received"),
    }
    leader = holder_of("county-government.deputy-1", midnight)
    assert leader is not None
    assert not visible(leader).filter(kind="accusation").exists()
    assert not visible(leader).exclude(confined="").exists()
    assert replay().differences == []


def test_the_demo_knows_who_holds_each_post_as_one_look_up_does(loaded: County, db: None) -> None:
    midnight = load._midnight(TODAY)

    held = holders(midnight)

    for post in ("county-housing.handler-1", "town-001-order.handler", "city-government.reviewer-1"):
        assert held[post] == holder_of(post, midnight)
    assert "county-government.reviewer-2" not in held


def _place(county: County, today: date) -> Place:
    village = next(str(row.values["division"]) for row in county.of("grid") if row.valid_to is None)
    return Place(roster(county), load.actor_of, today, village)


@pytest.mark.parametrize("days", [0, 3, 6], ids=lambda days: (TODAY + timedelta(days)).strftime("%a"))
def test_what_is_seldom_stands_there_whatever_day_the_demo_is_opened(days: int, loaded: County, db: None) -> None:
    """Hearing, objection, simple track, three levels, late requests, a merged double: each found in its state."""
    place = _place(loaded, TODAY + timedelta(days))

    tell_seldom(place)

    stands = set(MatterRow.objects.values_list("kind", "state"))
    assert stands >= {
        ("appeal", "reviewed"),
        ("appeal", "under_review"),
        ("appeal", "ended"),
        ("appeal", "served"),
        ("appeal", "assigned"),
        ("review", "refused"),
        ("review", "accepted"),
        ("re_review", "archived"),
    }
    assert set(Paper.objects.values_list("code", flat=True)) >= {"D06", "D08", "D09", "D09-2", "D10", "D10-3", "D11"}
    assert Link.objects.filter(sort="merged").count() == 1
    assert ClockRow.objects.filter(clock="BD-09", running=True).count() == 1
    assert ClockRow.objects.filter(clock="XF-15").count() == 2


def test_what_people_ask_of_their_data_and_the_house_records_stand_there(loaded: County, db: None) -> None:
    tell_traces(_place(loaded, TODAY))

    stands = set(MatterRow.objects.values_list("kind", "state"))
    assert stands >= {
        ("data_request", "registered"),
        ("data_request", "archived"),
        ("reading_question", "asked"),
        ("retaliation", "in_hand"),
    }
    assert sorted(EmergencyOpening.objects.values_list("granted", flat=True)) == [False, True]
    waiting = Entry.objects.get(register="erasure_list")
    assert (waiting.values["stage"], len(waiting.values["numbers"])) == ("proposed", 2)
    assert Entry.objects.filter(register="delegation").count() == 1
    assert Event.objects.filter(type="export.made").count() == 3
