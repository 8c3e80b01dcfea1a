"""The stand-alone verifier, copied alone to a place where there is nothing of ours, and fed altered ledgers."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from huiyin.ledger import roots, verifier
from huiyin.ledger.exporting import exported, proof_text
from huiyin.ledger.published import public_text
from huiyin.ledger.roots import proof_for_leaf, seal
from tests import office
from tests.ledger.whole import COUNTY, a_whole_ledger
from tests.office import at, opened

pytestmark = pytest.mark.django_db

Lines = list[dict[str, Any]]
# What the verifier does not need and does not read.
UNREAD = {("reading", "quarter"), ("root", "is")}


@pytest.fixture
def leaf() -> str:
    office.furnish()
    return a_whole_ledger()


def as_lines() -> Lines:
    return [json.loads(line) for line in exported(county=COUNTY)]


def hall() -> list[str]:
    return list(public_text(county=COUNTY))


def found(lines: Lines, published: list[str] | None = None, leaf: str = "") -> list[str]:
    """Return what the verifier says of these lines."""
    return list(verifier.check([json.dumps(line) for line in lines], published=published or [], leaf=leaf))


def altered(value: Any) -> Any:
    """Return another value of the same sort."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case None:
            return 7
        case str():
            return value[:-1] + ("1" if value.endswith("0") else "0") if value else "00"
    return {**value, "event": value["event"] - 1}


def places(lines: Lines) -> Iterator[int]:
    """Yield where the lines stand that are tried: all but most of the register entries."""
    registers = [i for i, line in enumerate(lines) if str(line.get("sort", "")).startswith("register:")]
    yield from (i for i in range(1, len(lines)) if i not in registers[1:])


def test_exported_ledger_is_found_whole(leaf: str) -> None:
    assert found(as_lines(), hall(), leaf) == []


def test_export_carries_no_sealed_word(leaf: str) -> None:
    text = "".join(exported(county=COUNTY))

    assert "周小满" not in text
    assert "13800000026" not in text


def test_every_edit_of_every_field_is_found(leaf: str) -> None:
    lines, unseen, tried = as_lines(), [], 0
    for place in places(lines):
        for name, value in lines[place].items():
            if (lines[place]["is"], name) in UNREAD:
                continue
            changed = [*lines[:place], {**lines[place], name: altered(value)}, *lines[place + 1 :]]
            tried += 1
            if not found(changed):
                unseen.append((lines[place]["is"], name, value))

    assert unseen == []
    assert tried > 200


def test_every_deletion_is_found(leaf: str) -> None:
    lines = as_lines()

    assert [place for place in range(1, len(lines)) if not found(lines[:place] + lines[place + 1 :])] == []


def test_every_swap_of_sealed_neighbours_is_found(leaf: str) -> None:
    lines = as_lines()
    sealed = [
        place for place, line in enumerate(lines[:-1]) if line.get("position") and lines[place + 1].get("position")
    ]

    def swapped(place: int) -> Lines:
        return [*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]

    assert len(sealed) > 50
    assert [place for place in sealed if not found(swapped(place))] == []


def test_every_truncation_is_found(leaf: str) -> None:
    lines = as_lines()

    assert [place for place in range(1, len(lines)) if not found(lines[:place])] == []


def test_ledger_cut_back_consistently_is_found_by_what_hangs_in_the_hall(leaf: str) -> None:
    before, pinned = as_lines(), hall()
    opened(at(4))
    seal(at=at(5), county=COUNTY)

    assert found(before, hall()[: len(pinned)]) == []
    assert len(found(before, hall())) == 1


def test_receipt_whose_line_is_gone_is_found(leaf: str) -> None:
    assert len(found(as_lines(), hall(), "ab" * 32)) == 1


@pytest.fixture
def alone(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the verifier's file alone, in a directory with nothing else of ours, on an isolated Python."""
    shutil.copy(verifier.__file__, tmp_path / "verifier.py")

    def run(*arguments: str, **files: str) -> subprocess.CompletedProcess[str]:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        command = [sys.executable, "-I", "verifier.py", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env={})

    return run


@pytest.mark.parametrize("suite", [1, 2])
def test_the_file_alone_checks_ledger_and_receipt(
    suite: int, alone: Callable[..., subprocess.CompletedProcess[str]], settings: Settings
) -> None:
    settings.SUITE = suite
    office.furnish()
    leaf = a_whole_ledger()
    proof = proof_for_leaf(leaf, county=COUNTY)
    assert proof is not None
    files = {"ledger": "\n".join(exported(county=COUNTY)), "hall": "\n".join(hall()), "proof": proof_text(proof)}

    whole = alone("ledger", "--published", "hall", "--leaf", leaf, **files)
    receipt = alone("--proof", "proof", "--leaf", leaf, "--published", "hall")

    assert (whole.returncode, whole.stdout) == (0, "没有发现问题 / nothing found\n"), whole.stderr
    assert (receipt.returncode, receipt.stdout) == (0, "没有发现问题 / nothing found\n"), receipt.stderr
    edited = alone("ledger", ledger=files["ledger"].replace("修好水管", "修好水表"))
    assert edited.returncode == 1
    assert "被改过" in edited.stdout


def test_every_edit_of_a_proof_is_found(leaf: str) -> None:
    held = proof_for_leaf(leaf, county=COUNTY)
    assert held is not None
    proof = json.loads(proof_text(held))
    pinned = hall()

    def says(changed: dict[str, Any]) -> list[str]:
        return list(verifier.check_proof(changed, published=pinned, leaf=leaf))

    edits = [{**proof, name: altered(value)} for name, value in proof.items() if name not in ("is", "county", "path")]
    edits += [{**proof, "path": proof["path"][1:]}, {**proof, "path": [*proof["path"], "00" * 32]}]
    edits += [
        {name: value for name, value in proof.items() if name != gone} for gone in proof if gone not in ("is", "county")
    ]
    assert says(proof) == []
    assert [changed for changed in edits if not says(changed)] == []


def test_receipt_not_yet_sealed_has_no_proof_to_carry_home(leaf: str) -> None:
    fresh = proof_for_leaf(opened(at(6)).leaf, county=COUNTY)

    assert fresh is not None
    with pytest.raises(ValueError, match="not sealed"):
        proof_text(fresh)


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (("missing",), {}),
        (("other",), {"other": "hello\nworld"}),
        (("--proof", "other", "--leaf", "00", "--published", "other"), {"other": "hello"}),
        (("--proof", "other"), {"other": "{}"}),
    ],
)
def test_wrong_files_end_in_a_sentence(
    arguments: tuple[str, ...], files: dict[str, str], alone: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    said = alone(*arguments, **files)

    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    assert said.stderr


def test_a_python_without_sm3_says_so(leaf: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashlib, "algorithms_available", {"sha256"})
    lines = [{**line, "suite": 2} if line["is"] == "event" else line for line in as_lines()]

    with pytest.raises(verifier.Unreadable, match="SM3"):
        found(lines)


def test_roots_of_several_batches_are_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roots, "BATCH", 9)
    office.furnish()
    a_whole_ledger()

    assert len(hall()) > 6
    assert found(as_lines(), hall()) == []
