"""What happens with the data of a form: made from the declaration of its kind, so that no form can ask without saying it.

The notice of Art. 35 of the Personal Information Protection Law, for what a state organ asks under Art. 34.
"""

from dataclasses import dataclass

from huiyin.flow.answers import FIRST
from huiyin.flow.kind import Field, Kind
from huiyin.kinds import kind_of
from huiyin.web.templatetags.look import words


@dataclass(frozen=True, slots=True)
class FieldNotice:
    """One thing asked: its name, whether it may be left out, how it is kept, and the article it rests on."""

    name: str
    optional: bool
    sealed: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Purpose, legal ground, how long it is kept, and each thing asked."""

    purpose: str
    basis: str
    retention: str
    fields: tuple[FieldNotice, ...]


def notice(kind_id: str) -> Notice:
    """Return the notice of the form that opens a kind of matter."""
    kind = kind_of(kind_id)
    return Notice(
        words(kind.purpose), kind.basis, words(kind.retention), tuple(_field(kind, one) for one in asked(kind))
    )


def asked(kind: Kind) -> tuple[Field, ...]:
    """Return what the person is asked; what the page knows by itself is left out."""
    known = {"channel", "grid", "category", "title"}
    # What is asked of the first representative is asked of each; once is enough to say it.
    return tuple(one for one in kind.opening.fields if one.id not in known and one.of in ("", FIRST))


def _field(kind: Kind, one: Field) -> FieldNotice:
    return FieldNotice(words(one.name), not one.required, one.private, one.basis or kind.opening.basis)
