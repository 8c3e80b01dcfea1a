"""What was kept long enough goes by a list that two people signed, wholly, once, and the chain still holds."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from pytest_django import DjangoCaptureOnCommitCallbacks

from huiyin.acts import registers, retention
from huiyin.acts.files import Upload, attach, sweep_files
from huiyin.acts.writing import now_at
from huiyin.flow.actor import clockwork, filer
from huiyin.flow.faults import purpose_faults
from huiyin.flow.scene import NotAllowed
from huiyin.jobs.ticks import tick
from huiyin.kinds import ALL
from huiyin.kinds.purposes import PURPOSES
from huiyin.ledger.replay import replay
from huiyin.ledger.verify import verify
from huiyin.queries.retention import erasure_lists, erasure_proof
from huiyin.store.entries import Entry
from huiyin.store.events import Event
from huiyin.store.working import SealedFile
from tests import office
from tests.office import COUNTY, at, carried_to, row, someone
from tests.pictures import PICTURE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
LATER = at(31 * 366)


@pytest.fixture
def archived() -> UUID:
    filed = carried_to("served")
    upload = [Upload("水.png", PICTURE)]
    attach(filed.matter, upload, actor=filer(str(filed.matter), at(1)), moment=now_at(at(1)))
    tick(at=at(25))  # the reminder of the last day
    tick(at=at(40))
    return filed.matter


def listed() -> tuple[str, list[str]]:
    held = Entry.objects.get(register="erasure_list")
    return str(held.values["stage"]), list(held.values["numbers"])


def test_nothing_is_listed_a_day_before_its_years_are_over(archived: UUID) -> None:
    ends = at().replace(year=2057, month=1, day=1, hour=0, minute=0)

    assert retention.propose(actor=clockwork(at()), moment=now_at(ends - timedelta(seconds=1))) == ""
    assert retention.propose(actor=clockwork(at()), moment=now_at(ends)) == "20570101"
    assert listed() == ("proposed", [row(archived).number])


def test_a_county_sets_its_own_years(archived: UUID) -> None:
    values = {"retention_class": "case_file", "years": 10, "basis": "县档案馆批复"}
    new = registers.NewEntry("retention", "case_file", values, office.START)
    registers.record(new, actor=someone("office.security"), moment=now_at(at(41)))

    assert retention.propose(actor=clockwork(at()), moment=now_at(at(11 * 366))) != ""


def test_two_hands_then_the_clockwork_erases_wholly_and_once(
    archived: UUID, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    number, stored = row(archived).number, SealedFile.objects.get(matter=archived).stored
    tick(at=LATER)
    key = Entry.objects.get(register="erasure_list").key
    retention.prepare(key, keep=[], reason="", actor=someone("office.admin", LATER), moment=now_at(LATER))
    with pytest.raises(NotAllowed, match="安全岗"):
        retention.sign(key, actor=someone("office.admin", LATER), moment=now_at(LATER))
    tick(at=LATER + timedelta(hours=1))
    assert not row(archived).erased

    retention.sign(key, actor=someone("office.security", LATER), moment=now_at(LATER + timedelta(hours=2)))
    with django_capture_on_commit_callbacks(execute=True):
        tick(at=LATER + timedelta(hours=3))
        tick(at=LATER + timedelta(hours=4))

    found = erasure_proof(number)
    assert found is not None
    assert (found.left.gone, found.on_list, listed()) == (True, True, ("done", [number]))
    assert Event.objects.filter(type="appeal.erased").count() == 1
    assert list(Path(settings.SEALED_FILES).glob(f"??/{stored}")) == []
    assert (verify(county=COUNTY[:6]), replay().differences) == ([], [])


def test_what_is_kept_back_needs_a_reason_and_is_not_listed_again(archived: UUID) -> None:
    number = row(archived).number
    tick(at=LATER)
    key = Entry.objects.get(register="erasure_list").key
    admin = someone("office.admin", LATER)
    with pytest.raises(NotAllowed, match="写明理由"):
        retention.prepare(key, keep=[number], reason="", actor=admin, moment=now_at(LATER))

    retention.prepare(key, keep=[number], reason="移交档案馆 13800000026", actor=admin, moment=now_at(LATER))

    (shown,) = erasure_lists()
    assert (shown.stage, shown.count, shown.kept, shown.kept_reason) == ("done", 0, (number,), "移交档案馆 ***********")
    assert retention.propose(actor=clockwork(LATER), moment=now_at(LATER + timedelta(days=3))) == ""


def test_list_holds_numbers_and_no_words_of_a_person(archived: UUID) -> None:
    tick(at=LATER)

    (event,) = Event.objects.filter(sort="register:erasure_list")
    assert row(archived).number in event.body + str(event.words)
    assert "停水" not in event.body + str(event.words)


def test_proof_names_what_is_still_there() -> None:
    filed = carried_to("in_hand")

    assert erasure_proof(filed.number) is None
    assert erasure_proof("AL26-0801-0001-1") is None


def test_file_without_a_row_is_swept_after_a_day_and_others_stay(archived: UUID) -> None:
    kept = Path(settings.SEALED_FILES) / "??" / SealedFile.objects.get(matter=archived).stored
    left = Path(settings.SEALED_FILES) / "ab" / "abcd"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"left behind")
    now = left.stat().st_mtime

    sweep_files(now=now + 3600)
    assert left.exists()
    sweep_files(now=now + 25 * 3600)

    assert not left.exists()
    assert len(list(kept.parent.parent.glob(f"??/{kept.name}"))) == 1


@pytest.mark.parametrize("kind", ALL.values(), ids=lambda kind: kind.id)
def test_private_field_without_a_purpose_is_named(kind: object) -> None:
    needed = {f.id for step in kind.steps for f in step.fields if f.private}  # type: ignore[attr-defined]
    for name in needed:
        left = {key: value for key, value in PURPOSES.items() if key != name}
        assert any(f".{name}：" in fault for fault in purpose_faults(kind, purposes=left))  # type: ignore[arg-type]
