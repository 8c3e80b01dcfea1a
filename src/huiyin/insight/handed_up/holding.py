"""What an upper level holds: the counties it registered, the years it took from them, and the figures made of those."""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from huiyin.insight.handed_up.above import FIGURES, counts, facts_of, reads_words
from huiyin.insight.handed_up.manifest import MANIFEST, SIGNATURE, Manifest, Refused
from huiyin.insight.handed_up.verifying import findings, read_manifest
from huiyin.insight.handed_up.writing import Duck
from huiyin.kit.text import Text

COUNTIES, FACTS, COUNTED = "counties.json", "facts", "figures.json"
TOLD_FINDINGS = 3
_KEY, _COUNTY = re.compile("[0-9a-f]{64}"), re.compile("[0-9]{6}")
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Registered:
    """A county whose files are taken: its name and the public half of its key."""

    county: str
    zh: str
    en: str
    key: str

    @property
    def name(self) -> Text:
        """Return its name in both languages."""
        return Text(self.zh, self.en)


def home_in(data: Path) -> Path:
    """Return where all of it lies, in a data directory; made for its owner only."""
    home = data / "upper"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def registered(home: Path) -> dict[str, Registered]:
    """Return the counties that are registered, by code."""
    held = _json(home / COUNTIES)
    return {county: Registered(**one) for county, one in sorted(held.items())}


def is_key(text: str) -> bool:
    """Say whether a text has the form of a public key."""
    return _KEY.fullmatch(text) is not None


def register(home: Path, one: Registered) -> None:
    """Register a county, or give it a new key. Raises Refused for what is no county, name or key."""
    if not _COUNTY.fullmatch(one.county):
        raise Refused(Text("县的代码是 6 位数字", "A county's code has six digits"))
    if not is_key(one.key):
        raise Refused(
            Text(
                "公钥是 64 位十六进制，由县里用 facts key 显示",
                "A public key is 64 hexadecimal digits, as `facts key` shows it",
            )
        )
    if not all(0 < len(name) <= LONGEST_NAME and name.isprintable() for name in (one.zh, one.en)):
        raise Refused(Text(f"名称最多 {LONGEST_NAME} 个字", f"A name has {LONGEST_NAME} characters at most"))
    with locked(home):
        _write(home / COUNTIES, {**_json(home / COUNTIES), one.county: asdict(one)})


def take(duck: Duck, source: Path, home: Path, *, at: datetime) -> Text:
    """Take one county's year in, verified from the bytes up, and count it; return what was done. Raises Refused.

    The files are copied first and checked where they will lie, so that nobody can change them in between. A folder that
    is refused leaves nothing behind.
    """
    with locked(home):
        (home / FACTS).mkdir(exist_ok=True)
        arrived = Path(mkdtemp(dir=home / FACTS, prefix=".arriving-"))
        try:
            manifest = _checked(duck, _copied(source, arrived, home), home)
            said = _same(manifest, arrived, home) or _keep(manifest, arrived, home)
        finally:
            shutil.rmtree(arrived, ignore_errors=True)
        count(duck, home, at=at)
        return said


def _copied(source: Path, arrived: Path, home: Path) -> Path:
    manifest = read_manifest(source, key=None)
    if manifest.county not in registered(home):
        raise Refused(
            Text(f"{manifest.county} 没有登记公钥，不收", f"{manifest.county} has no registered key: not taken")
        )
    for name in (MANIFEST, SIGNATURE, *(file.name for file in manifest.files)):
        place = source / name
        if place.is_file() and not place.is_symlink():
            shutil.copyfile(place, arrived / name)
    return arrived


def _checked(duck: Duck, arrived: Path, home: Path) -> Manifest:
    county = read_manifest(arrived, key=None).county
    manifest = read_manifest(arrived, key=registered(home)[county].key)
    held = _held(home, manifest)
    if held is not None:
        _require_follows(manifest, held)
    wrong = [one for _, one in zip(range(TOLD_FINDINGS), findings(duck, arrived, manifest), strict=False)]
    if wrong:
        raise Refused(Text("；".join(one.zh for one in wrong), "; ".join(one.en for one in wrong)))
    return manifest


