"""`./huiyin restore`: from one back-up file to a working system, with the ledger compared before anybody is let in."""

import argparse
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from huiyin.cli import CliError
from huiyin.cli.migrate import apply_migrations, grant_rights
from huiyin.cli.start import as_owner, missing_migrations, private_directory, start_django, use_data

if TYPE_CHECKING:
    from huiyin.cli.keeping.manifest import Manifest

HELP = """从备份恢复到一个空的数据目录和空的数据库，核对账本后才算完
Restore a back-up into an empty data directory and database, and compare the ledger"""

SITE_KEY, SITE_KEY_OPTION = "site.key", "HUIYIN_SITE_KEY_FILE"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, the keys, and where to."""
    parser.add_argument("file", type=Path, help="备份文件 / the back-up")
    parser.add_argument("--data", type=Path, help="恢复到哪个数据目录，默认 HUIYIN_DATA / data directory")
    parser.add_argument("--identity", type=Path, metavar="FILE", help="备份私钥 backup.key 或 backup.sm4.key / the key")
    parser.add_argument("--site-key", type=Path, metavar="FILE", help="保险柜里的 site.key / the site key")
    parser.add_argument(
        "--erased", type=Path, metavar="FILE", help="更新的抹除名单 erased.txt / a newer list of what was erased"
    )


def run(args: argparse.Namespace) -> int:
    """Restore, and end with 1 if the ledger that came back does not stand where the back-up says."""
    data = _data_directory(args.data)
    _bring_site_key(args.site_key, data=data)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=data) as scratch:
        manifest = _unpacked(args, Path(scratch), data=data)
        serving = as_owner()
        start_django()
        _require_same_office(manifest)
        _require_empty()
        _put_in_place(Path(scratch), manifest=manifest, list_beside=args.erased or args.file.with_name("erased.txt"))
    _keep_site_key(data)
    _bring_up_to_date()
    grant_rights(serving)
    erased = _erase_again()
    return _told(manifest, erased=erased)


def _data_directory(named: Path | None) -> Path:
    """Return the directory to restore into, made for its owner only; it is always named, never a default."""
    use_data(named)
    words = os.environ.get("HUIYIN_DATA", "").strip()
    if not words:
        raise CliError(
            "恢复到哪里？请用 --data 指一个空目录。\nWhere shall it be restored to? Name an empty directory with --data."
        )
    return private_directory(Path(words))


def _unpacked(args: argparse.Namespace, scratch: Path, *, data: Path) -> "Manifest":
    from huiyin.cli.keeping.archive import DATABASE, MANIFEST, open_archive, sha256_of
    from huiyin.cli.keeping.keys import opener_for
    from huiyin.cli.keeping.manifest import read_manifest

    open_archive(args.file, scratch, opener=opener_for(args.file, key=args.identity, data=data))
    try:
        manifest = read_manifest((scratch / MANIFEST).read_bytes())
        whole = sha256_of(scratch / DATABASE) == manifest.database_sha256
    except FileNotFoundError as error:
        raise CliError("备份里缺少东西，不能恢复。\nThe back-up lacks a part.") from error
    if not whole or not _files_are_whole(scratch):
        raise CliError("备份里的内容与说明不符，不能恢复。\nWhat the back-up holds is not what its manifest says.")
    return manifest


def _files_are_whole(scratch: Path) -> bool:
    from huiyin.cli.keeping.archive import sha256_of

    return all(sha256_of(file) == file.name for file in (scratch / "files").glob("??/*"))


def _bring_site_key(named: Path | None, *, data: Path) -> None:
    """Point the settings at the key from the safe; without one they would make a new key that opens nothing."""
    if os.environ.get(SITE_KEY_OPTION, "").strip() or (data / SITE_KEY).exists():
        return
    if named is None or not named.is_file():
        raise CliError(
            f"先把保险柜里的 site.key 用 --site-key 指明，没有它已加密的内容打不开。（会抄到 {data / SITE_KEY}）\n"
            "Name the site key from the safe with --site-key: without it nothing that was sealed can be opened."
        )
    os.environ[SITE_KEY_OPTION] = str(named.resolve())


def _keep_site_key(data: Path) -> None:
    """Copy the key that proved right to where the next start looks for it."""
    from django.conf import settings

    place = data / SITE_KEY
    if place.exists():
        return
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(Path(settings.SITE_KEY_FILE).read_bytes())


def _require_same_office(manifest: "Manifest") -> None:
    from django.conf import settings
    from django.db.migrations.loader import MigrationLoader

    from huiyin.ledger.keys import blinded

    if manifest.county != settings.COUNTY:
        raise CliError(
            f"这是 {manifest.county} 的备份，本机设置的是 {settings.COUNTY}（HUIYIN_COUNTY）。\n"
            f"The back-up is of county {manifest.county}, this machine is set to {settings.COUNTY}."
        )
    if manifest.engine != settings.ENGINE.name:
        raise CliError(
            f"这是 {manifest.engine} 的备份，HUIYIN_DATABASE_URL 指的是 {settings.ENGINE.name}。\n"
            f"The back-up is of {manifest.engine}, HUIYIN_DATABASE_URL names {settings.ENGINE.name}."
        )
    if manifest.site_key != blinded("backup", "site key"):
        raise CliError(
            f"{settings.SITE_KEY_FILE} 不是这个备份的密钥，用它打不开里面的内容。\n"
            f"{settings.SITE_KEY_FILE} is not the site key of this back-up."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(manifest.migrations) - known):
        raise CliError(
            f"备份是更新的程序版本做的（{unknown[0]}），请先装那个版本。\n"
            f"The back-up was made by a newer version ({unknown[0]}): install that one first."
        )


def _require_empty() -> None:
    from django.conf import settings
    from django.db import connection

    file = Path(str(settings.DATABASES["default"]["NAME"]))
    used = file.exists() if settings.ENGINE.name == "sqlite" else bool(connection.introspection.table_names())
    if used:
        raise CliError(
            "这里已经有数据了，恢复不会覆盖它。请用 --data 指一个空目录（PostgreSQL 用一个空库），核对后再换过去。\n"
            "There is data here already and a restore never overwrites it: name an empty --data directory "
            "(an empty database on PostgreSQL)."
        )


def _put_in_place(scratch: Path, *, manifest: "Manifest", list_beside: Path) -> None:
    """Files and list first, the database last: a restore that was cut off has no database and is simply run again."""
    from django.conf import settings

    from huiyin.cli.keeping.archive import DATABASE, ERASED
    from huiyin.cli.keeping.databases import put_back
    from huiyin.cli.keeping.handed_up import bring_back
    from huiyin.ledger.erasure import join_lists

    sealed = Path(settings.SEALED_FILES)
    for file in (scratch / "files").glob("??/*"):
        place = sealed / file.parent.name / file.name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.move(file, place)
    join_lists([scratch / ERASED, list_beside])
    bring_back(scratch, Path(settings.DATA))
    put_back(scratch / DATABASE)


def _bring_up_to_date() -> None:
    if missing_migrations():
        apply_migrations()


def _erase_again() -> int:
    """Erase what was erased after the back-up, and end every session it brought back."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from huiyin.acts.erasing import reapply
    from huiyin.acts.writing import now_at
    from huiyin.flow.actor import clockwork

    Session.objects.all().delete()
    at = timezone.now()
    return reapply(actor=clockwork(at), moment=now_at(at))


