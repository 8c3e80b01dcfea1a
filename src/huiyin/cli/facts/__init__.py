"""`./huiyin facts`: facts without personal data handed up, signed; checked by whoever receives them."""

import argparse
from collections.abc import Callable
from pathlib import Path

from huiyin.cli import CliError
from huiyin.cli.start import use_data

HELP = """上报事实表：导出、核验、发送，不含个人信息，有签名
Hand up facts: export, verify, send; no personal data, signed

一个月的数过完、等够了才上报，报过的月份不再改；不足 5 件的不单列。"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `export`, `verify`, `key` and `send`."""
    verbs = parser.add_subparsers(dest="verb", metavar="export|verify|key|send")
    made = verbs.add_parser("export", help="导出签名的 Parquet / write signed Parquet")
    made.add_argument(
        "--to", type=Path, metavar="DIR", help="放到哪里；不写就只在家里做好 / where to put it; left out: only made"
    )
    made.add_argument("--year", type=int, metavar="YYYY", help="只要这一年的 / of this year only")
    checked = verbs.add_parser("verify", help="核验收到的文件 / check files that were handed up")
    checked.add_argument("place", type=Path, metavar="DIR", help="哪个目录 / which directory")
    checked.add_argument("--key", metavar="HEX", help="这个县的公钥，64 位十六进制；不写就不验签名 / its public key")
    shown = verbs.add_parser("key", help="显示本县的公钥，交上级登记 / show the public key to be registered above")
    sent = verbs.add_parser("send", help="把导出的目录发给上级 / send an export to the upper level")
    sent.add_argument("place", type=Path, metavar="DIR", help="导出的目录 / the exported directory")
    sent.add_argument("--url", required=True, metavar="URL", help="上级的地址，如 https://主机 / its address")
    for one in (made, shown):
        one.add_argument("--data", type=Path, metavar="DIR", help="数据目录 / the data directory")


def run(args: argparse.Namespace) -> int:
    """Do one thing with facts that are handed up."""
    verbs: dict[str, Callable[[argparse.Namespace], int]] = {
        "export": _export, "verify": _verify, "key": _key, "send": _send,
    }  # fmt: skip
    if args.verb not in verbs:
        raise CliError(
            "请写明要做什么：facts export、verify、key 或 send。\nSay what to do: export, verify, key or send."
        )
    return verbs[args.verb](args)


def _export(args: argparse.Namespace) -> int:
    use_data(args.data)
    from huiyin.cli.facts.exporting import export

    return export(to=args.to.expanduser().resolve() if args.to else None, year=args.year)


def _verify(args: argparse.Namespace) -> int:
    from huiyin.cli.facts.checking import check

    return check(args.place.expanduser().resolve(), key=args.key)


def _key(args: argparse.Namespace) -> int:
    use_data(args.data)
    from huiyin.cli.facts.keeping import show_key

    return show_key()


def _send(args: argparse.Namespace) -> int:
    from huiyin.cli.facts.sending import send

    return send(args.place.expanduser().resolve(), url=args.url)
