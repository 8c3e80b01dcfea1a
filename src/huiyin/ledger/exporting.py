"""The ledger as lines of JSON for the stand-alone verifier: hashes and public words, never a sealed box."""

import json
from collections.abc import Iterator
from heapq import merge
from typing import Any

from huiyin.ledger.lines import PlainLine, stamp
from huiyin.ledger.readings import PlainReading
from huiyin.ledger.roots import LeafProof, as_root
from huiyin.ledger.snapshot import snapshot
from huiyin.store.events import Event as Line
from huiyin.store.events import Root as RootRow
from huiyin.store.readings import Reading

CHUNK = 4000
FORMAT = 1


def exported(*, county: str) -> Iterator[str]:
    """Yield the whole ledger, a line of JSON each: roots, sealed lines by position, unsealed ones, and the end.

    Read a row at a time, as of one moment.
    """
    with snapshot():
        counts = dict.fromkeys(("root", "event", "reading"), 0)
        yield _text({"is": "ledger", "format": FORMAT, "county": county})
        for what in _everything():
            counts[what["is"]] += 1
            yield _text(what)
        # Without this line the file was cut short on its way.
        yield _text({"is": "end", "counts": counts})


def proof_text(proof: LeafProof) -> str:
    """Return the proof of a receipt for the stand-alone verifier. Raises ValueError for a leaf not yet sealed."""
    if proof.root is None:
        raise ValueError("the leaf is not sealed yet")
    sealed = proof.root
    return _text(
        {
            "is": "proof", "leaf": proof.leaf, "county": proof.county, "index": proof.index, "count": proof.count,
            "path": list(proof.path), "number": sealed.number, "first": sealed.first, "last": sealed.last,
            "suite": sealed.suite, "previous": sealed.previous, "root": sealed.root,
            "sealed_at": stamp(sealed.sealed_at),
        }
    )  # fmt: skip


def _everything() -> Iterator[dict[str, Any]]:
    for row in RootRow.objects.order_by("number").iterator(chunk_size=CHUNK):
        yield _root(row)
    sealed = {"position__isnull": False}
    events = map(_event, _plain(Line.objects.filter(**sealed).order_by("position"), PlainLine))
    readings = map(_reading, _plain(Reading.objects.filter(**sealed).order_by("position"), PlainReading))
    yield from merge(events, readings, key=lambda one: one["position"])
    yield from map(_event, _plain(Line.objects.filter(position__isnull=True).order_by("id"), PlainLine))
    yield from map(_reading, _plain(Reading.objects.filter(position__isnull=True).order_by("id"), PlainReading))


def _plain(rows: Any, shape: Any) -> Iterator[Any]:
    return map(shape._make, rows.values_list(*shape._fields).iterator(chunk_size=CHUNK))


def _root(row: RootRow) -> dict[str, Any]:
    one = as_root(row)
    return {
        "is": "root", "county": row.county, "number": one.number, "first": one.first, "last": one.last,
        "suite": one.suite, "previous": one.previous, "root": one.root, "sealed_at": stamp(one.sealed_at),
    }  # fmt: skip


def _event(line: PlainLine) -> dict[str, Any]:
    return {
        "is": "event", **line._asdict(), "stream": str(line.stream), "at": stamp(line.at),
        "recorded_at": stamp(line.recorded_at), "prev": bytes(line.prev).hex(), "hash": bytes(line.hash).hex(),
    }  # fmt: skip


def _reading(reading: PlainReading) -> dict[str, Any]:
    return {
        "is": "reading", **reading._asdict(), "day": reading.day.isoformat(), "matter": str(reading.matter),
        "at": stamp(reading.at), "prev": bytes(reading.prev).hex(), "hash": bytes(reading.hash).hex(),
    }  # fmt: skip


def _text(what: dict[str, Any]) -> str:
    return json.dumps(what, ensure_ascii=False, separators=(",", ":"))