def _told(manifest: "Manifest", *, erased: int) -> int:
    from django.conf import settings

    from huiyin.cli.keeping.databases import live_root, live_standing
    from huiyin.cli.keeping.handed_up import told_wrongly
    from huiyin.ledger.verify import verify

    here = live_standing()
    same_root = live_root(manifest.root_number) == manifest.root
    found = [f"{one.zh} / {one.en}" for one in verify(county=settings.COUNTY, published=[])]
    found += told_wrongly(Path(settings.DATA))
    if not same_root:
        found.append("账本根与备份说明不一致 / The ledger's root is not the one the back-up names")
    if here.events - erased != manifest.events:
        found.append(f"事件数应为 {manifest.events}，恢复出 {here.events - erased} / the number of events differs")
    print(
        f"恢复了 {manifest.taken_at} 的备份：{here.events} 条事件，第 {manifest.root_number} 号根 {manifest.root[:16]}…，"
        f"重新抹除 {erased} 件。\nRestored: {here.events} events, root {manifest.root_number}, {erased} erased again."
    )
    for words in found:
        print(words)
    print(
        "账本核对一致，可以启动。 / The ledger stands as it did: start it."
        if not found
        else "核对没有通过。 / Not whole."
    )
    report = {"root_number": manifest.root_number, "root": manifest.root, "well": not found, "words": found[:5]}
    (Path(settings.DATA) / "restored.json").write_text(json.dumps(report, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if found else 0
