"""Search tokens: character bigrams made here, so that SQLite's FTS5 and PostgreSQL find exactly the same.

A run of Chinese characters gives one token per character: the character with its follower, and the last one alone.
So "路灯不亮" is 路灯 灯不 不亮 亮, and the position of a token is the position of its character. Hence
- two characters are one token, found exactly; a longer phrase is its bigrams one behind the other;
- one character is a prefix, because every character begins exactly one token.
Letters and digits are words of their own (A3 is a, 3); a query's last word is a prefix, so 1390 finds 13900000001.
Every other letter or private-use character counts as Chinese. Signs and blanks part runs but take up no position.
In a query, blanks part terms that must all be found.

Neither engine may cut or fold a token by its own idea of a letter (FTS5's stops at Unicode 6.1), so each
character becomes four digits of base 36 and each word gets a leading "w", which no character's code begins with.
"""

import functools
import itertools
import re
import unicodedata
from typing import Final, NamedTuple

# What an FTS5 table must be declared with: plain tokens, and an index for the prefixes that one character makes.
FTS5_OPTIONS: Final = "tokenize = 'ascii', prefix = '4'"

# PostgreSQL keeps positions up to 16383 and 256 of them per lexeme; both engines get the same share of a long text.
MOST_TOKENS: Final = 16383
_MOST_POSITIONS: Final = 255
# A longer run of letters is no word anybody types; PostgreSQL refuses lexemes of more than 2046 bytes.
_LONGEST_WORD: Final = 60
# Past these a query says nothing more, and the engines' own limits on expressions are still far away.
_MOST_TERMS: Final = 16
_MOST_TERM_TOKENS: Final = 64

_RUN: Final = re.compile("[a-z]+|[0-9]+|(?:[^\\W_a-z0-9]|[\ue000-\uf8ff\U000f0000-\U0010fffd])+")
_BASE_36: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


class _Term(NamedTuple):
    """Tokens that must stand one behind the other; the last one may go on when `is_open`."""

    tokens: list[str]
    is_open: bool


def tokens(text: str) -> list[str]:
    """Cut a text into its encoded search tokens, in order; the place in the list is the position."""
    return list(itertools.islice(_each(_runs(text)), MOST_TOKENS))


def fts5_index_text(text: str) -> str:
    """Give what to store in an FTS5 table declared with FTS5_OPTIONS."""
    return " ".join(tokens(text))


def fts5_query(query: str) -> str:
    """Write what a person typed as an FTS5 MATCH expression; it is never a syntax error. Nothing typed, nothing found.

    Only the first 16 terms of a query count, and the first 64 tokens of a term.
    """
    phrases = (f'"{" ".join(term.tokens)}"{" *" if term.is_open else ""}' for term in _terms(query))
    return " AND ".join(phrases) or '""'


def tsvector_literal(text: str) -> str:
    """Write a text as a PostgreSQL tsvector with positions: pass it as a parameter and cast it."""
    return _with_positions(tokens(text))


def tsvector_from_fts5(indexed: str) -> str:
    """Write what `fts5_index_text` made as the tsvector literal of the same text."""
    return _with_positions(indexed.split())


def _with_positions(found_tokens: list[str]) -> str:
    places: dict[str, list[str]] = {}
    for position, token in enumerate(found_tokens, start=1):
        found = places.setdefault(token, [])
        if len(found) < _MOST_POSITIONS:
            found.append(str(position))
    return " ".join(f"'{token}':{','.join(found)}" for token, found in places.items())


def tsquery_literal(query: str) -> str:
    """Write what a person typed as a PostgreSQL tsquery, the twin of `fts5_query`; empty finds nothing."""
    return " & ".join(f"({_followed(term)})" for term in _terms(query))


def _followed(term: _Term) -> str:
    lexemes = " <-> ".join(f"'{token}'" for token in term.tokens)
    return lexemes + ":*" if term.is_open else lexemes


def _terms(query: str) -> list[_Term]:
    typed = (_term(_RUN.findall(part)) for part in _plain(query).split())
    return list(itertools.islice((term for term in typed if term.tokens), _MOST_TERMS))


def _term(runs: list[str]) -> _Term:
    made = list(itertools.islice(_each(runs), _MOST_TERM_TOKENS + 1))
    if len(made) > _MOST_TERM_TOKENS:
        return _Term(made[:_MOST_TERM_TOKENS], is_open=False)
    if runs and len(runs[-1]) > 1 and not _is_word(runs[-1]):
        # The last character alone would ask that the text ends there; its bigram already holds it.
        return _Term(made[:-1], is_open=False)
    return _Term(made, is_open=True)


def _runs(text: str) -> list[str]:
    return _RUN.findall(_plain(text))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _is_word(run: str) -> bool:
    return run[0] in _BASE_36


def _each(runs: list[str]) -> "itertools.chain[str]":
    return itertools.chain.from_iterable(map(_of_run, runs))


def _of_run(run: str) -> list[str]:
    if _is_word(run):
        return [f"w{run[:_LONGEST_WORD]}"]
    codes = [_code(character) for character in run]
    return [*(first + second for first, second in itertools.pairwise(codes)), codes[-1]]


@functools.cache
def _code(character: str) -> str:
    """Write a code point as four base-36 digits: the highest one is nvnj, so none begins with w."""
    point, digits = ord(character), ""
    for _ in range(4):
        point, digit = divmod(point, 36)
        digits = _BASE_36[digit] + digits
    return digits
