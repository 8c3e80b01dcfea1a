"""What is known of the last back-up and the last self-test: one small file the health page reads."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = "backup.json"


def read_state(data: Path) -> dict[str, Any]:
    """Return what was kept, {} before the first back-up or when the file was damaged."""
    try:
        found = json.loads((data / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_state(data: Path, changed: Mapping[str, Any]) -> None:
    """Put new facts beside the old ones. Keys: taken_at, file, bytes, seconds, events, root_number, root;
    tested_at, tested_file, tested_well, tested_words; failed_at, failed_words. Moments are ISO 8601 with offset.
    """
    unfinished = data / f".{FILE}.part"
    unfinished.write_text(
        json.dumps({**read_state(data), **changed}, indent=1, sort_keys=True, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )
    unfinished.replace(data / FILE)
