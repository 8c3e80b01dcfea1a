"""`./huiyin import`: bring a sheet in. A look first, written only with --go, and undone as a whole with --undo."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from huiyin.cli import CliError
from huiyin.cli.start import require_migrated, start_django

if TYPE_CHECKING:
    from huiyin.acts.import_mapping import Mapping
    from huiyin.acts.import_rows import Fate, Order
    from huiyin.flow.actor import Actor
    from huiyin.papers.tables import Table

HELP = """导入表格（CSV 或 Excel）：先试算，加 --go 才写入；可以整批撤销
Bring a sheet in: a dry run first, written with --go; a batch can be undone

例 example: ./huiyin import 留言.csv --mapping 留言.toml --as history
history 保留来源日期，不起时限、不报警、不进时限统计；new 按导入时刻收到，时限开始。
history keeps the source's dates and runs no clocks; new is received now and its clocks start."""

WORDS = {
    "filed": ("登记", "filed"),
    "already": ("已有", "already there"),
    "refused": ("有误", "refused"),
    "blank": ("空行", "blank"),
}
COLUMNS = ("导入结果", "事项编号", "原因")
SHOWN = 20
TOLD_EVERY = 2_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The sheet, its mapping, and how it comes in."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="CSV 或 xlsx 文件 / the sheet")
    parser.add_argument("--mapping", type=Path, metavar="M.toml", help="列怎样对应 / how its columns are meant")
    parser.add_argument("--as", dest="way", choices=("history", "new"), help="当历史，还是当新收的 / history or new")
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument("--dry-run", action="store_true", help="只试算，这是默认 / only look, the default")
    doing.add_argument("--go", action="store_true", help="写入 / write")
    doing.add_argument("--undo", metavar="BATCH", help="撤销一个批次 / undo a batch")
    doing.add_argument("--batches", action="store_true", help="列出导入过的批次 / list the batches")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all-or-nothing", action="store_true", help="有一行有误就都不写，这是默认 / the default")
    which.add_argument("--good-rows", action="store_true", help="有误的跳过，其余写入 / file the rows that are right")
    parser.add_argument("--post", default="", help="由哪个岗位登记 / the post that registers")
    parser.add_argument("--report", type=Path, help="带结果列的副本写到哪里 / where the copy with results goes")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 1 when rows were refused or matters of an undone batch had to stay."""
    start_django()
    require_migrated()
    from django.utils import timezone

    at = timezone.now()
    if args.batches:
        return _list()
    if args.undo:
        return _undo(args, at)
    return _bring_in(args, at)


def _list() -> int:
    from huiyin.kit.days import SHANGHAI
    from huiyin.queries.imports import batches

    for batch in batches():
        begun_at = batch.begun_at.astimezone(SHANGHAI)
        undone = f"，已撤销 {batch.undone} 件" if batch.undone else ""
        print(f"{batch.code}  {batch.name}（{batch.way}）  {batch.standing} 件{undone}  {begun_at:%Y-%m-%d %H:%M}")
    return 0


def _undo(args: argparse.Namespace, at: datetime) -> int:
    from huiyin.acts.importing import undo_batch
    from huiyin.acts.writing import NotFound, now_at

    actor = _actor(args.post, at)
    try:
        done = undo_batch(args.undo, actor=actor, moment=now_at(at))
    except NotFound:
        raise CliError(
            f"没有导入批次 {args.undo}，全部批次见：./huiyin import --batches\nThere is no batch {args.undo}."
        ) from None
    print(f"批次 {args.undo} 撤销 {done.undone} 件。  ({done.undone} undone)")
    if done.kept:
        print(f"这 {len(done.kept)} 件登记以后已经有人办过，没有撤：  ({len(done.kept)} acted on since, kept)")
        print("  " + "、".join(done.kept[:SHOWN]) + (" …" if len(done.kept) > SHOWN else ""))
    return 1 if done.kept else 0


def _bring_in(args: argparse.Namespace, at: datetime) -> int:
    from huiyin.acts.import_mapping import BadMapping
    from huiyin.acts.import_rows import Order
    from huiyin.flow.scene import NotAllowed
    from huiyin.papers.tables import UnreadableTable, read_table

    if args.file is None or args.mapping is None or args.way is None:
        raise CliError(
            "请写明文件、--mapping 和 --as history 或 --as new，用法见：./huiyin import --help\n"
            "Name the file, --mapping, and --as history or --as new."
        )
    try:
        order = Order(_mapping(args.mapping), args.way, at)
        table = read_table(_content(args.file), sheet=order.mapping.sheet)
        actor = _actor(args.post or order.mapping.post, at)
        return _write(args, table, order, actor) if args.go else _look(args, table, order, actor)
    except (BadMapping, UnreadableTable, NotAllowed) as fault:
        raise CliError(f"{fault.reason.zh}\n{fault.reason.en}") from fault


def _mapping(place: Path) -> "Mapping":
    from huiyin.acts.import_mapping import read_mapping

    shipped = Path(__file__).parent / "mappings" / place.name
    chosen = place if place.exists() or not shipped.exists() else shipped
    try:
        return read_mapping(_content(chosen).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CliError(f"{place} 不是 UTF-8 文本。\n{place} is not UTF-8 text.") from None


def _content(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise CliError(f"读不了 {place}（{why}）。\n{place} cannot be read ({why}).") from None


def _actor(post: str, at: datetime) -> "Actor":
    from huiyin.queries.imports import receiving_actor

    actor = receiving_actor(post, at)
    if actor is None:
        named = f"岗位 {post} 今天没有人任职" if post else "综治中心今天没有人在受理岗"
        raise CliError(f"{named}，请用 --post 写明由哪个岗位登记。\nNobody holds that post; name one with --post.")
    return actor


def _look(args: argparse.Namespace, table: "Table", order: "Order", actor: "Actor") -> int:
    from huiyin.acts.importing import check_rows

    fates = check_rows(table, order, actor=actor, progress=_progress(len(table.rows)))
    print("试算，没有写入：  (dry run, nothing written)")
    _tell(fates)
    refused = _report(args, table, fates)
    if not refused or args.good_rows:
        print("要写入，请在命令后面加 --go。  (add --go to write)")
    else:
        print("要写入，请先改好有误的行，再加 --go；或者加 --good-rows --go，只写入没有误的行。")
        print("(mend the rows refused and add --go, or add --good-rows --go to file the rest)")
    return 1 if refused else 0


def _write(args: argparse.Namespace, table: "Table", order: "Order", actor: "Actor") -> int:
    from huiyin.acts.importing import NotAllGood, bring_in_all, bring_in_good

    bring_in = bring_in_good if args.good_rows else bring_in_all
    try:
        brought = bring_in(table, order, actor=actor, progress=_progress(len(table.rows)))
    except NotAllGood as fault:
        print("有的行有误，一行也没有写入：  (some rows are refused, nothing was written)")
        _tell(fault.fates)
        _report(args, table, fault.fates)
        return 1
    _tell(brought.fates)
    if brought.batch:
        print(f"导入批次 {brought.batch}；要整批撤销：./huiyin import --undo {brought.batch}  (batch {brought.batch})")
    return 1 if _report(args, table, brought.fates) else 0


def _progress(total: int) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if sys.stderr.isatty() and (done % TOLD_EVERY == 0 or done == total):
            print(f"  {done}/{total} 行", file=sys.stderr, flush=True)

    return tell


def _tell(fates: "tuple[Fate, ...]") -> None:
    counts = Counter[str](fate.what for fate in fates)
    parts = "，".join(f"{WORDS[what][0]} {counts[what]}" for what in WORDS)
    english = ", ".join(f"{counts[what]} {WORDS[what][1]}" for what in WORDS)
    print(f"共 {len(fates)} 行：{parts}。  ({len(fates)} rows: {english})")
    refused = [fate for fate in fates if fate.what == "refused"]
    for fate in refused[:SHOWN]:
        print(f"  第 {fate.row} 行：{fate.reason.zh if fate.reason else ''}")
    if len(refused) > SHOWN:
        print(f"  还有 {len(refused) - SHOWN} 行有误，都写在副本里。  ({len(refused) - SHOWN} more in the copy)")


def _report(args: argparse.Namespace, table: "Table", fates: "tuple[Fate, ...]") -> int:
    """Write the copy with the results where one is asked for or rows were refused; return how many were."""
    from huiyin.papers.tables import write_back

    refused = sum(fate.what == "refused" for fate in fates)
    if not refused and args.report is None:
        return refused
    suffix = ".csv" if table.encoding else ".xlsx"
    place: Path = args.report or args.file.with_name(f"{args.file.stem}-导入结果{suffix}")
    added = {fate.row: (WORDS[fate.what][0], fate.number, fate.reason.zh if fate.reason else "") for fate in fates}
    try:
        place.write_bytes(write_back(table, added, columns=COLUMNS))
    except OSError as error:
        why = error.strerror or str(error)
        raise CliError(
            f"写不了 {place}（{why}），请用 --report 另写一个地方。\n{place} cannot be written ({why}); use --report."
        ) from None
    print(f"每一行的结果写在 {place}。  (the result of each row)")
    return refused
