"""回音账本独立核验器：只要这一个文件和 Python 3.11，不需要回音系统。 The stand-alone verifier: this one file and Python.

核对整本账（由 ./huiyin verify --export 导出）：
    python verifier.py ledger.jsonl --published 公示的根.txt
核对一张回执（证明文件可在“核对回执”页下载）：
    python verifier.py --proof proof.json --leaf 回执上的指纹 --published 公示的根.txt

退出码 exit code: 0 没有发现问题 nothing found · 1 发现问题 something found · 2 文件读不了 unreadable
"""

import argparse
import hashlib
import hmac
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

GENESIS = "00" * 32
LEAF, NODE, ROOT = b"\x00", b"\x01", b"\x02"
ALGORITHMS = {1: "sha256", 2: "sm3"}
PUBLISHED_WORDS = 7
FORMAT = 1
HASHED = {
    "event": ["county", "stream", "version", "sort", "type", "type_version", "at", "recorded_at", "prev", "body"],
    "reading": [
        "county",
        "day",
        "number",
        "matter",
        "at",
        "person",
        "post",
        "post_label",
        "fields",
        "party",
        "way",
        "reason",
        "prev",
    ],
}
# Whatever an altered file can throw at the code that reads it.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)

Line = dict[str, Any]


class Unreadable(Exception):
    """The file is not one this verifier can read; the sentence says why."""


def digest(suite: int, data: bytes) -> bytes:
    """Hash as the suite says; the national SM3 only where this Python's OpenSSL has it."""
    name = _algorithm(suite)
    return hashlib.sha256(data).digest() if name == "sha256" else hashlib.new(name, data).digest()


def _algorithm(suite: int) -> str:
    name = ALGORITHMS.get(suite, "")
    if name == "sm3" and name not in hashlib.algorithms_available:
        raise Unreadable(
            "这台电脑的 Python 没有 SM3，请换一台带 OpenSSL 3 的电脑核验 / this Python has no SM3: use one with OpenSSL 3"
        )
    return name


def canonical(value: Any) -> bytes:
    """Return the one sequence of bytes that is hashed: sorted keys, no spaces, UTF-8, strings composed."""
    return json.dumps(_composed(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    if isinstance(value, dict):
        return {_composed(key): _composed(item) for key, item in value.items()}
    return value


# --- trees ------------------------------------------------------------------------------------------------------------


def crown(suite: int, previous: bytes, *, count: int, top: bytes) -> bytes:
    """Bind the top of a tree to the root before it and to how many leaves there are."""
    return digest(suite, ROOT + bytes((suite, len(previous))) + previous + count.to_bytes(8, "big") + top)


def head(root: Line) -> bytes:
    """Return the first leaf of every root: whose it is, its number, its bounds and its moment."""
    return canonical([root["county"], root["number"], root["first"], root["last"], root["sealed_at"]])


def tree(suite: int, previous: bytes, leaves: list[bytes]) -> bytes:
    """Return the root of these leaves (RFC 6962) after the previous root."""
    level = [digest(suite, LEAF + leaf) for leaf in leaves]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [digest(suite, NODE + left + right) for left, right in pairs] + level[len(level) & ~1 :]
    return crown(suite, previous, count=len(leaves), top=level[0])


def climb(proof: Line) -> bytes:
    """Return the root that a leaf's proof leads to; raises ValueError when the path has the wrong length."""
    suite, index, width = proof["suite"], proof["index"], proof["count"]
    path = [bytes.fromhex(step) for step in proof["path"]]
    if not 0 <= index < width:
        raise ValueError("the index is outside the tree")
    top = digest(suite, LEAF + bytes.fromhex(proof["leaf"]))
    while width > 1:
        if index ^ 1 < width:
            sibling = path.pop(0)
            top = digest(suite, NODE + (sibling + top if index % 2 else top + sibling))
        index, width = index // 2, (width + 1) // 2
    if path:
        raise ValueError("the path is too long")
    return crown(suite, bytes.fromhex(proof["previous"]), count=proof["count"], top=top)


# --- lines ------------------------------------------------------------------------------------------------------------


def line_hash(line: Line) -> str:
    """Work out the hash of an event or a reading afresh."""
    names = HASHED[line["is"]]
    return digest(line["suite"], canonical([line[name] for name in names])).hex()


def words_fit(line: Line) -> bool:
    """Say whether what somebody wrote still has the digest that stands in the event."""
    held = json.loads(line["words"])
    key, value = bytes.fromhex(held["salt"]), canonical(held["values"])
    if canonical({"salt": held["salt"], "values": held["values"]}) != line["words"].encode():
        return False
    said = json.loads(line["body"]).get("said")
    return hmac.compare_digest(str(said), hmac.new(key, value, _algorithm(line["suite"])).hexdigest())


@dataclass(slots=True)
class End:
    """Where a chain has come to: its last number and hash, and the moment of a stream's last line."""

    number: int = 0
    hash: str = GENESIS
    recorded_at: str = ""
    erased: bool = False
    without_words: bool = False


@dataclass(slots=True)
class Book:
    """The walk through an exported ledger: chains by stream and day, roots still to be met, leaves in hand."""

    county: str
    chains: dict[str, End] = field(default_factory=dict)
    roots: list[Line] = field(default_factory=list)
    met: int = 0
    position: int = 0
    leaves: list[bytes] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"root": 0, "event": 0, "reading": 0})
    seen: set[str] = field(default_factory=set)
    ended: bool = False


