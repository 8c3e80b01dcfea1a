"""What people send in: never named by themselves, never run, never more than a matter may hold, scanned where one can."""

import re
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as office_settings
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings

from huiyin.acts import files as acts
from huiyin.acts.files import Upload, attach
from huiyin.acts.half_typed import add_piece
from huiyin.acts.limits import Visitor
from huiyin.acts.tokens import issue_token
from huiyin.acts.writing import Moment
from huiyin.config.options import BadOption, local_socket
from huiyin.flow.actor import filer
from huiyin.flow.answers import FieldFaults
from huiyin.kit.uploads.look import _KNOWN_REFUSED
from huiyin.queries.files import files_of
from huiyin.store.working import SealedFile
from huiyin.web.desk.papers import _ENDINGS
from tests import office
from tests.api.caller import Caller, grant
from tests.office import at, opened, someone
from tests.pictures import photo
from tests.security.conftest import entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("furnished")]
SENT = photo()
LATER = Moment(at(0, 1), at(0, 1))
WEB = Path(office_settings.PACKAGE) / "web"
HOSTILE = '../../../site.key";\r\nX-Evil: 1;.bat\\..\\page.html'


def attached(name: str = "水.jpg") -> tuple[str, str]:
    """Attach a photo under a name; return the matter's number and the file's id."""
    filed = opened()
    attach(filed.matter, [Upload(name, SENT)], actor=someone("centre.sort", at(0, 1)), moment=LATER)
    (row,) = files_of(filed.matter, actor=someone("centre.sort"))
    return filed.number, str(row.id)


# --- how much -------------------------------------------------------------------------------------------------------


def held_already(matter: Any, count: int, size: int = 1) -> None:
    """Let a matter hold so many files already."""
    SealedFile.objects.bulk_create(
        SealedFile(id=uuid4(), county="990121", matter=matter, stored="0" * 64, size=size, media="image/jpeg", added_at=at(0))
        for _ in range(count)
    )  # fmt: skip


@pytest.mark.parametrize(("count", "size"), [(acts.MOST_OF_FILER, 1), (1, acts.BYTES_OF_FILER)])
def test_who_filed_fills_no_matter_up_and_the_office_still_has_room(count: int, size: int) -> None:
    filed = opened()
    held_already(filed.matter, count, size)

    with pytest.raises(FieldFaults, match="已经存满"):
        attach(filed.matter, [Upload("a.jpg", SENT)], actor=filer(str(filed.matter), at(0, 1)), moment=LATER)
    attach(filed.matter, [Upload("a.jpg", SENT)], actor=someone("centre.sort", at(0, 1)), moment=LATER)

    assert SealedFile.objects.filter(matter=filed.matter).count() == count + 1


def test_a_matter_holds_so_many_files_and_no_more() -> None:
    filed = opened()
    held_already(filed.matter, acts.MOST_OF_ALL - 1)
    two, one = [Upload("a.jpg", SENT)] * 2, [Upload("a.jpg", SENT)]

    with pytest.raises(FieldFaults, match="已经存满"):
        attach(filed.matter, two, actor=someone("centre.sort", at(0, 1)), moment=LATER)
    attach(filed.matter, one, actor=someone("centre.sort", at(0, 1)), moment=LATER)

    assert SealedFile.objects.filter(matter=filed.matter).count() == acts.MOST_OF_ALL


# --- where, and under which name --------------------------------------------------------------------------------------


def test_a_file_lies_under_the_hash_of_its_bytes_whatever_it_was_called() -> None:
    attached(HOSTILE)

    (row,) = SealedFile.objects.all()
    place = Path(office_settings.SEALED_FILES) / row.stored[:2] / row.stored
    assert re.fullmatch(r"[0-9a-f]{64}", row.stored)
    assert place.is_file()
    assert not Path(office_settings.DATA, "page.html").exists()


