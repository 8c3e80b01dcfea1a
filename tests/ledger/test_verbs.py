"""The verbs seal, verify and replay as a person types them."""

from pathlib import Path

import pytest

from huiyin.cli import main
from huiyin.store.events import Event
from huiyin.store.matters import MatterRow
from tests import office
from tests.office import opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    office.furnish()
    opened()


def test_seal_publishes_what_verify_compares_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hall, ledger = tmp_path / "roots.txt", tmp_path / "ledger.jsonl"

    assert main(["seal", "--publish", str(hall)]) == 0
    assert main(["seal"]) == 0
    assert main(["verify", "--published", str(hall), "--export", str(ledger)]) == 0

    said = capsys.readouterr().out
    assert "没有新的记录要封存" in said
    assert "没有发现问题" in said
    assert len(hall.read_text(encoding="utf-8").splitlines()) == 3
    assert len(ledger.read_text(encoding="utf-8").splitlines()) == Event.objects.count() + 3


def test_verify_ends_with_one_and_names_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    Event.objects.filter(sort="appeal").update(body="{}")

    assert main(["verify"]) == 1
    assert "被改过" in capsys.readouterr().out


def test_replay_names_what_differs_and_mends_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay"]) == 0
    MatterRow.objects.update(title="改掉")

    assert main(["replay"]) == 1
    assert "title 是 '改掉'" in capsys.readouterr().out
    assert main(["replay", "--mend"]) == 0
    assert main(["replay"]) == 0


@pytest.mark.parametrize(
    "words",
    [["verify", "--published", "nowhere"], ["verify", "--export", "/nowhere/x"], ["seal", "--publish", "/nowhere/x"]],
)
def test_file_that_cannot_be_used_ends_in_a_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "nowhere" in capsys.readouterr().err


def test_text_that_was_never_published_ends_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x").write_text("hello\n", encoding="utf-8")

    assert main(["verify", "--published", str(tmp_path / "x")]) == 2
    assert "第 1 行" in capsys.readouterr().err
