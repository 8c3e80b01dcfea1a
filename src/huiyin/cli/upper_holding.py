"""`./huiyin upper register | take | list | serve`: the counties of a city or province, and what they hand up."""

import argparse
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from huiyin.cli import CliError
from huiyin.cli.ports import require_free
from huiyin.cli.serve import become_server, certificate_pair, gather_static_files
from huiyin.cli.start import start_django, use_data
from huiyin.kit.days import SHANGHAI

SETTINGS = "huiyin.config.upper"
APPLICATION = "huiyin.config.upper_wsgi:application"


def add_register(parser: argparse.ArgumentParser) -> None:
    """Declare what a county is registered with."""
    parser.add_argument("county", help="县的 6 位代码 / its code of six digits")
    parser.add_argument("key", help="县里 facts key 显示的公钥 / its public key, as `facts key` shows it")
    parser.add_argument("--name", required=True, help="县名 / its name")
    parser.add_argument("--name-en", default="", help="县名的英文 / its name in English")
    _add_data(parser)


def add_take(parser: argparse.ArgumentParser) -> None:
    """Declare the directories that are taken."""
    parser.add_argument("places", nargs="+", type=Path, metavar="DIR", help="收到的目录 / directories that arrived")
    _add_data(parser)


def add_list(parser: argparse.ArgumentParser) -> None:
    """Declare nothing but the data directory."""
    _add_data(parser)


def add_serve(parser: argparse.ArgumentParser) -> None:
    """Declare where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只限本机 / address to listen on")
    parser.add_argument("--port", type=int, default=8100, help="端口 / port")
    parser.add_argument("--workers", type=int, default=1, help="进程数 / processes")
    _add_data(parser)


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, metavar="DIR", help="数据目录 / the data directory")


def _home(args: argparse.Namespace) -> Path:
    use_data(args.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    start_django()
    from django.conf import settings

    from huiyin.insight.handed_up.holding import home_in

    return home_in(Path(settings.DATA))


def register(args: argparse.Namespace) -> int:
    """Register a county's key; a county that was given a new key is registered again."""
    home = _home(args)
    from huiyin.insight.handed_up.holding import Registered, registered
    from huiyin.insight.handed_up.holding import register as keep
    from huiyin.insight.handed_up.manifest import Refused

    before = registered(home).get(args.county)
    try:
        keep(home, Registered(args.county, args.name, args.name_en or args.name, args.key.strip().lower()))
    except Refused as refusal:
        raise CliError(f"{refusal.said.zh}\n{refusal.said.en}") from refusal
    if before is not None and before.key != args.key.strip().lower():
        print(
            f"已给 {args.name}（{args.county}）换了公钥：以后只收新公钥签的 / its key was replaced: only the new one counts"
        )
    else:
        print(f"已登记 {args.name}（{args.county}） / registered")
    return 0


def take(args: argparse.Namespace) -> int:
    """Take every county's year found in the directories; 1 where one was refused."""
    home = _home(args)
    from huiyin.insight.handed_up.duck import duck
    from huiyin.insight.handed_up.holding import take as take_year
    from huiyin.insight.handed_up.manifest import Refused
    from huiyin.insight.handed_up.verifying import years_of

    for place in args.places:
        if not place.expanduser().exists():
            raise CliError(
                f"没有 {place} 这个目录；U 盘或共享盘要先接上。\nThere is no {place}: is the disk connected?"
            )
    folders = [folder for place in args.places for folder in years_of(place.expanduser().resolve())]
    if not folders:
        raise CliError("这些目录里没有上报的文件。\nThere is nothing handed up in these directories.")
    refused = 0
    with duck(home) as lent:
        for folder in folders:
            try:
                said = take_year(lent, folder, home, at=datetime.now(UTC))
                print(f"{said.zh} / {said.en}")
            except Refused as refusal:
                refused += 1
                print(f"没有收 {folder}：{refusal.said.zh}\n    refused: {refusal.said.en}")
    return 1 if refused else 0


def show(args: argparse.Namespace) -> int:
    """List the registered counties and the months held of each."""
    home = _home(args)
    from huiyin.insight.handed_up.holding import counted, registered

    held, known = counted(home).get("years", []), registered(home)
    if not known:
        print("还没有登记哪个县，用 upper register / no county is registered yet: see upper register")
    for county, one in known.items():
        print(f"{county}  {one.zh}  {one.key[:16]}…")
        years = [year for year in held if year["county"] == county]
        for year in years:
            print(f"    {_year_line(year)}")
        if not years:
            print("    还没有收到 / nothing taken yet")
    return 0


def _year_line(year: Mapping[str, Any]) -> str:
    clocks, matters = (len(year["months"][name]) for name in ("clock_fact", "matter_fact"))
    made = datetime.fromisoformat(year["made_at"]).astimezone(SHANGHAI)
    return (
        f"{year['year']}：时限 {clocks} 个月，事项 {matters} 个月，{made:%Y-%m-%d %H:%M} 上报"
        f" / clocks of {clocks} months, matters of {matters}"
    )


def serve(args: argparse.Namespace) -> int:
    """Check, gather the static files, and become the server."""
    _home(args)
    certificate = certificate_pair()
    require_free(host=args.host, port=args.port)
    gather_static_files()
    become_server(
        host=args.host, port=args.port, workers=args.workers, certificate=certificate, application=APPLICATION
    )
    return 0
