"""The verbs as a person types them: help, mistakes, exit codes."""

import socket
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from huiyin.cli import VERBS, CliError, main, overview
from huiyin.cli.ports import require_free

PRESENT = [name for name, module in VERBS.items() if find_spec(module)]


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A loopback port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def test_overview_has_two_lines_for_every_verb() -> None:
    lines = overview().splitlines()

    for name in PRESENT:
        number = next(at for at, line in enumerate(lines) if line.startswith(f"  {name} "))
        assert len(lines[number].split(maxsplit=1)[1]) > 4
        assert lines[number + 1].strip().isascii()
        assert lines[number + 1].strip()


@pytest.mark.parametrize("name", PRESENT)
def test_verb_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    assert ended.value.code == 0
    assert f"./huiyin {name}" in capsys.readouterr().out


@pytest.mark.parametrize("name", PRESENT)
def test_option_that_does_not_exist_ends_with_code_2_and_no_traceback(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([name, "--no-such-option"])

    told = capsys.readouterr().err
    assert code == 2
    assert "命令写得不对" in told
    assert "Traceback" not in told


def test_taken_port_is_named_with_the_next_free_one(taken_port: int) -> None:
    with pytest.raises(CliError) as refused:
        require_free(host="127.0.0.1", port=taken_port)

    chinese, english = str(refused.value).splitlines()
    following = int(english.rsplit(" ", 1)[1])
    assert chinese == f"端口 {taken_port} 已被别的程序占用，可以改用：--port {following}"
    assert following > taken_port
    require_free(host="127.0.0.1", port=following)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(CliError, match="1 到 65535"):
        require_free(host="127.0.0.1", port=port)


def test_host_that_is_not_this_machine_is_refused() -> None:
    with pytest.raises(CliError, match="不能在"):
        require_free(host="192.0.2.1", port=8000)


def test_demo_on_a_taken_port_ends_before_it_makes_anything(
    taken_port: int, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path_factory.mktemp("demo") / "data"

    code = main(["demo", "--port", str(taken_port), "--data", str(data)])

    assert code == 2
    assert f"端口 {taken_port} 已被别的程序占用" in capsys.readouterr().err
    assert not data.exists()
