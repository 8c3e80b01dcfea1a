"""A small reader of our own CSS: rules with their selectors and declarations, colours and their contrast."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parents[2] / "src" / "huiyin" / "web" / "static" / "huiyin"
CSS = STATIC / "css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CHANNEL = re.compile(r"[0-9a-f]{2}")


@dataclass(frozen=True)
class Rule:
    """One rule, or one at-rule's head with no declarations; `outer` holds the heads it stands inside."""

    selector: str
    declarations: tuple[tuple[str, str], ...]
    outer: tuple[str, ...]


def source(path: Path) -> str:
    """Return a style sheet without its comments."""
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


def rules(text: str, outer: tuple[str, ...] = ()) -> Iterator[Rule]:
    """Read blocks by their braces; a block inside a plain rule would be nesting, and is given as such."""
    position = 0
    while (start := text.find("{", position)) >= 0:
        head = text[position:start].split(";")[-1].strip()
        end = _closing(text, start)
        body = text[start + 1 : end]
        if "{" in body:
            yield Rule(head, (), outer)
            yield from rules(body, (*outer, head))
        else:
            yield Rule(head, tuple(_declarations(body)), outer)
        position = end + 1


def _closing(text: str, start: int) -> int:
    depth = 0
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    raise AssertionError("a brace is never closed")


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r";(?![^(]*\))", body):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip(), value.strip()


def tokens(selector: str, *, inside: str = "") -> dict[str, str]:
    """The custom properties that a selector of tokens.css sets, outside every at-rule unless one is named."""
    return {
        name: value
        for rule in rules(source(CSS / "tokens.css"))
        if selector in rule.selector.split(", ") and (inside in "".join(rule.outer) if inside else not rule.outer)
        for name, value in rule.declarations
    }


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two #rrggbb colours by WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(pair, 16) / 255 for pair in _CHANNEL.findall(colour.lower())]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
