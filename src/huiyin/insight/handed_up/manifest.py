"""The manifest of a county's year of files and its signature: what was handed up, by which rule, sealed by which key."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from huiyin.insight.handed_up.schema import SHAPES, VERSION, is_month, is_plain_code
from huiyin.insight.intervals import FEWEST
from huiyin.kit.text import Text

FORMAT = "huiyin-facts"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
LARGEST_MANIFEST = 4_000_000
RULE = "classes of at least the fewest matters; each column sorted by itself within its class; months never changed"
_NAME = re.compile(r"(clock_fact|matter_fact)-([0-9]{6})\.parquet")
_DIGEST = re.compile("[0-9a-f]{64}")
_COUNTY = re.compile("[0-9]{6}")
_READ = 1 << 20


class Refused(ValueError):
    """What is not taken: a manifest missing, unsigned or not in its form, or files; `said` is the sentence for a person."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.en)
        self.said = said


@dataclass(frozen=True, slots=True)
class FactFile:
    """One Parquet file of the manifest."""

    name: str
    sha256: str
    rows: int
    withheld: tuple[tuple[str, str], ...] = ()

    @property
    def table(self) -> str:
        """Return the table whose rows it holds."""
        return self.name.partition("-")[0]

    @property
    def month(self) -> int:
        """Return its month, such as 202610."""
        return int(self.name.partition("-")[2][:6])


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one county handed up of one year."""

    county: str
    year: int
    made_at: datetime
    fewest: int
    files: tuple[FactFile, ...]
    codes: Mapping[str, tuple[str, ...]]
    editions: Mapping[str, int]
    calendar: str
    fictional: bool
    schema: int = VERSION

    def written(self) -> bytes:
        """Return the bytes that are signed."""
        held = {
            "format": FORMAT,
            "schema": self.schema,
            "county": self.county,
            "year": self.year,
            "made_at": self.made_at.isoformat(),
            "suppression": {"fewest": self.fewest, "rule": RULE},
            "periods": {name: sorted(file.month for file in self.files if file.table == name) for name in SHAPES},
            "rows": {name: sum(file.rows for file in self.files if file.table == name) for name in SHAPES},
            "files": [
                {
                    "name": file.name,
                    "sha256": file.sha256,
                    "rows": file.rows,
                    "withheld": [list(one) for one in file.withheld],
                }
                for file in self.files
            ],
            "codes": {name: list(codes) for name, codes in sorted(self.codes.items())},
            "editions": dict(sorted(self.editions.items())),
            "calendar": self.calendar,
            "fictional": self.fictional,
        }
        return json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def parse(written: bytes) -> Manifest:
    """Read a manifest strictly: every part in its form, and nothing beside. Raises Refused."""
    try:
        held = json.loads(written)
        found = _read(held)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(Text(f"清单读不懂（{error!r:.80}）", f"The manifest cannot be read ({error!r:.80})")) from error
    if found.written() != written:
        raise Refused(
            Text("清单里有多出来的或写法不同的内容", "The manifest holds more than its form, or is written otherwise")
        )
    return found


def _read(held: Mapping[str, Any]) -> Manifest:
    if held["format"] != FORMAT or held["schema"] != VERSION:
        raise ValueError("another format or schema version")
    files = tuple(
        FactFile(one["name"], one["sha256"], one["rows"], tuple((a, b) for a, b in one["withheld"]))
        for one in held["files"]
    )
    found = Manifest(
        county=held["county"],
        year=held["year"],
        made_at=datetime.fromisoformat(held["made_at"]),
        fewest=held["suppression"]["fewest"],
        files=files,
        codes={name: tuple(codes) for name, codes in held["codes"].items()},
        editions=dict(held["editions"]),
        calendar=held["calendar"],
        fictional=held["fictional"],
    )
    _require(found)
    return found


def _require(found: Manifest) -> None:
    sound = (
        _COUNTY.fullmatch(found.county),
        type(found.year) is int and 2000 <= found.year <= 2099,
        found.made_at.tzinfo is not None,
        type(found.fewest) is int and found.fewest >= FEWEST,
        len({file.name for file in found.files}) == len(found.files),
        all(_is_sound(file, found.year) for file in found.files),
        set(found.codes) <= {"unit", "category", "channel"},
        all(is_plain_code(code) for codes in found.codes.values() for code in codes),
        all(is_plain_code(kind) and type(number) is int for kind, number in found.editions.items()),
        re.fullmatch(r"[0-9A-Za-z .,;:+-]{0,200}", found.calendar),
        type(found.fictional) is bool,
    )
    if not all(sound):
        raise ValueError(f"part {next(number for number, one in enumerate(sound, 1) if not one)}")


def _is_sound(file: FactFile, year: int) -> bool:
    return (
        _NAME.fullmatch(file.name) is not None
        and is_month(file.month)
        and file.month // 100 == year
        and _DIGEST.fullmatch(file.sha256) is not None
        and type(file.rows) is int
        and file.rows >= FEWEST
        and all(is_plain_code(part) for one in file.withheld for part in one)
    )


def is_file_name(name: str) -> bool:
    """Say whether a file of a county's year may have this name."""
    return name in {MANIFEST, SIGNATURE} or _NAME.fullmatch(name) is not None


def digest(file: Path) -> str:
    """Return the SHA-256 of a file."""
    found = hashlib.sha256()
    with file.open("rb") as held:
        while piece := held.read(_READ):
            found.update(piece)
    return found.hexdigest()


def sign(written: bytes, *, seed: bytes) -> str:
    """Return the Ed25519 signature of a manifest, in hexadecimal; the seed is the 32 bytes of the key file."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(written).hex()


def public_half(seed: bytes) -> str:
    """Return the public half of a key as 64 hexadecimal digits, to be registered above."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


def is_signed(written: bytes, signature: str, *, key: str) -> bool:
    """Say whether a signature was made over these bytes by the private half of a key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature.strip()), written)
    except (InvalidSignature, ValueError):
        return False
    return True
