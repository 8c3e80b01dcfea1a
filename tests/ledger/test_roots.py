"""Sealing: positions without a gap, roots bound to one another, and a proof for every receipt."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection
from pytest_django import Settings

from huiyin.acts.matters import Filed
from huiyin.kit.merkle import check_proof
from huiyin.kit.sealing import Suite
from huiyin.ledger import roots
from huiyin.ledger.published import public_text
from huiyin.ledger.readings import Opening, write_reading
from huiyin.ledger.roots import LeafProof, proof_for_leaf, published_roots, seal
from huiyin.store.events import Event, Root
from huiyin.store.readings import Reading
from tests import office
from tests.office import at, opened

COUNTY = office.COUNTY[:6]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    office.furnish()


def read_once(filed: Filed, when: datetime, reason: str = "办理需要联系本人") -> None:
    write_reading(Opening(filed.matter, when, "p", "water.handle", "水务 · 承办", ("phone",), "page", reason))


def positions() -> list[int | None]:
    """Every position given, events and readings together, ascending."""
    found = [*Event.objects.values_list("position", flat=True), *Reading.objects.values_list("position", flat=True)]
    return sorted(found, key=lambda position: position or 0)


def holds(proof: LeafProof) -> bool:
    assert proof.root is not None
    return check_proof(
        Suite(proof.root.suite),
        bytes.fromhex(proof.leaf),
        index=proof.index,
        count=proof.count,
        path=[bytes.fromhex(step) for step in proof.path],
        previous_root=bytes.fromhex(proof.root.previous),
        root=bytes.fromhex(proof.root.root),
    )


def test_sealing_numbers_events_then_readings_without_a_gap() -> None:
    filed = opened()
    read_once(filed, at(0, 1))

    made = seal(at=at(1), county=COUNTY)

    assert made is not None
    assert positions() == list(range(1, made.last + 1))
    assert Reading.objects.get().position == made.last
    by_position = Event.objects.order_by("position").values_list("id", flat=True)
    assert list(by_position) == sorted(by_position)


def test_sealing_again_with_nothing_new_makes_no_root_and_burns_no_number() -> None:
    opened()
    first = seal(at=at(1), county=COUNTY)

    assert seal(at=at(2), county=COUNTY) is None
    opened(at(2))
    second = seal(at=at(3), county=COUNTY)

    assert first is not None
    assert second is not None
    assert (second.number, second.first, second.previous) == (2, first.last + 1, first.root)


def test_many_waiting_lines_are_sealed_in_several_bound_roots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roots, "BATCH", 10)
    read_once(opened(), at(0, 1))
    waiting = Event.objects.count() + 1

    newest = seal(at=at(1), county=COUNTY)

    made = list(reversed(published_roots(1000, county=COUNTY)))
    assert newest == made[-1]
    assert [one.number for one in made] == list(range(1, -(-waiting // 10) + 1))
    assert [one.count for one in made[:-1]] == [10] * (len(made) - 1)
    assert [one.previous for one in made] == ["", *(one.root for one in made[:-1])]
    assert positions() == list(range(1, waiting + 1))


@pytest.mark.parametrize("suite", [1, 2])
def test_every_receipt_has_a_proof_that_holds_for_it_alone(
    suite: int, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(roots, "BATCH", 7)
    settings.SUITE = suite
    receipts = [opened(at(0, hour)) for hour in range(3)]
    seal(at=at(1), county=COUNTY)

    for filed in receipts:
        proof = proof_for_leaf(filed.leaf, county=COUNTY)

        assert proof is not None
        assert holds(proof)
        other = "00" * 32
        assert not holds(
            LeafProof(other, proof.recorded_at, COUNTY, 1, proof.root, proof.index, proof.count, proof.path)
        )


def test_receipt_of_today_is_known_but_not_yet_sealed() -> None:
    filed = opened()

    proof = proof_for_leaf(filed.leaf, county=COUNTY)

    assert proof is not None
    assert (proof.root, proof.position) == (None, None)


@pytest.mark.parametrize("leaf", ["", "0f", "nonsense", "ab" * 32])
def test_leaf_the_ledger_does_not_have_has_no_proof(leaf: str) -> None:
    seal(at=at(1), county=COUNTY)

    assert proof_for_leaf(leaf, county=COUNTY) is None


def test_public_text_lists_every_root() -> None:
    opened()
    made = seal(at=at(1), county=COUNTY)

    lines = [line for line in public_text(county=COUNTY) if not line.startswith("#")]

    assert made is not None
    assert lines == [f"1 1 {made.last} {made.last} 1 {made.root} 2026-08-04T01:12:00.000000Z"]


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roots, "BATCH", 5)

    def work(_: int) -> None:
        try:
            seal(at=at(1), county=COUNTY)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))

    numbers = sorted(Root.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert positions() == list(range(1, Event.objects.count() + 1))
