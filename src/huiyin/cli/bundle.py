"""`./huiyin bundle`: one file that installs Huiyin on a machine without internet."""

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from huiyin.cli import CliError
from huiyin.cli.start import private_directory

HELP = """离线安装包：程序和全部组件打成一个文件，拿到没有网络的机器上用
Offline bundle: the program and every package it needs, for a machine without internet"""

ROOT = Path(__file__).resolve().parents[3]
# What a running office needs; tests and benchmarks stay behind.
PARTS = ("huiyin", "README.md", "README.zh-CN.md", "LICENSE", "pyproject.toml", "requirements", "src", "docs", "deploy")
LEFT_OUT = ("__pycache__", "shots")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it goes and for which machine."""
    parser.add_argument("--to", type=Path, default=Path("."), metavar="DIR", help="放到哪个目录 / directory")
    parser.add_argument(
        "--platform", metavar="NAME", help="目标机器，如 manylinux2014_aarch64，默认与本机相同 / machine"
    )
    parser.add_argument("--python", metavar="3.11", help="目标机器的 Python，默认与本机相同 / its Python")


def run(args: argparse.Namespace) -> int:
    """Fetch the packages of the lock, each checked against its hash, and pack everything."""
    target = private_directory(args.to) / "huiyin-offline.tar"
    with tempfile.TemporaryDirectory(prefix="huiyin-bundle-") as scratch:
        wheels = Path(scratch) / "wheels"
        _fetch(wheels, platform=args.platform, python=args.python)
        unfinished = target.with_name(f".{target.name}.part")
        with tarfile.open(unfinished, "w") as tar:
            for part in PARTS:
                if (ROOT / part).exists():
                    tar.add(ROOT / part, arcname=f"huiyin/{part}", filter=_kept)
            tar.add(wheels, arcname="huiyin/wheels")
        unfinished.replace(target)
    print(
        f"打好了 / packed：{target}（{target.stat().st_size // 1024**2} MB）\n"
        "拿到目标机器上 / on the other machine：tar xf huiyin-offline.tar && cd huiyin && ./huiyin demo"
    )
    return 0


def _fetch(wheels: Path, *, platform: str | None, python: str | None) -> None:
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--quiet", "--only-binary", ":all:",
               "--require-hashes", "--no-deps", "--dest", str(wheels), "-r", str(ROOT / "requirements" / "run.lock")]  # fmt: skip
    command += ["--platform", platform] if platform else []
    command += ["--python-version", python] if python else []
    done = subprocess.run(command, env={**os.environ}, capture_output=True, text=True, check=False)
    if done.returncode:
        why = [line for line in done.stderr.splitlines() if "ERROR" in line] or ["?"]
        raise CliError(f"组件没有取全：{why[-1]}\nNot every package could be fetched: {why[-1]}")


def _kept(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    if any(part in LEFT_OUT or part.endswith(".pyc") for part in Path(member.name).parts):
        return None
    # Nobody's name and number of the machine it was packed on travels along.
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
