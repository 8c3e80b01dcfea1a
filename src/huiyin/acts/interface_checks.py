"""What must hold of a token's scopes and of a webhook before the register takes them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from huiyin.flow.answers import FieldFaults
from huiyin.kinds import ALL
from huiyin.kinds.registers.interface import READ, SCOPES, STEPS
from huiyin.kit.text import Text

EVERY = "*"


def check_scopes(values: Mapping[str, Any]) -> None:
    """Raise FieldFaults for a scope there is not."""
    known = {*SCOPES, *(f"{prefix}{kind}" for prefix in (READ, STEPS) for kind in ALL)}
    unknown = [one for one in values["scopes"] if one not in known]
    if unknown:
        listed = "、".join(sorted(known))
        raise FieldFaults(
            {
                "scopes": Text(
                    f"没有“{unknown[0]}”这个权限范围，可以写：{listed}",
                    f"There is no scope “{unknown[0]}”; there are: {', '.join(sorted(known))}",
                )
            }
        )


def check_webhook(values: Mapping[str, Any]) -> None:
    """Raise FieldFaults for an address that cannot be one, or an event that no kind knows."""
    faults = {"url": _url_fault(values["url"]), "events": _event_fault(values["events"])}
    found = {name: fault for name, fault in faults.items() if fault is not None}
    if found:
        raise FieldFaults(found)


def _url_fault(url: str) -> Text | None:
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"https", "http"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound or not url.isascii() or any(sign.isspace() for sign in url):
        return Text("地址写成 https://主机名/路径", "Write the address as https://host/path")
    if parts.scheme == "http" and not settings.WEBHOOK_NETWORKS:
        return Text("要用 https 的地址", "The address must be https")
    if parts.username is not None or parts.password is not None or parts.fragment:
        return Text("地址里不能有用户名、密码和 # 后面的部分", "No user name, password or # part in the address")
    return None


def _event_fault(events: list[str]) -> Text | None:
    known = {EVERY, *(f"{kind.id}.{EVERY}" for kind in ALL.values())}
    known |= {f"{kind.id}.{step.event}" for kind in ALL.values() for step in kind.steps}
    unknown = [one for one in events if one not in known]
    if not unknown:
        return None
    return Text(f"没有“{unknown[0]}”这种事件", f"There is no event “{unknown[0]}”")
