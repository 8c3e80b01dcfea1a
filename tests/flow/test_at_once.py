"""Many at the same time: one wins and the other is told, and numbers have neither a gap nor a double."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import connection, transaction

from huiyin.acts.matters import open_many, take_step
from huiyin.acts.writing import now_at, writing
from huiyin.flow.actor import Actor
from huiyin.ledger.pen import Conflict
from huiyin.ledger.replay import replay
from huiyin.ledger.verify import verify
from huiyin.store.events import Event
from huiyin.store.matters import MatterRow, Paper
from tests import office
from tests.ledger.whole import COUNTY
from tests.office import OPINION, a_filing, at, carried_to, row, someone, step

pytestmark = pytest.mark.django_db(transaction=True)
Result = TypeVar("Result")
THREADS, EACH = 8, 25


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    office.furnish()


def together(count: int, work: Callable[[int], Result]) -> list[Result]:
    """Do something in several threads, each with its own connection, all starting at the same moment."""
    start = Barrier(count)

    def one(number: int) -> Result:
        try:
            start.wait(20)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@pytest.mark.parametrize(
    ("state", "step_id", "post", "values"),
    [
        ("registered", "accept", "centre.sort", {}),
        ("accepted", "hand_over", "centre.sort", {"to_post": "water.handle", "reason": "供水"}),
        ("in_hand", "draft", "water.handle", OPINION),
        ("checked", "sign", "water.sign", {}),
        ("served", "rate", "centre.intake", {"attitude": "fair", "result": "fair", "solved": "yes"}),
    ],
)
def test_of_several_takers_one_wins_and_the_others_are_told(
    state: str, step_id: str, post: str, values: dict[str, object]
) -> None:
    filed = carried_to(state)
    seen, when = row(filed.matter).version, at(1)
    takers = [someone(post, when) for _ in range(4)]

    def take(number: int) -> str:
        try:
            take_step(filed.matter, step_id, values, actor=takers[number], moment=now_at(when), expected_version=seen)
        except Conflict:
            return "told"
        return "won"

    assert sorted(together(4, take)) == ["told", "told", "told", "won"]
    assert row(filed.matter).version == seen + 1
    assert verify(county=COUNTY) == []
    assert replay().differences == []


def ready_to_sign(count: int) -> list[UUID]:
    """Carry many matters to the desk of whoever signs, in one writing."""
    clerk = someone("centre.intake")
    filed = [one.matter for one in open_many([a_filing() for _ in range(count)], actor=clerk)]  # type: ignore[union-attr]
    path: tuple[tuple[str, str, Mapping[str, object]], ...] = (
        ("accept", "centre.sort", {}),
        ("hand_over", "centre.sort", {"to_post": "water.handle", "reason": "供水"}),
        ("sign_for", "water.handle", {}),
        ("draft", "water.handle", OPINION),
        ("check", "water.check", {}),
    )
    with writing():
        for hour, (step_id, post, values) in enumerate(path, start=1):
            actor = someone(post, at(0, hour))
            for matter in filed:
                take_step(matter, step_id, values, actor=actor, moment=now_at(at(0, hour)))
    return filed


class Undone(Exception):
    """What makes an act roll back in the middle."""


def sign(matter: UUID, actor: Actor) -> None:
    take_step(matter, "sign", {}, actor=actor, moment=now_at(actor.at))


def sign_and_undo(matter: UUID, actor: Actor) -> None:
    try:
        with transaction.atomic():
            sign(matter, actor)
            raise Undone
    except Undone:
        return


def test_papers_are_numbered_without_a_gap_or_a_double() -> None:
    matters = ready_to_sign(THREADS * EACH)
    signers = [someone("water.sign", at(1)) for _ in range(THREADS)]

    def sign_a_share(number: int) -> None:
        for place, matter in enumerate(matters[number::THREADS]):
            if place % 5 == 0:
                sign_and_undo(matter, signers[number])
            sign(matter, signers[number])

    together(THREADS, sign_a_share)

    wanted = list(range(1, THREADS * EACH + 1))
    for code in ("D02", "D08"):
        papers = Paper.objects.filter(code=code).values_list("number", flat=True)
        assert sorted(int(number.partition("〕")[2].rstrip("号")) for number in papers) == wanted
    assert MatterRow.objects.filter(state="signed").count() == THREADS * EACH
    assert Event.objects.filter(type="appeal.signed").count() == THREADS * EACH


def test_matters_filed_at_once_are_numbered_without_a_gap_or_a_double() -> None:
    clerks = [someone("centre.intake") for _ in range(4)]

    def file_some(number: int) -> None:
        for _ in range(5):
            open_many([a_filing()], actor=clerks[number])

    together(4, file_some)

    numbers = MatterRow.objects.filter(kind="appeal").values_list("number", flat=True)
    assert sorted(int(number.split("-")[2]) for number in numbers) == list(range(1, 21))
    assert verify(county=COUNTY) == []


def test_number_taken_by_an_act_that_was_undone_is_not_lost() -> None:
    filed = carried_to("checked")
    sign_and_undo(filed.matter, someone("water.sign", at(1)))

    step(filed.matter, "sign", "water.sign", at(1, 1))

    assert Paper.objects.get(matter=filed.matter, code="D08").number.endswith("〕1号")
