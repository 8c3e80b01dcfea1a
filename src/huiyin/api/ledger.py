"""Proof: published roots, whether a leaf is in one, and how far the ledger is sealed."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from huiyin.acts.writing import NotFound
from huiyin.api.bearing import ANY, READS, actor
from huiyin.api.shapes import Key, Said, said
from huiyin.queries.ledger_health import matter_chain, sealing
from huiyin.queries.matter_page import found_row
from huiyin.queries.proof import Seal, newest_seals, proven

router = Router(tags=["账本 Ledger"])
Leaf = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{64}$")]
Many = Annotated[int, Field(ge=1, le=200)]


class RootOut(Schema):
    """一次结账的账本根 / a published root."""

    number: int
    first: int
    last: int
    root: str
    previous: str
    sealed_at: datetime


class RootsOut(Schema):
    """最近的账本根，新的在前 / the newest roots, newest first."""

    roots: list[RootOut]


class ProofOut(Schema):
    """一个叶值在账本里的位置，和走到账本根的路 / where a leaf stands and the way to its root."""

    leaf: str
    recorded_at: datetime
    sealed: bool
    position: int | None
    root: RootOut | None
    index: int
    count: int
    path: list[str]
    holds: bool = Field(description="按这条路走到的就是账本根 / the way leads to the root")


class SealingOut(Schema):
    """账本封到哪里了 / how far the ledger is sealed."""

    unsealed: int
    oldest_unsealed_at: datetime | None
    newest_root: RootOut | None


class LeafOut(Schema):
    """一条记录的叶值 / the leaf of one event."""

    version: int
    leaf: str
    position: int | None


class ChainOut(Schema):
    """一件事的哈希链，当场重算 / the chain of a matter, worked out afresh."""

    number: str
    sound: bool
    findings: list[Said]
    leaves: list[LeafOut]


class Newest(Schema):
    """要几个 / how many."""

    limit: Many = 20


@router.get("/ledger", auth=ANY, response=SealingOut, url_name="ledger", summary="账本封到哪里 · How far it is sealed")
def ledger(request: HttpRequest) -> dict[str, Any]:
    """还有几条没有结账、最近一次结账。全面核对用 `./huiyin verify`，那要把账本读一遍。

    How many lines wait to be sealed, and the newest root. A full check is `./huiyin verify`: it reads all of it.
    """
    found = sealing()
    return {
        "unsealed": found.unsealed,
        "oldest_unsealed_at": found.oldest_unsealed_at,
        "newest_root": _root(found.newest),
    }


@router.get("/ledger/roots", auth=ANY, response=RootsOut, url_name="roots", summary="账本根 · Published roots")
def roots(request: HttpRequest, asked: Query[Newest]) -> dict[str, Any]:
    """最近的账本根。留一份在别处，以后谁也改不了它之前的账。

    The newest roots. Keep them elsewhere, and nobody can alter what came before them.
    """
    return {"roots": [_root(one) for one in newest_seals(asked.limit)]}


@router.get("/ledger/leaves/{leaf}", auth=ANY, response=ProofOut, url_name="leaf", summary="核对叶值 · Prove a leaf")
def leaf(request: HttpRequest, leaf: Leaf) -> dict[str, Any]:
    """回执上的叶值在不在账本里、封进了哪个账本根，附上可以自己走一遍的路。

    Whether a receipt's leaf is in the ledger and under which root, with the way to walk oneself.
    """
    found = proven(leaf.lower())
    if found is None:
        raise NotFound
    return {
        "leaf": found.leaf,
        "recorded_at": found.recorded_at,
        "sealed": found.seal is not None,
        "position": found.position,
        "root": _root(found.seal),
        "index": found.index,
        "count": found.count,
        "path": list(found.path),
        "holds": found.holds,
    }


@router.get(
    "/matters/{number}/proof", auth=READS, response=ChainOut, url_name="matter_proof",
    summary="一件事的链 · The chain of a matter",
)  # fmt: skip
def matter_proof(request: HttpRequest, number: Key) -> dict[str, Any]:
    """把这件事的每一条重新算一遍：内容、前后相接、封存的内容都对得上，才是 `sound`。

    Every line of the matter worked out afresh: contents, links and sealed values must fit.
    """
    row = found_row(number, actor=actor(request))
    found = matter_chain(row.id)
    return {
        "number": row.number,
        "sound": not found.findings,
        "findings": [said(one) for one in found.findings],
        "leaves": [LeafOut(version=one.version, leaf=one.leaf, position=one.position) for one in found.leaves],
    }


def _root(one: Seal | None) -> RootOut | None:
    if one is None:
        return None
    return RootOut(
        number=one.number, first=one.first, last=one.last, root=one.root, previous=one.previous, sealed_at=one.sealed_at
    )
