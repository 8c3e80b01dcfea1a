"""What a back-up says of itself: read before anything is put in place."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from huiyin.cli import CliError

# 1 had nothing of what was handed up.
FORMAT, READABLE = 2, (1, 2)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first member of every back-up. `root` is hex, `database_sha256` that of the member as it lies in the
    file, `handed_up` the number of files told to the upper level.

    `site_key` is a keyed digest that says which site key the sealed words need, and tells nothing about the key.
    """

    format: int
    county: str
    engine: str
    taken_at: str
    database_sha256: str
    files: int
    events: int
    readings: int
    root_number: int
    root: str
    migrations: tuple[str, ...]
    site_key: str
    handed_up: int = 0

    def as_bytes(self) -> bytes:
        """Write it as JSON, sorted, one key a line, so that it can be read by eye."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def read_manifest(text: bytes) -> Manifest:
    """Read a manifest; CliError when this version does not understand it."""
    try:
        found: dict[str, Any] = json.loads(text)
        manifest = Manifest(**{**found, "migrations": tuple(found["migrations"])})
    except (ValueError, TypeError, KeyError) as error:
        raise CliError("备份里的说明读不懂，文件可能坏了。\nThe back-up's manifest cannot be read.") from error
    if manifest.format not in READABLE:
        raise CliError(
            f"这个备份的格式是第 {manifest.format} 版，本程序只认到第 {FORMAT} 版，请用做备份时的程序版本恢复。\n"
            f"The back-up has format {manifest.format}, this version reads formats up to {FORMAT}: restore with the version that made it."
        )
    return manifest
