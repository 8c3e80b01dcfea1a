"""A half-typed form: kept for a day on the phone it was typed on, opened nowhere else, erased at a press."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from huiyin.acts.half_typed import LASTS, erase_old
from huiyin.acts.limits import LIMITS, Channel, Limit
from huiyin.store.matters import MatterRow
from huiyin.store.working import Draft, SealedFile
from tests.office import TOWN, at, carried_to
from tests.portal.conftest import TYPED, WORDS, Clock, add, opened_by, photo, recording, send, text, token_of

pytestmark = pytest.mark.django_db
STORY = {"words": WORDS, "requests": "修好水管", "town": TOWN}


@pytest.fixture(autouse=True)
def _own_files(tmp_path: Path, settings: Any) -> None:
    """Keep the sealed files of each test apart."""
    settings.SEALED_FILES = tmp_path


@pytest.fixture
def limit() -> Iterator[pytest.MonkeyPatch]:
    """Return a patch of its own, so that undoing it leaves the held clock alone."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def half_typed(client: Client) -> str:
    """Type the first page and press Next; return the form's token."""
    token = token_of(client.get("/file/"))
    client.post("/file/", {**STORY, "token": token, "from": "story", "go": "pieces"})
    return token


def on_disk() -> list[Path]:
    """Return the sealed files there are."""
    return [place for place in Path(settings.SEALED_FILES).glob("??/*") if place.is_file()]


def test_closed_browser_goes_on_where_it_stopped(client: Client, clock: Clock) -> None:
    token = half_typed(client)
    clock(at(0, 23))

    page = client.get("/file/")

    assert "接着您上次写的（8月3日 10:12存的）" in text(page) or "接着您上次写的（昨天 10:12存的）" in text(page)
    assert f'name="words" value="{WORDS}"' in page.content.decode()
    assert token_of(page) == token
    assert client.cookies["huiyin_draft"]["httponly"] is True
    assert client.cookies["huiyin_draft"]["max-age"] == int(LASTS.total_seconds())


def test_another_browser_sees_nothing_of_it(client: Client) -> None:
    half_typed(client)
    other = Client()
    other.cookies["huiyin_draft"] = "A" * 32

    assert WORDS not in other.get("/file/").content.decode()
    assert WORDS not in Client().get("/file/").content.decode()


def test_typing_is_kept_without_pressing_anything(client: Client) -> None:
    token = token_of(client.get("/file/"))

    kept = client.post("/file/keep/", {"words": WORDS, "token": token, "from": "story"})
    nothing = Client().post("/file/keep/", {"words": "  ", "token": token, "from": "story"})

    assert (kept.status_code, kept.content.decode()) == (200, "已替您存着　今天 10:12")
    assert nothing.status_code == 204
    assert WORDS in text(client.get("/file/"))


def test_erase_now_leaves_nothing(client: Client) -> None:
    token = half_typed(client)
    add(client, token, photos=[photo()])
    assert len(on_disk()) == 1

    answer = client.post("/file/erase/", {"token": token}, follow=True)

    assert "都抹掉了，这里一个字也没留。" in text(answer)
    assert WORDS not in answer.content.decode()
    assert (Draft.objects.count(), on_disk()) == (0, [])


def test_after_a_day_it_is_gone_from_the_page_and_the_disk(client: Client, clock: Clock) -> None:
    token = half_typed(client)
    add(client, token, photos=[photo()])
    clock(at(0, 1) + LASTS + timedelta(minutes=1))

    assert WORDS not in client.get("/file/").content.decode()
    assert erase_old(at=at(0, 1) + LASTS + timedelta(minutes=1)) == 2
    assert (Draft.objects.count(), on_disk()) == (0, [])


def test_nothing_typed_is_readable_in_any_table_or_file(client: Client) -> None:
    token = half_typed(client)
    add(client, token, photos=[photo("周小满的院子.jpg")])

    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f'SELECT * FROM "{table}"')
            kept += [str(row) for row in cursor.fetchall()]
    assert Draft.objects.count() == 2
    assert [row for row in kept if "没人管" in row or "院子" in row or token in row] == []
    assert not any(place.read_bytes().startswith(b"\xff\xd8") for place in on_disk())


