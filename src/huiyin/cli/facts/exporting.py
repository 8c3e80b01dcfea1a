"""`./huiyin facts export`: the months that are over and settled are made into files once, and copied wherever they are wanted."""

import csv
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from huiyin.cli import CliError
from huiyin.cli.facts.keeping import HOME, keep_looked, looked_through, seed, write_whole
from huiyin.cli.start import private_directory, require_migrated, start_django
from huiyin.insight.handed_up.coarsening import last_ready, months_ready
from huiyin.insight.handed_up.duck import duck
from huiyin.insight.handed_up.holding import locked
from huiyin.insight.handed_up.manifest import (
    MANIFEST,
    SIGNATURE,
    FactFile,
    Manifest,
    Refused,
    digest,
    public_half,
    sign,
)
from huiyin.insight.handed_up.schema import MATTER_FACT, SHAPES, Shape
from huiyin.insight.handed_up.told import TOLD, Telling, counts_told, days_told, told_in, written
from huiyin.insight.handed_up.verifying import findings, read_manifest
from huiyin.insight.handed_up.writing import Duck, House, Written, bring_in, raw_columns, write_months
from huiyin.insight.intervals import FEWEST
from huiyin.kit.days import SHANGHAI


def export(*, to: Path | None, year: int | None) -> int:
    """Make the files of months that became ready, then copy what was ever handed up to a directory, if one is named."""
    start_django()
    require_migrated()
    from django.conf import settings
    from django.utils import timezone

    home = private_directory(Path(settings.DATA) / HOME)
    made = make_ready(home, data=Path(settings.DATA), at=timezone.now())
    for one in made:
        print(f"新上报 {one.name}：{one.rows} 行 / new: {one.rows} rows")
    if to is None:
        return 0
    copied = copy_out(home, settings.COUNTY, to=to, year=year)
    print(f"共 {copied} 个文件在 {to}，已签名 / {copied} files in {to}, signed")
    print(f"公钥 / public key: {public_half(seed(Path(settings.DATA)))}")
    return 0


def make_ready(home: Path, *, data: Path, at: datetime) -> list[Written]:
    """Make and sign the files of the months that became ready since, and return them. Old files are never touched."""
    from django.conf import settings

    county = settings.COUNTY
    with locked(home):
        return _make(home, county, data=data, at=at)


