"""What every official paper of a case has in common, and the checks they all pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huiyin.papers.model import Block, Paper, PaperError, Proof


@dataclass(frozen=True, slots=True)
class Frame:
    """Who issues the paper, under which number and when.

    `number` is the finished serial, e.g. 安综信受〔2026〕12号, or None for a draft. `contact` is who to call or visit,
    as one line. `fictional` is the mark that a demonstration prints on every page.
    """

    organ: str
    number: str | None
    on: date
    contact: str
    draft: bool = False
    fictional: str | None = None
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What one kind of paper says: its code and title, whom it addresses, and its text."""

    code: str
    title: str
    to: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    signed: bool = True


def official(frame: Frame, words: Words) -> Paper:
    """Put the words of one paper into the frame that all share."""
    return Paper(
        code=words.code,
        organ=frame.organ,
        number=frame.number,
        title=words.title,
        to=words.to,
        blocks=words.blocks,
        sign_organ=frame.organ,
        on=frame.on,
        notes=words.notes,
        attachments=words.attachments,
        copies=words.copies,
        draft=frame.draft,
        fictional=frame.fictional,
        verify=frame.proof,
        signed=words.signed,
    )


def require(paper: str, parts: Mapping[str, object]) -> None:
    """Refuse a paper that lacks a part the law asks for; the keys are the Chinese names of the parts."""
    missing = [name for name, value in parts.items() if not (value.strip() if isinstance(value, str) else value)]
    if missing:
        raise PaperError(f"{paper}缺少：{'、'.join(missing)}。补齐后才能生成。")
