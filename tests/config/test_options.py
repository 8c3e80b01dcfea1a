"""What the environment may say, and what is answered when it says something else."""

import stat
from pathlib import Path

import pytest

from huiyin.config import databases, keys, options

TYPED = "postgres://office:p%40ss%2Fword@db.example:5433/county?sslmode=require"


def test_database_is_a_file_in_the_data_directory_unless_said_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("HUIYIN_DATABASE_URL", raising=False)

    engine = databases.database(data=tmp_path)

    assert engine.name == "sqlite"
    assert engine.settings["NAME"] == str(tmp_path / "huiyin.sqlite3")
    assert engine.settings["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA foreign_keys=ON;PRAGMA synchronous=FULL;",
    }


def test_postgresql_address_is_taken_apart_with_its_escapes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HUIYIN_DATABASE_URL", TYPED)

    settings = databases.database(data=tmp_path).settings

    named = {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {
        "NAME": "county",
        "USER": "office",
        "PASSWORD": "p@ss/word",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert settings["OPTIONS"] == {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 4},
        "options": "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000",
        "connect_timeout": 4,
        "keepalives": 1,
        "keepalives_idle": 4,
        "keepalives_interval": 4,
        "keepalives_count": 2,
        "tcp_user_timeout": 12000,
        "sslmode": "require",
    }


def test_pool_and_patience_are_the_offices_to_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wanted = {"POOL_SIZE": 3, "POOL_WAIT": 7, "STATEMENT": 5, "LOCK": 2, "TRANSACTION_IDLE": 9, "CONNECT": 3, "CUT": 30}
    monkeypatch.setenv("HUIYIN_DATABASE_URL", TYPED)
    for name, value in wanted.items():
        monkeypatch.setenv(f"HUIYIN_{name}{'' if name == 'POOL_SIZE' else '_SECONDS'}", str(value))

    settings = databases.database(data=tmp_path).settings

    assert settings["CONN_HEALTH_CHECKS"] is True
    assert settings["OPTIONS"] == {
        "pool": {"min_size": 1, "max_size": 3, "timeout": 7, "reconnect_timeout": 4},
        "options": "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=9000",
        "connect_timeout": 3,
        "keepalives": 1,
        "keepalives_idle": 10,
        "keepalives_interval": 10,
        "keepalives_count": 2,
        "tcp_user_timeout": 30000,
        "sslmode": "require",
    }


def test_postgresql_socket_directory_comes_from_the_query(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HUIYIN_DATABASE_URL", "postgresql:///county?host=/run/postgresql&port=5433")

    settings = databases.database(data=tmp_path).settings

    assert (settings["HOST"], settings["PORT"], settings["USER"]) == ("/run/postgresql", "5433", "")


@pytest.mark.parametrize(
    "url", ["mysql://host/county", "county.db", "postgres://host", "postgres://host:first/county", "postgres://host/"]
)
def test_database_address_that_cannot_be_meant_is_refused_without_repeating_the_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str
) -> None:
    monkeypatch.setenv("HUIYIN_DATABASE_URL", url.replace("://host", "://office:secret@host"))

    with pytest.raises(options.BadOption) as refused:
        databases.database(data=tmp_path)

    assert "HUIYIN_DATABASE_URL" in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(("typed", "meant"), [("", False), ("0", False), ("no", False), ("1", True), (" True ", True)])
def test_switch_reads_yes_and_no(monkeypatch: pytest.MonkeyPatch, typed: str, meant: bool) -> None:
    monkeypatch.setenv("HUIYIN_DEBUG", typed)

    assert options.switch("HUIYIN_DEBUG") is meant


def test_switch_refuses_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_DEBUG", "maybe")

    with pytest.raises(options.BadOption, match="HUIYIN_DEBUG 只能是 1 或 0"):
        options.switch("HUIYIN_DEBUG")


def test_choice_names_what_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_SUITE", "3")

    with pytest.raises(options.BadOption, match="HUIYIN_SUITE is one of 1、2, not '3'"):
        options.choice("HUIYIN_SUITE", allowed=("1", "2"))


@pytest.mark.parametrize("typed", ["99012", "9901210", "99012a", "９９０１２１"])
def test_county_is_six_digits(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setenv("HUIYIN_COUNTY", typed)

    with pytest.raises(options.BadOption, match="6 位区划代码"):
        options.county(default="990121")


@pytest.mark.parametrize("typed", ["www.example.cn", "ftp://example.cn", "https://"])
def test_public_address_needs_its_scheme_and_host(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setenv("HUIYIN_PUBLIC_URL", typed)

    with pytest.raises(options.BadOption, match="https://主机名"):
        options.public_url()


def test_data_directory_is_made_for_its_owner_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HUIYIN_DATA", str(tmp_path / "new" / "data"))

    place = options.directory("HUIYIN_DATA", default=tmp_path)

    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_data_directory_that_is_a_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    monkeypatch.setenv("HUIYIN_DATA", str(tmp_path / "data"))

    with pytest.raises(options.BadOption, match="不能使用目录"):
        options.directory("HUIYIN_DATA", default=tmp_path)


def test_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = keys.read_or_make(tmp_path / "site.key", used=False).read_text(encoding="ascii")
    again = keys.read_or_make(tmp_path / "site.key", used=True).read_text(encoding="ascii")

    assert len(bytes.fromhex(first)) == 32
    assert again == first
    assert stat.S_IMODE((tmp_path / "site.key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["site.key"]


def test_key_that_was_lost_is_never_replaced_by_a_new_one(tmp_path: Path) -> None:
    with pytest.raises(options.BadOption, match="找不到密钥文件"):
        keys.read_or_make(tmp_path / "site.key", used=True)

    assert list(tmp_path.iterdir()) == []


def test_process_that_comes_second_keeps_the_first_ones_key(tmp_path: Path) -> None:
    keys.make(tmp_path / "site.key")
    first = (tmp_path / "site.key").read_text(encoding="ascii")

    keys.make(tmp_path / "site.key")

    assert (tmp_path / "site.key").read_text(encoding="ascii") == first
    assert [file.name for file in tmp_path.iterdir()] == ["site.key"]
