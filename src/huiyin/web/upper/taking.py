"""Where a county hands up a year of files: a plain tar, known by its signature alone and checked before it is kept."""

import logging
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from huiyin.insight.handed_up.duck import duck
from huiyin.insight.handed_up.holding import home_in, take
from huiyin.insight.handed_up.manifest import Refused, is_file_name
from huiyin.kit.text import Text
from huiyin.web.upper.errors import said

MOST_MEMBERS = 200
PIECE = 1 << 20
LARGEST_MIB = 512
LARGEST = LARGEST_MIB << 20
logger = logging.getLogger("huiyin.upper")

ONLY_POST = Text("这里只收县里用 facts send 发来的文件", "This takes only what a county sends with `facts send`")
NO_LENGTH = Text("没有说明大小，不收", "Its length is not said: not taken")
TOO_LARGE = Text(f"超过 {LARGEST_MIB} MB，不收", f"More than {LARGEST_MIB} MB: not taken")
NO_TAR = Text("不是打好的一份年度文件", "This is not a packed year of files")


def hand_up(request: HttpRequest) -> HttpResponse:
    """Take a packed year; the answer is one sentence in both languages."""
    if request.method != "POST":
        return said(ONLY_POST, status=405)
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdigit()):
        return said(NO_LENGTH, status=411)
    if int(length) > LARGEST:
        return said(TOO_LARGE, status=413)
    home = home_in(Path(settings.DATA))
    try:
        with TemporaryDirectory(dir=home, prefix=".upload-") as place, duck(home) as lent:
            _unpack(request, Path(place), int(length))
            taken = take(lent, Path(place), home, at=timezone.now())
    except Refused as refusal:
        logger.warning("refused: %s", refusal.said.en)
        return said(refusal.said, status=422)
    logger.info("%s", taken.en)
    return said(taken, status=200)


def _unpack(request: HttpRequest, place: Path, length: int) -> None:
    """Write the members out: plain files under the names of the schema, no more bytes than were announced."""
    packed = place / ".packed"
    with packed.open("wb") as out:
        left = length
        while left and (piece := request.read(min(PIECE, left))):
            out.write(piece)
            left -= len(piece)
    try:
        with tarfile.open(packed, mode="r:") as members:
            _write_members(members, place)
    except tarfile.TarError as error:
        raise Refused(NO_TAR) from error
    packed.unlink()


def _write_members(members: tarfile.TarFile, place: Path) -> None:
    for number, member in enumerate(members):
        if number >= MOST_MEMBERS or not member.isfile() or not is_file_name(member.name):
            raise Refused(NO_TAR)
        held = members.extractfile(member)
        if held is None or (place / member.name).exists():
            raise Refused(NO_TAR)
        with (place / member.name).open("wb") as out:
            _copy(held, out)


def _copy(held: IO[bytes], out: IO[bytes]) -> None:
    while piece := held.read(PIECE):
        out.write(piece)
