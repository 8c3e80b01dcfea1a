"""`./huiyin test`: everything that must hold before code is handed in, with one line for each part left out."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from huiyin.cli import CliError
from huiyin.cli.family import signals_end_us
from huiyin.cli.postgres import FOR_TESTS, binaries, throwaway

HELP = """运行全部检查：格式、写法、类型、引用规则、测试（SQLite 与 PostgreSQL）
Run every check: format, lint, types, imports, tests on SQLite and PostgreSQL

“--” 后面的参数交给 pytest，例如：./huiyin test -- -k clock
What follows "--" goes to pytest."""

PACKAGES = Path(__file__).resolve().parent.parent.parent
ROOT = next((place for place in (PACKAGES, PACKAGES.parent) if (place / "requirements").is_dir()), PACKAGES)
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run(standalone_mode=True)"
PROCESSES = 2
NO_TEST_CHOSEN = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One command and the name it has in the summary."""

    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("写法 lint", ("-m", "ruff", "check", "--quiet", ".")),
    Check("格式 format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    Check("类型 types", ("-m", "mypy", "--no-error-summary")),
    Check("引用规则 imports", ("-c", LINT_IMPORTS, "--no-cache")),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which parts to run."""
    parser.add_argument("--only-tests", action="store_true", help="只跑测试，不查写法 / tests only, no linters")
    parser.add_argument("pytest", nargs="*", help="交给 pytest 的参数 / arguments for pytest")


def run(args: argparse.Namespace) -> int:
    """Run all parts even when one fails, and end with what failed."""
    if not (ROOT / "tests").is_dir():
        raise CliError(
            "这里没有 tests 目录：请在源代码目录里运行。\nThere is no tests directory: run it in a checkout."
        )
    # The database server started below must end with us, however we are ended.
    signals_end_us()
    began = time.monotonic()
    failed = [] if args.only_tests else [check.name for check in CHECKS if not _passes(check)]
    failed += _tests(args.pytest)
    for line in skipped():
        print(f"跳过 skipped: {line}")
    seconds = round(time.monotonic() - began)
    if failed:
        print(f"没有通过 failed: {'、'.join(failed)}（{seconds} s）")
        return 1
    print(f"全部通过 all passed（{seconds} s）")
    return 0


def _passes(check: Check) -> bool:
    print(f"── {check.name}", flush=True)
    with tempfile.TemporaryDirectory(prefix="huiyin-check-") as data:
        # The type checker loads the settings, which must not touch the office's own data.
        environment = {**os.environ, "PYTHONPATH": str(PACKAGES), "HUIYIN_DATA": data}
        return subprocess.run([sys.executable, *check.command], cwd=ROOT, env=environment, check=False).returncode == 0


def _tests(arguments: list[str]) -> list[str]:
    failed = []
    if _pytest("SQLite", arguments=arguments) != 0:
        failed.append("测试 tests (SQLite)")
    with ExitStack() as stack:
        address = _postgres(stack)
        if address and _pytest("PostgreSQL", arguments=arguments, address=address) not in {0, NO_TEST_CHOSEN}:
            failed.append("测试 tests (PostgreSQL)")
    return failed


def _postgres(stack: ExitStack) -> str:
    """Give the address of a server to test on, started here unless one is named; blank where there is none."""
    named = os.environ.get("HUIYIN_TEST_POSTGRES_URL", "")
    place = binaries()
    if named or place is None:
        return named
    return stack.enter_context(throwaway(place, settings=FOR_TESTS))


def _pytest(engine: str, *, arguments: list[str], address: str = "") -> int:
    print(f"── 测试 tests ({engine})", flush=True)
    chosen = ["-m", "postgres_too and not browser"] if address else []
    # Each process takes whole files while it can: what a file prepares once is prepared once.
    shared = ["-n", str(PROCESSES), "--dist", "worksteal"]
    # Tests start some twenty processes of ours; each would compile every module again where Python may not keep them.
    more = {"PYTHONPATH": str(PACKAGES), "HUIYIN_TEST_DATABASE_URL": address, "PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *shared, *chosen, *arguments],
        cwd=ROOT,
        env={**os.environ, **more},
        check=False,
    ).returncode


def skipped() -> list[str]:
    """Name what this machine lacks, and what to install."""
    lines = []
    if not (os.environ.get("HUIYIN_TEST_POSTGRES_URL") or binaries()):
        lines.append("PostgreSQL 上的测试 the tests on PostgreSQL（apt-get install postgresql）")
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        lines.append("浏览器里的测试 the tests in a browser（apt-get install chromium fonts-noto-cjk）")
    if not shutil.which("pdftotext"):
        lines.append("读 PDF 文书的测试 the tests that read papers as PDF（apt-get install poppler-utils）")
    if not (ROOT.parent / "shared" / "data").is_dir():
        lines.append(
            "用真实公开数据的测试 the tests on real public data（shared/data 不在旁边 is not beside the checkout）"
        )
    return lines
