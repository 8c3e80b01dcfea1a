"""Compare the time engine with the independent slow counter on random histories.

Usage: python bench/clock_histories.py --seed 1 --count 1000000
Every twentieth history also has its day-by-day strip compared. Ends with 1 at the first disagreement and prints it.
"""

import argparse
import sys
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(place) for place in (ROOT / "src", ROOT) if place.is_dir()]

from tests.clocks.histories import disagreement, random_history  # noqa: E402

STRIP_EVERY = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="the histories are the same for the same seed")
    parser.add_argument("--count", type=int, default=1_000_000, help="how many histories")
    asked = parser.parse_args()
    random, began, by_unit = Random(asked.seed), time.monotonic(), dict[str, int]()
    calendars = 0
    for number in range(1, asked.count + 1):
        history = random_history(random)
        if words := disagreement(history, with_strip=number % STRIP_EVERY == 0):
            print(f"history {number} of seed {asked.seed} disagrees: {words}")
            return 1
        unit = history.clock.unit.value
        by_unit[unit] = by_unit.get(unit, 0) + 1
        calendars += len(history.calendars)
        if number % max(1, asked.count // 20) == 0:
            print(f"{number:>9,} histories, {time.monotonic() - began:6.0f} s, no disagreement", flush=True)
    units = ", ".join(f"{unit} {times:,}" for unit, times in sorted(by_unit.items()))
    print(f"seed {asked.seed}: {asked.count:,} histories ({calendars:,} reckonings; {units}), 0 disagreements")
    return 0


if __name__ == "__main__":
    sys.exit(main())
