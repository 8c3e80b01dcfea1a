"""Limits by channel: each with its sentence and its Retry-After, none by a plain address, a counter never shut out whole."""

from dataclasses import replace
from ipaddress import ip_network

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from huiyin.acts.limits import LIMITS, SAYS, Channel, TooMany, Visitor, knock, knock_as
from huiyin.config.protection import CHANNELS
from huiyin.store.working import Attempt
from tests import office
from tests.database import places_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
WINDOW = 600
STRANGER, COUNTER = "203.0.113.9", "10.12.3.4"


@pytest.fixture(autouse=True)
def tight(settings: Settings) -> None:
    """Three knocks in ten minutes at every channel; the counters stand in one network."""
    limits = tuple((channel.value, 3, WINDOW) for channel in Channel)
    settings.PROTECTION = replace(settings.PROTECTION, limits=limits, office_networks=(ip_network("10.12.0.0/16"),))


@pytest.mark.parametrize("channel", list(Channel))
def test_every_channel_stops_with_a_sentence_and_opens_with_the_next_window(channel: Channel) -> None:
    at = office.at(0)
    for _ in range(3):
        knock(channel, visitor=Visitor(STRANGER), at=at)

    with pytest.raises(TooMany) as refused:
        knock(channel, visitor=Visitor(STRANGER), at=at)

    assert 0 < refused.value.seconds <= WINDOW
    assert "{" not in refused.value.reason.zh + refused.value.reason.en
    knock(channel, visitor=Visitor("203.0.113.10"), at=at)
    knock(channel, visitor=Visitor(STRANGER), at=office.at(0, WINDOW / 3600))


def test_channels_are_counted_apart() -> None:
    for channel in Channel:
        for _ in range(3):
            knock(channel, visitor=Visitor(STRANGER), at=office.at(0))


def test_a_counter_behind_one_address_is_not_shut_out() -> None:
    for _ in range(30):
        knock(Channel.FILE, visitor=Visitor(COUNTER), at=office.at(0))


@pytest.mark.parametrize("address", ["", "nonsense", "10.12.3.4, 1.1.1.1", "::1", "10.13.0.1"])
def test_only_the_offices_own_networks_are_exempt(address: str) -> None:
    assert not Visitor(address).office


def test_what_is_counted_holds_no_address() -> None:
    knock(Channel.TRACK, visitor=Visitor(STRANGER), at=office.at(0))
    knock_as(Channel.API, "token-7", at=office.at(0))

    assert places_of(STRANGER) == []
    assert Attempt.objects.count() == 3


def test_every_channel_has_its_limit_and_its_words() -> None:
    assert set(LIMITS) == set(SAYS) == set(Channel)
    assert tuple(channel.value for channel in Channel) == CHANNELS


@pytest.mark.parametrize(
    ("url", "sent", "says"),
    [
        ("/track/", {"code": "AAAA-AAAA-AA"}, "试得太多了"),
        ("/verify/", {"leaf": "ab" * 32}, "核对得太勤了"),
        ("/login/", {"username": "x", "password": "y"}, "试得太多了"),
    ],
)
def test_the_pages_say_so_with_a_time_to_come_back(url: str, sent: dict[str, str], says: str) -> None:
    office.furnish()
    answers = [Client(REMOTE_ADDR=STRANGER).post(url, sent) for _ in range(4)]

    assert [answer.status_code == 429 for answer in answers] == [False, False, False, True]
    assert 0 < int(answers[-1]["Retry-After"]) <= WINDOW
    assert says in answers[-1].content.decode()
