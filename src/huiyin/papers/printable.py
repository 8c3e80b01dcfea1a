"""Words that people typed, made safe to print: no control characters, no overlong runs, no glyphs that do not exist."""

import re
import unicodedata
from collections.abc import Collection

# The printers' mark for a character that the case of type lacks.
MISSING = "〓"
_ZERO_WIDTH_SPACE = "\u200b"
# A run this long without a Chinese character or a space (an address, a row of full stops) gets places to break.
_LONG_RUN = re.compile(r"[^\s\u2e80-\u2fff\u3040-\ufaff\U00020000-\U0003ffff]{25,}")
# What a title must not be broken inside of: a number, a Latin word, a character with its brackets and stops.
_UNITS = re.compile(r"[《“（(〔「]*(?:[0-9A-Za-z.\-:/]{1,20}|.)[，。、；：！？》”）)〕」]*")
# Characters after which a Chinese title or the name of a body may break without cutting a word.
_JOINTS = "的、，；和及与等局委室府心院处县市）》”"
_NUMBER_GAP = re.compile(r"(?<=[0-9]) (?=[0-9])")
_NOT_PRINTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_RARE_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def tidy(text: str) -> str:
    """Drop control, bidi and variation characters; keep line breaks as one kind; trim the ends.

    Private-use characters stay: offices print rare names with characters of their own making.
    """
    text = re.sub("\r\n|[\r\v\f\x85\u2028\u2029]", "\n", text).replace("\t", "　")
    text = _RARE_SPACES.sub(" ", _VARIATION_SELECTORS.sub("", text))
    kept = (c for c in text if c == "\n" or unicodedata.category(c) == "Co" or _is_printed(c))
    # Composed last: a letter and its accent may only meet once a hidden character between them is gone.
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _is_printed(character: str) -> bool:
    return unicodedata.category(character) not in _NOT_PRINTED


def missing(text: str, drawable: Collection[int]) -> tuple[str, ...]:
    """Name the characters of a text that no font at hand can draw, each once, in order of appearance."""
    wanted = dict.fromkeys(tidy(text))
    return tuple(c for c in wanted if c not in " 　\n" and ord(c) not in drawable)


def drawn(text: str, drawable: Collection[int]) -> str:
    """Make a text that can be set: missing characters become 〓, long runs may break."""
    clean = tidy(text)
    for character in missing(clean, drawable):
        clean = clean.replace(character, MISSING)
    # A telephone number written in groups stays on one line.
    clean = _NUMBER_GAP.sub("\u00a0", clean)
    return _LONG_RUN.sub(lambda run: _ZERO_WIDTH_SPACE.join(run[0]), clean)


def one_line(text: str) -> str:
    """Put a text that must stay on one line (a name, a number) on one line."""
    return re.sub(r"\s*\n\s*", " ", tidy(text))


def balanced(text: str, *, limit: int) -> list[str]:
    """Break a title into lines of nearly equal length, never before closing marks or inside a number or word."""
    lines: list[str] = []
    for part in (each for each in tidy(text).split("\n") if each.strip()):
        lines += _even(part.strip(), limit=limit)
    return lines


def _even(text: str, *, limit: int) -> list[str]:
    pieces = _UNITS.findall(text)
    lines: list[str] = []
    while sum(map(len, pieces)) > limit:
        length = sum(map(len, pieces))
        goal = length / -(-length // limit)
        cut = min(range(1, len(pieces)), key=lambda at: _strain(pieces[:at], goal=goal, limit=limit), default=0)
        if not cut:
            break
        lines.append("".join(pieces[:cut]))
        pieces = pieces[cut:]
    return [*lines, "".join(pieces)]


def _strain(line: list[str], *, goal: float, limit: int) -> float:
    """Weigh a break: how far from even, whether it falls inside what may be a word, whether it fits at all."""
    length = sum(map(len, line))
    inside = 0 if line[-1][-1] in _JOINTS else 3.5
    return abs(length - goal) + inside + (1000 if length > limit else 0)


def width(text: str) -> float:
    """Measure a line in full-width characters: half for Latin letters, figures and spaces."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
