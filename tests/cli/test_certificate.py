"""`serve --cert` speaks https by itself, and looks at the certificate before anybody meets it."""

import os
import re
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django.plugin import DjangoDbBlocker

from huiyin.cli import CliError
from huiyin.cli.certificate import days_left, require_pair
from huiyin.cli.family import PACKAGES, Family, child
from tests.cli.test_serving import a_free_port
from tests.migrated import office_data

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


@dataclass(frozen=True)
class Served:
    """A server that speaks https by itself: where, how it is asked, and its data directory."""

    address: str
    opener: urllib.request.OpenerDirector
    data: Path


def set_apart(data: Path, patch: pytest.MonkeyPatch) -> None:
    """Let processes started from here meet an office of their own, and nothing that is set."""
    for name in [name for name in os.environ if name.startswith(("HUIYIN_", "DJANGO_"))]:
        patch.delenv(name)
    patch.setenv("HUIYIN_DATA", str(data))
    patch.setenv("PYTHONPATH", str(PACKAGES))


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Served]:
    """One running server for what is asked of it here."""
    home = tmp_path_factory.mktemp("served")
    with django_db_blocker.unblock():
        data = office_data(home / "data")
    certificate, key = made(home, "own")
    secure = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=str(certificate)))
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), secure)
    port = a_free_port()
    words = ["--port", str(port), "--workers", "1", "--cert", str(certificate), "--cert-key", str(key)]
    with pytest.MonkeyPatch.context() as patch, Family(logs=home) as family:
        set_apart(data, patch)
        family.start("serve", child("serve", *words, "--doors", "portal"))
        address = f"https://localhost:{port}"
        _until_up(opener, f"{address}/healthz", family)
        yield Served(address, opener, data)


def test_server_speaks_https_by_itself(served: Served) -> None:
    with served.opener.open(f"{served.address}/healthz", timeout=10) as answer:
        assert answer.read() == b"ok\n"


def test_served_files_have_names_that_follow_their_content(served: Served) -> None:
    manifest = (served.data / "static" / "staticfiles.json").read_text(encoding="utf-8")
    named = re.search(r'"(django_htmx/htmx-2\.min\.[0-9a-f]{12}\.js)"', manifest)
    assert named is not None

    with served.opener.open(f"{served.address}/static/{named[1]}", timeout=10) as answer:
        body, cache = answer.read(), str(answer.headers.get("Cache-Control"))

    assert b"htmx" in body
    assert "immutable" in cache


def _until_up(opener: urllib.request.OpenerDirector, url: str, family: Family) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        family.require_alive()
        try:
            opener.open(url, timeout=2).close()
            return
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


def test_server_does_not_start_with_a_dead_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, key = made(tmp_path, "dead", days=-1)
    set_apart(tmp_path / "data", monkeypatch)
    words = ["--port", str(a_free_port()), "--cert", str(certificate), "--cert-key", str(key)]

    ended = subprocess.run(child("serve", *words), capture_output=True, text=True, check=False)

    assert ended.returncode == 2
    assert "到期" in ended.stderr
