"""One look at a file: what it is by its first bytes, and whether that sort is taken."""

from collections.abc import Callable
from dataclasses import dataclass

from huiyin.kit.uploads.names import clean_name
from huiyin.kit.uploads.office import clean_office
from huiyin.kit.uploads.pdf import clean_pdf
from huiyin.kit.uploads.pictures import clean_jpeg, clean_png
from huiyin.kit.uploads.refusal import UploadRefused
from huiyin.kit.uploads.sound import clean_m4a, clean_mp3, clean_ogg, clean_wav, clean_webm

LARGEST_BYTES = 10 * 1024 * 1024
# A photo comes out much smaller than it went in, so it may be larger on the way in.
LARGEST_PHOTO_BYTES = 20 * 1024 * 1024

# What a cleaner returns: media type, ending, and the bytes to keep.
Cleaned = tuple[str, str, bytes]


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file that may be kept: its name, its media type by content, and its bytes without hidden data."""

    name: str
    media: str
    content: bytes


def looked_over(name: str, content: bytes) -> CleanFile:
    """Return the file as it may be kept; raises UploadRefused with a sentence.

    Photos come back re-encoded: upright, at most 4096 pixels a side, without place, camera or other hidden data.
    """
    if not content:
        raise UploadRefused("文件是空的，请重新选一个", "the file is empty; please choose it again")
    photo = content.startswith((b"\xff\xd8\xff", b"\x89PNG"))
    largest = LARGEST_PHOTO_BYTES if photo else LARGEST_BYTES
    if len(content) > largest:
        most = largest // 1024 // 1024
        raise UploadRefused(f"超过 {most} MB，请压缩或分开传", f"it is over {most} MB; please make it smaller")
    media, ending, kept = _cleaner_for(content)(content)
    return CleanFile(clean_name(name, ending), media, kept)


def _cleaner_for(content: bytes) -> Callable[[bytes], Cleaned]:
    for matches, cleaner in _TAKEN:
        if matches(content):
            return cleaner
    for start, zh, en in _KNOWN_REFUSED:
        if content.startswith(start) or (start == b"ftyp" and content[4:8] == start):
            raise UploadRefused(zh, en)
    raise UploadRefused(
        "只收照片（JPG、PNG）、PDF、Word（docx）、Excel（xlsx）和录音（m4a、mp3、wav、ogg、webm）；"
        "别的文件请拍照或另存成 PDF 再传",
        "only photos (JPG, PNG), PDF, Word (docx), Excel (xlsx) and voice (m4a, mp3, wav, ogg, webm) are taken; "
        "please photograph it or save it as PDF",
    )


def _starts(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts)


def _is_m4a(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in (b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso5", b"3gp4")


def _is_mp3(content: bytes) -> bool:
    return content.startswith(b"ID3") or (content[0] == 0xFF and len(content) > 1 and content[1] & 0xE6 == 0xE2)


_TAKEN: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Cleaned]], ...] = (
    (_starts(b"\xff\xd8\xff"), clean_jpeg),
    (_starts(b"\x89PNG\r\n\x1a\n"), clean_png),
    (_starts(b"%PDF-"), clean_pdf),
    (_starts(b"PK\x03\x04"), clean_office),
    (lambda content: content.startswith(b"RIFF") and content[8:12] == b"WAVE", clean_wav),
    (_starts(b"OggS"), clean_ogg),
    (_starts(b"\x1a\x45\xdf\xa3"), clean_webm),
    (_is_m4a, clean_m4a),
    (_is_mp3, clean_mp3),
)
_OLD_OR_LOCKED = (
    "这是旧版 Word/Excel（doc、xls）或加了密码的文件；请去掉密码，另存成 docx、xlsx 或 PDF 再传",
    "this is an old Word or Excel file, or one with a password; please save it as docx, xlsx or PDF without a password",
)
_ARCHIVE = (
    "压缩包不收，请解开后把里面的文件一个一个传",
    "archives are not taken; please unpack it and send the files one by one",
)
_PROGRAM = ("这是程序，不能收", "this is a program and cannot be taken")
_OTHER_PICTURE = ("这种图片不收，请存成 JPG，或截个屏再传", "this sort of picture is not taken; please save it as JPG")
_PAGE = (
    "网页和脚本不收，请截屏或另存成 PDF 再传",
    "web pages and scripts are not taken; please send a screenshot or a PDF",
)
_KNOWN_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (
        b"ftyp",
        "这是 HEIC 照片或视频，收不了。苹果手机请在“设置—相机—格式”里选“兼容性最佳”再拍，或者截个屏再传；视频请截几张图",
        "this is a HEIC photo or a video; on an iPhone choose Camera, Formats, Most Compatible, or send a screenshot",
    ),
    (b"\xd0\xcf\x11\xe0", *_OLD_OR_LOCKED),
    (b"Rar!", *_ARCHIVE),
    (b"7z\xbc\xaf", *_ARCHIVE),
    (b"\x1f\x8b", *_ARCHIVE),
    (b"BZh", *_ARCHIVE),
    (b"\xfd7zXZ", *_ARCHIVE),
    (b"MZ", *_PROGRAM),
    (b"\x7fELF", *_PROGRAM),
    (b"\xca\xfe\xba\xbe", *_PROGRAM),
    (b"\xcf\xfa\xed\xfe", *_PROGRAM),
    (b"#!", *_PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", *_PROGRAM),
    (b"GIF8", *_OTHER_PICTURE),
    (b"RIFF", *_OTHER_PICTURE),
    (b"BM", *_OTHER_PICTURE),
    (b"II*\x00", *_OTHER_PICTURE),
    (b"MM\x00*", *_OTHER_PICTURE),
    (b"<", *_PAGE),
    (b"\xef\xbb\xbf<", *_PAGE),
)