def test_filed_with_two_photos_and_a_recording_all_sealed_in_the_matter(client: Client) -> None:
    token = token_of(client.get("/file/"))
    add(client, token, photos=[photo(), photo(colour="blue")], voice=recording())
    pieces = [row.form.removeprefix("piece:") for row in Draft.objects.filter(form__startswith="piece:")]

    send(client, token)

    held = MatterRow.objects.get()
    files = SealedFile.objects.filter(matter=held.id).order_by("id")
    assert [row.media for row in files] == ["image/jpeg", "image/jpeg", "audio/wav"]
    assert {place.name for place in on_disk()} == {row.stored for row in files}
    assert len(pieces) == 3
    assert not {row.stored for row in files} & set(pieces)
    assert list(Draft.objects.values_list("form", flat=True)) == ["receipt"]
    assert "huiyin_draft" not in client.cookies or client.cookies["huiyin_draft"].value == ""


def test_refused_filing_keeps_the_photos_for_the_next_try(client: Client, limit: pytest.MonkeyPatch) -> None:
    token = token_of(client.get("/file/"))
    add(client, token, photos=[photo()])

    limit.setitem(LIMITS, Channel.FILE, Limit(0, 3600))
    refused = send(client, token)
    limit.undo()
    taken = send(client, token)

    assert (refused.status_code, taken.status_code) == (429, 302)
    assert "照片 1 张" in text(refused)
    assert SealedFile.objects.count() == 1


def test_form_sent_twice_attaches_once(client: Client) -> None:
    token = token_of(client.get("/file/"))
    add(client, token, photos=[photo()])
    send(client, token)
    send(Client(), token)

    assert SealedFile.objects.count() == 1


@pytest.mark.parametrize(
    ("photos", "voices", "words"),
    [
        (10, 0, "照片最多 9 张，先去掉几张再加"),
        (0, 2, "录音只能放一段，先去掉原来那段，再放新的"),
    ],
)
def test_more_than_can_be_taken_is_said_and_the_rest_stays(
    client: Client, photos: int, voices: int, words: str
) -> None:
    token = token_of(client.get("/file/"))
    page = add(client, token, photos=[photo() for _ in range(photos)], voice=[recording() for _ in range(voices)])

    assert words in text(page)
    assert Draft.objects.filter(form__startswith="piece:").count() == (9 if photos else 1)


def test_what_is_no_photo_is_refused_in_a_sentence(client: Client) -> None:
    token = token_of(client.get("/file/"))
    film = photo("家.jpg")
    film.file.write(b"MZ program")
    film.file.seek(0)

    page = add(client, token, photos=[film])

    assert "这是程序，不能收" in text(page)
    assert f'name="words" value="{WORDS}"' in page.content.decode()


def test_photo_is_shown_to_its_own_browser_alone_and_can_be_taken_away(client: Client) -> None:
    token = token_of(client.get("/file/"))
    add(client, token, photos=[photo()])
    stored = Draft.objects.get(form__startswith="piece:").form.removeprefix("piece:")

    mine, other = client.get(f"/file/pieces/{stored}/"), Client().get(f"/file/pieces/{stored}/")
    after = client.post("/file/", {**TYPED, "token": token, "from": "pieces", "drop": stored})

    assert (mine.status_code, mine["Content-Type"], mine.content[:3]) == (200, "image/jpeg", b"\xff\xd8\xff")
    assert other.status_code == 404
    assert "照片 1" not in text(after)
    assert on_disk() == []


def test_photos_are_added_later_on_ones_own_page(clock: Clock) -> None:
    mine = carried_to("in_hand")
    clock(at(1))
    browser = opened_by(mine.code)
    url = "/my/do/0/attach/"
    version = re.findall(r'name="version" value="(\d+)"', browser.get(url).content.decode())[0]

    nothing = browser.post(url, {"version": version})
    sent = browser.post(url, {"version": version, "photos": [photo(), photo(colour="blue")], "voice": recording()})
    again = browser.post(url, {"version": version, "photos": [photo()]})

    assert "请先选照片或录音" in text(nothing)
    assert (sent.status_code, sent["Location"]) == (302, "/my/?done=attach")
    assert "刚才这件事有了新进展" in text(again)
    assert SealedFile.objects.filter(matter=mine.matter).count() == 3
