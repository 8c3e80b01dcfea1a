"""What a whole stream and a whole day of readings must be like; what is not, as sentences. Asks no table."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from huiyin.kit.sealing import SealBroken, Suite, unwrap_key
from huiyin.kit.text import Text
from huiyin.ledger.keys import PlainBox, PlainKey, box_digest, site_key
from huiyin.ledger.lines import GENESIS, PlainLine, line_hash, words_digest
from huiyin.ledger.readings import PlainReading, quarter_of, reading_hash

# Whatever an altered value can throw at the code that reads it. Anything else is our own mistake and comes through.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class StreamParts:
    """What lies beside the events of one stream: boxes, the key, and how far the rows say it had come."""

    stream: UUID
    boxes: list[PlainBox]
    keys: list[PlainKey]
    row_versions: list[int]


@dataclass(slots=True)
class _Walk:
    """How far the walk along a stream has come."""

    version: int = 0
    hash: bytes = GENESIS
    recorded_at: datetime | None = None
    position: int | None = 0
    erased: bool = False
    without_words: list[int] = field(default_factory=list)
    digests: dict[tuple[int, str], str] = field(default_factory=dict)


def stream_findings(lines: Iterable[PlainLine], parts: StreamParts, *, county: str) -> Iterator[Text]:
    """Yield a sentence for everything wrong with one stream, its lines given in order of version."""
    walk = _Walk()
    for line in lines:
        body = _body_of(line)
        for zh, en in (*_link_faults(line, walk), *_content_faults(line, body, county)):
            yield Text(f"{parts.stream} 第 {line.version} 条：{zh}", f"{parts.stream} line {line.version}: {en}")
        _step_on(line, body, walk)
    for zh, en in (*_end_faults(walk, parts), *_box_faults(walk, parts, county)):
        yield Text(f"{parts.stream}：{zh}", f"{parts.stream}: {en}")


def _body_of(line: PlainLine) -> dict[str, Any]:
    # Most lines of a long stream seal nothing; looking for the words is quicker than reading the body.
    if '"sealed":' not in line.body and '"said":' not in line.body and '"erased":' not in line.body:
        return {}
    try:
        body = json.loads(line.body)
    except UNREADABLE:
        return {}
    return body if isinstance(body, dict) else {}


def _link_faults(line: PlainLine, walk: _Walk) -> Iterator[tuple[str, str]]:
    if line.version != walk.version + 1:
        yield f"前面缺第 {walk.version + 1} 条", f"line {walk.version + 1} before it is missing"
    elif bytes(line.prev) != walk.hash:
        yield "没有接在上一条后面", "it does not follow from the line before it"
    if walk.recorded_at is not None and line.recorded_at < walk.recorded_at:
        yield "记录时间早于上一条", "it was recorded earlier than the line before it"
    if line.position is not None and (walk.position is None or line.position <= walk.position):
        yield "封存顺序与事件顺序不符", "it was sealed out of order"


def _content_faults(line: PlainLine, body: Mapping[str, Any], county: str) -> Iterator[tuple[str, str]]:
    try:
        sound = line_hash(line) == line.hash
    except UNREADABLE:
        sound = False
    if not sound:
        yield "内容与指纹不符，被改过", "its content does not fit its hash: it was altered"
    elif line.county != county:
        yield "是别的县的记录", "it belongs to another county"
    if line.words is not None and sound and not _words_fit(line, body.get("said")):
        yield "写下的文字与指纹不符，被改过", "the words written do not fit their digest: they were altered"


def _words_fit(line: PlainLine, said: object) -> bool:
    assert line.words is not None
    try:
        return said == words_digest(line.words, Suite(line.suite))
    except UNREADABLE:
        return False


def _step_on(line: PlainLine, body: Mapping[str, Any], walk: _Walk) -> None:
    walk.version, walk.hash, walk.recorded_at = line.version, bytes(line.hash), line.recorded_at
    walk.position = line.position
    try:
        walk.digests.update({(line.version, name): digest for name, digest in body.get("sealed", {}).items()})
        walk.erased = bool(body.get("erased", walk.erased))
        if line.words is None and "said" in body:
            walk.without_words.append(line.version)
    except UNREADABLE:
        return


def _end_faults(walk: _Walk, parts: StreamParts) -> Iterator[tuple[str, str]]:
    if any(version > walk.version for version in parts.row_versions):
        last = max(parts.row_versions)
        yield (
            f"界面行已到第 {last} 条，账本只到第 {walk.version} 条，末尾被截短了",
            (f"the rows had come to line {last}, the ledger ends at {walk.version}: it was cut short"),
        )
    if walk.without_words and not walk.erased:
        yield (
            f"第 {_listed(walk.without_words)} 条写下的文字不见了，又没有抹除记录",
            (f"the words of lines {_listed(walk.without_words)} are gone and no erasure was recorded"),
        )


def _box_faults(walk: _Walk, parts: StreamParts, county: str) -> Iterator[tuple[str, str]]:
    if not walk.erased:
        key = _opened_key(parts, county)
        yield from _key_faults(walk, parts, key)
        yield from _sealed_faults(walk, parts, key=key, county=county)
    elif parts.boxes or parts.keys:
        yield (
            "已记抹除，钥匙或密封内容却还在（恢复备份后请重新抹除）",
            ("its erasure is recorded, yet the key or boxes are there (erase again after a restore)"),
        )


def _key_faults(walk: _Walk, parts: StreamParts, key: bytes | None) -> Iterator[tuple[str, str]]:
    if parts.keys and key is None:
        yield "钥匙打不开，被改过，或机器上的站点密钥不对", "its key does not open: altered, or the wrong site key"
    elif walk.digests and key is None:
        yield "钥匙不见了，又没有抹除记录", "its key is gone and no erasure was recorded"


def _sealed_faults(walk: _Walk, parts: StreamParts, *, key: bytes | None, county: str) -> Iterator[tuple[str, str]]:
    for box in parts.boxes:
        digest = walk.digests.pop((box.version, box.field), None)
        if digest is None:
            yield f"密封内容 {box.version}/{box.field} 在账本里没有来历", f"box {box.version}/{box.field} has no event"
        elif box.county != county or (key is not None and not _box_fits(box, key, digest)):
            yield f"密封内容 {box.version}/{box.field} 被改过", f"box {box.version}/{box.field} was altered"
    for version, name in walk.digests:
        yield f"密封内容 {version}/{name} 不见了", f"box {version}/{name} is missing"


def _opened_key(parts: StreamParts, county: str) -> bytes | None:
    if not parts.keys or parts.keys[0].county != county:
        return None
    row = parts.keys[0]
    try:
        return unwrap_key(Suite(row.suite), site_key(), bytes(row.wrapped), context=parts.stream.bytes)
    except (SealBroken, *UNREADABLE):
        return None


def _box_fits(box: PlainBox, key: bytes, digest: str) -> bool:
    try:
        return box_digest(box, key=key) == digest
    except (SealBroken, *UNREADABLE):
        return False


def reading_findings(readings: Iterable[PlainReading], *, county: str, given: Mapping[str, int]) -> Iterator[Text]:
    """Yield a sentence for everything wrong with the readings, given by day and number.

    `given` says for each day (as 20261122) the last number that was given out.
    """
    left = dict(given)
    day: date | None = None
    number, prev = 0, GENESIS
    for reading in readings:
        if reading.day != day:
            yield from _day_end(day, number, left)
            day, number, prev = reading.day, 0, GENESIS
        for zh, en in _reading_faults(reading, county=county, number=number, prev=prev):
            yield Text(
                f"阅看记录 {reading.day} 第 {reading.number} 条：{zh}", f"Reading {reading.day}/{reading.number}: {en}"
            )
        number, prev = reading.number, bytes(reading.hash)
    yield from _day_end(day, number, left)
    for name in sorted(left):
        yield Text(f"阅看记录 {name} 一整天都不见了", f"Every reading of {name} is missing")


def _reading_faults(reading: PlainReading, *, county: str, number: int, prev: bytes) -> Iterator[tuple[str, str]]:
    if reading.number != number + 1:
        yield f"前面缺第 {number + 1} 条", f"reading {number + 1} before it is missing"
    elif bytes(reading.prev) != prev:
        yield "没有接在上一条后面", "it does not follow from the one before it"
    try:
        sound = reading_hash(reading) == bytes(reading.hash) and reading.quarter == quarter_of(reading.at)
    except UNREADABLE:
        sound = False
    if not sound or not all(unicodedata.is_normalized("NFC", text) for text in (reading.reason, reading.post_label)):
        yield "内容与指纹不符，被改过", "its content does not fit its hash: it was altered"
    elif reading.county != county:
        yield "是别的县的记录", "it belongs to another county"


def _day_end(day: date | None, number: int, left: dict[str, int]) -> Iterator[Text]:
    if day is None:
        return
    given = left.pop(f"{day:%Y%m%d}", 0)
    if given != number:
        yield Text(
            f"阅看记录 {day}：编到第 {given} 号，最后一条却是第 {number} 号",
            f"Readings of {day}: numbers were given up to {given}, the last one is {number}",
        )


def _listed(numbers: list[int]) -> str:
    return "、".join(str(number) for number in numbers)