def _make(home: Path, county: str, *, data: Path, at: datetime) -> list[Written]:
    from huiyin.queries.handed_up import months_held, raw_facts, registered_codes

    own = private_directory(home / f"county={county}")
    day = at.astimezone(SHANGHAI).date()
    today = int(day.strftime("%Y%m%d"))
    through, made = looked_through(home), list[Written]()
    with duck(home) as lent:
        house = House(county, {**registered_codes(), "channel": _channels()})
        for shape in SHAPES.values():
            months = _new_months(months_held(shape.name), shape, through, today=today)
            if months or shape.name in through:
                # A month without a matter was looked at as well: one that turns up for it later is not told.
                newest = last_ready(today=today, settles=shape.settles)
                through[shape.name] = max(through.get(shape.name, 0), newest)
            if not months:
                continue
            raw = home / ".raw.csv"
            _write_raw(raw, raw_facts(shape.name, raw_columns(shape), months))
            bring_in(lent, shape, raw, house)
            raw.unlink()
            made += write_months(lent, shape, house, months=months, to=own)
        for year in sorted({one.month // 100 for one in made}):
            _seal(lent, own / f"year={year}", house, [one for one in made if one.month // 100 == year], data, at)
        keep_looked(home, through)
        if MATTER_FACT.name in through:
            _tell(lent, home, own, through=through[MATTER_FACT.name], on=day)
    return made


def _tell(lent: Duck, home: Path, own: Path, *, through: int, on: date) -> None:
    """Keep what the public pages show, where it does not go as far as was looked."""
    last = told_in(home)
    if last is None or last.through != through:
        days = days_told(last, through=through, on=on)
        write_whole(home / TOLD, written(Telling(through, days, counts_told(lent, own, through=through))))


def _channels() -> frozenset[str]:
    from huiyin.kinds.appeal_sorting import CHANNELS

    return frozenset(channel.id for channel in CHANNELS)


def _new_months(held: Sequence[int], shape: Shape, through: dict[str, int], *, today: int) -> list[int]:
    ready = months_ready(held, today=today, settles=shape.settles)
    return [month for month in ready if month > through.get(shape.name, 0)]


def _write_raw(file: Path, rows: Iterable[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)


def _seal(lent: Duck, folder: Path, house: House, made: Sequence[Written], data: Path, at: datetime) -> None:
    """Write and sign the manifest of a year; nothing is signed that our own check finds fault with."""
    from django.conf import settings

    from huiyin.kinds import ALL
    from huiyin.queries.handed_up import calendar_digest

    year = made[0].month // 100
    new = [FactFile(one.name, digest(folder / one.name), one.rows, one.withheld) for one in made]
    manifest = Manifest(
        county=house.county,
        year=year,
        made_at=at,
        fewest=FEWEST,
        files=tuple(sorted([*_held(folder), *new], key=lambda file: file.name)),
        codes=_codes(lent, folder),
        editions={kind.id: kind.edition for kind in ALL.values() if not kind.confined},
        calendar=calendar_digest(year),
        fictional=bool(settings.FICTIONAL),
    )
    wrong = list(findings(lent, folder, manifest))
    if wrong:
        said = "\n".join(f"{one.zh}\n{one.en}" for one in wrong)
        raise CliError(
            f"导出的文件没有通过自查，没有签名：\nThe files did not pass our own check and are not signed:\n{said}"
        )
    written = manifest.written()
    write_whole(folder / SIGNATURE, sign(written, seed=seed(data)).encode() + b"\n")
    write_whole(folder / MANIFEST, written)


def _held(folder: Path) -> tuple[FactFile, ...]:
    return read_manifest(folder, key=None).files if (folder / MANIFEST).exists() else ()


def _codes(lent: Duck, folder: Path) -> dict[str, tuple[str, ...]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for shape in SHAPES.values():
        files = [str(file) for file in folder.glob(f"{shape.name}-*.parquet")]
        for name in ("unit", "category", "channel"):
            if files and name in shape.columns:
                query = f"SELECT DISTINCT {name} FROM read_parquet(?, hive_partitioning = false) WHERE {name} <> ''"
                codes[name] |= {code for (code,) in lent.execute(query, [files]).fetchall()}
    return {name: tuple(sorted(held)) for name, held in codes.items()}


def copy_out(home: Path, county: str, *, to: Path, year: int | None) -> int:
    """Copy the signed years to a directory, manifests last; return how many fact files went. Raises CliError."""
    copied = 0
    for folder in sorted((home / f"county={county}").glob("year=*")):
        if not (folder / MANIFEST).exists() or (year is not None and folder.name != f"year={year}"):
            continue
        place = to / f"county={county}" / folder.name
        try:
            place.mkdir(parents=True, exist_ok=True)
            copied += _copy_year(folder, place)
        except Refused as error:
            raise CliError(f"{error.said.zh}\n{error.said.en}") from error
        except OSError as error:
            raise CliError(f"写不了 {place}（{error.strerror}）\nCannot write {place} ({error.strerror})") from error
    return copied


def _copy_year(folder: Path, place: Path) -> int:
    files = read_manifest(folder, key=None).files
    for file in files:
        if digest(folder / file.name) != file.sha256:
            raise CliError(
                f"已经上报过的 {folder / file.name} 被改动过，请从备份恢复。\n"
                f"{folder / file.name}, once handed up, was changed: restore it from a back-up."
            )
        if not (place / file.name).exists() or digest(place / file.name) != file.sha256:
            shutil.copyfile(folder / file.name, place / file.name)
    for name in (SIGNATURE, MANIFEST):
        shutil.copyfile(folder / name, place / name)
    return len(files)
