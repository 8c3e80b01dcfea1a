"""PDF: kept as it is when nothing in it acts by itself. Refused with a password, scripts, launches or enclosed files."""

import re
import zlib
from collections.abc import Iterator

from huiyin.kit.uploads.refusal import UploadRefused, broken, hides_something

# Names that make a reader do something, or carry another file. A destination or a link to a page is harmless.
ACTING = (
    b"JavaScript", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia", b"SubmitForm", b"ImportData", b"XFA", b"GoToE", b"GoToR",
    b"Rendition", b"Movie",
)  # fmt: skip
MOST_UNPACKED = 16 * 1024 * 1024
MOST_UNPACKED_TOGETHER = 96 * 1024 * 1024
_ACTING = re.compile(rb"/(" + b"|".join(ACTING) + rb")(?![A-Za-z0-9_#.-])")
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9_#.-])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")


def clean_pdf(content: bytes) -> tuple[str, str, bytes]:
    """Return the PDF as it is; raises UploadRefused."""
    if b"%%EOF" not in content[-2048:]:
        raise broken("PDF", "PDF")
    _refuse_tail(content)
    plain = _unescaped(content)
    if _LOCKED.search(plain):
        raise UploadRefused("PDF 加了密码，请去掉密码再传", "the PDF has a password; please remove it")
    for piece in (plain, *map(_unescaped, _unpacked(content))):
        _refuse_acting(piece)
    return "application/pdf", ".pdf", content


def _refuse_tail(content: bytes) -> None:
    tail = content[content.rfind(b"%%EOF") + 5 :]
    if tail.strip(b"\r\n\x00 \x1a\t") or b"PK\x05\x06" in content[-66000:]:
        raise hides_something()


def _refuse_acting(piece: bytes) -> None:
    found = _ACTING.search(piece)
    if found is not None:
        raise UploadRefused(
            "PDF 里有会自己运行的内容或夹带的文件，不能收；请用“打印成 PDF”另存一份再传",
            "the PDF holds something that acts by itself, or an enclosed file; please print it to PDF and send that",
        )


def _unescaped(piece: bytes) -> bytes:
    # A name may write any letter as #xx; both forms are the same name to a reader.
    return _ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), piece) if b"#" in piece else piece


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield what the packed streams hold, as far as the limits go; objects may hide in them."""
    together = 0
    for found in _STREAM.finditer(content):
        said = _unescaped(content[max(0, found.start() - 2000) : found.start()].rpartition(b" obj")[2])
        objects = b"/ObjStm" in said
        if objects and re.search(rb"/(LZW|ASCII85|ASCIIHex|RunLength|LZ|A85|AHx|RL)", said):
            raise _too_packed()
        piece, whole = _inflated(content, found.end())
        together += len(piece)
        if (objects and not whole) or together > MOST_UNPACKED_TOGETHER:
            raise _too_packed()
        if piece:
            yield piece


def _inflated(content: bytes, start: int) -> tuple[bytes, bool]:
    """Return what is packed from `start`, up to the limit, and whether that was all; empty where it is not packed."""
    unpacker = zlib.decompressobj()
    try:
        piece = unpacker.decompress(memoryview(content)[start:], MOST_UNPACKED)
    except zlib.error:
        return b"", True
    return piece, unpacker.eof


def _too_packed() -> UploadRefused:
    return UploadRefused(
        "PDF 里的内容压得太紧，看不清里面是什么；请用“打印成 PDF”另存一份再传",
        "the PDF is packed so that it cannot be looked into; please print it to PDF and send that",
    )
