"""Files on a matter: attached by the form, opened with a reason, never by who may not know of the matter."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from huiyin.kit.uploads import looked_over
from huiyin.store.readings import Reading
from huiyin.store.working import SealedFile
from tests import office, pictures

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
PICTURE = looked_over("现场.png", pictures.PICTURE).content


def attached(desk: Desk, content: bytes = PICTURE) -> tuple[str, int]:
    filed = office.carried_to("in_hand")
    answer = desk("water.handle").post(
        f"/desk/matters/{filed.number}/do/attach/",
        {"files": SimpleUploadedFile("现场.png", content), "version": str(office.row(filed.matter).version)},
    )
    return filed.number, answer.status_code


def test_a_picture_is_attached_and_opened_with_a_reason(desk: Desk) -> None:
    number, status = attached(desk)
    file = SealedFile.objects.get()

    opened = desk("water.handle").post(f"/desk/matters/{number}/files/{file.id}/", {"reason": "看现场"})

    assert (status, opened.status_code, opened.content, opened["Content-Type"]) == (302, 200, PICTURE, "image/png")
    assert (Reading.objects.get().fields, Reading.objects.get().reason) == ("files", "看现场")
    assert "照片" in desk("water.handle").get(f"/desk/matters/{number}/?tab=files").content.decode()


def test_what_is_no_picture_is_refused_beside_the_field(desk: Desk) -> None:
    _, status = attached(desk, b"MZ not a picture")

    assert status == 422
    assert SealedFile.objects.count() == 0


def test_no_reason_no_file(desk: Desk) -> None:
    number, _ = attached(desk)

    answer = desk("water.handle").post(f"/desk/matters/{number}/files/{SealedFile.objects.get().id}/", {"reason": ""})

    assert (answer.status_code, PICTURE in answer.content) == (409, False)


def test_others_get_the_page_of_none(desk: Desk) -> None:
    number, _ = attached(desk)

    answer = desk("roads.handle").post(
        f"/desk/matters/{number}/files/{SealedFile.objects.get().id}/", {"reason": "看现场"}
    )

    assert answer.status_code == 404
