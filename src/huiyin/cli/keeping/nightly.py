"""When the worker backs up, tests a back-up and hands up facts by itself, each in a process of its own so that ticks go on."""

import logging
import os
import subprocess
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from huiyin.cli.family import PACKAGES, child
from huiyin.cli.keeping.state import read_state

AGAIN_AFTER = timedelta(hours=1)

logger = logging.getLogger("huiyin.nightly")


def due_verb(state: Mapping[str, Any], *, at: datetime, nightly_at: time) -> str:
    """Return `backup` once a night, `selftest` once a month after one, "" otherwise.

    `at` is aware, in the office's own time. What failed is tried again an hour later.
    """
    if _recent(state.get("failed_at", ""), at):
        return ""
    begins = at.replace(hour=nightly_at.hour, minute=nightly_at.minute, second=0, microsecond=0)
    if begins > at:
        begins -= timedelta(days=1)
    taken = state.get("taken_at", "")
    if not taken or datetime.fromisoformat(taken) < begins:
        return "backup"
    tested = state.get("tested_at", "")
    if tested and (state.get("tested_well") or _recent(tested, at)):
        same_month = datetime.fromisoformat(tested).astimezone(at.tzinfo).strftime("%Y%m") == at.strftime("%Y%m")
        return "" if same_month else "selftest"
    return "selftest"


def facts_due(done_on: date | None, *, at: datetime, nightly_at: time) -> bool:
    """Say whether facts are to be handed up now: once a day, after the hour of the back-up."""
    return at.time() >= nightly_at and done_on != at.date()


def _recent(moment: str, at: datetime) -> bool:
    return bool(moment) and at - datetime.fromisoformat(moment) < AGAIN_AFTER


class Nightly:
    """Starts what is due and looks after it; at most one process at a time."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._facts_on: date | None = None

    def look(self, *, at: datetime) -> None:
        """Start what is due at `at`; say how the last one ended. Costs one small file read."""
        from django.conf import settings

        if self._busy():
            return
        data = Path(settings.DATA)
        verb = due_verb(read_state(data), at=at, nightly_at=settings.BACKUP_AT) if settings.BACKUP_NIGHTLY else ""
        # Facts first, so that the night's back-up holds what was told on that night.
        command = self._facts(at, nightly_at=settings.BACKUP_AT) or ([verb] if verb else [])
        if not command:
            return
        logger.info("%s begins", command[0])
        with (data / "nightly.log").open("ab") as log:
            self._running = subprocess.Popen(
                child(*command), env={**os.environ, "PYTHONPATH": str(PACKAGES)}, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log,
            )  # fmt: skip

    def _facts(self, at: datetime, *, nightly_at: time) -> list[str]:
        """Return the export of facts when it is due: where a directory is named, or figures are published from them."""
        from django.conf import settings

        to = settings.FACTS_DIRECTORY
        if not (to or settings.PUBLISH_FIGURES) or not facts_due(self._facts_on, at=at, nightly_at=nightly_at):
            return []
        self._facts_on = at.date()
        return ["facts", "export", *(["--to", to] if to else [])]

    def _busy(self) -> bool:
        if self._running is None:
            return False
        code = self._running.poll()
        if code is None:
            return True
        if code:
            logger.error("the nightly work ended with %s: see nightly.log in the data directory", code)
        self._running = None
        return False
