"""What `python -m huiyin.cli` runs."""

import sys

from huiyin.cli import main

sys.exit(main(sys.argv[1:]))
