"""The file itself: a tar stream, sealed by the suite of the office (age, or SM4-GCM in a container of our own)."""

import hashlib
import io
import os
import re
import tarfile
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from huiyin.cli import CliError
from huiyin.cli.keeping.keys import CannotOpen, Sealer

MANIFEST, DATABASE, ERASED, SIGNING_KEY = "manifest.json", "database", "erased.txt", "facts.key.wrapped"
SEALED = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
HANDED_UP = re.compile(
    r"handed_up/(looked\.json|county=\d{6}/year=\d{4}/(manifest\.json|manifest\.sig|(clock|matter)_fact-\d{6}\.parquet))",
    re.ASCII,
)
CHUNK = 1 << 20

_TORN = ("里面的内容不完整。", "", "What it holds is torn.")

Member = tuple[str, Path | bytes]


def write_archive(target: Path, members: Iterable[Member], *, sealer: Sealer) -> int:
    """Write the members in their order and return the size; the file is on disk, whole, before it has its name.

    A member whose file has gone meanwhile (erased while the back-up ran) is left out.
    """
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with unfinished.open("xb") as out:
            os.fchmod(out.fileno(), 0o600)
            _through_pipe(
                lambda pipe: _write_tar(pipe, members),
                lambda pipe: sealer(pipe, out),
            )
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(target)
        _sync(target.parent)
        return target.stat().st_size
    finally:
        unfinished.unlink(missing_ok=True)


def open_archive(source: Path, into: Path, *, opener: Sealer) -> None:
    """Decrypt and unpack into an empty directory; CliError for a wrong key, a torn or a foreign file."""
    try:
        with source.open("rb") as sealed:
            _through_pipe(
                lambda pipe: opener(sealed, pipe),
                lambda pipe: _read_tar(pipe, into),
            )
    except (CannotOpen, tarfile.TarError, EOFError) as error:
        zh, _, en = str(error).partition("\n") if isinstance(error, CannotOpen) else _TORN
        raise CliError(f"{source.name} 打不开：{zh}\n{source.name} cannot be opened. {en}") from error
    except OSError as error:
        raise CliError(f"读不了 {source}（{error.strerror or error}）。\nCannot read {source}.") from error


def _through_pipe(write: Callable[[BinaryIO], object], read: Callable[[BinaryIO], object]) -> None:
    """Let one side write what the other reads, neither ever holding the whole; the writer's error comes first."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def produce() -> None:
        try:
            with os.fdopen(writing, "wb", buffering=CHUNK) as pipe:
                write(pipe)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=produce, name="backup-writer")
    thread.start()
    try:
        with os.fdopen(reading, "rb", buffering=CHUNK) as pipe:
            read(pipe)
            # Whatever the reader did not want is drained, so that the writer can finish and say what it found.
            while pipe.read(CHUNK):
                pass
    except BaseException as error:
        thread.join()
        told = [one for one in failed if not isinstance(one, BrokenPipeError)]
        raise (told[0] if told else error) from error
    thread.join()
    if failed:
        raise failed[0]


def _write_tar(pipe: BinaryIO, members: Iterable[Member]) -> None:
    with tarfile.open(fileobj=pipe, mode="w|") as tar:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.mode = 0o600
            if isinstance(content, bytes):
                info.size = len(content)
                tar.addfile(info, io.BytesIO(content))
                continue
            try:
                source = content.open("rb")
            except FileNotFoundError:
                continue
            with source:
                info.size = os.fstat(source.fileno()).st_size
                tar.addfile(info, source)


def _read_tar(pipe: BinaryIO, into: Path) -> None:
    with tarfile.open(fileobj=pipe, mode="r|") as tar:
        for member in tar:
            content = tar.extractfile(member)
            if content is None or not _known(member.name):
                raise CliError(
                    f"备份里有不该有的东西：{member.name[:80]!r}\nThe back-up holds something foreign: {member.name[:80]!r}"
                )
            place = into / member.name
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with place.open("xb") as out:
                while chunk := content.read(CHUNK):
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())


def _known(name: str) -> bool:
    return name in {MANIFEST, DATABASE, ERASED, SIGNING_KEY} or any(
        form.fullmatch(name) for form in (SEALED, HANDED_UP)
    )


def sha256_of(file: Path) -> str:
    """Hash a file without holding it in memory."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
