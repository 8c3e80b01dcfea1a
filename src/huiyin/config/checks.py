"""Start-up checks: what must be true of this machine before the server answers anybody."""

import stat
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.core.checks import register as register_check

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def register() -> None:
    """Hand the checks to Django."""
    register_check(key_files)
    register_check(public_address)
    register_check(real_county)
    register_check(owner_kept_away)


def key_files(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Refuse key files that somebody else on the machine can read."""
    return [problem for file in (settings.SECRET_FILE, settings.SITE_KEY_FILE) for problem in _readable_by_others(file)]


def _readable_by_others(file: Path) -> list[CheckMessage]:
    if not stat.S_IMODE(file.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        return []
    return [
        Error(
            f"密钥文件 {file} 别的用户也能读。 / The key file {file} can be read by others.",
            hint=f"chmod 600 '{file}'",
            id="huiyin.E001",
        )
    ]


def public_address(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Say once that residents reach the office without encryption."""
    if (
        not settings.PUBLIC_URL
        or settings.HTTPS
        or urlsplit(settings.PUBLIC_URL).hostname in {"localhost", "127.0.0.1"}
    ):
        return []
    return [
        Warning(
            "HUIYIN_PUBLIC_URL 不是 https：群众填写的内容在网络上没有加密，手机端也不能离线使用。 / "
            "HUIYIN_PUBLIC_URL is not https: what residents write travels unprotected, "
            "and the phone pages cannot work offline.",
            id="huiyin.W001",
        )
    ]


def real_county(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Refuse to open the fictional county to residents: the code cannot be changed in records once they are made."""
    if settings.COUNTY != settings.DEMO_COUNTY or not _is_public():
        return []
    return [
        Error(
            "对外服务之前要先用 HUIYIN_COUNTY 写明本县的 6 位区划代码，现在还是演示县的代码。 / "
            "Set HUIYIN_COUNTY to the county's own 6-digit code before serving the public: it is still the demo's.",
            id="huiyin.E002",
        )
    ]


def owner_kept_away(app_configs: Sequence[AppConfig] | None, **options: object) -> list[CheckMessage]:
    """Say that a process that serves was handed the address of the tables' owner, which only `migrate` is to know."""
    if not settings.OWNER_IS_KNOWN:
        return []
    return [
        Warning(
            "HUIYIN_OWNER_URL 只给 migrate、upgrade、restore 用，不要写进网页和后台服务的环境。 / "
            "HUIYIN_OWNER_URL is for migrate, upgrade and restore only: keep it out of the services' environment.",
            id="huiyin.W002",
        )
    ]


def _is_public() -> bool:
    return bool(settings.PUBLIC_URL) and urlsplit(settings.PUBLIC_URL).hostname not in LOCAL
