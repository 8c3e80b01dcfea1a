"""The container of back-ups under suite 2: SM4-GCM in numbered chunks, its key derived with SM3. docs/operation.md has the layout.

Standard parts only: SM4-GCM, HKDF and PBKDF2 of `cryptography`. Each chunk is authenticated with the header, its number
and whether it is the last, so that nothing can be cut off, swapped or taken from another file unnoticed.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

MAGIC, VERSION = b"HUIYIN-SM4-GCM\n", 1
CHUNK, TAG = 1 << 16, 16
FROM_KEY, FROM_PASSPHRASE = 1, 2
ITERATIONS, FEWEST, MOST = 600_000, 100_000, 10_000_000
# Magic, version, how the key is derived, iterations, salt, nonce prefix, check of the key.
_HEADER = struct.Struct(">15sBBI16s7s16s")
_INFO = b"huiyin: back-up container 1"
_LAST_NUMBER = (1 << 32) - 1


class ContainerBroken(Exception):
    """The container cannot be opened; the message says in both languages what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What the key is derived from: 32 random bytes of a key file, or a passphrase, which is stretched."""

    value: bytes
    passphrase: bool = False


def close(plain: BinaryIO, out: BinaryIO, *, secret: Secret) -> None:
    """Read `plain` to its end and write the container, one chunk in memory at a time."""
    made = FROM_PASSPHRASE if secret.passphrase else FROM_KEY
    rounds = ITERATIONS if secret.passphrase else 0
    salt, prefix = os.urandom(16), os.urandom(7)
    key, check = _derived(secret, made, rounds, salt)
    header = _HEADER.pack(MAGIC, VERSION, made, rounds, salt, prefix, check)
    out.write(header)
    for number, chunk, last in _chunks(plain, CHUNK):
        nonce = _nonce(prefix, number, last=last)
        encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(header)
        out.write(encryptor.update(chunk) + encryptor.finalize() + encryptor.tag)


def open_container(sealed: BinaryIO, out: BinaryIO, *, secret: Secret) -> None:
    """Write what the container holds; raises ContainerBroken. Whoever reads `out` keeps nothing of a broken one."""
    header = sealed.read(_HEADER.size)
    prefix, key = _opened(header, secret)
    for number, chunk, last in _chunks(sealed, CHUNK + TAG):
        plain = _unsealed(key, _nonce(prefix, number, last=last), chunk, header)
        if plain is None:
            cut = last and _unsealed(key, _nonce(prefix, number, last=False), chunk, header) is not None
            raise _cut_off() if cut else _altered(number)
        out.write(plain)


def _opened(header: bytes, secret: Secret) -> tuple[bytes, bytes]:
    """Return the nonce prefix and the key; raises ContainerBroken for a foreign, newer or torn header, or another key."""
    if len(header) < _HEADER.size:
        raise _cut_off()
    magic, version, made, rounds, salt, prefix, check = _HEADER.unpack(header)
    if magic != MAGIC or version != VERSION:
        raise ContainerBroken(
            f"是更新版本的备份格式（{version}），请用新版程序打开。\nIt is of a newer format ({version}): use the newer program."
        )
    stretched = made == FROM_PASSPHRASE and FEWEST <= rounds <= MOST
    if not stretched and (made, rounds) != (FROM_KEY, 0):
        raise ContainerBroken("文件头被改过。\nIts header was altered.")
    if secret.passphrase != stretched:
        wanted = ("口令", "a passphrase") if stretched else ("密钥文件", "a key file")
        raise ContainerBroken(f"这份备份要用{wanted[0]}打开。\nThis back-up is opened with {wanted[1]}.")
    key, found = _derived(secret, made, rounds, salt)
    if not bytes_eq(found, check):
        raise ContainerBroken(
            "密钥不对：不是做这份备份时用的那一把，或者文件头被改过。\n"
            "The key is another one than the back-up was made with, or its header was altered."
        )
    return prefix, key


def _derived(secret: Secret, made: int, rounds: int, salt: bytes) -> tuple[bytes, bytes]:
    """Return the SM4 key and the check that tells another key from a damaged file."""
    if made == FROM_PASSPHRASE:
        both = PBKDF2HMAC(hashes.SM3(), 32, salt, rounds).derive(secret.value)
    else:
        both = HKDF(hashes.SM3(), 32, salt, _INFO).derive(secret.value)
    return both[:16], both[16:]


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


def _unsealed(key: bytes, nonce: bytes, chunk: bytes, header: bytes) -> bytes | None:
    if len(chunk) < TAG:
        return None
    decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, chunk[-TAG:])).decryptor()
    decryptor.authenticate_additional_data(header)
    try:
        return decryptor.update(chunk[:-TAG]) + decryptor.finalize()
    except InvalidTag:
        return None


def _chunks(source: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Yield number, bytes and whether it is the last; at least one, which may be empty."""
    number, held = 0, source.read(size)
    while True:
        following = source.read(size)
        if number > _LAST_NUMBER:
            raise ContainerBroken("太大了，一个备份文件装不下。\nIt is too large for one back-up file.")
        yield number, held, not following
        if not following:
            return
        number, held = number + 1, following


def _cut_off() -> ContainerBroken:
    return ContainerBroken("文件不完整，后面少了一截。\nThe file is torn: its end is missing.")


def _altered(number: int) -> ContainerBroken:
    return ContainerBroken(
        f"第 {number + 1} 块不完整、被改过或者调换了位置。\nBlock {number + 1} is torn, altered or out of its place."
    )
