"""The demo's suggestions, accusations and duties are carried by the real acts, and confined ones stay confined."""

from datetime import date, datetime, time

import pytest

from huiyin.cli.county import load
from huiyin.cli.county.model import ORGANISED
from huiyin.cli.county.route_stories import COUNT, route_stories
from huiyin.kit.days import SHANGHAI
from huiyin.ledger.replay import replay
from huiyin.queries.acting import holder_of
from huiyin.store.access import visible
from huiyin.store.matters import MatterRow

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_every_route_of_the_demo_is_walked_to_an_end() -> None:
    county, midnight = load._county(), load._midnight(TODAY)
    load._load_county(county, datetime.combine(ORGANISED, time(8, 30), SHANGHAI))

    played = load.play_stories(route_stories(county, today=TODAY, seed=load.SEED), hands=load._actor, now=midnight)

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
