"""The two keys that live in files beside the data and never in the database: made once, read by their owner only."""

import os
import secrets
from pathlib import Path

from huiyin.config.options import BadOption

KEY_BYTES = 32


def read_or_make(file: Path, *, used: bool) -> Path:
    """Return a key file of 32 random bytes in hexadecimal; make it only where nothing has been sealed with it yet."""
    if file.exists():
        return file
    if used:
        raise BadOption(
            f"找不到密钥文件 {file}，但数据库已经存在：请把备份的密钥文件放回原处，否则已加密的内容无法打开。 / "
            f"The key file {file} is missing although the database exists: "
            "put the saved key back, for without it nothing that was sealed can be opened."
        )
    make(file)
    return file


def make(file: Path) -> None:
    """Write a new key so that two processes starting together end with the same one."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_hex(KEY_BYTES) + "\n")
            handle.flush()
            os.fsync(handle.fileno())
        # A link fails where the name is taken: whoever comes second uses the first one's key.
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
