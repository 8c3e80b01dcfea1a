"""`./huiyin divisions`: load the divisions of a county, a province or the nation from lists by statistical code."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from huiyin.cli import CliError
from huiyin.cli.start import require_migrated, start_django, use_data

if TYPE_CHECKING:
    from huiyin.acts.divisions import Loaded

HELP = """区划：把本县、全省或全国的区划代码表装进来，再装一次只改变了的
Divisions: load the list of a county, a province or the nation; loading again changes only what changed

例 example: ./huiyin divisions load 区划表/ --on 2023-06-30 --source 国家统计局2023年
文件夹里每级一个文件，或者一个文件；CSV 或 CSV 的 gzip，要有“代码”“名称”两列（code、name）。
A folder with a file a level, or one file: CSV or its gzip, with the columns code and name."""

SHOWN = 10
# More than a tenth of what is held ending at once is a part taken for the whole.
MOST_ENDED = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `load`."""
    verbs = parser.add_subparsers(dest="verb", metavar="load")
    load = verbs.add_parser("load", help="装一份区划表 / load a list")
    load.add_argument("place", type=Path, metavar="PATH", help="文件或文件夹 / a file or a folder")
    load.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="表是哪一天的，默认今天 / the list's day")
    load.add_argument("--source", default="", help="出处，写进记录，默认文件名 / where it comes from")
    load.add_argument(
        "--below", default="", metavar="CODE", help="只装这个区划和它下面的 / only this division and below"
    )
    load.add_argument("--dry-run", action="store_true", help="只看会改什么 / only say what would change")
    load.add_argument("--even-so", action="store_true", help="撤销得再多也装 / also where many would end")
    load.add_argument("--data", type=Path, metavar="DIR", help="数据目录 / the data directory")


def run(args: argparse.Namespace) -> int:
    """Load a list; 1 when a line of it cannot stand, and then nothing is written."""
    if args.verb != "load":
        raise CliError("请写明要做什么：divisions load 路径。\nSay what to do: divisions load PATH.")
    use_data(args.data)
    start_django()
    require_migrated()
    from django.utils import timezone

    from huiyin.acts.divisions import compared, load_divisions
    from huiyin.acts.writing import now_at
    from huiyin.cli.division_lists import read_list
    from huiyin.flow.actor import clockwork
    from huiyin.kit.days import SHANGHAI

    at, below = timezone.now(), _below(args.below)
    on = args.on or at.astimezone(SHANGHAI).date()
    found = read_list(args.place, on=on, below=below)
    if found.faults:
        return _refused(found.faults)
    if not found.rows:
        raise CliError(f"{args.place} 里没有 {below or '一个'} 区划。\nThere is no such division in {args.place}.")
    planned = compared(found.rows, below=below)
    if args.dry_run:
        _say(len(found.rows), planned, written=False)
        return 0
    if len(planned.ended) * MOST_ENDED > planned.held and not args.even_so:
        raise CliError(
            f"原来的 {planned.held:,} 个区划里有 {len(planned.ended):,} 个不在这份表里，会当作撤销；没有写入。"
            "只装一部分请加 --below，确实撤了这么多请加 --even-so。\n"
            f"{len(planned.ended):,} of {planned.held:,} divisions are not in this list and would end; nothing was written. "
            "Use --below for a part, or --even-so."
        )
    source = args.source or args.place.name
    loaded = load_divisions(found.rows, [], source=source, actor=clockwork(at), moment=now_at(at), on=on, below=below)
    _say(len(found.rows), loaded, written=True)
    return 0


def _below(typed: str) -> str:
    from huiyin.kit.codes import is_valid, pad

    if not typed:
        return ""
    try:
        code = pad(typed)
    except ValueError:
        code = ""
    if not is_valid(code):
        raise CliError(f"“{typed}”不是区划代码，要 2、4、6、9 或 12 位数字。\n{typed} is no division code.")
    return code


def _refused(faults: list[str]) -> int:
    print(
        f"有 {len(faults):,} 行不对，什么都没有写入 / {len(faults):,} lines cannot stand, nothing was written：",
        file=sys.stderr,
    )
    for fault in faults[:SHOWN]:
        print(f"  {fault}", file=sys.stderr)
    if len(faults) > SHOWN:
        print(f"  ……还有 {len(faults) - SHOWN:,} 行 / and more", file=sys.stderr)
    return 1


def _say(rows: int, found: "Loaded", *, written: bool) -> None:
    did = ("已装入", "Loaded") if written else ("试算，没有写入", "A look, nothing was written")
    counts = f"{len(found.added):,}", f"{len(found.renamed):,}", f"{len(found.ended):,}"
    print(f"{did[0]}：表里 {rows:,} 个区划，新增 {counts[0]}，改动 {counts[1]}，撤销 {counts[2]}")
    print(f"{did[1]}: {rows:,} divisions, {counts[0]} new, {counts[1]} changed, {counts[2]} ended")
    for name, codes in (("改动 changed", found.renamed), ("撤销 ended", found.ended)):
        if codes:
            more = " …" if len(codes) > SHOWN else ""
            print(f"  {name}: {' '.join(codes[:SHOWN])}{more}")
