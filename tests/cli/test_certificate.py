"""`serve --cert` speaks https by itself, and looks at the certificate before anybody meets it."""

import ssl
import subprocess
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from huiyin.cli import CliError
from huiyin.cli.certificate import days_left, require_pair
from huiyin.cli.family import Family, child
from tests.cli.test_serving import free_port, office

__all__ = ["free_port", "office"]
NOW = datetime.now(UTC)


def made(folder: Path, name: str, *, days: int = 60) -> tuple[Path, Path]:
    """A certificate for this machine signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=90))
        .not_valid_after(NOW + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / f"{name}.pem", folder / f"{name}.key"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return files


def test_server_speaks_https_by_itself(office: Path, free_port: int) -> None:
    certificate, key = made(office, "own")
    trusted = ssl.create_default_context(cafile=str(certificate))
    secure = urllib.request.HTTPSHandler(context=trusted)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), secure)
    words = ["--port", str(free_port), "--workers", "1", "--cert", str(certificate), "--cert-key", str(key)]

    with Family(logs=office) as family:
        family.start("serve", child("serve", *words, "--doors", "portal"))
        answer = _when_up(opener, f"https://localhost:{free_port}/healthz", family)

    assert answer == b"ok\n"


def _when_up(opener: urllib.request.OpenerDirector, url: str, family: Family) -> bytes:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        family.require_alive()
        try:
            with opener.open(url, timeout=2) as answer:
                return bytes(answer.read())
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


def test_key_of_another_certificate_is_refused(tmp_path: Path) -> None:
    certificate, other = made(tmp_path, "one")[0], made(tmp_path, "two")[1]

    with pytest.raises(CliError, match="不是一对"):
        require_pair(certificate, other)


def test_certificate_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CliError, match="读不到"):
        require_pair(tmp_path / "none.pem", tmp_path / "none.key")


def test_days_of_a_certificate_are_counted_and_a_dead_one_refused(tmp_path: Path) -> None:
    fresh = require_pair(*made(tmp_path, "fresh", days=60))
    dead = require_pair(*made(tmp_path, "dead", days=-1))

    assert days_left(fresh, at=NOW) == 59
    with pytest.raises(CliError, match="到期"):
        days_left(dead, at=NOW)


def test_server_does_not_start_with_a_dead_certificate(office: Path, free_port: int) -> None:
    certificate, key = made(office, "dead", days=-1)
    words = ["--port", str(free_port), "--cert", str(certificate), "--cert-key", str(key)]

    ended = subprocess.run(child("serve", *words), capture_output=True, text=True, check=False)

    assert ended.returncode == 2
    assert "到期" in ended.stderr
