"""The portal's tests: the small office, a wall clock held still, and a resident's browser."""

import re
import wave
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from huiyin.web import clock_reading
from tests import office
from tests.office import TOWN, VILLAGE

Clock = Callable[[datetime], None]

WORDS = "我家停水三天了，打过电话 13800000026 没人管，盼着早点修好。"
TYPED = {
    "words": WORDS,
    "requests": "修好水管\n说明原因",
    "town": TOWN,
    "village": VILLAGE,
    "place": "柳溪村 3 组 12 号",
    "concern": "no",
    "office": "",
    "name": "周小满",
    "phone": "13800000026",
}


@pytest.fixture(autouse=True)
def _office(small_office: bool, db: None) -> None:
    """The small office, as each test finds it."""
    if not small_office:
        office.furnish()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Hold the wall clock the door reads still; calling it moves it."""
    held = {"now": office.at(0, 1)}
    monkeypatch.setattr(clock_reading.timezone, "now", lambda: held["now"])

    def move(moment: datetime) -> None:
        held["now"] = moment

    return move


def text(response: Any) -> str:
    """Return a page as a reader sees it: without tags, runs of blanks as one."""
    page = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)).strip()


def token_of(response: Any) -> str:
    """Return the form token a page of the filing carries."""
    found = re.search(r'name="token" value="([^"]+)"', response.content.decode())
    assert found is not None
    return found[1]


def send(client: Client, token: str = "", **changes: str) -> Any:
    """Send a whole filing; without a token, the page's own."""
    token = token or token_of(client.get("/file/"))
    return client.post("/file/", {**TYPED, "token": token, "from": "check", "go": "send", **changes})


def receipt(client: Client) -> tuple[str, str, str]:
    """Return number, code and leaf as the receipt page prints them."""
    page = client.get("/file/receipt/").content.decode()
    number, code = re.findall(r'no-big">([^<]+)<', page)
    leaf = re.search(r'class="leaf">存证　([^<]+)<', page)
    assert leaf is not None
    return number, code, leaf[1].replace(" ", "")


def filed(client: Client, **changes: str) -> tuple[str, str, str]:
    """File and return number, code and leaf."""
    assert send(client, **changes).status_code == 302
    return receipt(client)


def opened_by(code: str) -> Client:
    """Return another browser that opened a matter by its code."""
    client = Client()
    response = client.post("/track/", {"code": code})
    assert (response.status_code, response["Location"]) == (302, "/my/")
    return client


def photo(name: str = "家门口.jpg", colour: str = "red") -> SimpleUploadedFile:
    """Return a photo as a browser sends it."""
    out = BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def recording(name: str = "录音.wav") -> SimpleUploadedFile:
    """Return a second of silence as a browser sends it."""
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\0\0" * 8000)
    return SimpleUploadedFile(name, out.getvalue(), "audio/wav")


def add(
    client: Client, token: str, *, photos: Sequence[SimpleUploadedFile] = (), voice: Any = None, **more: str
) -> Any:
    """Send the page of photos and recordings with its key pressed."""
    sent: dict[str, Any] = {**TYPED, "token": token, "from": "pieces", "add": "1", "photos": list(photos), **more}
    if voice is not None:
        sent["voice"] = voice
    return client.post("/file/", sent)
