"""`./huiyin user`: staff accounts, opened for people of the staff register; passwords are typed twice or piped in."""

import argparse
import getpass
import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from huiyin.cli import CliError
from huiyin.cli.start import require_migrated, start_django, use_data

HELP = "工作人员账号：开户、改密码、列出\nStaff accounts: open one, change a password, list them"

_USERNAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{1,49}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `add`, `password` and `list`."""
    verbs = parser.add_subparsers(dest="verb", metavar="add|password|list")
    added = verbs.add_parser("add", help="给册里的一个人开账号 / open an account for a person of the register")
    added.add_argument("username", help="用户名 / the user name")
    added.add_argument("--person", required=True, metavar="KEY", help="人员册里的编号，或不重名的姓名 / key or name")
    changed = verbs.add_parser("password", help="改密码 / change a password")
    changed.add_argument("username", help="用户名 / the user name")
    listed = verbs.add_parser("list", help="列出账号 / list the accounts")
    for one in (added, changed):
        one.add_argument("--password-stdin", action="store_true", help="从标准输入读一行密码 / read it from stdin")
        one.add_argument(
            "--for-good", action="store_true", help="第一次登录不用改 / need not be changed at first sign-in"
        )
    for one in (added, changed, listed):
        one.add_argument("--data", type=Path, metavar="DIR", help="数据目录 / the data directory")


def run(args: argparse.Namespace) -> int:
    """Do one thing with accounts; a mistake becomes one sentence."""
    acts: dict[str, Callable[[argparse.Namespace], int]] = {"add": _add, "password": _password, "list": _list}
    if args.verb not in acts:
        raise CliError("请写明要做什么：user add、user password 或 user list。\nSay what to do: add, password or list.")
    use_data(args.data)
    start_django()
    require_migrated()
    return acts[args.verb](args)


def _add(args: argparse.Namespace) -> int:
    from django.contrib.auth.hashers import make_password

    from huiyin.acts.accounts import NewAccount, open_accounts
    from huiyin.flow.scene import NotAllowed

    if not _USERNAME.fullmatch(args.username):
        raise CliError(
            f"用户名“{args.username}”不行：用字母、数字、点、短横，2 到 50 个。\n"
            "A user name has 2 to 50 letters, digits, dots or hyphens."
        )
    key, name = _person(args.person)
    encoded = make_password(_new_password(args))
    try:
        open_accounts([NewAccount(args.username, key, encoded)], must_change=not args.for_good)
    except NotAllowed as refused:
        raise CliError(f"{refused.reason.zh}。\n{refused.reason.en}.") from refused
    print(f"已给{name}（{key}）开账号 {args.username}。\nOpened {args.username} for {key}.")
    return 0


def _person(text: str) -> tuple[str, str]:
    """The one person meant, or a sentence why it is not clear."""
    from huiyin.queries.accounts import colleagues

    found = colleagues(text, on=_today())
    if not found:
        raise CliError(f"人员册里今天没有“{text}”，先在登记册里登记这个人。\nThe staff register has no “{text}” today.")
    if len(found) > 1:
        keys = "、".join(one.key for one in found[:5])
        raise CliError(f"叫“{text}”的有 {len(found)} 个，请写编号：{keys}。\nSeveral are called so: give the key.")
    return found[0].key, found[0].name


def _password(args: argparse.Namespace) -> int:
    from django.contrib.auth.hashers import make_password

    from huiyin.acts.passwords import set_encoded
    from huiyin.flow.scene import NotAllowed
    from huiyin.queries.accounts import accounts

    if args.username not in {line.username for line in accounts(on=_today())}:
        raise CliError(f"没有 {args.username} 这个账号，全部账号见：user list。\nThere is no account {args.username}.")
    try:
        set_encoded(args.username, make_password(_new_password(args)), at=_now(), must_change=not args.for_good)
    except NotAllowed as refused:
        raise CliError(f"{refused.reason.zh}。\n{refused.reason.en}.") from refused
    print(f"{args.username} 的密码已改。\nThe password of {args.username} is changed.")
    return 0


def _new_password(args: argparse.Namespace) -> str:
    from huiyin.acts.passwords import faults_of, joined

    password = _piped() if args.password_stdin else _typed_twice()
    faults = faults_of(password, username=args.username)
    if faults:
        why = joined(faults)
        raise CliError(f"{why.zh}。\n{why.en}.")
    return password


def _piped() -> str:
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise CliError("标准输入里没有密码。\nNo password came in on stdin.")
    return line


def _typed_twice() -> str:
    if not sys.stdin.isatty():
        raise CliError(
            "这里不能输密码，请加 --password-stdin 并从管道送进来。\nNo terminal to type on: pipe it with --password-stdin."
        )
    first = getpass.getpass("密码 / password: ")
    if getpass.getpass("再输一遍 / once more: ") != first:
        raise CliError("两遍不一样，没有改动。\nThe two differ; nothing was changed.")
    return first


def _list(args: argparse.Namespace) -> int:
    from huiyin.queries.accounts import accounts

    found = accounts(on=_today())
    for line in found:
        posts = "；".join(line.posts) or "今天没有岗位"
        print(f"{line.username:<16} {line.name}（{line.person}）  {posts}{'' if line.active else '  已停用'}")
    print(f"共 {len(found)} 个账号 / {len(found)} accounts")
    return 0


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()
