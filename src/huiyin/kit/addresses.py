"""Which addresses a message may be sent to: public ones, and those of networks an office has named."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network


def may_reach(address: str, *, named: Iterable[str]) -> bool:
    """Say whether an address may be reached: a public one, or one inside a network that was named."""
    found = _plain(address)
    return found is not None and ((found.is_global and not found.is_multicast) or is_named(address, named=named))


def is_named(address: str, *, named: Iterable[str]) -> bool:
    """Say whether an address lies inside a network that was named."""
    found = _plain(address)
    return found is not None and any(found in ip_network(one) for one in named)


def _plain(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        # An IPv4 address in the clothes of IPv6 is judged as what it is.
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        return inner or found
    return found
