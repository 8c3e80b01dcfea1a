"""Voice: containers walked to their end, nothing but sound in them; titles, covers and places are left out."""

import struct
from collections.abc import Iterator

from huiyin.kit.uploads.refusal import UploadRefused, broken, hides_something

_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_LOW_BITRATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_WAVE_KEPT = (b"fmt ", b"fact", b"data")
_WAVE_FORMATS = frozenset({1, 2, 3, 6, 7, 0x11, 0xFFFE})
_BOXES = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
# Boxes that hold titles, covers and the place of recording; they are made void in place, so that no offset moves.
_TOLD = frozenset({b"udta", b"meta", b"uuid"})


def _broken() -> UploadRefused:
    return broken("录音", "recording")


def _moving() -> UploadRefused:
    return UploadRefused(
        "这是视频，只收录音；视频请截几张图再传", "this is a video; only voice is taken. Please send pictures"
    )


def clean_wav(content: bytes) -> tuple[str, str, bytes]:
    """Return the recording with its sound alone; raises UploadRefused."""
    kept = {}
    place = 12
    while place + 8 <= len(content):
        name, size = content[place : place + 4], int.from_bytes(content[place + 4 : place + 8], "little")
        if name in _WAVE_KEPT and name not in kept:
            kept[name] = content[place + 8 : place + 8 + size]
        place += 8 + size + size % 2
    form = kept.get(b"fmt ", b"")
    if len(form) < 16 or b"data" not in kept or int.from_bytes(form[:2], "little") not in _WAVE_FORMATS:
        raise _broken()
    body = b"".join(name + struct.pack("<I", len(one)) + one + b"\0" * (len(one) % 2) for name, one in kept.items())
    return "audio/wav", ".wav", b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body


def clean_mp3(content: bytes) -> tuple[str, str, bytes]:
    """Return the recording's frames without the tags before and after; raises UploadRefused."""
    start = 0
    while content[start : start + 3] == b"ID3":
        size = content[start + 6 : start + 10]
        if len(size) < 4 or max(size) > 127:
            raise _broken()
        start += 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
    while content[start : start + 1] == b"\0":
        start += 1
    place, frames = start, 0
    while (length := _frame(content, place)) and place + length <= len(content):
        place, frames = place + length, frames + 1
    if frames < 3:
        raise _broken()
    rest = content[place:]
    if rest and not rest.startswith((b"TAG", b"APETAGEX", b"\0")) and len(rest) > 4096:
        raise hides_something()
    return "audio/mpeg", ".mp3", content[start:place]


def _frame(content: bytes, place: int) -> int:
    """Return the length of the frame at a place, 0 where there is none. Layer three only."""
    head = content[place : place + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate_at, speed = head[1] >> 3 & 3, head[2] >> 2 & 3, head[2] >> 4
    if version == 1 or rate_at == 3 or speed in (0, 15):
        return 0
    bits = (_BITRATES if version == 3 else _LOW_BITRATES)[speed] * 1000
    return (144 if version == 3 else 72) * bits // _RATES[version][rate_at] + (head[2] >> 1 & 1)


def clean_ogg(content: bytes) -> tuple[str, str, bytes]:
    """Return the recording when every page of it is sound; raises UploadRefused."""
    place, first = 0, b""
    while place < len(content):
        if content[place : place + 4] != b"OggS" or place + 27 > len(content):
            raise hides_something() if place else _broken()
        table = content[place + 27 : place + 27 + content[place + 26]]
        body = place + 27 + len(table)
        if content[place + 5] & 2:
            first = content[body : body + 8]
            if not first.startswith((b"OpusHead", b"\x01vorbis", b"Speex   ")):
                raise _moving()
        place = body + sum(table)
    if not first or place > len(content):
        raise _broken()
    return "audio/ogg", ".ogg", content


def clean_webm(content: bytes) -> tuple[str, str, bytes]:
    """Return the recording when it has sound tracks only; raises UploadRefused."""
    head = content[:4096]
    if b"\x42\x82\x84webm" not in head[:64]:
        raise _moving()
    if b"\x86\x85V_" in content or b"\x86\x86V_" in content or b"V_VP" in head or b"V_AV1" in head:
        raise _moving()
    if b"A_OPUS" not in head and b"A_VORBIS" not in head:
        raise _broken()
    return "audio/webm", ".webm", content


def clean_m4a(content: bytes) -> tuple[str, str, bytes]:
    """Return the recording with titles and place made void; raises UploadRefused."""
    kept = bytearray(content)
    sound = False
    for name, place, start, end in _boxes(content, 0, len(content)):
        if name == b"hdlr":
            handler = content[start + 8 : start + 12]
            if handler in (b"vide", b"pict", b"auxv"):
                raise _moving()
            sound = sound or handler == b"soun"
        elif name in _TOLD:
            kept[place + 4 : place + 8] = b"free"
            kept[start:end] = bytes(end - start)
    if not sound:
        raise _moving() if b"hdlr" not in content else _broken()
    return "audio/mp4", ".m4a", bytes(kept)


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield name, place, start and end of the contents of every box, those inside others too; raises UploadRefused."""
    while start < end:
        size, name = int.from_bytes(content[start : start + 4], "big"), content[start + 4 : start + 8]
        head = 8
        if size == 1:
            size, head = int.from_bytes(content[start + 8 : start + 16], "big"), 16
        if size == 0:
            size = end - start
        if size < head or start + size > end:
            raise _broken()
        yield name, start, start + head, start + size
        if name in _BOXES:
            yield from _boxes(content, start + head, start + size)
        start += size
