"""Files handed up, checked anew by whoever receives them: nothing of what the county says of them is believed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from huiyin.insight.handed_up.coarsening import FEWEST_YES
from huiyin.insight.handed_up.manifest import (
    LARGEST_MANIFEST,
    MANIFEST,
    SIGNATURE,
    FactFile,
    Manifest,
    Refused,
    digest,
    is_signed,
    parse,
)
from huiyin.insight.handed_up.schema import SHAPES, WORDS, Setting, Shape, value_fits
from huiyin.insight.handed_up.writing import Duck
from huiyin.kit.text import Text


def read_manifest(folder: Path, *, key: str | None) -> Manifest:
    """Return the manifest of a county's year, its signature checked where a key is given. Raises Refused."""
    try:
        if (folder / MANIFEST).stat().st_size > LARGEST_MANIFEST:
            raise Refused(Text("清单大得不像清单", "The manifest is too large for one"))
        written = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise Refused(Text(f"{folder} 里没有清单 {MANIFEST}", f"There is no {MANIFEST} in {folder}")) from error
    if key is not None:
        _require_signature(folder, written, key)
    return parse(written)


def _require_signature(folder: Path, written: bytes, key: str) -> None:
    try:
        signature = (folder / SIGNATURE).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(Text("没有签名，不收", "It is not signed")) from error
    if not is_signed(written, signature, key=key):
        raise Refused(
            Text(
                "签名对不上这个县登记的公钥：清单被改过，或者不是这个县签的",
                "The signature does not fit the key: the manifest was changed, or another signed it",
            )
        )


def findings(duck: Duck, folder: Path, manifest: Manifest) -> Iterator[Text]:
    """Yield a sentence for everything that does not fit: files, digests, columns, ranges, classes, filers' words."""
    named = {file.name for file in manifest.files} | {MANIFEST, SIGNATURE}
    for strange in sorted(place.name for place in folder.iterdir() if place.name not in named):
        yield Text(f"清单里没有的文件：{strange!r}", f"A file the manifest does not name: {strange!r}")
    for file in manifest.files:
        place = folder / file.name
        if not place.is_file() or place.is_symlink():
            yield Text(f"缺文件 {file.name}", f"{file.name} is missing")
        elif digest(place) != file.sha256:
            yield Text(f"{file.name} 和清单里的哈希不一样", f"{file.name} is not the file the manifest names")
        else:
            yield from _file_findings(duck, place, file, manifest)


def _file_findings(duck: Duck, place: Path, file: FactFile, manifest: Manifest) -> Iterator[Text]:
    shape = SHAPES[file.table]
    read = f"read_parquet('{str(place).replace(chr(39), chr(39) * 2)}', hive_partitioning = false)"
    from duckdb import Error as DuckError

    try:
        held = [(row[0], row[1]) for row in duck.execute(f"DESCRIBE SELECT * FROM {read}").fetchall()]
    except DuckError:
        yield Text(f"{file.name} 不是读得了的 Parquet", f"{file.name} is no Parquet file that can be read")
        return
    if held != [(name, "VARCHAR" if sort in WORDS else "INTEGER") for name, sort in shape.columns.items()]:
        yield Text(f"{file.name} 的列和规定的不一样", f"{file.name} does not have the columns of its schema")
        return
    duck.execute(f"CREATE OR REPLACE TEMP VIEW told AS SELECT * FROM {read[:-1]}, file_row_number = true)")
    yield from _range_findings(duck, file, shape, Setting(manifest.county, file.month, manifest.codes))
    yield from _class_findings(duck, file, shape, manifest.fewest)
    yield from _word_findings(duck, file, shape, manifest.fewest)


def _range_findings(duck: Duck, file: FactFile, shape: Shape, setting: Setting) -> Iterator[Text]:
    (rows,) = duck.execute("SELECT COUNT(*) FROM told").fetchone()
    if rows != file.rows:
        yield Text(f"{file.name} 有 {rows} 行，清单说 {file.rows} 行", f"{file.name} has {rows} rows, not {file.rows}")
    for name in shape.columns:
        for (value,) in duck.execute(f"SELECT DISTINCT {name} FROM told").fetchall():
            if not value_fits(shape, name, value, setting):
                # The value itself is not repeated: it may be what should never have left.
                yield Text(
                    f"{file.name} 的 {name} 列有不合规定的值", f"{file.name}: column {name} holds what may not leave"
                )
                break


def _class_findings(duck: Duck, file: FactFile, shape: Shape, fewest: int) -> Iterator[Text]:
    by = ", ".join((*shape.group, *shape.keys))
    (small,) = duck.execute(
        f"SELECT COUNT(*) FROM (SELECT 1 FROM told GROUP BY {by} HAVING COUNT(*) < {fewest:d})"
    ).fetchone()
    if small:
        yield Text(
            f"{file.name} 有 {small} 组不足 {fewest} 件",
            f"{file.name}: {small} classes hold fewer than {fewest} matters",
        )
    words = [name for pair in shape.said for name in pair]
    alone = [name for name in shape.marks if name not in shape.pair[1:]]
    together = ", ".join((by, *shape.pair[:1]))
    if (
        _rises(duck, alone, by)
        or (shape.pair and _rises(duck, shape.pair[1:], together))
        or (words and _rises(duck, words, ", ".join(shape.group)))
    ):
        yield Text(
            f"{file.name} 的行没有打散：同一行可能是同一件事",
            f"{file.name}: its lines may be of one matter, they are not sorted apart",
        )
    said = {name for pair in shape.said for name in pair}
    # Words lie over the whole group, so on their own lines nothing stands that they hang on but the other word.
    for name, over in shape.hangs.items():
        if name in said and over not in said:
            continue
        (loose,) = duck.execute(f"SELECT COUNT(*) FROM told WHERE {over} = 0 AND {name} > 0").fetchone()
        if loose:
            yield Text(f"{file.name} 的 {name} 没有跟着 {over}", f"{file.name}: {name} stands where {over} does not")


def _rises(duck: Duck, names: Sequence[str], by: str) -> bool:
    """Say whether a column anywhere grows from one line to the next: then it was not sorted by itself."""
    rises = " OR ".join(f"{name} > before_{name}" for name in names)
    before = ", ".join(f"LAG({name}) OVER same AS before_{name}" for name in names)
    (found,) = duck.execute(
        f"SELECT COUNT(*) FROM (SELECT {', '.join(names)}, {before} FROM told "
        f"WINDOW same AS (PARTITION BY {by} ORDER BY file_row_number)) WHERE {rises}"
    ).fetchone()
    return bool(found)


def _word_findings(duck: Duck, file: FactFile, shape: Shape, fewest: int) -> Iterator[Text]:
    by = ", ".join(shape.group)
    for asked, yes in shape.said:
        (bare,) = duck.execute(
            f"SELECT COUNT(*) FROM (SELECT SUM({asked}) AS said, SUM({yes}) AS yes FROM told GROUP BY {by}) "
            f"WHERE said > 0 AND (said < {fewest:d} OR yes < {FEWEST_YES:d})"
        ).fetchone()
        if bare:
            yield Text(
                f"{file.name} 有 {bare} 处 {asked} 会露出某个人说了什么",
                f"{file.name}: {bare} months of a kind would show what a filer said in {asked}",
            )


def years_of(place: Path) -> Sequence[Path]:
    """Return the folders county=…/year=… at or below a place, in order."""
    found = [place, *place.glob("year=*"), *place.glob("county=*/year=*")]
    return sorted(one for one in found if one.is_dir() and (one / MANIFEST).exists())
