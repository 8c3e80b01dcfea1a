"""Erasing: nothing a person said is left anywhere, the chain still proves itself, and a restore erases again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core import serializers
from pytest_django import DjangoCaptureOnCommitCallbacks

from huiyin.acts.erasing import erase, reapply
from huiyin.acts.files import Upload, attach
from huiyin.acts.writing import NotFound, now_at
from huiyin.flow.actor import clockwork, filer
from huiyin.flow.scene import NotAllowed
from huiyin.jobs.ticks import tick
from huiyin.ledger import erasure, verifier
from huiyin.ledger.exporting import exported
from huiyin.ledger.replay import replay
from huiyin.ledger.roots import seal
from huiyin.ledger.verify import verify
from huiyin.queries.gate import NotReadable, Request, masked, read_private
from huiyin.store.events import Box, Event, StreamKey
from huiyin.store.matters import MatterRow
from huiyin.store.search import matching
from huiyin.store.working import SealedFile
from tests.database import places_of
from tests.ledger.whole import COUNTY
from tests.office import OPINION, at, carried_to, opened, row, someone, step
from tests.pictures import PICTURE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
GONE = at(50)
SAID: dict[str, Any] = {
    "words": "王阿婆家断水，求快点修，邻居老李也说了", "title": "王阿婆家断水", "name": "王阿婆",
    "requests": ["给王阿婆修水管", "赔误工"],
}  # fmt: skip


@pytest.fixture
def archived() -> UUID:
    """An answered matter, archived, with a file, a seal over it, and words in many places."""
    filed = opened(**SAID)
    step(filed.matter, "accept", "centre.sort", at(0, 1))
    step(filed.matter, "hand_over", "centre.sort", at(0, 2), to_post="water.handle", reason="王阿婆家归水务")
    step(filed.matter, "sign_for", "water.handle", at(0, 3))
    upload = Upload("王阿婆家.png", PICTURE)
    attach(filed.matter, [upload], actor=filer(str(filed.matter), at(0, 4)), moment=now_at(at(0, 4)))
    step(filed.matter, "draft", "water.handle", at(0, 5), **OPINION)
    step(filed.matter, "check", "water.check", at(0, 6))
    step(filed.matter, "sign", "water.sign", at(0, 7))
    step(filed.matter, "serve", "water.handle", at(0, 8), served_way="in_person", receipt_signer="王阿婆")
    seal(at=at(1), county=COUNTY)
    tick(at=at(25))  # the reminder of the last day
    tick(at=at(45))
    assert row(filed.matter).final
    return filed.matter


def erased(matter: UUID) -> int:
    return erase(matter, "retention_over", actor=clockwork(GONE), moment=now_at(GONE))


def test_nothing_that_was_said_is_left_in_any_table(archived: UUID) -> None:
    assert places_of("王阿婆") != []

    erased(archived)

    assert places_of("王阿婆") == []
    assert MatterRow.objects.filter(id__in=matching("断水")).count() == 0
    for table in (Box, StreamKey):
        assert not table.objects.filter(stream=archived).exists()
    assert not SealedFile.objects.filter(matter=archived).exists()
    held = row(archived)
    assert (held.erased, held.title, held.number[:2]) == (True, "（内容已按规定抹除）", "AL")


def test_ledger_still_proves_itself_and_replay_equals_the_rows(archived: UUID) -> None:
    erased(archived)
    seal(at=at(51), county=COUNTY)

    assert verify(county=COUNTY) == []
    assert replay().differences == []
    assert list(verifier.check(exported(county=COUNTY), published=[], leaf="")) == []


def test_words_or_key_that_go_without_an_erasure_are_found(archived: UUID) -> None:
    Event.objects.filter(stream=archived).update(words=None)

    assert any("又没有抹除记录" in found.zh for found in verify(county=COUNTY))
    assert any("没有抹除记录" in found for found in verifier.check(exported(county=COUNTY), published=[], leaf=""))


def test_gate_says_it_was_erased(archived: UUID) -> None:
    erased(archived)
    clerk = someone("centre.intake", at(51))

    with pytest.raises(NotReadable, match="抹除"):
        read_private(Request(archived, frozenset({"phone"}), "核对"), actor=clerk)
    assert set(masked(archived, actor=clerk).values()) == {"已按规定抹除"}


def test_review_opened_from_it_is_erased_with_it() -> None:
    filed = carried_to("served")
    step(filed.matter, "ask_review", "filer", at(5), review_reason="没有说清原因")
    review = MatterRow.objects.get(kind="review").id
    with pytest.raises(NotAllowed, match="还没有归档"):
        erased(filed.matter)
    values = {"found": "属实", "decision": "uphold", "decision_words": "维持", "opinion_basis": "条例"}
    step(review, "draft", "gov.review", at(6), **values)
    step(review, "check", "gov.check", at(6, 1))
    step(review, "sign", "gov.sign", at(6, 2))
    step(review, "serve", "gov.review", at(6, 3), served_way="in_person")
    tick(at=at(30))  # the reminder of the last day
    tick(at=at(45))
    step(filed.matter, "archive", "water.handle", at(46))

    assert erased(filed.matter) == 2
    assert row(review).erased
    assert replay().differences == []
    assert verify(county=COUNTY) == []


def _as_nobody(matter: UUID) -> None:
    erase(matter, "retention_over", actor=someone("water.sign", GONE), moment=now_at(GONE))


def _twice(matter: UUID) -> None:
    erased(matter)
    erased(matter)


def _without_ground(matter: UUID) -> None:
    erase(matter, "because", actor=clockwork(GONE), moment=now_at(GONE))


@pytest.mark.parametrize(
    ("act", "says"), [(_as_nobody, "另一人签字"), (_twice, "已经抹除过"), (_without_ground, "依据")]
)
def test_erasing_is_refused_with_a_sentence(act: Callable[[UUID], None], says: str, archived: UUID) -> None:
    with pytest.raises(NotAllowed, match=says):
        act(archived)


def test_unknown_and_open_matters_are_not_erased() -> None:
    with pytest.raises(NotFound):
        erased(uuid4())
    with pytest.raises(NotAllowed, match="还没有归档"):
        erased(opened().matter)


def test_restored_back_up_is_erased_again(
    archived: UUID, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    back_up = _back_up(archived)
    with django_capture_on_commit_callbacks(execute=True):
        erased(archived)
    assert archived in erasure.listed()

    _restore(archived, back_up)
    assert places_of("王阿婆") != []
    assert verify(county=COUNTY) == []
    assert reapply(actor=clockwork(at(60)), moment=now_at(at(60))) == 1

    assert places_of("王阿婆") == []
    assert reapply(actor=clockwork(at(61)), moment=now_at(at(61))) == 0
    assert verify(county=COUNTY) == []
    assert replay().differences == []


def test_keys_brought_back_alone_are_found_and_taken_again(
    archived: UUID, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    keys = list(StreamKey.objects.filter(stream=archived))
    with django_capture_on_commit_callbacks(execute=True):
        erased(archived)
    StreamKey.objects.bulk_create(keys)

    assert any("钥匙或密封内容却还在" in found.zh for found in verify(county=COUNTY))
    assert reapply(actor=clockwork(at(60)), moment=now_at(at(60))) == 1
    assert verify(county=COUNTY) == []


def test_damaged_list_is_not_taken_for_an_empty_one() -> None:
    before = erasure.list_file().read_text() if erasure.list_file().exists() else ""
    erasure.list_file().write_text("nonsense\n")
    try:
        with pytest.raises(ValueError, match="badly formed"):
            reapply(actor=clockwork(at(60)), moment=now_at(at(60)))
    finally:
        erasure.list_file().write_text(before)


def test_list_is_kept_apart_from_the_database() -> None:
    assert erasure.list_file().parent == settings.DATA


TABLES: tuple[tuple[Any, str], ...] = (
    (Event, "stream"), (StreamKey, "stream"), (Box, "stream"), (MatterRow, "id"), (SealedFile, "matter"),
)  # fmt: skip


def _back_up(matter: UUID) -> list[Any]:
    rows = [row for table, column in TABLES for row in table.objects.filter(**{column: matter}).order_by("pk")]
    return list(serializers.deserialize("json", serializers.serialize("json", rows)))


def _restore(matter: UUID, rows: list[Any]) -> None:
    for table, column in TABLES:
        table.objects.filter(**{column: matter}).delete()
    for one in rows:
        one.save()
