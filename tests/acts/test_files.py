"""Files: sealed on disk, opened only through the gate, refused with a sentence."""

from pathlib import Path

import pytest
from django.conf import settings

from huiyin.acts.files import Upload, attach
from huiyin.acts.writing import Moment
from huiyin.flow.actor import filer
from huiyin.flow.answers import FieldFaults
from huiyin.kit.uploads import looked_over
from huiyin.ledger.keys import newest_private
from huiyin.queries.files import files_of, open_file
from huiyin.queries.gate import NotReadable
from huiyin.store.readings import Reading
from tests.office import at, opened, someone
from tests.pictures import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]
SENT = photo(words=b"water on the floor")
PHOTO = looked_over("水.jpg", SENT).content


def test_attached_photo_is_sealed_on_disk_and_read_back_through_the_gate() -> None:
    filed = opened()
    attach(
        filed.matter,
        [Upload("水.jpg", SENT)],
        actor=filer(str(filed.matter), at(0, 1)),
        moment=Moment(at(0, 1), at(0, 1)),
    )

    (row,) = files_of(filed.matter, actor=someone("centre.sort"))
    stored = [place.read_bytes() for place in Path(settings.SEALED_FILES).glob("??/*")]
    assert stored
    assert all(mark not in sealed for sealed in stored for mark in (b"water on the floor", PHOTO[-40:]))
    assert open_file(row.id, reason="看现场照片", actor=someone("centre.sort")) == ("image/jpeg", PHOTO)
    assert Reading.objects.filter(matter=filed.matter, way="file").count() == 1


def test_file_of_a_matter_one_may_not_know_of_is_not_found() -> None:
    filed = opened(concerns_office="yes", concerned_unit="water")
    attach(
        filed.matter,
        [Upload("a.jpg", SENT)],
        actor=filer(str(filed.matter), at(0, 1)),
        moment=Moment(at(0, 1), at(0, 1)),
    )
    (row,) = files_of(filed.matter, actor=someone("centre.sort"))

    assert files_of(filed.matter, actor=someone("water.handle")) == ()
    with pytest.raises(NotReadable, match="没有找到"):
        open_file(row.id, reason="看看是谁", actor=someone("water.handle"))


@pytest.mark.parametrize(
    ("name", "content"),
    [("病毒.exe", b"MZ\x90\x00"), ("改名.jpg", b"<script>"), ("大.jpg", PHOTO + bytes(21 * 1024 * 1024))],
)
def test_other_files_are_refused_with_a_sentence(name: str, content: bytes) -> None:
    filed = opened()

    with pytest.raises(FieldFaults) as raised:
        attach(filed.matter, [Upload(name, content)], actor=someone("centre.intake"), moment=Moment(at(0, 1), at(0, 1)))
    assert name in raised.value.faults["files"].zh
    assert files_of(filed.matter, actor=someone("centre.intake")) == ()


def test_phone_number_in_a_file_name_is_masked_before_it_is_sealed() -> None:
    filed = opened()

    attach(
        filed.matter,
        [Upload("周小满13800000026.jpg", SENT)],
        actor=filer(str(filed.matter), at(0, 1)),
        moment=Moment(at(0, 1), at(0, 1)),
    )

    assert newest_private(filed.matter)["file_names"] == ["周小满***********.jpg"]
