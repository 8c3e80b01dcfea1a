"""`./huiyin facts` on what cannot be: each mistake is told in a sentence that says what to do."""

from pathlib import Path

import pytest

from huiyin.cli import main


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["verify", "gone"], "没有 {place} 这个目录；U 盘或共享盘要先接上。"),
        (["verify", ".", "--key", "zz"], "公钥是 64 位十六进制，由县里用 facts key 显示。"),
        (["verify", "."], "{place} 里没有上报的文件。"),
        (["send", ".", "--url", "city.invalid"], "上级的地址要写成 https://主机，“city.invalid”不是。"),
    ],
)
def test_mistake_is_told_in_a_sentence(
    typed: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verb, place, *rest = typed

    assert main(["facts", verb, str(tmp_path / place), *rest]) == 2

    assert capsys.readouterr().err.splitlines()[0] == said.format(place=(tmp_path / place).resolve())
