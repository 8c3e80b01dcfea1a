"""`./huiyin replay`: fold every event again and compare with the rows that screens read."""

import argparse

from huiyin.cli.start import require_migrated, start_django

HELP = """按账本重算全部界面行，与现有的比较
Fold every event again and compare with the rows that screens read"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to put right what differs."""
    parser.add_argument("--mend", action="store_true", help="把不符的行按账本重写 / write the rows that differ afresh")


def run(args: argparse.Namespace) -> int:
    """Print every difference; 1 if there are any, unless they were put right."""
    start_django()
    require_migrated()
    from huiyin.ledger.parts import processors
    from huiyin.ledger.replay import mend, replay

    outcome = mend() if args.mend else replay(processes=processors())
    for one in outcome.differences:
        print(f"{one.zh}\n    {one.en}")
    print(f"{outcome.streams} 流、{outcome.events} 条事件 / {outcome.streams} streams, {outcome.events} events")
    if not outcome.differences:
        print("与账本一致 / the rows agree with the ledger")
        return 0
    if args.mend:
        left = replay(at_most=1).differences
        print(
            "已按账本重写 / written afresh"
            if not left
            else "仍有不符，请先运行 verify / still not in order: verify first"
        )
        return 1 if left else 0
    print(
        f"{len(outcome.differences)} 处不符；--mend 按账本重写 / {len(outcome.differences)} differences, --mend mends them"
    )
    return 1