def _held(home: Path, manifest: Manifest) -> Manifest | None:
    folder = _folder(home, manifest)
    return read_manifest(folder, key=None) if (folder / MANIFEST).exists() else None


def _folder(home: Path, manifest: Manifest) -> Path:
    return home / FACTS / f"county={manifest.county}" / f"year={manifest.year}"


def _require_follows(manifest: Manifest, held: Manifest) -> None:
    if manifest.made_at < held.made_at:
        raise Refused(
            Text(
                f"手里已有 {held.made_at:%Y-%m-%d %H:%M} 做的，这份更早，不收",
                f"One made on {held.made_at:%Y-%m-%d %H:%M} is held already: this is older and not taken",
            )
        )
    now = {file.name: file.sha256 for file in manifest.files}
    changed = [file.name for file in held.files if now.get(file.name) != file.sha256]
    if changed:
        # Two tellings of one month, laid side by side, would show what changed in between: perhaps one matter.
        raise Refused(
            Text(
                f"{changed[0]} 上报过，现在变了或没了：报过的月份不能改",
                f"{changed[0]} was handed up before and is changed or gone: a month handed up is never changed",
            )
        )


def _same(manifest: Manifest, arrived: Path, home: Path) -> Text | None:
    held = _folder(home, manifest) / MANIFEST
    if not held.exists() or held.read_bytes() != (arrived / MANIFEST).read_bytes():
        return None
    name = registered(home)[manifest.county].name
    return Text(
        f"{name.zh} {manifest.year} 年这一份已经收过，和手里的一样",
        f"{name.en}, {manifest.year}: taken before, the same as is held",
    )


def _keep(manifest: Manifest, arrived: Path, home: Path) -> Text:
    folder = _folder(home, manifest)
    folder.parent.mkdir(exist_ok=True)
    before = folder.with_name(f".before-{folder.name}")
    shutil.rmtree(before, ignore_errors=True)
    if folder.exists():
        os.replace(folder, before)
    os.replace(arrived, folder)
    shutil.rmtree(before, ignore_errors=True)
    name = registered(home)[manifest.county].name
    rows = sum(file.rows for file in manifest.files)
    return Text(
        f"已收下{name.zh} {manifest.year} 年：{len(manifest.files)} 个文件，{rows} 行",
        f"Taken: {name.en}, {manifest.year}: {len(manifest.files)} files, {rows} rows",
    )


def count(duck: Duck, home: Path, *, at: datetime) -> None:
    """Make the figures of every county and year that is held, and keep them for the page."""
    found = []
    for folder in sorted((home / FACTS).glob("county=*/year=*")):
        manifest = read_manifest(folder, key=None)
        figures = {}
        for figure in FIGURES:
            with facts_of(duck, folder, whole=reads_words(figure.loaded())) as laid:
                figures[figure.id] = counts(laid, figure, year=manifest.year)
        found.append(
            {
                "county": manifest.county,
                "year": manifest.year,
                "made_at": manifest.made_at.isoformat(),
                "fictional": manifest.fictional,
                "months": {
                    name: sorted(file.month for file in manifest.files if file.table == name)
                    for name in ("clock_fact", "matter_fact")
                },
                "figures": figures,
            }
        )
    _write(home / COUNTED, {"counted_at": at.isoformat(), "years": found})


def counted(home: Path) -> dict[str, Any]:
    """Return what `count` kept, {} before anything was taken."""
    return _json(home / COUNTED)


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Let one at a time change what is held."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / ".lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return dict(found)


def _write(file: Path, held: Mapping[str, Any]) -> None:
    unfinished = file.with_name(f".{file.name}.part")
    unfinished.write_text(json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    unfinished.replace(file)
