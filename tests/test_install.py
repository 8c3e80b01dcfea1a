"""The one script on a machine it has never seen: a checkout in a folder with a blank in its name, and an empty home."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = next(file for file in (ROOT / "huiyin", ROOT / "huiyin.sh") if file.is_file())
PACKAGE = next(place for place in (ROOT / "src" / "huiyin", ROOT / "huiyin") if place.is_dir())
SYSTEM_TOOLS = ("sh", "readlink", "dirname", "cmp", "grep", "tail", "cp", "flock", "env", "rm")


def checkout(place: Path) -> Path:
    """A checkout with the real script and the real commands, and a lock of one small package."""
    place.mkdir(parents=True)
    shutil.copy(SCRIPT, place / "huiyin")
    for part in ("__init__.py", "cli/__init__.py", "cli/__main__.py"):
        target = place / "src" / "huiyin" / part
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGE / part, target)
    (place / "requirements").mkdir()
    return place


def wheel(folder: Path, *, version: str) -> str:
    """Make a package of one module, and the line that locks it."""
    folder.mkdir(exist_ok=True)
    file = folder / f"pebble-{version}-py3-none-any.whl"
    info = f"pebble-{version}.dist-info"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("pebble.py", f"VERSION = {version!r}\n")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: pebble\nVersion: {version}\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return f"pebble=={version} --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


def run(
    place: Path, *arguments: str, cwd: Path | None = None, home: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the script with nothing of this machine's environment but where its programs are."""
    base = {"PATH": f"{Path(sys.base_prefix) / 'bin'}:/usr/bin:/bin", "HOME": home, "PIP_NO_INDEX": "1"}
    base["PIP_FIND_LINKS"] = (place.parent / "wheels").as_uri()
    return subprocess.run(
        [str(place / "huiyin"), *arguments],
        cwd=cwd or place,
        env={**base, **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A checkout after its first run, and what that run said."""
    place = checkout(tmp_path_factory.mktemp("a folder") / "回音 checkout")
    (place / "requirements" / "run.lock").write_text(wheel(place.parent / "wheels", version="1.0"), encoding="utf-8")
    return place, run(place, "--help")


def version_in(place: Path) -> str:
    """The version of the package that the checkout's own Python sees."""
    program = [str(place / ".venv" / "bin" / "python"), "-c", "import pebble; print(pebble.VERSION)"]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout.strip()


Installed = tuple[Path, subprocess.CompletedProcess[str]]


def test_first_run_installs_the_lock_and_shows_each_package(installed: Installed) -> None:
    place, first = installed

    assert first.returncode == 0
    assert "[1/1] pebble" in first.stderr
    assert version_in(place) == "1.0"


def test_second_run_says_nothing_and_installs_nothing(installed: Installed) -> None:
    place, first = installed

    second = run(place, "--help", PIP_FIND_LINKS="")

    assert (second.returncode, second.stderr, second.stdout) == (0, "", first.stdout)


def test_script_runs_from_elsewhere_and_through_a_link(installed: Installed, tmp_path: Path) -> None:
    place, first = installed
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "huiyin").symlink_to(place / "huiyin")
    # A file of the same name as a module must not be taken for it.
    (tmp_path / "argparse.py").write_text("raise SystemExit('wrong argparse')", encoding="utf-8")

    elsewhere = run(tmp_path / "bin", "--help", cwd=tmp_path)

    assert (elsewhere.returncode, elsewhere.stdout) == (0, first.stdout)


def test_changed_lock_is_installed_before_the_next_verb(installed: Installed) -> None:
    place, _ = installed
    (place / "requirements" / "run.lock").write_text(wheel(place.parent / "wheels", version="2.0"), encoding="utf-8")

    again = run(place, "--help")

    assert again.returncode == 0
    assert version_in(place) == "2.0"


def test_package_with_another_hash_is_refused_and_the_verb_does_not_run(installed: Installed) -> None:
    place, _ = installed
    lock = place / "requirements" / "run.lock"
    good = lock.read_text(encoding="utf-8")
    lock.write_text(wheel(place.parent / "wheels", version="3.0")[:-5] + "0000\n", encoding="utf-8")

    refused = run(place, "--help")
    lock.write_text(good, encoding="utf-8")

    assert refused.returncode == 1
    assert refused.stdout == ""
    assert "安装没有完成" in refused.stderr
    assert "The installation did not finish" in refused.stderr
    assert run(place, "--help").returncode == 0


def test_mistyped_verb_ends_with_a_sentence_and_code_2(installed: Installed) -> None:
    place, _ = installed

    mistyped = run(place, "dmeo")

    assert mistyped.returncode == 2
    assert mistyped.stderr.splitlines() == [
        "没有 dmeo 这个命令，全部命令见：./huiyin --help",
        "There is no command dmeo: see ./huiyin --help",
    ]


def machine(folder: Path, *, python: str | None) -> str:
    """A PATH with the tools every Debian has, and a python3 that behaves as told."""
    folder.mkdir()
    for tool in SYSTEM_TOOLS:
        where = shutil.which(tool)
        if where:
            (folder / tool).symlink_to(where)
    if python is not None:
        (folder / "python3").write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
        (folder / "python3").chmod(0o755)
    return str(folder)


@pytest.mark.parametrize(
    ("python", "words"),
    [
        (None, "缺少系统软件包 python3，"),
        ("exit 1", "Python 太旧"),
        ('case "$2" in *ensurepip*) exit 1 ;; esac', "缺少系统软件包 python3-venv，"),
    ],
    ids=["none", "too old", "without venv"],
)
def test_missing_system_package_is_named_in_both_languages(tmp_path: Path, python: str | None, words: str) -> None:
    place = checkout(tmp_path / "checkout")
    (place / "requirements" / "run.lock").write_text("", encoding="utf-8")

    stopped = run(place, "--help", PATH=machine(tmp_path / "bin", python=python))

    assert stopped.returncode == 1
    chinese, english = stopped.stderr.strip().splitlines()[-2:]
    assert words in chinese
    assert "python3" in english
    assert not (place / ".venv").exists()
