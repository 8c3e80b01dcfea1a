"""`./huiyin verify`: work the whole ledger out afresh and say what does not fit."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from huiyin.cli import CliError
from huiyin.cli.start import require_migrated, start_django

if TYPE_CHECKING:
    from huiyin.ledger.published import Published

HELP = """核验账本：找出任何修改、删除、调换、截短
Verify the ledger: any edit, deletion, swap or truncation

导出的账本可用 huiyin/ledger/verifier.py 在别的电脑上独立核验。
An exported ledger is checked on any other machine with huiyin/ledger/verifier.py alone."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to compare with, and where to export."""
    parser.add_argument(
        "--published", type=Path, metavar="FILE", help="与公示的根核对 / compare with the published roots"
    )
    parser.add_argument(
        "--export", type=Path, metavar="FILE", help="导出账本供独立核验 / export it to be verified apart"
    )


def run(args: argparse.Namespace) -> int:
    """Print every finding; 1 if there are any."""
    start_django()
    require_migrated()
    from django.conf import settings

    from huiyin.ledger.parts import processors
    from huiyin.ledger.verify import extent, verify

    published = _published(args.published) if args.published is not None else []
    size = extent()
    print(
        f"{size.events} 条事件、{size.readings} 条阅看记录、{size.roots} 个根，{size.unsealed} 条还没封存"
        f" / {size.events} events, {size.readings} readings, {size.roots} roots, {size.unsealed} lines not sealed yet"
    )
    found = verify(county=settings.COUNTY, published=published, processes=processors())
    for one in found:
        print(f"{one.zh}\n    {one.en}")
    if args.export is not None:
        _export(args.export)
    print(f"发现 {len(found)} 处问题 / {len(found)} findings" if found else "没有发现问题 / nothing found")
    return 1 if found else 0


def _published(file: Path) -> list["Published"]:
    from huiyin.ledger.published import BadPublished, read_published

    try:
        return read_published(file.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError, BadPublished) as error:
        raise CliError(f"读不了公示的根 {file}：{error}\nCannot read the published roots {file}") from error


def _export(file: Path) -> None:
    from django.conf import settings

    from huiyin.ledger.exporting import exported

    unfinished = file.with_name(f".{file.name}.part")
    try:
        _write(unfinished, exported(county=settings.COUNTY))
        unfinished.replace(file)
    except OSError as error:
        raise CliError(f"写不了 {file}（{error.strerror}）\nCannot write {file} ({error.strerror})") from error
    print(f"已导出到 {file} / exported to {file}")


def _write(file: Path, lines: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(line + "\n")
