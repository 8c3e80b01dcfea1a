"""What an office sets about signing in: lengths, waits and who needs what. Read once at start-up."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from huiyin.config.options import BadOption, listed, text

Network = IPv4Network | IPv6Network
ROLES = (
    "admin",
    "security",
    "audit",
    "sign",
    "check",
    "handle",
    "intake",
    "sort",
    "review",
    "supervise",
    "lead",
    "grid",
)
# The doors of `acts/limits.py`; a test holds the two together.
CHANNELS = ("sign_in", "track", "file", "half", "step", "upload", "verify", "api", "screen")
KEPT_AT_LEAST_DAYS = 184
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Oidc:
    """The office's own sign-in service; without an issuer there is none."""

    issuer: str = ""
    client: str = ""
    secret: str = ""
    claim: str = "preferred_username"
    name: str = "统一身份认证"

    @property
    def there(self) -> bool:
        """Say whether people may sign in through it."""
        return bool(self.issuer and self.client)


@dataclass(frozen=True, slots=True)
class Protection:
    """The numbers of 等保 practice by default; an office may set each of them."""

    lockout_tries: int = 5
    lockout_minutes: int = 15
    password_length: int = 12
    password_classes: int = 3
    password_days: int = 90
    idle_minutes: int = 15
    session_hours: int = 10
    step_up_minutes: int = 10
    stale_days: int = 90
    record_days: int = 365
    token_days: int = 365
    second_factor: frozenset[str] = frozenset()
    office_networks: tuple[Network, ...] = ()
    limits: tuple[tuple[str, int, int], ...] = ()
    oidc: Oidc = Oidc()


def read(*, fictional: bool) -> Protection:
    """Read every option; the demo, whose password everybody is told, asks nobody for a second factor by itself."""
    usual = () if fictional else ("admin", "security", "audit", "sign")
    return Protection(
        lockout_tries=whole("HUIYIN_LOCKOUT_TRIES", default=5, least=3, most=20),
        lockout_minutes=whole("HUIYIN_LOCKOUT_MINUTES", default=15, least=5, most=1440),
        password_length=whole("HUIYIN_PASSWORD_LENGTH", default=12, least=12, most=64),
        password_classes=whole("HUIYIN_PASSWORD_CLASSES", default=3, least=1, most=4),
        password_days=whole("HUIYIN_PASSWORD_DAYS", default=0 if fictional else 90, least=0, most=730),
        idle_minutes=whole("HUIYIN_IDLE_MINUTES", default=15, least=5, most=60),
        session_hours=whole("HUIYIN_SESSION_HOURS", default=10, least=1, most=24),
        step_up_minutes=whole("HUIYIN_STEP_UP_MINUTES", default=10, least=1, most=60),
        stale_days=whole("HUIYIN_STALE_DAYS", default=90, least=30, most=730),
        record_days=whole("HUIYIN_RECORD_DAYS", default=365, least=KEPT_AT_LEAST_DAYS, most=3650),
        token_days=whole("HUIYIN_TOKEN_DAYS", default=365, least=1, most=730),
        second_factor=roles("HUIYIN_SECOND_FACTOR", default=usual),
        office_networks=networks("HUIYIN_OFFICE_NETWORKS"),
        limits=limits("HUIYIN_LIMITS"),
        oidc=oidc(),
    )


def whole(name: str, *, default: int, least: int, most: int) -> int:
    """Read a whole number between two others."""
    value = text(name, default=str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise BadOption(
            f"{name} 要写 {least} 到 {most} 之间的整数，现在是 {value!r}。 / "
            f"{name} is a whole number from {least} to {most}, not {value!r}."
        )
    return int(value)


def roles(name: str, *, default: tuple[str, ...]) -> frozenset[str]:
    """Read a list of roles; `none` means nobody."""
    value = listed(name) or list(default)
    if value == ["none"]:
        return frozenset()
    wrong = [one for one in value if one not in ROLES]
    if wrong:
        raise BadOption(
            f"{name} 里没有 {wrong[0]!r} 这种岗位，可以写：{'、'.join(ROLES)}，或 none。 / "
            f"{name} knows no role {wrong[0]!r}; known are {', '.join(ROLES)}, or none."
        )
    return frozenset(value)


def networks(name: str) -> tuple[Network, ...]:
    """Read the networks of the office's own counters, such as 10.12.0.0/16."""
    try:
        return tuple(ip_network(one, strict=False) for one in listed(name))
    except ValueError as error:
        raise BadOption(
            f"{name} 要写网段，如 10.12.0.0/16，用逗号分开。 / {name} lists networks such as 10.12.0.0/16."
        ) from error


def limits(name: str) -> tuple[tuple[str, int, int], ...]:
    """Read limits of channels, written channel=times/seconds: file=20/3600."""
    found = []
    for one in listed(name):
        channel, _, rate = one.partition("=")
        times, _, seconds = rate.partition("/")
        if not (channel in CHANNELS and times.isdigit() and seconds.isdigit() and int(times) and int(seconds)):
            known = "、".join(CHANNELS)
            raise BadOption(
                f"{name} 要写成 file=20/3600，渠道有 {known}，现在有 {one!r}。 / "
                f"{name} is written file=20/3600, channels are {known}; not {one!r}."
            )
        found.append((channel, int(times), int(seconds)))
    return tuple(found)


def oidc() -> Oidc:
    """Read the sign-in service. Its secret comes from a file, never from the environment."""
    issuer, client = text("HUIYIN_OIDC_ISSUER").rstrip("/"), text("HUIYIN_OIDC_CLIENT")
    if bool(issuer) != bool(client):
        raise BadOption(
            "HUIYIN_OIDC_ISSUER 和 HUIYIN_OIDC_CLIENT 要一起写。 / "
            "HUIYIN_OIDC_ISSUER and HUIYIN_OIDC_CLIENT go together."
        )
    parts = urlsplit(issuer)
    if issuer and not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)):
        raise BadOption("HUIYIN_OIDC_ISSUER 要用 https。 / HUIYIN_OIDC_ISSUER must be https.")
    file = text("HUIYIN_OIDC_SECRET_FILE")
    try:
        secret = Path(file).expanduser().read_text(encoding="utf-8").strip() if file else ""
    except OSError as error:
        raise BadOption(
            f"读不到 HUIYIN_OIDC_SECRET_FILE：{file}。 / HUIYIN_OIDC_SECRET_FILE cannot be read."
        ) from error
    return Oidc(
        issuer=issuer,
        client=client,
        secret=secret,
        claim=text("HUIYIN_OIDC_CLAIM", default="preferred_username"),
        name=text("HUIYIN_OIDC_NAME", default="统一身份认证"),
    )
