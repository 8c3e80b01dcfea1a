"""How Spark's master is written: this machine, a standalone cluster, YARN or Kubernetes."""

import re

_MASTER = re.compile(r"local(\[(\*|[1-9][0-9]*)(,[1-9][0-9]*)?\])?|spark://\S+|yarn|k8s://\S+")
_THIS_MACHINE = re.compile(r"local(\[.*\])?|spark://(127\.0\.0\.1|localhost)(:[0-9]+)?")


def is_master(text: str) -> bool:
    """Say whether Spark knows a master by such a word."""
    return _MASTER.fullmatch(text) is not None


def is_this_machine(master: str) -> bool:
    """Say whether a master and all that it talks to are on this machine."""
    return _THIS_MACHINE.fullmatch(master) is not None
