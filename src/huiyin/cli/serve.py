"""`./huiyin serve`: answer the browsers."""

import argparse
import os
import sys
from pathlib import Path

from huiyin.cli.ports import require_free
from huiyin.cli.start import require_migrated, require_sound, start_django

HELP = "启动网页服务\nServe the pages"

PACKAGES = Path(__file__).resolve().parent.parent.parent
SOON_DAYS = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many processes."""
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只限本机 / address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="端口 / port")
    parser.add_argument(
        "--doors", metavar="desk,portal,api", help="只开哪些门，默认全开 / which doors to open, all by default"
    )
    parser.add_argument("--cert", type=Path, metavar="FILE", help="证书（PEM），本程序直接收 https / certificate")
    parser.add_argument("--cert-key", type=Path, metavar="FILE", help="证书的私钥 / its private key")
    parser.add_argument("--workers", type=int, default=2, help="进程数，每个进程 8 个线程 / processes of 8 threads")


def run(args: argparse.Namespace) -> int:
    """Check, gather the static files, and become the server."""
    _take_options(args)
    start_django()
    require_sound()
    certificate = certificate_pair()
    require_free(host=args.host, port=args.port)
    require_migrated()
    gather_static_files()
    become_server(host=args.host, port=args.port, workers=args.workers, certificate=certificate)
    return 0


def _take_options(args: argparse.Namespace) -> None:
    """What was typed goes before what the environment says; the server's processes then read the same."""
    for name, value in (("HUIYIN_DOORS", args.doors), ("HUIYIN_CERT", args.cert), ("HUIYIN_CERT_KEY", args.cert_key)):
        if value is not None:
            os.environ[name] = str(value.resolve() if isinstance(value, Path) else value)


def certificate_pair() -> tuple[str, str] | None:
    """Check the certificate before anybody meets it; None where https is not this program's."""
    from django.conf import settings
    from django.utils import timezone

    from huiyin.cli.certificate import days_left, require_pair

    if not settings.CERT_FILE and not settings.CERT_KEY_FILE:
        return None
    certificate = require_pair(Path(settings.CERT_FILE), Path(settings.CERT_KEY_FILE))
    left = days_left(certificate, at=timezone.now())
    if left < SOON_DAYS:
        print(f"证书还有 {left} 天到期 / the certificate expires in {left} days", file=sys.stderr)
    return settings.CERT_FILE, settings.CERT_KEY_FILE


def gather_static_files() -> None:
    """Put the style sheets and pictures where the server reads them, under names that follow their content."""
    from django.conf import settings
    from django.core.management import call_command

    if not settings.DEBUG:
        call_command("collectstatic", verbosity=0, interactive=False)


def become_server(
    *,
    host: str,
    port: int,
    workers: int,
    certificate: tuple[str, str] | None = None,
    application: str = "huiyin.config.wsgi:application",
) -> None:
    """Replace this process by gunicorn, so that signals reach it directly."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    os.environ["PYTHONPATH"] = str(PACKAGES)
    # With an arena of its own for every thread the C library keeps far more memory than is in use.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    program = [sys.executable, "-P", "-m", "gunicorn", "--config", "python:huiyin.config.server"]
    options = ["--bind", address, "--workers", str(workers), "--chdir", str(PACKAGES)]
    if certificate is not None:
        options += ["--certfile", certificate[0], "--keyfile", certificate[1]]
    sys.stdout.flush()
    os.execv(sys.executable, [*program, *options, application])
