"""The upper level's pages, served without any table: what stands there, in both languages, and what it takes in."""

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from huiyin.cli.facts.sending import pack
from huiyin.insight.handed_up.holding import Registered, home_in, register
from huiyin.web.upper import taking
from tests.insight.handed_up.cities import a_county, key_of

ALONE = {
    "ROOT_URLCONF": "huiyin.web.upper.urls",
    "MIDDLEWARE": ["huiyin.web.headers.say_what_to_refuse", "django.middleware.locale.LocaleMiddleware"],
}


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A city with three counties registered; no test here may touch a database, and none is marked to."""
    monkeypatch.setattr(settings, "DATA", tmp_path)
    for county, zh, en in (
        ("990121", "安澜县", "Anlan"),
        ("990122", "=听溪县", "Tingxi"),
        ("990123", "枕山县", "Zhenshan"),
    ):
        register(home_in(tmp_path), Registered(county, zh, en, key_of(county)))
    with override_settings(**ALONE):
        yield Client(headers={"accept-language": "zh-hans"})


def packed(folder: Path) -> bytes:
    out = io.BytesIO()
    pack(folder, out)
    return out.getvalue()


def hand_up(client: Client, held: bytes) -> tuple[int, str]:
    answer = client.post("/hand-up/", data=held, content_type="application/x-tar")
    return answer.status_code, answer.content.decode()


@pytest.fixture
def full(client: Client, tmp_path: Path) -> Client:
    for county, kept, most in (("990121", 0.9, 20), ("990122", 0.5, 20)):
        status, said = hand_up(client, packed(a_county(county, tmp_path / "out", kept=kept, most=most)))
        assert (status, said.startswith("已收下")) == (200, True)
    return client


def test_page_shows_every_county_with_its_interval_in_order_of_code(full: Client) -> None:
    page = full.get("/?figure=reply&lang=zh").content.decode()

    assert "60 日内作出处理意见，2026 年各县" in page
    assert 0 < page.index("990121") < page.index("990122")
    assert page.count('class="interval"') == 2
    assert "登记了、这一年还没有上报的：枕山县" in page
    assert "2 个县件数太少，真实的水平可能高或低 10 个百分点以上，不分档。" in page
    assert "<script>" not in page


def test_page_is_complete_in_english(full: Client) -> None:
    page = full.get("/?figure=contacted&lang=en").content.decode()

    assert "Contacted the same day, counties in 2026" in page
    shown = page.partition("<main")[2].partition("</main>")[0]
    assert [one for one in shown if "\u4e00" <= one <= "\u9fff"] == []


def test_sheet_has_the_numbers_of_the_page_and_no_formula(full: Client) -> None:
    answer = full.get("/counties.csv?figure=reply&lang=zh")

    first, second = (line.split(",") for line in answer.content.decode("utf-8-sig").splitlines()[1:])
    assert first[:2] == ["990121", "安澜县"]
    assert int(first[3]) == 60
    assert float(first[4]) == pytest.approx(int(first[2]) / 60, abs=1e-4)
    assert second[1] == "'=听溪县"


def test_page_of_nothing_says_what_to_do(client: Client) -> None:
    page = client.get("/?year=1999&figure=nonsense&lang=xx").content.decode()

    assert "还没有收到哪个县的事实文件" in page


def test_upload_of_an_unregistered_county_is_refused(client: Client, tmp_path: Path) -> None:
    said = hand_up(client, packed(a_county("990199", tmp_path / "out", kept=0.5, most=6)))

    assert said == (422, "990199 没有登记公钥，不收 / 990199 has no registered key: not taken\n")


def test_upload_with_a_strange_member_is_refused(client: Client, tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as members:
        member = tarfile.TarInfo("../../escaped.parquet")
        member.size = 1
        members.addfile(member, io.BytesIO(b"x"))

    assert hand_up(client, out.getvalue())[0] == 422
    assert hand_up(client, b"no tar at all")[0] == 422
    assert list(tmp_path.rglob("escaped*")) == []


def test_upload_that_is_too_large_is_refused_before_it_is_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "LARGEST", 10)

    assert hand_up(client, b"x" * 11)[0] == 413
    assert client.get("/hand-up/").status_code == 405


ASK_THE_SERVED = """
from huiyin.config.upper_wsgi import application
from django.test import Client
print(Client(headers={"accept-language": "en"}, SERVER_NAME="localhost").get("/").content.decode())
"""


def test_pages_are_served_where_no_tables_are(tmp_path: Path) -> None:
    """The application as `upper serve` starts it, in a process that has no county's tables to fall back on."""
    surroundings = {
        **os.environ,
        "HUIYIN_DATA": str(tmp_path),
        "HUIYIN_DEBUG": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)

    ran = subprocess.run(
        [sys.executable, "-c", ASK_THE_SERVED], env=surroundings, capture_output=True, text=True, timeout=60
    )

    assert "No county has handed up facts yet" in ran.stdout, ran.stderr[-2000:]
