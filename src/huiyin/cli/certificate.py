"""Looking at the certificate before the server starts: readable, of one pair with its key, and in date."""

import ssl
from datetime import datetime
from pathlib import Path

from cryptography import x509

from huiyin.cli import CliError


def require_pair(certificate: Path, key: Path) -> x509.Certificate:
    """Return the certificate; CliError when it cannot be read, does not belong to the key or has run out."""
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
        return x509.load_pem_x509_certificate(certificate.read_bytes())
    except (OSError, ssl.SSLError, ValueError) as error:
        raise CliError(
            f"证书 {certificate} 和私钥 {key} 用不了：读不到，或者不是一对（PEM 格式）。\n"
            f"Certificate {certificate} and key {key} cannot be used: unreadable, or not a pair (PEM)."
        ) from error


def days_left(certificate: x509.Certificate, *, at: datetime) -> int:
    """Return the whole days until it runs out; CliError when it has."""
    left = certificate.not_valid_after_utc - at
    if left.total_seconds() <= 0:
        raise CliError(
            f"证书已于 {certificate.not_valid_after_utc:%Y-%m-%d} 到期，请换新的。\n"
            f"The certificate ran out on {certificate.not_valid_after_utc:%Y-%m-%d}: put a new one in place."
        )
    return left.days
