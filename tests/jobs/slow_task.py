"""A task that says in a file when it began and ended, and takes as long as the test wants."""

import time
from pathlib import Path

from django_tasks import task

LONGEST_SECONDS = 60


@task()
def slow(place: str) -> None:
    """Begin, wait for the word to go on, and end."""
    said, going_on = Path(place) / "said", Path(place) / "go on"
    _say(said, "began")
    for _ in range(LONGEST_SECONDS * 20):
        if going_on.exists():
            break
        time.sleep(0.05)
    _say(said, "ended")


def _say(file: Path, word: str) -> None:
    with file.open("a") as out:
        out.write(f"{word}\n")
