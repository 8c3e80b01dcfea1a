"""`./huiyin demo`: from a clone to a running county in one command, and everything stopped by Ctrl-C."""

import argparse
import os
import shutil
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

from huiyin.cli import CliError
from huiyin.cli.family import Family, child, signals_end_us, until_answers
from huiyin.cli.migrate import apply_migrations
from huiyin.cli.ports import require_free
from huiyin.cli.start import missing_migrations, require_sound, start_django, use_data

HELP = """打开演示县“安澜县”（虚构），浏览器里就能试
Open the demo county of Anlan (fictional), ready to try in a browser"""

HOST = "127.0.0.1"
BEGUN, LOADED = "begun", "loaded"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it runs and where it keeps its data."""
    parser.add_argument("--port", type=int, default=8000, help="端口 / port")
    parser.add_argument("--data", type=Path, help="数据目录，默认 ./data / data directory")
    parser.add_argument("--no-browser", action="store_true", help="不打开浏览器 / do not open a browser")


def run(args: argparse.Namespace) -> int:
    """Prepare what is missing, then serve and work until Ctrl-C."""
    require_free(host=HOST, port=args.port)
    use_data(args.data)
    address = f"http://{HOST}:{args.port}"
    # Invented records never carry a real county's code.
    os.environ.pop("HUIYIN_COUNTY", None)
    # Receipts print their QR code only when the office has said what its address is; the demo's is known.
    os.environ.setdefault("HUIYIN_PUBLIC_URL", address)
    signals_end_us()
    start_django()
    require_sound()
    prepare(progress=_say)
    _say("正在启动网页服务和后台进程…  (starting the server and the worker)")
    with Family(logs=_logs()) as family:
        family.start("serve", child("serve", "--host", HOST, "--port", str(args.port)))
        family.start("work", child("work"))
        until_answers(f"{address}/healthz", family=family)
        _welcome(address)
        if not args.no_browser and _has_display():
            webbrowser.open(address)
        family.wait()
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


def _logs() -> Path:
    from django.conf import settings

    place = Path(settings.DATA) / "logs"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def prepare(*, progress: Callable[[str], None]) -> None:
    """Make the tables and the county where they are missing; a data directory that is not a demo's is refused."""
    from django.conf import settings

    note = Path(settings.DATA) / "demo.txt"
    state = note.read_text(encoding="utf-8").strip() if note.exists() else ""
    require_demo_data(state, settings.DATA)
    if missing_migrations():
        progress("正在建立数据库…  (making the database)")
        note.write_text(state or BEGUN, encoding="utf-8")
        apply_migrations()
    if state == LOADED:
        return
    from huiyin.cli.county.load import load_first

    progress("正在生成安澜县（虚构）：区划、网格、单位、人员和最近 30 天的事项…  (making the fictional county)")
    load_first(progress=progress)
    note.write_text(LOADED, encoding="utf-8")


def require_demo_data(state: str, data: Path) -> None:
    """Never mix invented people into an office's own records."""
    if state == LOADED or not _has_tables():
        return
    if state == BEGUN:
        _start_over(data)
        return
    raise CliError(
        f"{data} 里已有别的数据，演示县不会写进去。请用 --data 另选一个目录。\n"
        f"{data} holds other data, which the demo will not touch. Name another directory with --data."
    )


def _start_over(data: Path) -> None:
    """Throw away a county that was cut off half-way: the note proves that the tables were empty before it."""
    from django.conf import settings
    from django.db import connection

    if settings.ENGINE.name != "sqlite":
        raise CliError(
            "上次生成演示县时中断了，请清空这个数据库再运行一次。\n"
            "The last demo was cut off while it was made: empty this database and run it again."
        )
    _say("上次没有做完，重新开始。  (the last run was cut off, starting over)")
    connection.close()
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    shutil.rmtree(data / "files", ignore_errors=True)


def _has_tables() -> bool:
    from django.db import connection

    return bool(connection.introspection.table_names())


def _welcome(address: str) -> None:
    from huiyin.cli.county.load import demo_accounts

    _say(f"\n回音已就绪 Huiyin is ready:  {address}")
    _say("演示县“安澜县”纯属虚构。 The county of Anlan is fictional.\n")
    for account in demo_accounts():
        _say(f"  {account.username:<12} {account.password:<14} {account.person}  {account.try_this}")
    _say("\n按 Ctrl-C 停止。 Ctrl-C stops it.")


def _has_display() -> bool:
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
