"""Passwords kept as PBKDF2 and then once more under the site key, which lies outside the database and its back-ups.

Who has the tables alone cannot try passwords against them. A hash made before is taken, and made anew at the next sign-in.
"""

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from huiyin.ledger.keys import blinded


class KeyedPasswordHasher(PBKDF2PasswordHasher):
    """Django's PBKDF2, its outcome digested under the site key."""

    algorithm = "pbkdf2_sha256_keyed"

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """Return the encoded hash of a password."""
        head, _, hashed = super().encode(password, salt, iterations).rpartition("$")
        return f"{head}${blinded('password', hashed)}"
