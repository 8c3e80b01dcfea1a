"""Files as they come in from phones and counters, made here: a photo with its place in it, a PDF, a Word file."""

import io
import struct
import zipfile

from PIL import Image


def photo(*, words: bytes = b"", turned: int = 1, size: tuple[int, int] = (48, 32), place: bool = True) -> bytes:
    """Return a JPEG as a phone makes it: with the camera, the place of taking, and a comment."""
    picture = Image.new("RGB", size, (40, 90, 160))
    picture.paste((250, 250, 250), (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = turned, "TestPhone", words.decode()
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 12.0), 3: "E", 4: (120.0, 9.0, 3.0)})
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=words or b"taken by phone")
    return out.getvalue()


def png(*, size: tuple[int, int] = (24, 16)) -> bytes:
    """Return a small PNG."""
    out = io.BytesIO()
    Image.new("RGB", size, (200, 60, 60)).save(out, "PNG")
    return out.getvalue()


def pdf(*objects: bytes) -> bytes:
    """Return a PDF of one empty page, with further objects given as they stand in the file."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        *objects,
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out)


TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def office(path: str = "word/document.xml", /, **parts: bytes) -> bytes:
    """Return a Word or Excel file with its main part at a path, `main` its content; further parts by name, `__` for a stroke."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", parts.pop("types", TYPES))
        packed.writestr(path, parts.pop("main", b"<w:document>hello</w:document>"))
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def wav(*, seconds: float = 0.1) -> bytes:
    """Return a recording in WAV with a title chunk in it."""
    sound = bytes(int(8000 * seconds))
    form = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    told = b"LIST" + struct.pack("<I", 12) + b"INFOZhou\0\0\0\0"
    body = form + told + b"data" + struct.pack("<I", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body


def mp3(frames: int = 5) -> bytes:
    """Return a recording in MP3 with a tag before its frames."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    return b"ID3\x03\x00\x00\x00\x00\x00\x0bTIT2 a name" + frame * frames


def box(name: bytes, content: bytes) -> bytes:
    """Return a box of an MP4 file."""
    return struct.pack(">I", len(content) + 8) + name + content


def m4a(handler: bytes = b"soun") -> bytes:
    """Return a voice memo with the place of recording in it; `vide` makes it a video."""
    hdlr = box(b"hdlr", bytes(8) + handler + bytes(13))
    place = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7+30.2533+120.1508/"))
    moov = box(b"moov", box(b"trak", box(b"mdia", hdlr)) + place)
    return box(b"ftyp", b"M4A \0\0\0\0M4A mp42") + moov + box(b"mdat", b"voice")


def ogg(codec: bytes = b"OpusHead") -> bytes:
    """Return two pages of an Ogg file of a codec."""
    page = b"OggS\0%c" + bytes(20) + b"\x01\x10"
    return page % 2 + codec.ljust(16, b"\0") + page % 0 + bytes(16)


def webm(codec: bytes = b"\x86\x86A_OPUS") -> bytes:
    """Return the head of a WebM file with one track."""
    return b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm" + b"\x18\x53\x80\x67\xff" + codec + b"\xa3" + bytes(60)


PHOTO = photo()
PICTURE = png()
