"""Shapes that many answers share: words in both languages, something with a key and a name, a moment, a light."""

from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, StringConstraints

from huiyin.kit.text import Text

LONGEST_WORDS = 20_000


class Said(Schema):
    """一句话，中英文 / a sentence in both languages."""

    zh: str
    en: str


class Named(Schema):
    """编号和名称 / a key and what it is called."""

    key: str
    name: str


class FaultOut(Schema):
    """要改的一处 / one place to mend."""

    path: str
    zh: str
    en: str


class ProblemOut(Schema):
    """出错时的答复（RFC 9457） / what is answered when a call cannot be done."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    title_en: str
    status: int
    code: str
    detail: str
    detail_en: str
    errors: list[FaultOut] = Field(default_factory=list)


class Payload(Schema):
    """What a caller sends: a name that is not known is said, not passed over."""

    model_config = ConfigDict(extra="forbid")


def _plain(text: str) -> str:
    # Half of a surrogate pair is no text, and PostgreSQL keeps no zero character.
    if "\x00" in text or (not text.isprintable() and any("\ud800" <= one <= "\udfff" for one in text)):
        raise ValueError("not a text")
    return text


_Plain = AfterValidator(_plain)
Key = Annotated[str, StringConstraints(max_length=60, strip_whitespace=True), _Plain]
Line = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True), _Plain]
Reason = Annotated[str, StringConstraints(min_length=2, max_length=200, strip_whitespace=True), _Plain]
Word = Annotated[str, StringConstraints(max_length=LONGEST_WORDS), _Plain]
Whole = Annotated[int, Field(ge=-(2**53), le=2**53)]
# What a field of a step or a register may be given; which of them, and within what bounds, its own schema says.
Value = Word | bool | Whole | Annotated[list[Word | Whole], Field(max_length=5000)] | None
Values = dict[Key, Value]
Moment = AwareDatetime


def said(text: Text) -> Said:
    """Return a sentence of ours as it is sent."""
    return Said(zh=text.zh, en=text.en)


def said_or_none(text: Text | None) -> Said | None:
    """Return a sentence, or nothing where there is none."""
    return said(text) if text is not None else None
