"""The ./huiyin verbs. Only the module of the verb that was typed is imported, so that quick ones stay quick."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import NoReturn, Protocol, cast

# The verbs in the order a newcomer meets them, each with its module. `import` is a word Python keeps for itself.
VERBS = {
    "demo": "huiyin.cli.demo",
    "test": "huiyin.cli.test",
    "serve": "huiyin.cli.serve",
    "work": "huiyin.cli.work",
    "tick": "huiyin.cli.tick",
    "migrate": "huiyin.cli.migrate",
    "user": "huiyin.cli.user",
    "token": "huiyin.cli.token",
    "import": "huiyin.cli.import_",
    "divisions": "huiyin.cli.divisions",
    "kinds": "huiyin.cli.kinds",
    "clock": "huiyin.cli.clock",
    "seal": "huiyin.cli.seal",
    "verify": "huiyin.cli.verify",
    "facts": "huiyin.cli.facts",
    "replay": "huiyin.cli.replay",
    "backup": "huiyin.cli.backup",
    "restore": "huiyin.cli.restore",
    "selftest": "huiyin.cli.selftest",
    "move": "huiyin.cli.move",
    "upgrade": "huiyin.cli.upgrade",
    "bundle": "huiyin.cli.bundle",
    "upper": "huiyin.cli.upper",
}

WRONG_USE = 2
INTERRUPTED = 130


class CliError(Exception):
    """A mistake of the person or the machine, told in one sentence; shown without a traceback."""


class Verb(Protocol):
    """What each verb's module offers."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser, /) -> None:
        """Declare the verb's options."""

    def run(self, args: argparse.Namespace, /) -> int:
        """Do it; the number is the exit code."""


class Parser(argparse.ArgumentParser):
    """Says in both languages that a command was typed wrongly, and where its help is."""

    def error(self, message: str) -> NoReturn:
        """End with a sentence instead of the usage block."""
        raise CliError(f"命令写得不对（{message}）。用法见：{self.prog} --help\nNot a valid command ({message}).")


def main(argv: Sequence[str]) -> int:
    """Run one verb and return its exit code: 0 done, 1 looked and found wrong, 2 a mistake, 130 interrupted."""
    try:
        return _run(list(argv))
    except CliError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(argv: list[str]) -> int:
    if not argv or argv[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0
    name, *rest = argv
    verb = _load(name)
    parser = Parser(
        prog=f"./huiyin {name}", description=verb.HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verb.add_arguments(parser)
    return verb.run(parser.parse_args(rest))


def _load(name: str) -> Verb:
    if name not in VERBS:
        raise CliError(
            f"没有 {name} 这个命令，全部命令见：./huiyin --help\nThere is no command {name}: see ./huiyin --help"
        )
    return cast(Verb, import_module(VERBS[name]))


def overview() -> str:
    """List every verb with one line in each language."""
    lines = ["回音 Huiyin", "", "用法 usage: ./huiyin 命令 [选项]    （每个命令都有 --help）", ""]
    for name, module in VERBS.items():
        if find_spec(module) is None:
            continue
        chinese, _, english = _load(name).HELP.partition("\n")
        lines += [f"  {name:<9} {chinese}", f"            {english.splitlines()[0] if english else ''}".rstrip()]
    return "\n".join(lines)
