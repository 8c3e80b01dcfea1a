"""`./huiyin upper`: what a city or a province does with the facts that counties hand up. Needs no county's database."""

import argparse

from huiyin.cli import CliError, upper_holding, upper_measures

HELP = """上级：收各县上报的事实文件，算指标，各县摆在一起看
The upper level: take the facts that counties hand up, count measures, show counties side by side"""

VERBS = {
    "register": (upper_holding.add_register, upper_holding.register, "登记一个县的公钥 / register a county's key"),
    "take": (upper_holding.add_take, upper_holding.take, "核验并收下 / verify and take in"),
    "list": (upper_holding.add_list, upper_holding.show, "登记了谁、手里有什么 / who is registered, what is held"),
    "serve": (upper_holding.add_serve, upper_holding.serve, "网页，也收发来的文件 / serve the page and take uploads"),
    "measures": (upper_measures.add_arguments, upper_measures.run, upper_measures.HELP),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = parser.add_subparsers(dest="verb", metavar="|".join(VERBS))
    for name, (declare, _, said) in VERBS.items():
        declare(verbs.add_parser(name, help=said))


def run(args: argparse.Namespace) -> int:
    """Do one thing at the upper level; a mistake becomes one sentence."""
    if args.verb not in VERBS:
        raise CliError(f"请写明要做什么：upper {'、'.join(VERBS)}。\nSay what to do: {', '.join(VERBS)}.")
    return VERBS[args.verb][1](args)
