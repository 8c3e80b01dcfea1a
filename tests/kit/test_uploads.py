"""Files somebody sends in: the good ones come back clean, each hostile one is refused with its own sentence."""

import io
import random
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest
from PIL import Image

from huiyin.kit.uploads import CleanFile, UploadRefused, looked_over
from tests import pictures
from tests.pictures import TYPES, m4a, mp3, office, ogg, pdf, photo, png, wav, webm

RELATION = b'<Relationships><Relationship Id="r" Type="x/%s" Target="http://a.invalid/p" TargetMode="External"/>'
ZIP = office("readme.txt")


def packed_objects(said: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    body = zlib.compress(said)
    return b"<< /Type /ObjStm /N 1 /First 4 /Filter %s /Length %d >>\nstream\n%s\nendstream" % (
        filters,
        len(body),
        body,
    )


def huge_png() -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def text_bomb_png() -> bytes:
    bomb = b"iTXtc\0\x01\0\0\0" + zlib.compress(bytes(80_000_000), 9)
    chunk = struct.pack(">I", len(bomb) - 4) + bomb + struct.pack(">I", zlib.crc32(bomb))
    good = png()
    return good[:33] + chunk + good[33:]


def wide_jpeg() -> bytes:
    good = bytearray(photo(place=False))
    start = good.index(b"\xff\xc0")
    good[start + 5 : start + 9] = struct.pack(">HH", 65000, 65000)
    return bytes(good)


def locked_zip() -> bytes:
    good = bytearray(office())
    place = 0
    while (place := good.find(b"PK\x01\x02", place + 1)) >= 0:
        good[place + 8] |= 1
    return bytes(good)


def doubled_zip() -> bytes:
    out = io.BytesIO(office())
    with zipfile.ZipFile(out, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr("word/document.xml", b"<other/>")
    return out.getvalue()


# name, bytes, what the sentence must say: one row a hostile file.
HOSTILE: tuple[tuple[str, bytes, str], ...] = (
    ("空.jpg", b"", "空的"),
    ("程序.jpg", b"MZ\x90\x00" + bytes(100), "程序"),
    ("elf.pdf", b"\x7fELF" + bytes(100), "程序"),
    ("脚本.png", b"#!/bin/sh\nrm -rf x", "程序"),
    ("快捷方式.docx", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(80), "程序"),
    ("类.jpg", b"\xca\xfe\xba\xbe" + bytes(80), "程序"),
    ("网页.jpg", b"<html><script>alert(1)</script>", "网页"),
    ("矢量.png", b"<svg xmlns='x' onload='alert(1)'/>", "网页"),
    ("有标记的网页.pdf", b"\xef\xbb\xbf<!doctype html>", "网页"),
    ("说不清.pdf", b"just some words", "只收"),
    ("零.jpg", bytes(500), "只收"),
    ("压缩.docx", ZIP, "压缩包"),
    ("压缩.rar", b"Rar!\x1a\x07\x00" + bytes(50), "压缩包"),
    ("压缩.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "压缩包"),
    ("压缩.gz", b"\x1f\x8b\x08" + bytes(50), "压缩包"),
    ("苹果.jpg", b"\0\0\0\x18ftypheic" + bytes(50), "HEIC"),
    ("新格式.jpg", b"\0\0\0\x18ftypavif" + bytes(50), "HEIC"),
    ("动图.jpg", b"GIF89a" + bytes(50), "存成 JPG"),
    ("旧版.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "加了密码"),
    ("断了.jpg", photo()[:200], "没有存完整"),
    ("断了.png", png()[:50], "没有存完整"),
    ("大幅.png", huge_png(), "尺寸太大"),
    ("大幅.jpg", wide_jpeg(), "尺寸太大"),
    ("字里藏弹.png", text_bomb_png(), "没有存完整"),
    ("照片加压缩包.jpg", photo() + ZIP, "夹着别的东西"),
    ("照片加PDF.jpg", photo(words=b"%PDF-1.4 1 0 obj"), "夹着别的东西"),
    ("照片加脚本.jpg", photo(words=b"<SCRIPT>alert(1)</SCRIPT>"), "夹着别的东西"),
    ("运行.pdf", pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"), "会自己运行"),
    ("改写的名.pdf", pdf(b"<< /S /Java#53cript /JS (app.alert(1)) >>"), "会自己运行"),
    ("启动.pdf", pdf(b"<< /S /Launch /F (cmd.exe) >>"), "会自己运行"),
    ("夹带.pdf", pdf(b"<< /Type /Filespec /EF << /F 9 0 R >> >> << /Names << /EmbeddedFiles 5 0 R >> >>"), "会自己运行"),
    ("交表.pdf", pdf(b"<< /S /SubmitForm /F (http://a.invalid) >>"), "会自己运行"),
    ("藏在对象流.pdf", pdf(packed_objects(b"9 0 << /S /JavaScript /JS (x) >>")), "会自己运行"),
    ("换种压法.pdf", pdf(packed_objects(b"9 0 << >>", b"[/ASCII85Decode /FlateDecode]")), "压得太紧"),
    ("对象流弹.pdf", pdf(packed_objects(bytes(40_000_000))), "压得太紧"),
    ("加密.pdf", pdf(b"<< /Filter /Standard >>").replace(b"/Root", b"/Encrypt 4 0 R /Root"), "加了密码"),
    ("没有尾.pdf", b"%PDF-1.7\n1 0 obj << >> endobj", "没有存完整"),
    ("尾巴.pdf", pdf() + ZIP, "夹着别的东西"),
    ("尾巴脚本.pdf", pdf() + b"<script>alert(1)</script>", "夹着别的东西"),
    ("宏.docx", office(word__vbaProject=b"x"), "有宏"),
    ("宏.xlsx", office("xl/workbook.xml", types=TYPES.replace(b"application/xml", b"x.macroEnabled.main+xml")), "有宏"),
    ("嵌入.docx", office(**{"word__embeddings__oleObject1.bin": b"x"}), "有宏"),
    ("控件.docx", office(**{"word__activeX__activeX1.xml": b"<x/>"}), "有宏"),
    ("外部模板.docx", office(**{"word___rels__settings.xml.rels": RELATION % b"attachedTemplate"}), "联网"),
    ("外部图片.docx", office(**{"word___rels__document.xml.rels": RELATION % b"image"}), "联网"),
    ("动态交换.docx", office(main=b"<w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText>"), "联网"),
    ("实体弹.docx", office(main=b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'), "夹着别的东西"),
    ("压缩弹.docx", office(**{"word__media__a.bmp": bytes(50_000_000)}), "展开后太大"),
    ("一堆.xlsx", office("xl/workbook.xml", **{f"xl__a{n}.bin": b"" for n in range(2100)}), "展开后太大"),
    ("出门.docx", office(**{"..__..__evil.xml": b"<x/>"}), "夹着别的东西"),
    ("两份.docx", doubled_zip(), "夹着别的东西"),
    ("包中程序.docx", office(**{"word__media__a.png": b"MZ\x90\0"}), "夹着别的东西"),
    ("后面有话.docx", office() + b"<script>", "夹着别的东西"),
    ("加锁.docx", locked_zip(), "密码"),
    ("断.docx", office()[:120], "没有存完整"),
    ("视频.m4a", m4a(b"vide"), "视频"),
    ("断.m4a", m4a()[:90], "没有存完整"),
    ("视频.ogg", ogg(b"\x80theora"), "视频"),
    ("尾巴.ogg", ogg() + ZIP, "夹着别的东西"),
    ("视频.webm", webm(b"\x86\x85V_VP8" + b"\x86\x86A_OPUS"), "视频"),
    ("假.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x0b" + b"MZ program inside", "没有存完整"),
    ("尾巴.mp3", mp3() + b"PK" + bytes(9000), "夹着别的东西"),
    ("假.wav", b"RIFF\x10\0\0\0WAVE" + bytes(30), "没有存完整"),
    ("太大.pdf", b"%PDF-" + bytes(11 * 1024 * 1024), "超过 10 MB"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "content", "says"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_hostile_file_is_refused_with_its_sentence(name: str, content: bytes, says: str) -> None:
    with pytest.raises(UploadRefused) as raised:
        looked_over(name, content)

    assert says in raised.value.reason.zh
    assert raised.value.reason.en


def test_photo_loses_place_camera_and_comment_and_stands_upright() -> None:
    sent = photo(words=b"Zhou Xiaoman, Willow Brook 12", turned=6)

    clean = looked_over("IMG_1.JPG.exe", sent)

    kept = Image.open(io.BytesIO(clean.content))
    assert (clean.name, clean.media, kept.size) == ("IMG_1.jpg", "image/jpeg", (32, 48))
    assert (len(kept.getexif()), kept.info.get("comment"), kept.info.get("exif")) == (0, None, None)
    assert all(word in sent and word not in clean.content for word in (b"TestPhone", b"Xiaoman"))


def test_large_photo_is_made_smaller() -> None:
    clean = looked_over("大.jpg", photo(size=(6000, 3000)))

    assert Image.open(io.BytesIO(clean.content)).size == (4096, 2048)


def test_png_keeps_what_can_be_seen_through_and_nothing_else() -> None:
    out = io.BytesIO()
    picture = Image.new("RGBA", (4, 4), (255, 0, 0, 128))
    picture.save(out, "PNG", exif=b"Exif\0\0hidden")

    clean = looked_over("a.png", out.getvalue())

    kept = Image.open(io.BytesIO(clean.content))
    assert (kept.mode, kept.getpixel((0, 0)), b"hidden" in clean.content) == ("RGBA", (255, 0, 0, 128), False)


@pytest.mark.parametrize(
    ("sent", "media", "ending"),
    [
        (pdf(), "application/pdf", ".pdf"),
        (office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        (office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
        (office(**{"word___rels__document.xml.rels": RELATION % b"hyperlink"}),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        (ogg(), "audio/ogg", ".ogg"),
        (webm(), "audio/webm", ".webm"),
    ],
)  # fmt: skip
def test_good_document_or_voice_is_kept_as_it_is(sent: bytes, media: str, ending: str) -> None:
    assert looked_over("材料", sent) == CleanFile(f"材料{ending}", media, sent)


@pytest.mark.parametrize(
    ("sent", "hidden", "media"),
    [
        (wav(), b"Zhou", "audio/wav"),
        (mp3(), b"a name", "audio/mpeg"),
        (m4a(), b"+30.2533+120.1508", "audio/mp4"),
    ],
)
def test_voice_is_kept_without_titles_and_place(sent: bytes, hidden: bytes, media: str) -> None:
    clean = looked_over("话", sent)

    assert (clean.media, hidden in sent, hidden in clean.content) == (media, True, False)
    assert looked_over("话", clean.content) == clean


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("..\\..\\a/现场 照片.jpeg", "现场 照片.jpg"),
        ("现场\u202egpj.exe", "现场gpj.jpg"),
        ("\x00\x07:*?.jpg", "file.jpg"),
        ("长" * 200 + ".jpg", "长" * 56 + ".jpg"),
        ("a.tar.gz", "a.jpg"),
        ("", "file.jpg"),
    ],
)
def test_name_is_cleaned_and_ends_as_its_content(name: str, kept: str) -> None:
    assert looked_over(name, pictures.PHOTO).name == kept


@pytest.mark.filterwarnings("ignore:Truncated File Read")
def test_damaged_files_are_refused_or_cleaned_never_a_fault() -> None:
    chance = random.Random(7)
    for good in (photo(), png(), pdf(packed_objects(b"<< >>")), office(), wav(), mp3(), m4a(), ogg(), webm()):
        for _ in range(60):
            bad = bytearray(good)
            for _ in range(chance.randint(1, 12)):
                bad[chance.randrange(len(bad))] = chance.randrange(256)
            with suppress(UploadRefused):
                looked_over("x", bytes(bad[: chance.randint(1, len(bad))]))
