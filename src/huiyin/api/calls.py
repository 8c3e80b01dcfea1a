"""Every call of version 1 gathered into the one door. A new file of calls is named here and nowhere else."""

from huiyin.api import figures, ledger, matters, personal, registers, rules, steps, webhooks
from huiyin.api.door import api

for _calls in (matters, steps, personal, rules, registers, figures, ledger, webhooks):
    api.add_router("", _calls.router)

__all__ = ["api"]
