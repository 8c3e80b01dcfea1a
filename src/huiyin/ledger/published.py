"""The roots as they hang in the hall: written as plain text, and read back to be compared with the ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from huiyin.kit.text import Text
from huiyin.ledger.lines import stamp
from huiyin.ledger.roots import Root, as_root
from huiyin.store.events import Root as RootRow

COLUMNS = "# 序号number 起first 止last 条数count 套件suite 根root 封存时间sealed_at"
WIDTH = 7


class BadPublished(ValueError):
    """The text is not one that was published; the sentence names the line."""


@dataclass(frozen=True, slots=True)
class Published:
    """One line of the published text, as it stands there."""

    number: int
    text: str


def public_text(*, county: str) -> Iterator[str]:
    """Yield the lines of the text to be pinned up: one root a line, oldest first."""
    yield f"# 回音账本封存根 Huiyin ledger roots · {county}"
    yield COLUMNS
    for row in RootRow.objects.filter(county=county).order_by("number").iterator(chunk_size=1000):
        yield public_line(as_root(row))


def public_line(one: Root) -> str:
    """Return a root as one line of the published text."""
    return f"{one.number} {one.first} {one.last} {one.count} {one.suite} {one.root} {stamp(one.sealed_at)}"


def read_published(lines: Iterable[str]) -> list[Published]:
    """Return the roots of a published text; raises BadPublished. Lines may be left out, not altered."""
    found = []
    for place, line in enumerate(lines, start=1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) != WIDTH or not words[0].isdigit():
            raise BadPublished(
                f"第 {place} 行不是公示的根：{line.strip()[:80]!r} / line {place} is not a published root"
            )
        found.append(Published(int(words[0]), " ".join(words)))
    return found


def published_findings(published: Iterable[Published], *, county: str) -> Iterator[Text]:
    """Yield a sentence for every published root that the ledger no longer has as it was published."""
    for one in published:
        row = RootRow.objects.filter(county=county, number=one.number).first()
        if row is None:
            yield Text(
                f"公示过的第 {one.number} 号根不在账本里，账本在公示之后被截短了",
                f"Published root {one.number} is not in the ledger: it was cut short after it was published",
            )
        elif public_line(as_root(row)) != one.text:
            yield Text(
                f"第 {one.number} 号根与公示的不一样",
                f"Root {one.number} is not the one that was published",
            )