def converters(patterns: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Return every argument of every address with how it is read."""
    for one in patterns:
        for argument, converter in one.pattern.converters.items():
            yield f"{name}{getattr(one, 'name', '') or ''}:{argument}", type(converter).__name__
        if isinstance(one, URLResolver):
            yield from converters(one.url_patterns, name)
        else:
            assert isinstance(one, URLPattern)


def test_no_address_takes_a_path_and_no_place_on_disk_is_read_by_one() -> None:
    number, file = attached()
    client = entered("centre.sort")

    taken = {name for name, converter in converters(get_resolver().url_patterns) if converter == "PathConverter"}
    asked = [
        "../../site.key",
        "..%2f..%2fsite.key",
        "%2e%2e/site.key",
        "/etc/passwd",
        f"{file}/../../site.key",
        "site.key",
    ]
    answers = [client.post(f"/desk/matters/{number}/files/{one}/", {"reason": "看看"}).status_code for one in asked]
    pieces = [client.get(f"/file/pieces/{one}/").status_code for one in asked]

    # The one address that takes anything says that there is nothing there.
    assert taken == {"api_nowhere:rest"}
    assert set(answers) | set(pieces) <= {403, 404, 405}


def test_a_download_is_named_by_us_and_never_by_who_sent_or_asks_for_it() -> None:
    number, file = attached(HOSTILE)
    desk = entered("centre.sort")
    program = Caller(_token())

    shown = desk.post(
        f"/desk/matters/{number}/files/{file}/?filename=evil.bat", {"reason": "看照片", "filename": "evil.bat"}
    )
    called = program.post(f"matters/{number}/files/{file}/open", {"reason": "看照片"})

    assert shown["Content-Disposition"] == f'attachment; filename="{number}-{file[-8:]}.jpg"'
    assert called["Content-Disposition"] == f'attachment; filename="{number}-{file[-8:]}"'
    assert "X-Evil" not in shown.headers


def _token() -> str:
    return issue_token(grant("centre.sort"), at=office.MORNING)


# --- never run --------------------------------------------------------------------------------------------------------


def test_what_was_sent_in_is_saved_and_never_shown_as_a_page() -> None:
    number, file = attached()
    client = entered("centre.sort")

    saved = client.post(f"/desk/matters/{number}/files/{file}/", {"reason": "看照片"})
    client.post(f"/desk/matters/{number}/look/", {"reason": "看照片"})
    looked_at = client.get(f"/desk/matters/{number}/look/{file}/")

    for answer in (saved, looked_at):
        assert answer.status_code == 200
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert saved["Content-Disposition"].startswith("attachment")
    assert looked_at["Content-Type"] == "image/jpeg"
    assert not any(word in media for media in _ENDINGS for word in ("html", "svg", "javascript", "xml;"))


@pytest.mark.parametrize(
    "content", [b"<html><script>1</script>", b"\xef\xbb\xbf<svg onload=1>", b"#!/bin/sh\nid", b"MZ\x90"]
)
def test_pages_scripts_and_programs_are_not_taken(content: bytes) -> None:
    filed = opened()

    with pytest.raises(FieldFaults):
        attach(filed.matter, [Upload("photo.jpg", content)], actor=someone("centre.sort", at(0, 1)), moment=LATER)

    assert any(content.startswith(start) for start, *_ in _KNOWN_REFUSED)
    assert not SealedFile.objects.exists()


def test_pages_and_scripts_use_nothing_from_elsewhere() -> None:
    templates = {one: one.read_text(encoding="utf-8") for one in WEB.rglob("*.html")}
    scripts = {one: one.read_text(encoding="utf-8") for one in (WEB / "static").rglob("*.js")}
    styles = {one: one.read_text(encoding="utf-8") for one in (WEB / "static").rglob("*.css")}

    foreign = re.compile(r"""(?:src|href)=["'](?:https?:)?//|<(?:iframe|object|embed|base)\b""")
    made = re.compile(
        r"\beval\(|new Function|document\.write|\.innerHTML\s*=|import\(|importScripts|https?://(?!www\.w3\.org)"
    )
    assert len(templates) > 50
    assert [one.name for one, text in templates.items() if foreign.search(text)] == []
    assert [one.name for one, text in scripts.items() if made.search(text)] == []
    assert [one.name for one, text in styles.items() if re.search(r"@import|url\(['\"]?(?:https?:)?//", text)] == []


# --- scanned ----------------------------------------------------------------------------------------------------------


class Scanner(threading.Thread):
    """Speaks clamd's INSTREAM on a local socket: bytes that hold a mark are refused."""

    MARK = photo(words=b"EICAR of these tests")[-60:]

    def __init__(self, place: Path, *, silent: bool = False) -> None:
        super().__init__(daemon=True)
        self.silent, self.got = silent, list[bytes]()
        self.server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.server.bind(str(place))
        self.server.listen()

    def run(self) -> None:
        while True:
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as said:
                assert said.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack(">I", said.read(4))[0]:
                    content += said.read(size)
                self.got.append(content)
                if not self.silent:
                    line.sendall(b"stream: Eicar-Test FOUND\0" if b"EICAR" in content else b"stream: OK\0")


@pytest.fixture
def scanner(tmp_path: Path, settings: Settings) -> Iterator[Scanner]:
    place = tmp_path / "clamd.ctl"
    settings.SCANNER = str(place)
    running = Scanner(place)
    running.start()
    yield running
    running.server.shutdown(socket.SHUT_RDWR)
    running.server.close()
    running.join(2)


def test_every_upload_is_scanned_whole_before_it_is_kept(scanner: Scanner) -> None:
    clean, infected = photo(words=b"a tap"), photo(words=b"EICAR")
    filed = opened()

    attach(filed.matter, [Upload("a.jpg", clean)], actor=someone("centre.sort", at(0, 1)), moment=LATER)
    with pytest.raises(FieldFaults, match="杀毒软件说"):
        attach(filed.matter, [Upload("b.jpg", infected)], actor=someone("centre.sort", at(0, 1)), moment=LATER)

    assert scanner.got == [clean, infected]
    assert SealedFile.objects.count() == 1


def test_nothing_is_taken_while_the_scanner_cannot_say(scanner: Scanner, settings: Settings) -> None:
    filed = opened()
    scanner.silent = True

    for place in (settings.SCANNER, "/nowhere/clamd.ctl"):
        settings.SCANNER = place
        with pytest.raises(FieldFaults, match="现在没法查毒"):
            attach(filed.matter, [Upload("a.jpg", SENT)], actor=someone("centre.sort", at(0, 1)), moment=LATER)

    assert not SealedFile.objects.exists()


def test_a_photo_beside_a_half_typed_form_is_scanned_too(scanner: Scanner) -> None:
    infected = Upload("a.jpg", photo(words=b"EICAR"))

    with pytest.raises(FieldFaults, match="杀毒软件说"):
        add_piece("a-token-of-some-browser", infected, visitor=Visitor("127.0.0.1"), at=at(0, 1))

    assert scanner.got == [infected.content]


@pytest.mark.parametrize("value", ["tcp://10.0.0.1:3310", "/run/clamd.ctl", "unix://"])
def test_a_scanner_is_reached_by_a_local_socket_only(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_SCANNER", value)

    with pytest.raises(BadOption):
        local_socket("HUIYIN_SCANNER")