def check(lines: Iterable[str], *, published: Iterable[str], leaf: str) -> Iterator[str]:
    """Yield a sentence for everything that does not fit in an exported ledger."""
    rows = iter(lines)
    book = Book(_county(next(rows, "")))
    for place, text in enumerate(rows, start=2):
        try:
            yield from _take(book, json.loads(text), leaf)
        except UNREADABLE:
            yield f"第 {place} 行读不懂，被改过 / line {place} cannot be read: it was altered"
    yield from _close(book)
    yield from against(published, {root["number"]: public_line(root) for root in book.roots})
    if leaf and leaf not in book.seen:
        yield f"账本里没有指纹为 {leaf} 的回执 / the ledger has no receipt with the leaf {leaf}"


def _county(first: str) -> str:
    try:
        opening = json.loads(first)
        if opening["is"] == "ledger" and opening["format"] == FORMAT:
            return str(opening["county"])
    except UNREADABLE:
        pass
    raise Unreadable("这不是导出的账本 / this is not an exported ledger")


def _take(book: Book, line: Line, leaf: str) -> Iterator[str]:
    what = line["is"]
    if what == "end":
        book.ended = True
        if line["counts"] != book.counts:
            yield "条数与文件末尾写的不符 / the lines are not as many as the end of the file says"
        return
    book.counts[what] += 1
    if what == "root":
        yield from _root(book, line)
        return
    yield from _link(book, line)
    yield from _content(book, line)
    yield from _place(book, line)
    if line["hash"] == leaf:
        book.seen.add(leaf)


def _root(book: Book, root: Line) -> Iterator[str]:
    nothing: Line = {"number": 0, "last": 0, "root": "", "sealed_at": ""}
    before = book.roots[-1] if book.roots else nothing
    name = f"第 {root['number']} 号根 / root {root['number']}"
    if root["number"] != before["number"] + 1 or root["first"] != before["last"] + 1:
        yield f"{name}：前面有缺 / one before it is missing"
    elif root["previous"] != before["root"]:
        yield f"{name}：没有接在上一号后面 / it does not follow from the one before it"
    if root["sealed_at"] < before["sealed_at"] or root["county"] != book.county:
        yield f"{name}：时间倒退，或是别的县的 / it goes back in time or belongs to another county"
    book.roots.append(root)


def _link(book: Book, line: Line) -> Iterator[str]:
    event = line["is"] == "event"
    chain, number = (line["stream"], line["version"]) if event else (line["day"], line["number"])
    end = book.chains.setdefault(chain, End())
    if number != end.number + 1:
        yield f"{chain} 第 {end.number + 1} 条缺失或顺序被换 / {chain} line {end.number + 1} is missing or out of order"
    elif line["prev"] != end.hash:
        yield f"{chain} 第 {number} 条没有接在上一条后面 / {chain} line {number} does not follow from the one before it"
    if event and line["recorded_at"] < end.recorded_at:
        yield f"{chain} 第 {number} 条记录时间倒退 / {chain} line {number} goes back in time"
    end.number, end.hash = number, line["hash"]
    end.recorded_at = line["recorded_at"] if event else ""


def _content(book: Book, line: Line) -> Iterator[str]:
    event = line["is"] == "event"
    name = f"{line['stream']} #{line['version']}" if event else f"{line['day']} #{line['number']}"
    if line_hash(line) != line["hash"] or line["county"] != book.county:
        yield f"{name} 的内容被改过 / {name} was altered"
        return
    if not event:
        return
    end, body = book.chains[line["stream"]], json.loads(line["body"])
    end.erased = bool(body.get("erased", end.erased))
    if line["words"] is None:
        end.without_words = end.without_words or "said" in body
    elif not words_fit(line):
        yield f"{name} 写下的文字被改过 / the words of {name} were altered"


