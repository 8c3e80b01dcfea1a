"""`./huiyin seal`: give what was written its place under a root, and write the roots out for the hall."""

import argparse
from pathlib import Path

from huiyin.cli import CliError
from huiyin.cli.start import require_migrated, start_django

HELP = "封存账本，并可导出公示的根\nSeal the ledger, and write the roots out to be pinned up"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the roots are to be written."""
    parser.add_argument(
        "--publish", type=Path, metavar="FILE", help="把全部根写进文件，供张贴 / write every root to a file"
    )


def run(args: argparse.Namespace) -> int:
    """Seal now; safe to run twice and on two machines."""
    start_django()
    require_migrated()
    from django.conf import settings
    from django.utils import timezone

    from huiyin.ledger.roots import seal

    made = seal(at=timezone.now(), county=settings.COUNTY)
    if made is None:
        print("没有新的记录要封存 / nothing new to seal")
    else:
        print(f"已封存到第 {made.last} 条，第 {made.number} 号根 / sealed up to line {made.last}, root {made.number}：")
        print(made.root)
    if args.publish is not None:
        _publish(args.publish)
    return 0


def _publish(file: Path) -> None:
    from django.conf import settings

    from huiyin.ledger.published import public_text

    lines = list(public_text(county=settings.COUNTY))
    unfinished = file.with_name(f".{file.name}.part")
    try:
        unfinished.write_text("\n".join(lines) + "\n", encoding="utf-8")
        unfinished.replace(file)
    except OSError as error:
        raise CliError(f"写不了 {file}（{error.strerror}）\nCannot write {file} ({error.strerror})") from error
    print(f"{len(lines) - 2} 个根写进了 {file} / roots written to {file}")
