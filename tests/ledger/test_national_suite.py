"""An office that chose SM4 and SM3: a whole matter in that suite, and one begun before the choice goes on in its own."""

from io import BytesIO
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from PIL import Image
from pytest_django import Settings

from huiyin.acts.files import Upload, attach
from huiyin.acts.writing import now_at
from huiyin.ledger import files, keys
from huiyin.ledger.replay import replay
from huiyin.ledger.roots import seal
from huiyin.ledger.verify import verify
from huiyin.store.events import Box, Event, Root, StreamKey
from huiyin.store.working import SealedFile
from tests import office, pictures
from tests.office import OPINION, at, carried_to, step

pytestmark = pytest.mark.django_db
NATIONAL = 2


@pytest.fixture
def begun_before(settings: Settings) -> UUID:
    """A matter opened with the international suite, then the office changed its setting."""
    office.furnish()
    matter = carried_to("in_hand").matter
    settings.SUITE = NATIONAL
    return matter


def with_a_photo(matter: UUID) -> bytes:
    """Attach a photo and read it back."""
    actor, moment = office.someone("water.handle", at(1)), now_at(at(1))
    attach(matter, [Upload("pipe.png", pictures.png())], actor=actor, moment=moment)
    file = SealedFile.objects.get(matter=matter)
    return files.get(matter, file.id, file.stored)


def test_a_whole_matter_is_sealed_hashed_and_proven_in_the_national_suite(begun_before: UUID) -> None:
    matter = carried_to("served").matter
    photo = with_a_photo(matter)
    seal(at=at(2), county=django_settings.COUNTY)

    suites = {
        model.__name__: set(model.objects.filter(stream=matter).values_list("suite", flat=True))
        for model in (Event, Box, StreamKey)
    }
    assert suites == {"Event": {NATIONAL}, "Box": {NATIONAL}, "StreamKey": {NATIONAL}}
    assert Root.objects.get().suite == NATIONAL
    assert (keys.newest_private(matter)["name"], Image.open(BytesIO(photo)).size) == ("周小满", (24, 16))
    assert (replay().differences, verify(county=django_settings.COUNTY)) == ([], [])


def test_what_was_begun_in_the_other_suite_goes_on(begun_before: UUID) -> None:
    step(begun_before, "draft", "water.handle", at(1), **OPINION)
    photo = with_a_photo(begun_before)
    seal(at=at(2), county=django_settings.COUNTY)

    assert set(Box.objects.filter(stream=begun_before).values_list("suite", flat=True)) == {1}
    assert Image.open(BytesIO(photo)).size == (24, 16)
    assert keys.newest_private(begun_before)["found"] == OPINION["found"]
    assert (replay().differences, verify(county=django_settings.COUNTY)) == ([], [])
