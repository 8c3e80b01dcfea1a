"""A paper as the plain dictionary that the typst templates read: every string cleaned and drawable."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from huiyin.kit.days import SHANGHAI
from huiyin.papers.fonts import Faces
from huiyin.papers.model import Block, Heading, Paper, Paragraph, Proof, Quote, Receipt, Table
from huiyin.papers.phrases import day_words
from huiyin.papers.printable import MISSING, balanced, drawn, missing, one_line
from huiyin.papers.qr import qr_svg

# 版心 is 156 mm: 20 characters at 22 pt, and a letterhead of up to 20 characters on one line.
_TITLE_CHARACTERS = 20
_LETTERHEAD_CHARACTERS = 20
_SIGNATURE_CHARACTERS = 24
DRAFT_NUMBER = "（样稿，未编号）"

Payload = dict[str, Any]


def paper_payload(paper: Paper, with_faces: Faces) -> Payload:
    """Lay out a case paper for case_paper.typ."""
    draw = _drawer(with_faces)
    return {
        "faces": _faces(with_faces),
        "date": [paper.on.year, paper.on.month, paper.on.day],
        "heading": one_line(paper.title),
        "letterhead": balanced(draw(paper.organ), limit=_LETTERHEAD_CHARACTERS),
        "number": draw(one_line(paper.number or DRAFT_NUMBER)),
        "title": balanced(draw(paper.title), limit=_TITLE_CHARACTERS),
        "to": draw(one_line(paper.to)),
        "blocks": [each for block in paper.blocks for each in _block(block, draw)],
        "attachments": _listed(paper.attachments, draw),
        "sign": balanced(draw(one_line(paper.sign_organ)), limit=_SIGNATURE_CHARACTERS) if paper.signed else [],
        "on": day_words(paper.on),
        "notes": _listed((*paper.notes, *_missing_note(paper, with_faces)), draw),
        "copies": "，".join(_listed(paper.copies, draw)),
        "draft": paper.draft,
        "fictional": draw(one_line(paper.fictional or "")),
        "verify": _proof(paper.verify, draw),
    }


def receipt_payload(receipt: Receipt, with_faces: Faces) -> Payload:
    """Lay out a receipt for receipt.typ."""
    draw = _drawer(with_faces)
    at = receipt.at.astimezone(SHANGHAI)
    return {
        "faces": _faces(with_faces),
        "date": [at.year, at.month, at.day],
        "organ": draw(one_line(receipt.organ)),
        "title": draw(receipt.title),
        "number": draw(one_line(receipt.number)),
        "access_code": draw(one_line(receipt.access_code)),
        "qr": qr_svg(receipt.url) if receipt.url else "",
        "at": f"{day_words(at)} {at:%H:%M}",
        "channel": draw(one_line(receipt.channel)),
        "rows": [
            {"label": draw(row.label), "text": draw(row.text), "small": draw(row.small), "strong": row.strong}
            for row in receipt.rows
        ],
        "guides": [{"head": draw(guide.head), "text": draw(guide.text)} for guide in receipt.guides],
        "clerk": draw(one_line(receipt.clerk)),
        "leaf": draw(grouped(receipt.leaf)),
        "leaf_note": draw(receipt.leaf_note),
        "missing_note": "".join(_missing_note(receipt, with_faces)),
        "fictional": draw(one_line(receipt.fictional or "")),
    }


def grouped(leaf: str) -> str:
    """Write a digest in groups of four, so that a person can compare it by eye."""
    bare = "".join(leaf.split())
    return " ".join(bare[start : start + 4] for start in range(0, len(bare), 4))


def words_of(paper: Paper | Receipt) -> str:
    """Join every word of a paper, for checks on its characters."""
    return "\n".join(_strings(paper))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


def _drawer(with_faces: Faces) -> Callable[[str], str]:
    return lambda text: drawn(text, with_faces.drawable)


def _faces(with_faces: Faces) -> Payload:
    return {
        "body": with_faces.body,
        "black": with_faces.black,
        "kai": with_faces.kai,
        "title": with_faces.title,
        "thicken": with_faces.title_is_thin,
    }


def _missing_note(paper: Paper | Receipt, with_faces: Faces) -> tuple[str, ...]:
    lacking = missing(words_of(paper), with_faces.drawable)
    if not lacking:
        return ()
    codes = "、".join(f"U+{ord(each):04X}" for each in lacking[:12])
    more = "等" if len(lacking) > 12 else ""
    return (f"文中“{MISSING}”处的字（{codes}{more}）字库没有，请手写补正",)


def _block(block: Block, draw: Callable[[str], str]) -> list[Payload]:
    match block:
        case Heading():
            return [{"kind": "heading", "text": draw(one_line(block.text)), "level": block.level}]
        case Table():
            rows = [[draw(cell) for cell in row] for row in block.rows]
            heights = [block.height_mm(at) for at in range(len(block.rows))]
            shape = {"widths": list(block.widths), "labels": list(block.labels), "heights": heights}
            return [{"kind": "table", "rows": rows, **shape}]
        case Quote():
            return [{"kind": "quote", "text": line} for line in _lines(draw(block.text))]
        case Paragraph():
            return _paragraphs(block, draw)


def _paragraphs(block: Paragraph, draw: Callable[[str], str]) -> list[Payload]:
    lines = _lines(draw(block.text)) or [""]
    leads = [draw(one_line(block.lead)), *([""] * (len(lines) - 1))]
    return [
        {"kind": "paragraph", "lead": lead, "text": line, "flush": block.flush}
        for lead, line in zip(leads, lines, strict=True)
    ]


def _listed(texts: tuple[str, ...], draw: Callable[[str], str]) -> list[str]:
    return [draw(text) for text in map(one_line, texts) if text]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _proof(proof: Proof | None, draw: Callable[[str], str]) -> Payload | None:
    if proof is None:
        return None
    return {"text": draw(proof.text), "qr": qr_svg(proof.url) if proof.url else ""}
