"""`./huiyin token`: tokens of the interface, for whoever runs the server; at the desk they are granted and collected."""

import argparse
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from huiyin.cli import CliError
from huiyin.cli.start import require_migrated, start_django, use_data

HELP = "接口令牌：批一个并领出来、列出、收回\nTokens of the API: grant and collect one, list them, take one back"

MOST_DAYS = 3650


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `make`, `list` and `end`."""
    verbs = parser.add_subparsers(dest="verb", metavar="make|list|end")
    made = verbs.add_parser("make", help="批一个令牌并领出来，只显示这一次 / grant and collect one, shown this once")
    made.add_argument("key", help="令牌在登记册里的编号，如 hotline / its key in the register")
    made.add_argument("--post", help="以哪个岗位办事 / the post it acts as")
    made.add_argument("--label", default="", help="给谁用 / for whom it is")
    made.add_argument("--scopes", default="", metavar="A,B", help="权限范围，逗号分开 / scopes, separated by commas")
    made.add_argument("--days", type=int, default=365, help="几天以后到期 / ends after so many days")
    listed = verbs.add_parser("list", help="列出令牌 / list the tokens")
    ended = verbs.add_parser("end", help="收回一个令牌，立即失效 / take one back at once")
    ended.add_argument("key", help="编号 / its key")
    ended.add_argument("--reason", required=True, help="为什么 / why")
    for one in (made, listed, ended):
        one.add_argument("--data", type=Path, metavar="DIR", help="数据目录 / the data directory")


def run(args: argparse.Namespace) -> int:
    """Do one thing with tokens; a mistake becomes one sentence."""
    acts: dict[str, Callable[[argparse.Namespace, datetime], int]] = {"make": _make, "list": _list, "end": _end}
    if args.verb not in acts:
        raise CliError("请写明要做什么：token make、token list 或 token end。\nSay what to do: make, list or end.")
    use_data(args.data)
    start_django()
    require_migrated()
    from django.utils import timezone

    from huiyin.acts.writing import NotFound
    from huiyin.flow.answers import FieldFaults
    from huiyin.flow.scene import NotAllowed

    try:
        return acts[args.verb](args, timezone.now())
    except NotFound:
        raise CliError(f"没有 {args.key} 这个令牌，全部令牌见：token list。\nThere is no token {args.key}.") from None
    except FieldFaults as faults:
        said = list(faults.faults.values())
        raise CliError("；".join(one.zh for one in said) + "\n" + "; ".join(one.en for one in said)) from None
    except NotAllowed as refusal:
        raise CliError(f"{refusal.reason.zh}\n{refusal.reason.en}") from None


def _make(args: argparse.Namespace, at: datetime) -> int:
    from huiyin.acts.tokens import issue_token
    from huiyin.queries.bearers import all_tokens

    if args.key not in {line.key for line in all_tokens(at=at)}:
        _grant(args, at)
    token = issue_token(args.key, at=at)
    print(f"令牌 {args.key}，只显示这一次，请现在存好；再领一次，这一个就失效：")
    print(f"The token {args.key}, shown this once; making it again ends this one:\n")
    print(token)
    return 0


def _grant(args: argparse.Namespace, at: datetime) -> None:
    from huiyin.acts.registers import NewEntry, record
    from huiyin.acts.writing import now_at
    from huiyin.flow.actor import clockwork
    from huiyin.kinds.registers.interface import API_TOKEN
    from huiyin.kit.days import SHANGHAI

    if not args.post or not args.scopes:
        raise CliError("新的令牌要写 --post 和 --scopes。\nA new token needs --post and --scopes.")
    if not 0 < args.days <= MOST_DAYS:
        raise CliError(f"--days 是 1 到 {MOST_DAYS} 的整数。\n--days is a whole number from 1 to {MOST_DAYS}.")
    today = at.astimezone(SHANGHAI).date()
    values = {
        "label": args.label or args.key,
        "post": args.post,
        "scopes": [one.strip() for one in args.scopes.split(",") if one.strip()],
    }
    new = NewEntry(API_TOKEN.id, args.key, values, today, today + timedelta(days=args.days))
    record(new, actor=clockwork(at), moment=now_at(at))


def _list(args: argparse.Namespace, at: datetime) -> int:
    from huiyin.kit.days import SHANGHAI
    from huiyin.queries.bearers import all_tokens

    found = all_tokens(at=at)
    for line in found:
        used = f"{line.used_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if line.used_at else "没有用过"
        state = "还没有领" if line.collected_at is None else f"最近使用 {used}"
        print(f"{line.key:<16} {line.label}　{line.post}　{'、'.join(line.scopes)}　{state}")
    print(f"共 {len(found)} 个令牌 / {len(found)} tokens")
    return 0


def _end(args: argparse.Namespace, at: datetime) -> int:
    from huiyin.acts.tokens import end_token
    from huiyin.acts.writing import now_at
    from huiyin.flow.actor import clockwork

    end_token(args.key, reason=args.reason, actor=clockwork(at), moment=now_at(at))
    print(f"令牌 {args.key} 已收回，从现在起打不开任何东西。\nThe token {args.key} opens nothing any more.")
    return 0
