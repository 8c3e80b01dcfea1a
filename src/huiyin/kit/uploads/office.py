"""Word and Excel files: looked through part by part. No macros, no objects, nothing fetched from elsewhere."""

import io
import re
import struct
import zipfile
import zlib

from huiyin.kit.uploads.refusal import UploadRefused, broken, hides_something

MOST_PARTS = 2000
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PACKED_TIMES = 120
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN = {"word/document.xml": (_WORD, ".docx"), "xl/workbook.xml": (_EXCEL, ".xlsx")}
_FORBIDDEN_PART = re.compile(r"vba|macro|activex|/embeddings/|oleobject|customui|/externallinks/|dialogsheets", re.I)
_FORBIDDEN_KIND = re.compile(rb"macroenabled|vbaproject|activex|oleobject|ms-package", re.I)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.I)
_ELSEWHERE = re.compile(rb"TargetMode\s*=\s*[\"']External", re.I)
_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.I)
_FETCHING = re.compile(rb"\bDDE(?:AUTO)?\b|\bINCLUDETEXT\b|\bINCLUDEPICTURE\b", re.I)
_FIELD = re.compile(rb"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)\"|<ddeLink", re.I)
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, struct.error, KeyError)


def clean_office(content: bytes) -> tuple[str, str, bytes]:
    """Return the Word or Excel file as it is; raises UploadRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            media, ending = _looked_at(packed, content)
    except _FAULTS as fault:
        raise broken("Word 或 Excel 文件", "Word or Excel file") from fault
    except RuntimeError as fault:
        raise _locked() from fault
    return media, ending, content


def _looked_at(packed: zipfile.ZipFile, content: bytes) -> tuple[str, str]:
    parts = packed.infolist()
    names = [part.filename for part in parts]
    main = next((found for name, found in _MAIN.items() if name in names), None)
    if main is None or "[Content_Types].xml" not in names:
        raise UploadRefused(
            "压缩包不收，请解开后把里面的文件一个一个传",
            "archives are not taken; please unpack it and send the files one by one",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise _locked()
    _refuse_shape(packed, parts, content)
    for part in parts:
        _refuse_part(part.filename, packed)
    return main


def _refuse_shape(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo], content: bytes) -> None:
    names = [part.filename for part in parts]
    if len(set(names)) < len(names) or any(".." in name or name.startswith("/") or "\\" in name for name in names):
        raise hides_something()
    if packed.comment or min(part.header_offset for part in parts) != 0 or not content[-22:].startswith(b"PK\x05\x06"):
        raise hides_something()
    unpacked = sum(part.file_size for part in parts)
    squeezed = any(
        part.file_size > 1_000_000 and part.file_size > part.compress_size * MOST_PACKED_TIMES for part in parts
    )
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or squeezed:
        raise UploadRefused(
            "文件展开后太大，请另存成 PDF，或分成几个小文件再传",
            "unpacked the file is too large; please save it as PDF or in several smaller files",
        )


def _refuse_part(name: str, packed: zipfile.ZipFile) -> None:
    if _FORBIDDEN_PART.search(name):
        raise _acts()
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        if packed.open(name).read(4)[:2] in (b"MZ", b"PK"):
            raise hides_something()
        return
    said = packed.read(name)
    if b"<!DOCTYPE" in said or b"<!ENTITY" in said or said[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise hides_something()
    kinds = name == "[Content_Types].xml" and _FORBIDDEN_KIND.search(said)
    fields = any(_FETCHING.search(found.group(0)) for found in _FIELD.finditer(said))
    if kinds or fields or _fetches(said):
        raise _acts()


def _fetches(said: bytes) -> bool:
    # A link somebody may press is harmless; a picture or template fetched on opening tells its author who opened it.
    relations = (found.group(0) for found in _RELATION.finditer(said))
    return any(_ELSEWHERE.search(one) and not _LINK.search(one) for one in relations)


def _acts() -> UploadRefused:
    return UploadRefused(
        "文件里有宏、嵌入的对象或会联网取的内容，不能收；请另存成 PDF 再传",
        "the file holds macros, embedded objects or parts fetched from elsewhere; please save it as PDF",
    )


def _locked() -> UploadRefused:
    return UploadRefused("文件加了密码，请去掉密码再传", "the file has a password; please remove it")
