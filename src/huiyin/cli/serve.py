"""`./huiyin serve`: answer the browsers."""

import argparse
import os
import sys
from pathlib import Path

from huiyin.cli.ports import require_free
from huiyin.cli.start import require_migrated, require_sound, start_django

HELP = "启动网页服务\nServe the pages"

PACKAGES = Path(__file__).resolve().parent.parent.parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many processes."""
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只限本机 / address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="端口 / port")
    parser.add_argument("--workers", type=int, default=2, help="进程数，每个进程 8 个线程 / processes of 8 threads")


def run(args: argparse.Namespace) -> int:
    """Check, gather the static files, and become the server."""
    start_django()
    require_sound()
    require_free(host=args.host, port=args.port)
    require_migrated()
    gather_static_files()
    become_server(host=args.host, port=args.port, workers=args.workers)
    return 0


def gather_static_files() -> None:
    """Put the style sheets and pictures where the server reads them, under names that follow their content."""
    from django.conf import settings
    from django.core.management import call_command

    if not settings.DEBUG:
        call_command("collectstatic", verbosity=0, interactive=False)


def become_server(*, host: str, port: int, workers: int) -> None:
    """Replace this process by gunicorn, so that signals reach it directly."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    os.environ["PYTHONPATH"] = str(PACKAGES)
    program = [sys.executable, "-P", "-m", "gunicorn", "--config", "python:huiyin.config.server"]
    options = ["--bind", address, "--workers", str(workers), "--chdir", str(PACKAGES)]
    sys.stdout.flush()
    os.execv(sys.executable, [*program, *options, "huiyin.config.wsgi:application"])
