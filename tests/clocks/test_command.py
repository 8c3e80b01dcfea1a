"""`./huiyin clock`, through its own door."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import huiyin
from huiyin.cli import main
from huiyin.kinds.clocks import ROWS

# Where `-c` finds the package: the folder above it, whatever the checkout calls that.
SOURCE = Path(huiyin.__file__).parents[1]


def ask(*words: str) -> int:
    return main(["clock", *words])


def test_explain_prints_the_answer_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code = ask("explain", "XF-11", "--from", "2026-08-05", "--suspend", "2026-08-20..2026-09-02:听证", "--json")

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert list(told) == [
        "id", "unit", "n", "sense", "due_at", "due_on", "nominal_on", "provisional", "basis", "strip",
    ]  # fmt: skip
    assert (told["id"], told["due_at"]) == ("XF-11", "2026-09-18T23:59:59+08:00")
    assert {day["date"] for day in told["strip"] if "听证" in day["why"]} == {
        *(f"2026-08-{day}" for day in range(20, 32)),
        "2026-09-01",
        "2026-09-02",
    }


@pytest.mark.parametrize(
    ("words", "due_at"),
    [
        (["XF-06", "--extend"], "2026-11-03T23:59:59+08:00"),
        (["XF-06", "--extend", "30"], "2026-11-03T23:59:59+08:00"),
        (["XF-06", "--extend", "10"], "2026-10-14T23:59:59+08:00"),
        (["xf-06"], "2026-10-08T23:59:59+08:00"),
        (["TJ-08"], "2026-08-20T23:59:59+08:00"),
        (["XF-01"], None),
        (["XF-11", "--suspend", "2026-08-20..:听证"], None),
    ],
)
def test_explain_answers(words: list[str], due_at: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    code = ask("explain", *words, "--from", "2026-08-05", "--json")

    assert (code, json.loads(capsys.readouterr().out)["due_at"]) == (0, due_at)


def test_explain_reads_a_moment(capsys: pytest.CaptureFixture[str]) -> None:
    ask("explain", "SG-02", "--from", "2026-08-05T09:12", "--json")

    assert json.loads(capsys.readouterr().out)["due_at"] == "2026-08-05T10:12:00+08:00"


def test_explain_without_json_reads_as_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    ask("explain", "HD-03", "--from", "2026-12-29")

    lines = capsys.readouterr().out.splitlines()
    assert lines[:6] == [
        "HD-03  作出大型活动许可决定",
        "依据：《大型群众性活动安全管理条例》第14条；《行政许可法》第82条（待确认）",
        "期限：7个工作日，从“受理”算起，到“许可或者书面说明理由的不予许可决定”为止",
        "到期（最迟办结）：2027年1月8日（周五）24时",
        "提示：涉及尚未公布放假安排的日期，暂按法定节假日推算",
        "说明：条例只写“7日”，按许可法以工作日计",
    ]
    assert lines[-1] == "  2027-01-08 周五  到     7  第7日，工作日（节假日暂按法定节假日推算）；到期"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "请写明要做什么"),
        (["explain"], "请写明时限编号"),
        (["explain", "XF-99", "--from", "2026-08-05"], "没有编号为“XF-99”的时限"),
        (["explain", "XF-06"], "请用 --from 写明从哪一天算起"),
        (["explain", "XF-06", "--from", "2026-02-30"], "不是有效的日期或时刻"),
        (["explain", "XF-06", "--from", "20260805"], "不是有效的日期或时刻"),
        (["explain", "XF-06", "--from", "0001-01-01"], "只能计算 1992 年至 2199 年之间的日期"),
        (["explain", "XF-06", "--from", "9999-12-31T23:59:59-12:00"], "超出了可以计算的范围"),
        (["explain", "SG-02", "--from", "2026-08-05"], "起算时间要写到几点几分"),
        (
            ["explain", "XF-06", "--from", "2026-08-05", "--suspend", "2026-08-20..2026-09-02:听证"],
            "没有列出任何中止事由",
        ),
        (["explain", "XF-11", "--from", "2026-08-05", "--suspend", "随便"], "读不懂"),
        (["explain", "XF-11", "--from", "2026-08-05", "--suspend", "2026-02-30..2026-03-01:听证"], "读不懂"),
        (["explain", "XF-11", "--from", "2026-08-05", "--suspend", "2026-09-02..2026-08-20:听证"], "写反了"),
        (["explain", "XF-06", "--from", "2026-08-05", "--extend", "31"], "最多延长30日"),
        (["explain", "XF-06", "--from", "2026-08-05", "--extend", "0"], "大于零的整数"),
        (["explain", "XF-06", "--from", "2026-08-05", "--extend", "很久"], "大于零的整数"),
        (["explain", "XF-08", "--from", "2026-08-05", "--extend"], "不能延长"),
        (["explain", "TJ-02", "--from", "2026-08-05", "--extend"], "请写明数字"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = ask(*words)

    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1


def test_list_names_every_clock(capsys: pytest.CaptureFixture[str]) -> None:
    ask("list", "--json")
    rows = json.loads(capsys.readouterr().out)
    ask("list")
    lines = capsys.readouterr().out.splitlines()

    assert [row["id"] for row in rows] == [row.id for row in ROWS]
    assert [line.split()[0] for line in lines[:-1]] == [row.id for row in ROWS]
    assert "XF-14     对信访部门建议的书面反馈：30日（《信访工作条例》第40条，条例未定天数（本地默认））" in lines


def test_the_command_loads_neither_django_nor_a_database() -> None:
    program = (
        "import sys; from huiyin.cli import main; main(['clock', 'list', '--json']);"
        "heavy = {'django', 'sqlite3', 'cryptography', 'docx'} & set(sys.modules); sys.exit(' '.join(heavy) or 0)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=SOURCE)

    assert (done.returncode, done.stderr) == (0, "")
