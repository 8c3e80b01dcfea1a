"""What the environment may say: each option read, checked and explained here, and nowhere else."""

import os
from datetime import datetime, time
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from huiyin.insight.masters import is_master

PACKAGE = Path(__file__).resolve().parent.parent
# The checkout is the first directory above the package that holds the locks.
ROOT = next((place for place in PACKAGE.parents if (place / "requirements").is_dir()), PACKAGE.parent)

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"", "0", "false", "no", "off"})

COUNTY_DIGITS = 6


class BadOption(ImproperlyConfigured):
    """An option of the environment that cannot be meant; the text says which and what is allowed."""


def text(name: str, *, default: str = "") -> str:
    """Read one option; blank counts as unset."""
    return os.environ.get(name, "").strip() or default


def switch(name: str) -> bool:
    """Read one yes-or-no option; unset is no."""
    value = text(name).lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise BadOption(f"{name} 只能是 1 或 0，现在是 {value!r}。 / {name} is 1 or 0, not {value!r}.")


def choice(name: str, *, allowed: tuple[str, ...]) -> str:
    """Read one option out of a short list; the first is the default."""
    value = text(name, default=allowed[0])
    if value not in allowed:
        listed = "、".join(allowed)
        raise BadOption(f"{name} 只能是 {listed}，现在是 {value!r}。 / {name} is one of {listed}, not {value!r}.")
    return value


def listed(name: str) -> list[str]:
    """Read a comma-separated option."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


OUTLETS = frozenset({"file", "smtp", "http", "https"})


def outlet(name: str) -> str:
    """Read where messages go out; unset is nowhere."""
    value = text(name)
    if value and urlsplit(value).scheme not in OUTLETS:
        raise BadOption(
            f"{name} 要写成 file:///目录、smtp://主机:端口/?from=…&to=… 或 https://网关地址。 / "
            f"{name} is file:///directory, smtp://host:port/?from=…&to=… or https://gateway."
        )
    return value


DOORS = ("desk", "portal", "api")


def doors(name: str) -> frozenset[str]:
    """Read which doors are served; unset is all of them."""
    wanted = frozenset(listed(name)) or frozenset(DOORS)
    if unknown := sorted(wanted - set(DOORS)):
        raise BadOption(
            f"{name} 只能写 desk、portal、api（用逗号分开），没有 {unknown[0]!r}。 / "
            f"{name} lists desk, portal, api; there is no {unknown[0]!r}."
        )
    return wanted


def whole(name: str, *, default: int, least: int) -> int:
    """Read one whole number that is not too small."""
    value = text(name, default=str(default))
    if not (value.isascii() and value.isdigit()) or int(value) < least:
        raise BadOption(
            f"{name} 要写 {least} 以上的整数，现在是 {value!r}。 / {name} is a whole number from {least}, not {value!r}."
        )
    return int(value)


def time_of_day(name: str, *, default: str) -> time:
    """Read one time of the day, as 02:30, in the office's own time."""
    value = text(name, default=default)
    try:
        return datetime.strptime(value, "%H:%M").time()
    except ValueError as error:
        raise BadOption(f"{name} 要写成 02:30，现在是 {value!r}。 / {name} is written 02:30, not {value!r}.") from error


def span_of_day(name: str, *, default: str) -> tuple[time, time]:
    """Read two times of the day, as 21:00-08:00; the second may be on the next morning."""
    value = text(name, default=default)
    try:
        begins, ends = (datetime.strptime(part.strip(), "%H:%M").time() for part in value.split("-"))
    except ValueError as error:
        raise BadOption(
            f"{name} 要写成 21:00-08:00，现在是 {value!r}。 / {name} is written 21:00-08:00, not {value!r}."
        ) from error
    return begins, ends


def networks(name: str) -> list[str]:
    """Read a comma-separated option of networks such as 10.20.0.0/16."""
    try:
        return [str(ip_network(part)) for part in listed(name)]
    except ValueError as error:
        raise BadOption(
            f"{name} 要写成 10.20.0.0/16 这样的网段，用逗号分开（{error}）。 / {name} lists networks such as 10.20.0.0/16."
        ) from error


def local_socket(name: str) -> str:
    """Read the path of a local socket, written unix:///run/…; unset is none."""
    value = text(name)
    place = unquote(urlsplit(value).path)
    if value and not (value.startswith("unix:///") and len(place) > 1):
        raise BadOption(f"{name} 要写成 unix:///套接字的路径。 / {name} is written unix:///path/of/the/socket.")
    return place


def spark_master(name: str) -> str:
    """Read the master of a Spark; unset is this machine alone."""
    value = text(name, default="local[*]")
    if not is_master(value):
        raise BadOption(
            f"{name} 要写成 local[*]、spark://主机:端口、yarn 或 k8s://…，现在是 {value!r}。 / "
            f"{name} is local[*], spark://host:port, yarn or k8s://…, not {value!r}."
        )
    return value


def path(name: str, *, default: Path) -> Path:
    """Read one file or directory option; a relative one starts where the command was typed."""
    return Path(text(name, default=str(default))).expanduser().resolve()


def directory(name: str, *, default: Path) -> Path:
    """Read a directory option and make the directory, for its owner only."""
    return made(path(name, default=default))


def made(place: Path) -> Path:
    """Make a directory that only its owner may enter."""
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise BadOption(f"不能使用目录 {place}（{why}）。 / The directory {place} cannot be used ({why}).") from error
    return place


def county(*, default: str) -> str:
    """Read the six digits of the county whose records these are; every record carries them for good."""
    value = text("HUIYIN_COUNTY", default=default)
    if not (len(value) == COUNTY_DIGITS and value.isascii() and value.isdigit()):
        raise BadOption(
            f"HUIYIN_COUNTY 要写 6 位区划代码，现在是 {value!r}。 / HUIYIN_COUNTY is a division code of 6 digits, not {value!r}."
        )
    return value


def public_url() -> str:
    """Read the address residents see, without a slash at its end; blank when none is set yet."""
    value = text("HUIYIN_PUBLIC_URL").rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise BadOption(
            f"HUIYIN_PUBLIC_URL 要写成 https://主机名，现在是 {value!r}。 / "
            f"HUIYIN_PUBLIC_URL is written https://host, not {value!r}."
        )
    return value
