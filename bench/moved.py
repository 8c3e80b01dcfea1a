"""Take a filled county from its SQLite file to a PostgreSQL kept beside another directory, so that both hold the same matters.

Usage: python bench/moved.py --from DIR --keep OTHER

It is `./huiyin move` with the keys copied first: the same ids, events and roots on both engines, and a tenth of the time
that filling takes. Prints what the verb prints, and the rows a second. `--database postgres --keep OTHER` opens it then.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import ground  # noqa: F401 -- puts the product on the path
from server import named_database

from huiyin.cli.family import PACKAGES, child


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=Path, required=True, help="the county on SQLite")
    parser.add_argument("--keep", type=Path, required=True, help="directory of the county on PostgreSQL")
    asked = parser.parse_args()
    asked.keep.mkdir(mode=0o700, parents=True, exist_ok=True)
    for key in ("site.key", "session.key"):
        shutil.copy2(asked.source / key, asked.keep / key)
    began = time.monotonic()
    with named_database("postgres", asked.keep) as database:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HUIYIN_")}
        environment |= {"HUIYIN_DATA": str(asked.keep.resolve()), "HUIYIN_DATABASE_URL": database}
        command = child("move", "--from", str(asked.source.resolve() / "huiyin.sqlite3"))
        done = subprocess.run(command, env=environment | {"PYTHONPATH": str(PACKAGES)}, check=False)
    print(f"{time.monotonic() - began:,.0f} s, server start and verification included")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
