"""The database the environment names: its address, its pool, and how long anybody waits for it."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from huiyin.config.options import BadOption, text, whole

SQLITE_BUSY_SECONDS = 20
POSTGRES = frozenset({"postgres", "postgresql"})
# After so long without a connection the pool forgets how often it tried: its own pauses double up to minutes, and an
# office would then wait long after the database is back.
RECONNECT_SECONDS = 4
PROBE_PARTS = 3
REPLICA_WAIT_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Engine:
    """The database the options name, in words Django takes."""

    name: str
    settings: dict[str, object]

    def exists_already(self) -> bool:
        """Say whether a database file is there; a server is asked at start-up, not here."""
        return self.name == "sqlite" and Path(str(self.settings["NAME"])).exists()


def database(*, data: Path) -> Engine:
    """Read HUIYIN_DATABASE_URL; without it the database is one SQLite file in the data directory."""
    url = text("HUIYIN_DATABASE_URL")
    if not url:
        return sqlite(data / "huiyin.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme in POSTGRES:
        return postgresql(url, option="HUIYIN_DATABASE_URL")
    raise BadOption(
        "HUIYIN_DATABASE_URL 要写成 postgres://用户:密码@主机:端口/库名 或 sqlite:///文件。 / "
        "HUIYIN_DATABASE_URL is postgres://user:password@host:port/name or sqlite:///file."
    )


def sqlite(file: Path) -> Engine:
    """One file, written by many: taken in turns from the start of each transaction, and on disk when it commits."""
    return Engine(
        "sqlite",
        {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(file),
            "OPTIONS": {
                # Django's default lets two readers both become writers, and one of them then fails.
                "transaction_mode": "IMMEDIATE",
                "timeout": SQLITE_BUSY_SECONDS,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA foreign_keys=ON;PRAGMA synchronous=FULL;",
            },
        },
    )


def postgresql(url: str, *, option: str) -> Engine:
    """PostgreSQL through Django's own pool; `?host=/run/postgresql` in the address names a socket directory.

    `option` is named in the refusals; the address is not, for it holds a password.
    """
    parts = urlsplit(url)
    extra = dict(parse_qsl(parts.query))
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in POSTGRES:
        raise BadOption(f"{option} 要写成 postgres://…。 / {option} is written postgres://….")
    if not name:
        raise BadOption(f"{option} 没有写库名。 / {option} names no database.")
    try:
        port = parts.port
    except ValueError as error:
        raise BadOption(f"{option} 的端口不是数字。 / The port in {option} is no number.") from error
    return Engine(
        "postgresql",
        {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": extra.get("host", unquote(parts.hostname or "")),
            "PORT": extra.get("port", str(port or "")),
            # One empty question when a connection is handed out: after a restart nobody gets one that is dead.
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                "pool": _pool(),
                "options": _limits(),
                **_cut_noticed(),
                **({"sslmode": extra["sslmode"]} if "sslmode" in extra else {}),
            },
        },
    )


def replica() -> dict[str, dict[str, object]]:
    """Read HUIYIN_REPLICA_URL, a standby that is only read; nothing where none is named."""
    url = text("HUIYIN_REPLICA_URL")
    if not url:
        return {}
    found = postgresql(url, option="HUIYIN_REPLICA_URL").settings
    options = dict(found["OPTIONS"])  # type: ignore[call-overload]
    # Whoever looks at figures does not wait long for a standby that is away: the database itself answers instead.
    options["pool"] = {**options["pool"], "timeout": REPLICA_WAIT_SECONDS}
    options["options"] += " -c default_transaction_read_only=on"
    return {"replica": {**found, "OPTIONS": options}}


def _pool() -> dict[str, int]:
    return {
        "min_size": 1,
        "max_size": whole("HUIYIN_POOL_SIZE", default=8, least=1),
        "timeout": whole("HUIYIN_POOL_WAIT_SECONDS", default=5, least=1),
        "reconnect_timeout": RECONNECT_SECONDS,
    }


def _limits() -> str:
    """How long the server lets one statement run, wait for a lock, or a transaction stand idle; nought is for ever."""
    seconds = {
        "statement_timeout": whole("HUIYIN_STATEMENT_SECONDS", default=30, least=0),
        "lock_timeout": whole("HUIYIN_LOCK_SECONDS", default=10, least=0),
        "idle_in_transaction_session_timeout": whole("HUIYIN_TRANSACTION_IDLE_SECONDS", default=60, least=0),
    }
    return " ".join(f"-c {name}={limit * 1000}" for name, limit in seconds.items())


def _cut_noticed() -> dict[str, int]:
    """A cable that was pulled says nothing: the kernel asks, and gives up after HUIYIN_CUT_SECONDS."""
    cut = whole("HUIYIN_CUT_SECONDS", default=12, least=PROBE_PARTS)
    return {
        "connect_timeout": whole("HUIYIN_CONNECT_SECONDS", default=4, least=2),
        "keepalives": 1,
        "keepalives_idle": cut // PROBE_PARTS,
        "keepalives_interval": cut // PROBE_PARTS,
        "keepalives_count": PROBE_PARTS - 1,
        "tcp_user_timeout": cut * 1000,
    }
