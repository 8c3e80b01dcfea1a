"""Sealing and digests in two suites: the international one and the national one (SM4, SM3). Keys live elsewhere."""

import functools
import hashlib
import hmac as stdlib_hmac
import os
from enum import IntEnum
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC

_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_SHORTEST_SECRET: Final = 16


class Suite(IntEnum):
    """Stored beside every box and digest, so that a change of setting never strands what is already kept."""

    INTERNATIONAL = 1  # AES-256-GCM, SHA-256
    NATIONAL = 2  # SM4-GCM (GB/T 32907), SM3 (GB/T 32905)


_KEY_BYTES: Final = {Suite.INTERNATIONAL: 32, Suite.NATIONAL: 16}


class SealBroken(Exception):
    """封存的内容打不开：密钥、用途或内容与封存时不一致。 The box cannot be opened: its key, context or bytes differ."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def digest(suite: Suite, data: bytes) -> bytes:
    """Hash with SHA-256 or SM3; 32 bytes either way."""
    if suite is Suite.INTERNATIONAL:
        return hashlib.sha256(data).digest()
    hasher = hashes.Hash(hashes.SM3())
    hasher.update(data)
    return hasher.finalize()


def salted_digest(suite: Suite, salt: bytes, value: bytes) -> bytes:
    """Commit to a value: HMAC keyed with the salt. Without the salt even a short value cannot be guessed back."""
    return _keyed_digest(suite, _long_enough(salt), value)


def blind(key: bytes, value: str) -> str:
    """Hide a value that must still be found again: HMAC-SHA256 in hex. The caller normalises the value first."""
    return stdlib_hmac.digest(_long_enough(key), value.encode(), "sha256").hex()


def new_key(suite: Suite) -> bytes:
    """Draw a fresh key for one matter."""
    return os.urandom(_KEY_BYTES[suite])


def seal(suite: Suite, key: bytes, plain: bytes, *, context: bytes) -> bytes:
    """Seal bytes as nonce || ciphertext || tag. The same `context` must be given to open it."""
    _right_length(suite, key)
    nonce = os.urandom(_NONCE_BYTES)
    if suite is Suite.INTERNATIONAL:
        return nonce + AESGCM(key).encrypt(nonce, plain, context)
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(context)
    return nonce + encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def unseal(suite: Suite, key: bytes, box: bytes, *, context: bytes) -> bytes:
    """Open a sealed box, or raise SealBroken."""
    _right_length(suite, key)
    if len(box) < _NONCE_BYTES + _TAG_BYTES:
        raise SealBroken
    nonce, body = box[:_NONCE_BYTES], box[_NONCE_BYTES:]
    try:
        if suite is Suite.INTERNATIONAL:
            return AESGCM(key).decrypt(nonce, body, context)
        decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, body[-_TAG_BYTES:])).decryptor()
        decryptor.authenticate_additional_data(context)
        return decryptor.update(body[:-_TAG_BYTES]) + decryptor.finalize()
    except InvalidTag as error:
        raise SealBroken from error


def wrap_key(suite: Suite, site_key: bytes, key: bytes, *, context: bytes) -> bytes:
    """Seal a matter's key under the site key, which may be any secret of 16 bytes or more."""
    return seal(suite, _wrapping_key(suite, site_key), key, context=context)


def unwrap_key(suite: Suite, site_key: bytes, wrapped: bytes, *, context: bytes) -> bytes:
    """Open a wrapped key, or raise SealBroken."""
    return unseal(suite, _wrapping_key(suite, site_key), wrapped, context=context)


# Derived, so that one site key serves both suites, whose keys differ in length, and so that a wrapped key can
# never be passed off as a sealed text. Only these few are kept in memory: a matter's key must not outlive its use.
@functools.lru_cache(maxsize=8)
def _wrapping_key(suite: Suite, site_key: bytes) -> bytes:
    return _keyed_digest(suite, _long_enough(site_key), b"huiyin: wrap matter keys")[: _KEY_BYTES[suite]]


def _keyed_digest(suite: Suite, key: bytes, data: bytes) -> bytes:
    if suite is Suite.INTERNATIONAL:
        return stdlib_hmac.digest(key, data, "sha256")
    hasher = HMAC(key, hashes.SM3())
    hasher.update(data)
    return hasher.finalize()


def _right_length(suite: Suite, key: bytes) -> None:
    if len(key) != _KEY_BYTES[suite]:
        raise ValueError(f"A key of the suite {suite.name} has {_KEY_BYTES[suite]} bytes; this one has {len(key)}.")


def _long_enough(secret: bytes) -> bytes:
    if len(secret) < _SHORTEST_SECRET:
        raise ValueError(f"A salt or secret needs {_SHORTEST_SECRET} bytes or more; this one has {len(secret)}.")
    return secret