def _place(book: Book, line: Line) -> Iterator[str]:
    position = line["position"]
    if position is None:
        return
    if position != book.position + 1:
        yield f"封存序号 {book.position + 1} 的记录不见了 / the line at position {book.position + 1} is missing"
    book.position = position
    while book.met < len(book.roots) and book.roots[book.met]["last"] < position:
        yield from _meet(book)
    if book.met >= len(book.roots):
        yield f"序号 {position} 不在任何根之下 / position {position} is under no root"
    book.leaves.append(bytes.fromhex(line["hash"]))
    if book.met < len(book.roots) and book.roots[book.met]["last"] == position:
        yield from _meet(book)


def _meet(book: Book) -> Iterator[str]:
    root = book.roots[book.met]
    if tree(root["suite"], bytes.fromhex(root["previous"]), [head(root), *book.leaves]).hex() != root["root"]:
        number = root["number"]
        yield f"第 {number} 号根与它下面的记录不符 / root {number} is not the root of its lines"
    book.met, book.leaves = book.met + 1, []


def _close(book: Book) -> Iterator[str]:
    while book.met < len(book.roots):
        yield from _meet(book)
    if book.roots and book.position != book.roots[-1]["last"]:
        yield "末尾封存的记录不见了 / the last sealed lines are missing"
    for chain, end in book.chains.items():
        if end.without_words and not end.erased:
            yield f"{chain} 写下的文字不见了，又没有抹除记录 / words of {chain} are gone and no erasure was recorded"
    if not book.ended:
        yield "文件没有结尾，被截短了 / the file has no end: it was cut short"


# --- what hangs in the hall, and one receipt --------------------------------------------------------------------------


def public_line(root: Line) -> str:
    """Return a root as it stands in the published text."""
    count = root["last"] - root["first"] + 1
    names = (root["number"], root["first"], root["last"], count, root["suite"], root["root"], root["sealed_at"])
    return " ".join(str(name) for name in names)


def against(published: Iterable[str], ours: dict[int, str]) -> Iterator[str]:
    """Yield a sentence for every published root that is not among ours."""
    for text in published:
        words = text.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) != PUBLISHED_WORDS or not words[0].isdigit():
            raise Unreadable(f"公示的文件里有一行不是根：{text.strip()[:60]} / not a published root")
        if ours.get(int(words[0])) != " ".join(words):
            yield (
                f"公示过的第 {words[0]} 号根不在账本里，或不一样：账本在公示之后被截短或改过"
                f" / published root {words[0]} is not in the ledger as it was published"
            )


def check_proof(proof: Line, *, published: list[str], leaf: str) -> Iterator[str]:
    """Yield a sentence for whatever keeps this proof from proving the receipt."""
    try:
        if proof["leaf"] != leaf:
            yield "证明文件不是这张回执的 / the proof is for another receipt"
        if climb(proof).hex() != proof["root"]:
            yield "证明走不到它写的根 / the proof does not lead to its root"
        known = {text.split()[0]: " ".join(text.split()) for text in published if text.strip()}
        if known.get(str(proof["number"])) != public_line(proof):
            yield "证明里的根不在公示的根里 / its root is not among the published ones"
    except (*UNREADABLE, IndexError):
        yield "证明文件读不懂 / the proof cannot be read"


def main(arguments: list[str]) -> int:
    """Check what the command line names, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", nargs="?", help="导出的账本 / the exported ledger")
    parser.add_argument("--published", help="公示的根 / the published roots")
    parser.add_argument("--proof", help="一张回执的证明文件 / the proof of one receipt")
    parser.add_argument("--leaf", default="", help="回执上的指纹 / the leaf on the receipt")
    asked = parser.parse_args(arguments)
    if not asked.ledger and not (asked.proof and asked.leaf and asked.published):
        parser.error(
            "要么给账本，要么给 --proof、--leaf 和 --published / give a ledger, or --proof, --leaf and --published"
        )
    try:
        found = list(_asked(asked))
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(found) or "没有发现问题 / nothing found")
    return 1 if found else 0


def _asked(asked: argparse.Namespace) -> Iterator[str]:
    published = _lines(asked.published) if asked.published else []
    leaf = asked.leaf.strip().lower()
    if asked.proof:
        yield from check_proof(_json("".join(_lines(asked.proof))), published=published, leaf=leaf)
    if asked.ledger:
        with open(asked.ledger, encoding="utf-8") as rows:
            yield from check(rows, published=published, leaf=leaf)


def _lines(path: str) -> list[str]:
    with open(path, encoding="utf-8") as file:
        return file.readlines()


def _json(text: str) -> Line:
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise Unreadable("证明文件读不懂 / the proof cannot be read")
    return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
