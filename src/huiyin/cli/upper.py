"""`./huiyin upper`: what a city or a province does with the facts that counties hand up."""

import argparse

from huiyin.cli import CliError, upper_measures

HELP = """上级：用各县报上来的事实文件算指标
The upper level: measures counted from the facts that counties hand up"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `measures`."""
    verbs = parser.add_subparsers(dest="verb", metavar="measures")
    upper_measures.add_arguments(verbs.add_parser("measures", help=upper_measures.HELP))


def run(args: argparse.Namespace) -> int:
    """Do one thing at the upper level; a mistake becomes one sentence."""
    if args.verb != "measures":
        raise CliError("请写明要做什么：upper measures 目录。\nSay what to do: upper measures DIR.")
    return upper_measures.run(args)
