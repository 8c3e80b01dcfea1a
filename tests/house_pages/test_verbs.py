"""The verbs `kinds` and `user` as a person types them."""

import io
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

import huiyin
from huiyin.acts import registers
from huiyin.acts.writing import now_at
from huiyin.cli import main
from huiyin.flow.actor import clockwork
from huiyin.kinds import ALL
from tests import office

SOURCE = Path(huiyin.__file__).parents[1]

GOOD, OTHER = "long-enough-words-7", "other-enough-words-8"


def typed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\n"))


def test_kinds_are_listed_without_a_database_or_django() -> None:
    code = "import sys; from huiyin.cli import main; main(['kinds']); print('django' in sys.modules)"

    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SOURCE
    ).stdout.splitlines()

    assert [line.split()[0] for line in told[: len(ALL)]] == list(ALL)
    assert told[-1] == "False"


def test_a_kind_is_printed_with_its_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kinds", "appeal"]) == 0

    told = capsys.readouterr().out
    for step in ALL["appeal"].steps:
        assert f"  {step.name.zh}（{step.id}）" in told
    assert "起算 XF-06 办理并出具处理意见 60 日（《信访工作条例》第34条）" in told


def test_a_kind_as_json_is_the_declaration(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kinds", "review", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert [step["id"] for step in told["steps"]] == [step.id for step in ALL["review"].steps]
    assert told["name"] == {"zh": "复查", "en": "Review"}


def test_an_unknown_kind_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kinds", "dossier"]) == 2

    assert capsys.readouterr().err.startswith("没有 dossier 这类事项，有的是：appeal")


@pytest.mark.django_db
def test_an_account_is_opened_listed_and_given_a_new_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office.furnish()

    typed(GOOD, monkeypatch)
    assert main(["user", "add", "lin", "--person", "某water.handle", "--password-stdin"]) == 0
    assert authenticate(username="lin", password=GOOD).person == "water.handle"  # type: ignore[union-attr]
    typed(OTHER, monkeypatch)
    assert main(["user", "password", "lin", "--password-stdin"]) == 0

    assert authenticate(username="lin", password=GOOD) is None
    assert authenticate(username="lin", password=OTHER) is not None
    capsys.readouterr()
    assert main(["user", "list"]) == 0
    assert "某water.handle（water.handle）  water · handle" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed_words", "password", "told"),
    [
        (["add", "l", "--person", "water.handle"], GOOD, "用户名“l”不行"),
        (["add", "lin", "--person", "谁也不是"], GOOD, "人员册里今天没有“谁也不是”"),
        (["add", "lin", "--person", "water.handle"], "short", "密码不行：至少要 12 个字符"),
        (["add", "lin", "--person", "water.handle"], "1234567890", "太常见"),
        (["add", "lin", "--person", "water.handle"], "", "标准输入里没有密码"),
        (["password", "nobody"], GOOD, "没有 nobody 这个账号"),
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(
    typed_words: list[str], password: str, told: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    office.furnish()
    typed(password, monkeypatch)

    assert main(["user", *typed_words, "--password-stdin"]) == 2

    assert told in capsys.readouterr().err
    main(["user", "list"])
    assert "共 0 个账号" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_taken_name_and_a_shared_name_are_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office.furnish()
    at = timezone.now()
    twin = registers.NewEntry("person", "twin", {"name": "某water.sign"}, (at - timedelta(days=9)).date())
    registers.record(twin, actor=clockwork(at), moment=now_at(at))

    for words, told in (
        (["add", "lin", "--person", "water.handle"], ""),
        (["add", "lin", "--person", "water.check"], "用户名 lin 已有人用"),
        (["add", "mei", "--person", "某water.sign"], "叫“某water.sign”的有 2 个，请写编号：twin、water.sign"),
    ):
        typed(GOOD, monkeypatch)
        assert main(["user", *words, "--password-stdin"]) == (2 if told else 0)
        assert told in capsys.readouterr().err
